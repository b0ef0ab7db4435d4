"""The cards that show links to the site: what is on them, and when they are drawn."""

import io
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from papershelf import card_text
from papershelf.card_drawing import card_colours, drawn, sketched
from papershelf.card_files import ANY_LIST, Cards, write_cards
from papershelf.card_text import SANS, broken, font, shown_on_card
from papershelf.library import load
from papershelf.problems import InvalidInputError
from papershelf.render.shelf import Shelf
from papershelf.render.social_cards import PAPERS, SocialCard, social_cards, wanted_cards
from papershelf.settings import Settings
from tests.small_site import COLLECTION, built, make_project

COLOURS = card_colours("#123456")
NAME = "Our list"
WHOLE = SocialCard("", NAME, "2 papers", "About papers.", hues=(1, 2, 3))
HARD = {
    "quotes and markup": ("“A” & 'B' <b> ]]> \"C\"", "“A” & 'B' <b> ]]> \"C\""),
    "control signs": ("A\x00\x1b B\u202eC\ufeff", "A BC"),
    "a formula": ("O(n²) and H₂O", None),
    "nothing": ("", ""),
}


def texts(card: SocialCard) -> list[str]:
    """The lines of a card."""
    tree = ET.fromstring(sketched(card, NAME, COLOURS).svg)  # noqa: S314 - made by ourselves
    return [each.text or "" for each in tree.iter("{http://www.w3.org/2000/svg}text")]


def picture(card: SocialCard) -> Image.Image:
    """The picture of a card, which is a PNG file of the right size."""
    image = Image.open(io.BytesIO(drawn(card, NAME, COLOURS).png))
    image.load()
    assert (image.format, image.size) == ("PNG", (1200, 630))
    return image


@pytest.fixture(scope="module")
def cards(list_dir: Path) -> dict[str, SocialCard]:
    """The cards of 75 papers, by the address of their page."""
    shelf = Shelf(load(list_dir), Settings(name=NAME, description="About papers."))
    return {card.page: card for card in social_cards(shelf, "all")}


def test_what_has_a_card(cards: dict[str, SocialCard], list_dir: Path) -> None:
    """The list, first, each tag, each collection and each paper."""
    library = load(list_dir)
    pages = ["", *(f"tags/{tag.slug}/" for tag in library.tags)]
    pages += [f"collections/{each.slug}/" for each in library.collections]
    assert [*cards] == [*pages, *(f"papers/{paper.id}/" for paper in library.papers)]


def test_the_card_of_a_paper(cards: dict[str, SocialCard]) -> None:
    """The list's name, the title, the authors, the venue with the date, and the tags."""
    page = "papers/efficient-and-robust-approximate-nearest-neighbor-search/"
    name, *title, authors, facts, tag = texts(cards[page])
    assert name == NAME
    assert " ".join(title).startswith("Efficient and robust approximate nearest neighbor search using")
    assert authors == "Yu. A. Malkov, D. A. Yashunin"
    assert facts == "IEEE TPAMI · 30 March 2016"
    assert tag == "Vector search"


def test_the_card_of_a_list(cards: dict[str, SocialCard]) -> None:
    """What it is called, what it is about, and how many papers it has; the list's own name is there once."""
    assert texts(cards["tags/hash-grids/"])[-1] == "7 papers"
    assert texts(cards[""]) == ["", NAME, "About papers.", "75 papers"]


def test_cards_are_small(cards: dict[str, SocialCard]) -> None:
    """The longest titles make the largest files, which have at most 25 KB."""
    longest = sorted(cards.values(), key=lambda card: -len(card.title) - len("".join(card.names)))[:8]
    assert max(len(drawn(card, NAME, COLOURS).png) for card in longest) <= 25_000


@pytest.mark.parametrize(("typed", "shown"), HARD.values(), ids=HARD.keys())
def test_hard_texts(typed: str, shown: str | None) -> None:
    """Every sign that is one is drawn as typed, wherever it is."""
    card = SocialCard("x/", typed, typed, names=(typed,), authors=(1, False), tags=((typed, 1),), hues=(1,))
    assert set(filter(None, texts(card))) == {
        text for text in (NAME, shown or typed.replace("₂", "2")) if text
    }
    picture(card)


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=3))
@settings(max_examples=25)
def test_any_text_can_be_drawn(title: str, names: list[str]) -> None:
    """No title and no name breaks a card."""
    picture(SocialCard("x/", title, "", names=tuple(names), authors=(len(names), False)))


def test_a_long_title_is_cut() -> None:
    """After four lines, which end at the margin; so is one word of 300 letters."""
    for title in ("Words and more words " * 15, "x" * 300):
        lines = [line for line in texts(SocialCard("x/", title, ""))[1:] if line]
        assert len(lines) == 4
        assert lines[-1].endswith("…")


@given(st.text("ab -WiÄ", max_size=60), st.integers(40, 400))
def test_lines_fit(text: str, width: int) -> None:
    """No line is wider than it may be, but for a single letter; nothing is lost between them."""
    lines = broken(text, SANS, 26, width)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(font(SANS, 26).getlength(line) <= width or len(line) == 1 for line in lines)


@pytest.mark.parametrize(
    ("count", "others", "line"),
    [
        (1, False, "A0"),
        (2, True, "A0, A1 and others"),
        (7, False, "A0, A1, A2, A3, A4, A5, A6"),
        (8, False, "A0, A1, A2, A3, A4, A5 and 2 more"),
        (3000, False, "A0, A1, A2, A3, A4, A5 and 2,994 more"),
    ],
)
def test_many_authors(count: int, others: bool, line: str) -> None:
    """Six are named, and the others counted."""
    names = tuple(f"A{number}" for number in range(min(count, 20)))
    assert line in texts(SocialCard("x/", "X", "", names=names, authors=(count, others)))


def test_a_title_from_the_right() -> None:
    """It ends at the left margin, and its letters are joined by a font of the machine, if there is one."""
    shown = shown_on_card("مقدمة")
    svg = sketched(SocialCard("x/", "مقدمة", ""), NAME, COLOURS).svg
    assert shown.lost or 'x="1120" text-anchor="end">مقدمة<' in svg


@pytest.fixture
def no_other_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without fonts."""
    shown_on_card.cache_clear()
    monkeypatch.setattr(card_text, "_is_drawn", lambda _: False)


def test_letters_that_no_font_has(no_other_fonts: None, tmp_path: Path) -> None:
    """A title that would lack letters gets the list's card, and is told; a name leaves room for others."""
    chinese = SocialCard("papers/x/", "深度 learning", "")
    english = SocialCard("papers/y/", "Learning 😀", "", names=("王小明", "Ada"), authors=(2, False))
    assert write_cards(tmp_path, Cards([WHOLE, chinese, english], None), tmp_path / "cache") == [
        "/papers/x/: no font on this machine has “深度”"
    ]
    card = (tmp_path / "card.png").read_bytes()
    assert (tmp_path / "papers" / "x" / "card.png").read_bytes() == card
    assert texts(english)[1:] == ["Learning", "Ada and 1 more"]


def test_a_list_whose_name_no_font_has(no_other_fonts: None, tmp_path: Path) -> None:
    """Its card is the picture of any list."""
    write_cards(tmp_path, Cards([WHOLE._replace(title="論文")], None), tmp_path / "cache")
    assert (tmp_path / "card.png").read_bytes() == ANY_LIST.read_bytes()


def changed(site: Path, write: Callable[[], object]) -> set[str]:
    """The cards that are written or removed."""

    def state() -> dict[str, int]:
        return {
            str(path.parent.relative_to(site)): path.stat().st_mtime_ns for path in site.rglob("card.png")
        }

    before = state()
    write()
    after = state()
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_only_what_changed_is_drawn(tmp_path: Path) -> None:
    """The others stay as they are; those of pages that are gone go, with their folders."""
    site, cache = tmp_path / "site", tmp_path / "cache"
    one, two = (SocialCard(f"papers/{name}/", name, "") for name in ("one", "two"))
    steps = [
        ([WHOLE, one, two], {".", "papers/one", "papers/two"}),
        ([WHOLE, one, two], set()),
        ([WHOLE, one._replace(title="One"), two], {"papers/one"}),
        ([WHOLE, two], {"papers/one"}),
        ([WHOLE._replace(title="Renamed"), two], {".", "papers/two"}),
    ]
    for wanted, expected in steps:
        assert changed(site, partial(write_cards, site, Cards(wanted, None), cache)) == expected
    assert not (site / "papers" / "one").exists()
    assert len([*(cache / "cards").glob("*.png")]) == 2
    another_colour = Cards(steps[-1][0], "#ff0000")
    assert changed(site, partial(write_cards, site, another_colour, cache)) == {".", "papers/two"}


def test_a_cache_that_is_damaged(tmp_path: Path) -> None:
    """Without a record all is written again; the drawings are the same."""
    write_cards(tmp_path, Cards([WHOLE], None), tmp_path / "cache")
    before = (tmp_path / "card.png").read_bytes()
    for text in ("[]", "{", ""):
        (tmp_path / "cache" / "cards" / "written.json").write_text(text)
        write_cards(tmp_path, Cards([WHOLE], None), tmp_path / "cache")
    assert (tmp_path / "card.png").read_bytes() == before == drawn(WHOLE, NAME, card_colours(None)).png


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """It is told with what to do."""
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(InvalidInputError, match="the cards cannot be written"):
        write_cards(tmp_path, Cards([WHOLE], None), tmp_path / "cache")


def test_a_large_list_has_cards_of_lists() -> None:
    """Unless its settings ask for all."""
    assert [wanted_cards(None, count) for count in (0, PAPERS, PAPERS + 1)] == ["all", "all", "lists"]
    assert [wanted_cards(asked, PAPERS + 1) for asked in ("all", "lists", "none")] == ["all", "lists", "none"]


LISTS = {"index", "tags/sky", "tags/sea", "collections/walks"}
OF_PAPERS = {"papers/on-walruses", "papers/on-teapots", "papers/on-kettles"}


@pytest.mark.parametrize(("asked", "own"), [("all", LISTS | OF_PAPERS), ("lists", LISTS), ("none", set())])
def test_pages_name_their_cards(
    asked: str, own: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that have one, and the others that of the list; without cards it is a picture of any list."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    project = make_project(tmp_path / "project")
    path = project / "mkdocs.yml"
    path.write_text(
        path.read_text().replace("[papershelf]", f"[{{papershelf: {json.dumps({'cards': asked})}}}]")
    )
    (project / "data" / "collections.yaml").write_text(COLLECTION)
    site = built(project)
    start = '<meta property="og:image" content="https://small.example/'
    for name, html in site.items():
        if name.endswith("/index.html") and start in html.decode():
            page = name.removesuffix("/index.html")
            address = html.decode().partition(start)[2].partition('"')[0]
            assert address in site
            assert (address == f"{page}/card.png") == (page in own), name
    pictures = {
        name.removesuffix("card.png").rstrip("/") or "index" for name in site if name.endswith("card.png")
    }
    assert pictures - {"assets"} == own
