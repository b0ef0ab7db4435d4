"""Pages that were made and wait in a spool: what a build needs to know of each without reading it."""

from collections.abc import Iterable
from typing import NamedTuple

from papershelf.build_cache import digest
from papershelf.render.page import Page, restored
from papershelf.spool import Place, Spool, Spooled, parted


class MadePage(NamedTuple):
    """A page in a spool; `digest` is one of everything that is made from it."""

    path: str
    updated: str
    has_markdown: bool
    is_unlisted: bool
    digest: str
    place: Place


class MadePages:
    """A spool of pages."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def add(self, page: Page) -> MadePage:
        """Put a page aside."""
        kept = page.kept()
        known = digest(kept, page.updated).hex()
        place = self._spool.put(kept)
        return MadePage(page.path, page.updated, bool(page.markdown), page.is_unlisted, known, place)

    def read(self, made: MadePage) -> Page:
        """Return a page."""
        return restored(made.path, self._spool.get(made.place), made.updated)

    def bodies(self, pages: Iterable[MadePage]) -> Spooled[str]:
        """Return the texts of pages by their paths, as MkDocs gets them."""
        return Spooled(self._spool, {page.path: page.place for page in pages}, _text)

    def published(self, pages: Iterable[MadePage]) -> Spooled[bytes]:
        """Return what is published as it is, by path: the Markdown of pages, and files that have none."""
        return Spooled(self._spool, {page.path: page.place for page in pages}, _markdown_or_text)


def _text(kept: bytes) -> str:
    return parted(kept)[0].decode()


def _markdown_or_text(kept: bytes) -> bytes:
    text, markdown = parted(kept)
    return markdown or text
