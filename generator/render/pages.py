"""Every page of the site as a path in `docs/` and its text; a pure function of library and settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from generator.facts.groups import newest_first
from generator.library import Library
from generator.model import Paper
from generator.render.page import Page, page
from generator.render.shelf import Shelf
from generator.render.statistics import statistics
from generator.render.views import letter
from generator.settings import Settings

FOLDERS = ("papers", "tags", "authors", "venues", "years", "collections", "map", "statistics", "reading")
CARDS_PER_PAGE = 100
LATEST = 6


def pages(library: Library, settings: Settings) -> Iterator[Page]:
    """Render the whole site."""
    shelf = Shelf(library, settings)
    for part in (_home, _papers, _tags, _authors, _venues, _years, statistics):
        yield from part(shelf)


def _home(shelf: Shelf) -> Iterator[Page]:
    latest = newest_first(shelf.library.papers)[:LATEST]
    yield page("index.md", "home.md.j2", shelf=shelf, latest=shelf.views(latest))


def _papers(shelf: Shelf) -> Iterator[Page]:
    for view in shelf.views(shelf.library.papers):
        yield page(f"papers/{view.paper.id}.md", "paper.md.j2", view=view, library=shelf.library)
        for former in view.paper.formerly:
            yield page(f"papers/{former}.md", "moved.md.j2", view=view)
    yield from _listing(shelf, "papers/index.md", "papers.md.j2", newest_first(shelf.library.papers))


def _tags(shelf: Shelf) -> Iterator[Page]:
    yield page("tags/index.md", "tags.md.j2", shelf=shelf)
    for slug, topic in shelf.topics.items():
        yield from _listing(shelf, f"tags/{slug}.md", "tag.md.j2", topic.papers, topic=topic)


def _authors(shelf: Shelf) -> Iterator[Page]:
    letters = {
        initial: list(members)
        for initial, members in groupby(shelf.authors, lambda group: letter(group.label))
    }
    frequent = [group for group in shelf.authors if len(group.papers) > 1]
    yield page(
        "authors/index.md", "authors.md.j2", shelf=shelf, letters=letters, frequent=frequent, letter=letter
    )
    for initial, members in letters.items():
        rows = [(group, shelf.views(group.papers)) for group in members]
        yield page(f"authors/{initial}.md", "author.md.j2", initial=initial, letters=letters, rows=rows)


def _venues(shelf: Shelf) -> Iterator[Page]:
    yield page("venues/index.md", "venues.md.j2", shelf=shelf)
    for group in shelf.venues:
        yield from _listing(shelf, f"venues/{group.slug}.md", "venue.md.j2", group.papers, group=group)


def _years(shelf: Shelf) -> Iterator[Page]:
    yield page("years/index.md", "years.md.j2", shelf=shelf)
    for group in shelf.years:
        yield from _listing(shelf, f"years/{group.slug}.md", "year.md.j2", group.papers, group=group)


def _listing(
    shelf: Shelf, path: str, template: str, papers: Sequence[Paper], **values: Any
) -> Iterator[Page]:
    """Render papers as cards, so many to a page: `x.md`, then `x/2.md`; `index.md`, then `pages/2.md`."""
    first = path.removesuffix(".md")
    rest = f"{path.removesuffix('index.md')}pages" if path.endswith("index.md") else first
    last = max(1, -(-len(papers) // CARDS_PER_PAGE))
    paths = [path, *(f"{rest}/{number}.md" for number in range(2, last + 1))]
    for number, own in enumerate(paths, start=1):
        some = papers[(number - 1) * CARDS_PER_PAGE : number * CARDS_PER_PAGE]
        pager = {"number": number, "paths": paths}
        yield page(
            own, template, shelf=shelf, views=shelf.views(some), count=len(papers), pager=pager, **values
        )
