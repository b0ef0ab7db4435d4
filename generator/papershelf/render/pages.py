"""All pages of the site, as a pure function of library and settings."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby
from typing import Any

from papershelf.facts.groups import newest_first
from papershelf.library import Library
from papershelf.model import Paper
from papershelf.processes import mapped
from papershelf.render.browse import BROWSED_CARDS, browse
from papershelf.render.collection_pages import collection_views, collections
from papershelf.render.entry_links import entry_lines
from papershelf.render.exports import exports, offline, reading
from papershelf.render.map_page import map_page
from papershelf.render.mosaic import mosaic
from papershelf.render.page import Page, Pager, page, pager_paths
from papershelf.render.paper_context import paper_context
from papershelf.render.search_fields import tag_fields
from papershelf.render.shelf import Shelf
from papershelf.render.statistics_page import statistics
from papershelf.render.views import PaperView, letter
from papershelf.render.web_feeds import atom_json_feed, latest_additions
from papershelf.settings import Settings

CARDS = 100  # per page
LATEST = 6


def pages(library: Library, settings: Settings, assets: Iterable[str] = ()) -> Iterator[Page]:
    """Render the whole site; `assets` are the addresses of its scripts and styles, from the site's root."""
    shelf = Shelf(library, settings)
    made = [made for part in PARTS for made in part(shelf)]
    yield from made
    yield from offline(made, assets, settings)


def _home(shelf: Shelf) -> Iterator[Page]:
    latest = shelf.views(latest_additions(shelf.library.papers)[:LATEST])
    parts = {"latest": latest, "paths": collection_views(shelf), "tiles": mosaic(shelf)}
    yield page("index.md", "home.md.j2", shelf=shelf, **parts)


def _papers(shelf: Shelf) -> Iterator[Page]:
    shelf.prepare()
    every = mapped(partial(_pages_of_paper, shelf), shelf.views(shelf.library.papers))
    yield from chain.from_iterable(every)
    newest = newest_first(shelf.library.papers)
    yield from _listing(shelf, "papers/index.md", "papers.md.j2", newest, BROWSED_CARDS, browse=browse(shelf))


def _pages_of_paper(shelf: Shelf, view: PaperView) -> list[Page]:
    own = page(f"papers/{view.paper.id}.md", "paper.md.j2", **paper_context(shelf, view)._asdict())
    return [own, *(page(f"papers/{each}.md", "moved.md.j2", view=view) for each in view.paper.formerly)]


def _tags(shelf: Shelf) -> Iterator[Page]:
    yield page("tags/index.md", "tags.md.j2", shelf=shelf)
    for slug, topic in shelf.topics.items():
        yield from _listing(
            shelf, f"tags/{slug}.md", "tag.md.j2", topic.papers, topic=topic, search=tag_fields(topic)
        )


def _authors(shelf: Shelf) -> Iterator[Page]:
    by_letter = groupby(shelf.authors, lambda group: letter(group.label))
    letters = {initial: list(members) for initial, members in by_letter}
    values = {"frequent": [group for group in shelf.authors if len(group.papers) > 1], "letter": letter}
    yield page("authors/index.md", "authors.md.j2", shelf=shelf, letters=letters, **values)
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
    shelf: Shelf, path: str, template: str, papers: Sequence[Paper], cards: int = CARDS, **values: Any
) -> Iterator[Page]:
    """Render papers as cards, `cards` to a page."""
    parts = [papers[start : start + cards] for start in range(0, len(papers), cards)] or [()]
    paths = pager_paths(path, len(parts))
    for number, (own, some) in enumerate(zip(paths, parts, strict=True), start=1):
        values |= {"views": shelf.views(some), "count": len(papers), "pager": Pager(number, paths)}
        yield page(own, template, shelf=shelf, **values)


def _offline(shelf: Shelf) -> Iterator[Page]:
    yield page("offline.md", "offline.md.j2", shelf=shelf)


PARTS = (
    _home, _papers, collections, _tags, _authors, _venues, _years, map_page, statistics, reading, exports,
    entry_lines, atom_json_feed, _offline,
)  # fmt: skip
