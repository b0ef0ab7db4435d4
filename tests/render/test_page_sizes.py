"""Pages of a bearable size, however long the list is: no kind of page grows with it."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bench.make_papers import make_papers
from papershelf.library import Library, load
from papershelf.model import Paper, PartialDate
from papershelf.render.page import Page
from papershelf.render.pages import LISTS
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings
from tests.render.rendered_pages import rendered

COUNT = 3000
PACKED = 150_000  # bytes of a page
ELEMENTS = 5000
SHELL, SHELL_ELEMENTS = 12_000, 200  # what the theme puts around a page
NAMES = ("Li", "Wang", "Zhang", "Chen", "Lindqvist", "Ölander", "3D Group", "王小明")


@pytest.fixture(scope="module")
def long_list(list_dir: Path) -> Library:
    """A list with all that makes a page long: a busy author, tag, venue, year and week, and 20,000 names."""
    small = load(list_dir)
    tags = [tag.slug for tag in small.tags if tag.parent]
    papers = tuple(_busy(paper, number, tags) for number, paper in enumerate(make_papers(COUNT, small)))
    return replace(small, papers=papers, by_id={paper.id: paper for paper in papers}, collections=())


def _busy(paper: Paper, number: int, tags: list[str]) -> Paper:
    given = [f"{chr(97 + one)}{chr(97 + number % 26)}o{number % 997}".title() for one in range(6)]
    names = [f"{name} {NAMES[(number + one) % len(NAMES)]}" for one, name in enumerate(given)]
    busy = ["Wei Li"] if number % 2 else ["Ada Lovelace"]
    return replace(
        paper,
        authors=(*busy, *paper.authors[:3], *names),
        tags=(tags[0], *(tags[1 + (number + step) % (len(tags) - 1)] for step in range(3))),
        venue="Busy 2025" if number % 3 else f"Venue called {number}",
        published=PartialDate(2025 if number % 4 else 1900 + number % 120, 1, 1),
        added=PartialDate(2026, 3, 1) if number % 5 else PartialDate(2000 + number % 26, 1 + number % 12, 1),
    )


@pytest.fixture(scope="module")
def pages(long_list: Library) -> list[Page]:
    """All pages but those of papers."""
    shelf = Shelf(long_list, Settings(site_url="https://papers.example/"))
    return [page for part in LISTS for page in rendered(part(shelf))]


def kind(page: Page) -> str:
    """The first folder, and the depth: pages of one kind are alike in both."""
    return f"{page.path.partition('/')[0]} {page.path.count('/')}"


def html(pages: list[Page]) -> Iterator[Page]:
    return (page for page in pages if page.path.endswith(".md"))


def test_no_page_is_heavy(pages: list[Page]) -> None:
    """Packed, each is below 150 KB with the theme around it, and so is what "My reading" loads."""
    for page in pages:
        text = page.text.encode()
        if page.path.endswith(".md") or "titles" in page.path or "news" in page.path:
            assert len(text) < PACKED - SHELL or len(gzip.compress(text)) < PACKED - SHELL, page.path


def test_no_page_has_many_elements(pages: list[Page]) -> None:
    """Each has at most 5,000 with the theme around it, so that a telephone shows it without a long pause."""
    found = {page.path: len(re.findall("<[a-z]", page.text)) for page in html(pages)}
    assert {path: count for path, count in found.items() if count > ELEMENTS - SHELL_ELEMENTS} == {}


def test_every_kind_of_list_was_long(pages: list[Page]) -> None:
    """The list of this test divides every kind of page that it should."""
    divided = {kind(page) for page in html(pages) if re.search(r"/\d+\.md$", page.path)}
    assert {"authors 3", "new 2", "statistics 2", "tags 2", "tags 3", "venues 2", "years 2"} <= divided
    assert any(page.path.startswith("map/part-") for page in pages)


def test_every_link_leads_to_a_page_and_a_place_on_it(pages: list[Page]) -> None:
    """Lists that are divided lead to all their parts; no anchor was left behind on another page."""
    places = {re.sub(r"(^|/)index$", "", page.path.removesuffix(".md")): page.text for page in html(pages)}
    ids = {path: set(re.findall(r' id="([^"]+)"', text)) for path, text in places.items()}
    for path, text in places.items():
        depth = path.count("/") + (1 if path else 0)
        for link in set(re.findall(r'href="((?:\.\./)*[a-z][^":]*)"', text)):
            address, _, anchor = link.partition("#")
            address = address.partition("?")[0]
            assert address.count("../") == depth, (path, link)
            target = address.replace("../", "").rstrip("/")
            if not target.startswith(("papers", "exports")):
                assert target in ids, (path, link)
                assert not anchor or anchor in ids[target], (path, link)


def test_divided_lists_lead_on_and_back(pages: list[Page]) -> None:
    """Each part has a plain link to the one before and the one after, marked as such."""
    texts = {page.path: page.text for page in html(pages)}
    second = [path for path in texts if path.endswith("/2.md")]
    for path in second:
        folder = path.removesuffix("/2.md")
        first = f"{folder.removesuffix('pages')}index.md" if folder.endswith("/pages") else f"{folder}.md"
        assert 'rel="prev"' in texts[path], path
        assert 'rel="next"' in texts[first], first
        assert ('rel="next"' in texts[path]) == (f"{folder}/3.md" in texts), path


def test_each_author_has_a_place(long_list: Library, pages: list[Page]) -> None:
    """A page for one with many papers, else an anchor in the index, where all of the author's papers are."""
    shelf = Shelf(long_list, Settings())
    texts = {page.path: page.text for page in html(pages)}
    for group in shelf.authors[::50]:
        address, _, anchor = shelf.author_addresses[group.label].partition("#")
        text = texts[f"{address.rstrip('/')}.md"]
        own = text.partition(f'id="{anchor}"')[2] if anchor else text
        assert all(f"papers/{paper.id}/" in own for paper in group.papers[:100])
