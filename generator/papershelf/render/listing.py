"""Long lists of papers as cards, divided into pages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from papershelf.build_cache import digest
from papershelf.model import Paper
from papershelf.processes import mapped
from papershelf.render.list_parts import ListPart
from papershelf.render.page import Page, Pager, page, pager_paths
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

    def text(self) -> bytes:
        """Render it."""
        return page(self.path, self.template, **self.values).text.encode()


def listing(
    shelf: Shelf, path: str, template: str, papers: Sequence[Paper], cards: int = CARDS, **values: Any
) -> Iterator[Page]:
    """Render papers as cards, `cards` to a page."""
    for own, some, about in _parts(path, papers, cards):
        made = page(own, template, shelf=shelf, views=shelf.views(some), **values, **about)
        yield made._replace(updated=shelf.updated(some))


def wanted_listing(
    shelf: Shelf, path: str, template: str, papers: Sequence[Paper], **values: str | Link | ListPart | None
) -> Iterator[Wanted]:
    """Yield the pages of a listing, to be kept; beside the cards its template knows `values` alone."""
    for own, some, about in _parts(path, papers, CARDS):
        key = digest(repr((own, values, about)), *(shelf.digests[paper.id] for paper in some))
        shown = {"views": shelf.views(some), **values, **about}
        yield Wanted(own, template, shown, key, shelf.updated(some))


def kept_pages(shelf: Shelf, kind: str, wanted: Sequence[Wanted]) -> Iterator[Page]:
    """Return pages as an earlier build made them of the same, or rendered."""

    def render(places: Sequence[int]) -> list[bytes]:
        return mapped(Wanted.text, [wanted[place] for place in places])

    texts = shelf.cache.made(kind, [each.key for each in wanted], render)
    return (Page(each.path, text.decode(), each.updated) for each, text in zip(wanted, texts, strict=True))


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
