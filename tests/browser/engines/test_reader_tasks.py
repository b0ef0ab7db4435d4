"""What most readers come for, in every engine."""

import re

import pytest

from tests.browser.engines.reader import (
    Reader,
    is_seen,
    text,
    texts,
    until,
    until_at,
    until_settled,
    write,
)

pytestmark = pytest.mark.browser

PAPER = "papers/lsh-moe-communication-efficient-moe-training-via-locality/"
TITLE = "LSH-MoE: Communication-efficient MoE Training via Locality-Sensitive Hashing"
TAG = "tags/locality-sensitive-hashing/"
FOCUSED = "return document.activeElement.closest('[data-paper]')?.dataset.paper"
SCHEME = "return document.body.dataset.mdColorScheme"
# The answer to the first letters begins with a tag, and is there for a moment.
PAPER_COMES_FIRST = (
    "return document.querySelector('.ps-finder__names').hidden"
    " && document.querySelector('.ps-finder__results .ps-finder__title')?.innerText.trim() === arguments[0]"
)
BACKGROUND = "return getComputedStyle(document.body).backgroundColor"


def test_a_search_leads_to_a_paper(reader: Reader, address: str) -> None:
    """A key opens the box, words bring answers, arrow and Enter open the first of them."""
    reader.open(address)
    reader.press("/")
    until(reader, "return document.activeElement.matches('.ps-finder input')")
    write(reader, "lsh moe")
    until(reader, PAPER_COMES_FIRST, TITLE)
    reader.press("ArrowDown")
    reader.press("Enter")
    until_at(reader, PAPER)
    assert text(reader, "h1") == TITLE


def test_a_chosen_answer_stays_chosen(reader: Reader, address: str) -> None:
    """Answers to the last letters that come after the arrow leave the reader where the arrow led."""
    reader.open(address)
    reader.press("/")
    until(reader, "return document.activeElement.matches('.ps-finder input')")
    write(reader, "lsh mo")
    until(reader, PAPER_COMES_FIRST, TITLE)
    reader.run("document.querySelector('.ps-finder__results li').className = 'old'")
    reader.press("e", "ArrowDown")
    until(reader, "return !document.querySelector('.ps-finder__results .old')")
    reader.press("Enter")
    until_at(reader, PAPER)


def test_escape_closes_the_search(reader: Reader, address: str) -> None:
    """The box goes, the page stays, and its keys work again."""
    reader.open(address + TAG)
    reader.press("/")
    until(reader, "return document.activeElement.matches('.ps-finder input')")
    write(reader, "j")
    reader.press("Escape")
    until(reader, "return !document.querySelector('dialog[open]')")
    reader.press("j")
    assert until(reader, FOCUSED)


def test_a_filter_is_shared_as_an_address(reader: Reader, address: str) -> None:
    """A ticked tag leaves its papers and an address; another reader who opens it sees the same."""
    reader.open(f"{address}papers/")
    until_settled(reader)
    reader.click("[data-facet=tag] [data-value=hashing-and-algorithms] > .ps-value__row label")
    shared = until_at(reader, "?tag=hashing-and-algorithms")
    until_settled(reader)
    found = text(reader, ".ps-found")
    assert re.fullmatch(r"20 of 75 papers", found)
    titles = texts(reader, ".ps-results .ps-card__title")
    assert len(titles) == 20
    reader.open(f"{address}about/")
    reader.open(shared)
    until_settled(reader)
    assert text(reader, ".ps-found") == found
    assert texts(reader, ".ps-results .ps-card__title") == titles
    assert reader.run("return document.querySelector('[value=hashing-and-algorithms]').checked")


def test_more_papers_follow_the_first(reader: Reader, address: str) -> None:
    """The button adds the next thirty, the focus goes on with them, and the address says how many."""
    reader.open(f"{address}papers/")
    until_settled(reader)
    first = texts(reader, ".ps-results .ps-card__title")
    reader.click(".ps-browse__more button")
    until(reader, "return document.querySelectorAll('.ps-results [data-paper]').length === 60")
    assert texts(reader, ".ps-results .ps-card__title")[: len(first)] == first


def test_what_is_marked_is_in_my_reading(reader: Reader, address: str) -> None:
    """A paper that is to be read is listed, with its title, after a reload too."""
    reader.open(address + PAPER)
    reader.click(".ps-head .ps-marks__state")
    assert text(reader, ".ps-head .ps-marks__state[aria-pressed=true]") == "To read"
    for _ in range(2):
        reader.open(f"{address}reading/")
        until(reader, "return document.querySelector('.ps-reading').innerText.includes(arguments[0])", TITLE)


def test_a_citation_is_copied(reader: Reader, address: str) -> None:
    """What the button says it copies is what is pasted."""
    reader.open(address + PAPER)
    wanted = reader.run("return document.querySelector('#cite-apa').textContent")
    reader.click("[data-copy=cite-apa]")
    until(reader, "return document.querySelector('[data-copy=cite-apa]').innerText === 'Copied'")
    reader.press("/")
    until(reader, "return document.activeElement.matches('.ps-finder input')")
    reader.press("Control+v")
    assert until(reader, "return document.querySelector('.ps-finder input').value") == wanted.strip()


def test_keys_lead_through_a_list(reader: Reader, address: str) -> None:
    """J and k move, Enter opens, and after the way back j goes on behind the paper that was left."""
    reader.open(address + TAG)
    papers = reader.run(
        "return [...document.querySelectorAll('[data-paper]')].map((each) => each.dataset.paper)"
    )
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        reader.press(key)
        until(reader, f"{FOCUSED} === arguments[0]", papers[place])
    reader.press("Enter")
    until_at(reader, f"papers/{papers[1]}/")
    reader.back()
    until_at(reader, TAG)
    until(reader, "return document.querySelectorAll('[data-paper]').length")
    reader.press("j")
    until(reader, f"{FOCUSED} === arguments[0]", papers[2])


def test_the_chosen_colours_stay(reader: Reader, address: str) -> None:
    """The button turns them over, and the next page has them too."""
    reader.open(address)
    before = reader.run(SCHEME), reader.run(BACKGROUND)
    reader.click(".ps-scheme")
    after = reader.run(SCHEME), reader.run(BACKGROUND)
    assert set(before).isdisjoint(after)
    reader.open(address + PAPER)
    assert (reader.run(SCHEME), reader.run(BACKGROUND)) == after


def test_the_map_opens_a_paper(reader: Reader, address: str) -> None:
    """A click on a dot leads to the page of the paper that it stands for."""
    reader.open(f"{address}map/")
    until(reader, "return document.querySelector('.ps-map__tools:not([hidden])')")
    title = reader.run("return document.querySelector('.ps-map__dots a title').textContent.split('\\n')[0]")
    reader.click(".ps-map__dots a circle")
    until(reader, "return document.querySelector('.ps-paper')")
    assert text(reader, "h1") == title


def test_a_reader_without_scripts_gets_on(reader: Reader, address: str) -> None:
    """The list is there, the next page follows, a paper opens; nothing is offered that would do nothing."""
    reader.open(f"{address}papers/", scripts=False)
    assert not is_seen(reader, ".ps-scheme")
    assert not is_seen(reader, ".ps-filters")
    first = texts(reader, ".ps-results .ps-card__title")
    reader.click(".ps-pager a")
    until_at(reader, "papers/pages/2/")
    assert set(first).isdisjoint(texts(reader, ".ps-card__title"))
    title = text(reader, ".ps-card__title")
    reader.click(".ps-card__title a")
    until(reader, "return document.querySelector('.ps-paper')")
    assert text(reader, "h1") == title


def test_a_paper_is_printed_without_the_site(reader: Reader, address: str) -> None:
    """With the rules for paper in force, title and abstract are left, and nothing that one presses."""
    reader.open(address + PAPER)
    reader.run("""
      for (const sheet of document.styleSheets)
        for (const rule of sheet.cssRules)
          if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all';
    """)
    assert is_seen(reader, "h1")
    assert is_seen(reader, ".ps-abstract p")
    assert not is_seen(reader, ".md-header")
    assert not is_seen(reader, ".md-footer")
    assert not is_seen(reader, ".ps-marks")
