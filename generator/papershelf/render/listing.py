"""Long lists of papers as cards, divided into pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from papershelf.build_cache import digest
from papershelf.model import Paper
from papershelf.processes import mapped
from papershelf.render.list_parts import ListPart
from papershelf.render.markdown_pages import Heading, list_markdown
from papershelf.render.page import Page, Pager, page, pager_paths, restored
from papershelf.render.shelf import Shelf
from papershelf.render.views import Link

CARDS = 100  # per page

T = TypeVar("T")


class Wanted(NamedTuple):
    """A page that may be kept from an earlier build: its path, its template, and the values in it.

    `key` is a digest of all that they come to, but for `updated`, which is as in Page.
    """

    path: str
    template: str
    values: Mapping[str, Any]
    key: bytes
    updated: str = ""
    markdown: Callable[[], str] | None = None

    def made(self) -> bytes:
        """Render it, to be kept."""
        made = page(self.path, self.template, **self.values)
        return (made.with_markdown(self.markdown()) if self.markdown else made).kept()


class Listing(NamedTuple):
    """How papers are listed: the path of the first page, its template, the heading of its Markdown."""

    path: str
    template: str
    heading: Heading
    cards: int = CARDS  # on a page


def listing(shelf: Shelf, how: Listing, papers: Sequence[Paper], **values: Any) -> Iterator[Page]:
    """Render papers as cards, divided into pages."""
    for own, some, about in _parts(how.path, papers, how.cards):
        views = shelf.views(some)
        made = page(own, how.template, shelf=shelf, views=views, **values, **about)
        markdown = list_markdown(own, how.heading, views, about["pager"])
        yield made.with_markdown(markdown, shelf.updated(some))


def wanted_listing(
    shelf: Shelf, how: Listing, papers: Sequence[Paper], **values: str | Link | ListPart | None
) -> Iterator[Wanted]:
    """Yield the pages of a listing, to be kept; beside the cards its template knows `values` alone."""
    for own, some, about in _parts(how.path, papers, how.cards):
        key = digest(repr((own, how, values, about)), *(shelf.digests[paper.id] for paper in some))
        views = shelf.views(some)
        shown = {"views": views, **values, **about}
        markdown = partial(list_markdown, own, how.heading, views, about["pager"])
        yield Wanted(own, how.template, shown, key, shelf.updated(some), markdown)


def kept_pages(shelf: Shelf, kind: str, wanted: Sequence[Wanted]) -> Iterator[Page]:
    """Return pages as an earlier build made them of the same, or rendered."""

    def render(places: Sequence[int]) -> list[bytes]:
        return mapped(Wanted.made, [wanted[place] for place in places])

    made = shelf.cache.made(kind, [each.key for each in wanted], render)
    return (restored(each.path, kept, each.updated) for each, kept in zip(wanted, made, strict=True))


def _parts(
    path: str, papers: Sequence[Paper], cards: int
) -> Iterator[tuple[str, Sequence[Paper], dict[str, Any]]]:
    parts = divided(papers, cards)
    paths = pager_paths(path, len(parts))
    for number, (own, some) in enumerate(zip(paths, parts, strict=True), start=1):
        yield own, some, {"count": len(papers), "pager": Pager(number, paths)}


def divided(items: Sequence[T], most: int) -> list[Sequence[T]]:
    """Divide a list into parts of at most so many items; an empty list is one empty part."""
    return [items[start : start + most] for start in range(0, len(items), most)] or [items]
