"""Long lists of papers as cards, divided into pages."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from papershelf.model import Paper
from papershelf.render.page import Page, Pager, page, pager_paths
from papershelf.render.shelf import Shelf

CARDS = 100  # per page

T = TypeVar("T")


def listing(
    shelf: Shelf, path: str, template: str, papers: Sequence[Paper], cards: int = CARDS, **values: Any
) -> Iterator[Page]:
    """Render papers as cards, `cards` to a page."""
    parts = divided(papers, cards)
    paths = pager_paths(path, len(parts))
    for number, (own, some) in enumerate(zip(paths, parts, strict=True), start=1):
        values |= {"views": shelf.views(some), "count": len(papers), "pager": Pager(number, paths)}
        yield page(own, template, shelf=shelf, **values)


def divided(items: Sequence[T], most: int) -> list[Sequence[T]]:
    """Divide a list into parts of at most so many items; an empty list is one empty part."""
    return [items[start : start + most] for start in range(0, len(items), most)] or [items]
