"""Hostile text stays text on the cards that links show, and in the letter of a digest."""

import datetime as dt
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from papershelf.card_drawing import card_colours, drawn, sketched
from papershelf.facts.digests import days_since, digest
from papershelf.library import load
from papershelf.mailing.message import Letter, addressed, message
from papershelf.render.digest_letter import letter_text
from papershelf.render.shelf import Shelf
from papershelf.render.social_cards import SocialCard, social_cards
from papershelf.settings import read_settings
from tests.hostile.hostile_list import ADDRESS, PLAIN, TAKEN, write_list
from tests.hostile.payloads import HOST

COLOURS = card_colours(None)
SENDER = "digest@list.example"
WHEN = dt.datetime(2024, 5, 6, tzinfo=dt.UTC)
EVERYTHING = 10_000


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shelf, Shelf]:
    """The hostile list and the plain one, as a build has them."""

    def shelf(name: str, texts: list[str]) -> Shelf:
        folder = tmp_path_factory.mktemp(name)
        write_list(folder, texts)
        return Shelf(load(folder / "data"), read_settings(folder / "mkdocs.yml"))

    return shelf("hostile", TAKEN), shelf("plain", PLAIN)


def shape(svg: str) -> set[tuple[str, tuple[str, ...]]]:
    """The elements of a drawing, with the names of their attributes."""
    return {(each.tag, tuple(sorted(each.attrib))) for each in ET.fromstring(svg).iter()}  # noqa: S314 - ours


def test_no_text_adds_to_the_drawing_of_a_card(shelves: tuple[Shelf, Shelf]) -> None:
    """Each card is well-formed SVG of the plain cards' elements, so that nothing is loaded or linked."""
    hostile, plain = (
        [sketched(card, shelf.settings.name, COLOURS).svg for card in social_cards(shelf, "all")]
        for shelf in shelves
    )
    known = {each for svg in plain for each in shape(svg)}
    known |= {(tag, tuple(sorted({*names, "text-anchor"}))) for tag, names in known if tag.endswith("}text")}
    assert len(hostile) == len(plain) > len(TAKEN)
    for svg in hostile:
        assert shape(svg) <= known, svg


def test_every_text_as_each_line_of_a_card(shelves: tuple[Shelf, Shelf]) -> None:
    """The list's name, the words about it, authors, facts and tags are escaped as a title is."""
    safe = SocialCard("", "T", "F", "A", tags=(("t", 1),), hues=(1, 2))
    byline = safe._replace(about="", names=("N",), authors=(1, False))
    known = shape(sketched(safe, "n", COLOURS).svg) | shape(sketched(byline, "n", COLOURS).svg)
    known |= {(tag, tuple(sorted({*names, "text-anchor"}))) for tag, names in known if tag.endswith("}text")}
    for text in TAKEN:
        card = SocialCard("", text, text, text, tags=((text, 1),), hues=(1, 2))
        for each in (card, card._replace(about="", names=(text,), authors=(1, False))):
            assert shape(sketched(each, text, COLOURS).svg) <= known, text


def test_a_drawing_of_them_is_a_picture() -> None:
    """What draws takes each kind of payload: the first of many that are alike is enough."""
    for text in TAKEN[::25]:
        assert drawn(SocialCard("", text, text, text), text, COLOURS).png.startswith(b"\x89PNG")


def letter(shelf: Shelf) -> Letter:
    """The letter of all papers."""
    found = digest(shelf.library, days_since(dt.date(2024, 1, 1), dt.date(2024, 5, 6)))
    subject, text, html = letter_text(shelf, found, f"mailto:{SENDER}", EVERYTHING)
    return Letter("all", shelf.settings.name, SENDER, f"mailto:{SENDER}", subject, text, html)


def received(sent: Letter) -> EmailMessage:
    """A letter as a mail program reads it."""
    made = addressed(message(sent), sent, "ada@readers.example", WHEN)
    read = message_from_bytes(made, policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def test_no_text_adds_an_element_to_a_letter(shelves: tuple[Shelf, Shelf]) -> None:
    """Its HTML has the plain letter's elements and attributes, loads nothing and leads to the site alone."""
    hostile, plain = (LexborHTMLParser(letter(shelf).html).css("*") for shelf in shelves)
    known = {(node.tag, tuple(sorted(node.attributes.keys() - {"dir"}))) for node in plain}
    of_text = {("em", ()), ("strong", ()), ("code", ()), ("sub", ()), ("sup", ()), ("bdi", ())}
    for node in hostile:
        names = tuple(sorted(node.attributes.keys() - {"dir"}))
        assert (node.tag, names) in known | of_text, node.html
        for name in ("href", "src", "style"):
            assert HOST not in (node.attributes.get(name) or ""), node.html
        address = node.attributes.get("href")
        assert address is None or address.startswith((ADDRESS, f"mailto:{SENDER}")), node.html


def test_no_text_adds_a_header_to_a_letter(shelves: tuple[Shelf, Shelf]) -> None:
    """As the list's name and in the subject each payload stays in its header, and the parts are two."""
    plain = received(letter(shelves[1]))
    for text in TAKEN:
        sent = replace(letter_without_papers(), sender_name=text, subject=f"{text}: 2 papers")
        read = received(sent)
        assert read.keys() == plain.keys(), text
        assert read["From"].addresses[0].addr_spec == SENDER, text
        assert len(read["From"].addresses) == 1, text
        assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"], text


def letter_without_papers() -> Letter:
    return Letter("all", "List", SENDER, f"mailto:{SENDER}", "Papers", "Two.\n", "<p>Two.</p>\n")


def test_the_parts_of_a_letter_stay_apart(shelves: tuple[Shelf, Shelf]) -> None:
    """Texts that look like boundaries, dots and headers come back as they were written."""
    sent = letter(shelves[0])
    read = received(sent)
    text, html = (part.get_content() for part in read.iter_parts())
    assert text.splitlines() == sent.text.splitlines()
    assert html.splitlines() == sent.html.splitlines()
