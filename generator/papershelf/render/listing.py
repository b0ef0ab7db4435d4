"""Long lists of papers as cards, divided into pages."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from papershelf.build_cache import digest
from papershelf.model import Paper
from papershelf.render.list_parts import ListPart
from papershelf.render.markdown_pages import Heading, list_markdown
from papershelf.render.page import Page, Pager, page, pager_paths
from papershelf.render.shelf import Shelf
from papershelf.render.wanted import Wanted

CARDS = 100  # per page

T = TypeVar("T")


class Listing(NamedTuple):
    """How papers are listed: the path of the first page, its template, the heading of its Markdown."""

    path: str
    template: str
    heading: Heading
    cards: int = CARDS  # on a page


def listing(shelf: Shelf, how: Listing, papers: Sequence[Paper], **values: Any) -> Iterator[Wanted]:
    """Yield papers as cards, divided into pages.

    Beside the cards the template knows `values` alone; what `repr` makes of these has to tell all of them.
    """
    parts = divided(papers, how.cards)
    paths = pager_paths(how.path, len(parts))
    for number, (own, some) in enumerate(zip(paths, parts, strict=True), start=1):
        about = {"count": len(papers), "pager": Pager(number, paths), "site_url": shelf.settings.site_url}
        shown = {**values, **about}
        key = digest(repr((own, how, shown)), *(shelf.digests[paper.id] for paper in some))
        make = partial(_page, shelf, how, own, some, shown)
        yield Wanted(own, key, make, shelf.updated(some), some, has_markdown=True)


def _page(shelf: Shelf, how: Listing, path: str, papers: Sequence[Paper], values: dict[str, Any]) -> Page:
    views = shelf.views(papers)
    made = page(path, how.template, views=views, **values)
    return made.with_markdown(list_markdown(path, how.heading, views, values["pager"]))


def without_papers(part: ListPart | None) -> ListPart | None:
    """Return a part for a page that shows how to follow it and to take it along."""
    return part._replace(papers=()) if part else None


def divided(items: Sequence[T], most: int) -> list[Sequence[T]]:
    """Divide a list into parts of at most so many items; an empty list is one empty part."""
    return [items[start : start + most] for start in range(0, len(items), most)] or [items]
