"""Pages of a build: what it needs to know of each, while what was made waits in a spool."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from papershelf.render.page import Page, restored
from papershelf.render.wanted import SamePage
from papershelf.spool import Place, Spool, parted

V = TypeVar("V")


class MadePage(NamedTuple):
    """A page; `digest` and `key` are as in Page.

    It has a `place` in the spool, unless it is as the last build left it.
    """

    path: str
    updated: str
    digest: str
    key: str
    has_markdown: bool
    is_unlisted: bool = False
    place: Place | None = None

    @property
    def is_same(self) -> bool:
        """Whether it is as the last build left it."""
        return self.place is None


class MadePages:
    """The pages that were made, and those that could be: what is as the last build left it is hardly needed.

    Where the files in `docs/` have `html_bodies`, no page has Markdown beside them.
    """

    def __init__(self, spool: Spool, *, html_bodies: bool = False) -> None:
        self._spool = spool
        self._html_bodies = html_bodies
        self._same: dict[str, Callable[[], Page]] = {}

    def add(self, page: Page | SamePage) -> MadePage:
        """Put a page aside, or remember how it could be made."""
        if isinstance(page, SamePage):
            wanted = page.wanted
            self._same[wanted.path] = wanted.made
            has_markdown = wanted.has_markdown and not self._html_bodies
            return MadePage(wanted.path, wanted.updated, page.digest, page.key, has_markdown)
        shown = self._shown(page)
        place, facts = self._spool.put(shown.kept()), (page.updated, page.digest, page.key)
        return MadePage(page.path, *facts, bool(shown.markdown), page.is_unlisted, place)

    def read(self, made: MadePage) -> Page:
        """Return a page."""
        return restored(made.path, self._kept(made), made.updated)

    def bodies(self, pages: Iterable[MadePage]) -> Mapping[str, str]:
        """Return the texts of pages by their paths, as MkDocs gets them."""
        return _Contents(self._kept, pages, _text)

    def published(self, pages: Iterable[MadePage]) -> Mapping[str, bytes]:
        """Return what is published as it is, by path: the Markdown of pages, and files that have none."""
        return _Contents(self._kept, pages, _markdown_or_text)

    def _kept(self, made: MadePage) -> bytes:
        if made.place:
            return self._spool.get(made.place)
        return self._shown(self._same[made.path]()).kept()

    def _shown(self, page: Page) -> Page:
        return page.without_markdown() if self._html_bodies else page


class _Contents(Mapping[str, V]):
    """What is made of the contents of pages, by path."""

    def __init__(
        self, kept: Callable[[MadePage], bytes], pages: Iterable[MadePage], read: Callable[[bytes], V]
    ) -> None:
        self._kept, self._read = kept, read
        self._pages = {page.path: page for page in pages}

    def __getitem__(self, path: str) -> V:
        return self._read(self._kept(self._pages[path]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


def _text(kept: bytes) -> str:
    return parted(kept)[0].decode()


def _markdown_or_text(kept: bytes) -> bytes:
    text, markdown = parted(kept)
    return markdown or text
