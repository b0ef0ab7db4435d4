"""What a build of little begins while it goes on with other pages: the search index and the database."""

from collections.abc import Callable, Sequence
from pathlib import Path

from papershelf.build_cache import BuildCache
from papershelf.list_database import begun_database
from papershelf.made_pages import MadePage, MadePages
from papershelf.search_beside import BegunIndex, begun_index


class WorkBeside:
    """Begins with each as soon as the pages that it is made from are there."""

    def __init__(self, site: Path, cache: BuildCache) -> None:
        self.index: BegunIndex | None = None
        self.database: Callable[[], Path] | None = None
        self._site, self._cache = site, cache

    def begin_index(self, made: MadePages, pages: Sequence[MadePage]) -> None:
        """Begin when the pages of papers are made."""
        self.index = begun_index(self._site, self._cache, made, pages)

    def begin_database(self, made: MadePages, pages: Sequence[MadePage]) -> None:
        """Begin when the files of the API are made."""
        new = made.published(page for page in pages if not page.is_same)
        self.database = begun_database(self._cache.folder, self._site, new)
