"""Pages that are known by what they are made from, so that nobody makes one again that is as it was."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from papershelf.model import Paper
from papershelf.processes import mapped
from papershelf.render.on_demand import Texts
from papershelf.render.page import Page, restored
from papershelf.render.shelf import Shelf


class Wanted(NamedTuple):
    """A page that is needed only where `key` is new, a digest of all that `make` depends on.

    `updated` is as in Page, and no part of the key. `papers` are those of which it shows cards or entries.
    A page that `has_markdown` is made with it.
    """

    path: str
    key: bytes
    make: Callable[[], Page]
    updated: str = ""
    papers: Sequence[Paper] = ()
    has_markdown: bool = False

    @property
    def known_by(self) -> str:
        """What tells the page from others at its address."""
        return self.key.hex() + self.updated

    def made(self) -> Page:
        """Make the page."""
        return self.make()._replace(updated=self.updated, key=self.known_by)


class SamePage(NamedTuple):
    """A page that is as the last build made it; `digest` and `key` are as in Page."""

    wanted: Wanted
    digest: str
    key: str

    @property
    def path(self) -> str:
        """Where it is."""
        return self.wanted.path


def made_pages(shelf: Shelf, wanted: Sequence[Wanted], texts: Texts) -> Iterator[Page | SamePage]:
    """Make the pages that are not as the last build made them, with the `texts` of their papers at hand."""
    known = [_as_before(shelf, each) for each in wanted]
    new = (each for each, same in zip(wanted, known, strict=True) if not same)
    texts.prepare(paper.id for each in new for paper in each.papers)
    for each, same in zip(wanted, known, strict=True):
        yield same or each.made()


def kept_pages(shelf: Shelf, kind: str, wanted: Sequence[Wanted]) -> Iterator[Page | SamePage]:
    """Return pages as the last build made them, or as an earlier one did, or make them."""
    known = [_as_before(shelf, each) for each in wanted]
    places = [place for place, same in enumerate(known) if not same]

    def render(missing: Sequence[int]) -> list[bytes]:
        shelf.cards.prepare(paper.id for place in missing for paper in wanted[place].papers)
        return mapped(lambda place: wanted[place].make().kept(), missing)

    contents = shelf.cache.made(kind, [each.key for each in wanted], render, places)
    for each, same in zip(wanted, known, strict=True):
        yield same or restored(each.path, next(contents), each.updated)._replace(key=each.known_by)
    next(contents, None)  # after the last one the cache forgets what nobody wants


def _as_before(shelf: Shelf, wanted: Wanted) -> SamePage | None:
    """Return the page as the last build made it, if that is still right."""
    key = wanted.known_by
    is_same = shelf.last.keys.get(wanted.path) == key
    return SamePage(wanted, shelf.last.digests[wanted.path], key) if is_same else None
