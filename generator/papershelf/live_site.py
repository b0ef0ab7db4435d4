"""What `mkdocs serve` adds to a site: pages first and the search after them, and a word on how things are.

Open pages read `.live.json`: the template partials/live.html shows what is in it.
"""

import json
import logging
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from papershelf.following_index import FollowingIndex
from papershelf.generated import DATABASE, SEARCH_INDEX
from papershelf.last_build import Record
from papershelf.page_frames import Theming
from papershelf.served_folder import ServedFolder
from papershelf.up_to_date import go_on_when_up_to_date
from papershelf.watched_files import WatchedFiles

STATE = ".live.json"
ASIDE = f".{SEARCH_INDEX}"  # MkDocs leaves hidden files where they are when it cleans a site
log = logging.getLogger("mkdocs.plugins.papershelf")


class LiveSite:
    """A site that is served; one lives as long as its server."""

    def __init__(self) -> None:
        self.record: Record | None = None  # of what the site was made from
        self.theming: Theming | None = None  # with which its pages are rendered, where that is known
        self._folder: ServedFolder | None = None
        self._server: LiveReloadServer | None = None
        self.is_seen = False  # readers already see a site, which a broken edit must not take away
        self.watched = WatchedFiles()
        self._problems: Sequence[str] = ()
        self._index: FollowingIndex | None = None
        self._is_searchable = False  # the index is that of the pages
        self._is_as_recorded = False
        self._site = Path()
        go_on_when_up_to_date()

    @staticmethod
    def follows(path: str) -> bool:
        """Whether a file of the site is made after its pages, which do not show it, or is hidden."""
        return path in {SEARCH_INDEX, DATABASE} or path.rpartition("/")[2].startswith(".")

    def place(self, cache: Path, temporary: str) -> str:
        """Return where the site is to be, which is the same for each of its builds."""
        if not self._folder:
            self._folder = ServedFolder(cache, Path(temporary))
            self.record = self._folder.record()
        return str(self._folder.site)

    def keep(self, record: Record | None) -> None:
        """Remember what the site was made from; nothing while that is not sure."""
        self.record = record
        self._is_as_recorded = record is not None
        if self._folder:
            self._folder.keep(record)

    @property
    def is_as_recorded(self) -> bool:
        """Whether this server left the site as its record says; nobody else writes there, only removes it."""
        return self._is_as_recorded and (self._site / STATE).is_file()

    def serve(self, server: LiveReloadServer) -> None:
        """Remember that a first site is there, and watch the files from which the next is made."""
        self.is_seen = True
        self._server = server
        self.watched.limit(server)
        if self._folder:
            server.root = str(self._folder.site.absolute())
            server.error_handler = self._error_page

    def _error_page(self, code: int) -> bytes | None:
        path = self._site / f"{code}.html"
        return path.read_bytes() if path.is_file() else None

    def begin(self, site: Path, cache: Path) -> None:
        """Stop what reads the site or writes into the cache: a build begins."""
        self._site = site
        self._problems = ()
        if self._index:
            self._index.stop()
        self._index = self._index or FollowingIndex(site, cache, self._index_ended)

    def show(self) -> None:
        """Let readers see the site as it is, while the rest of a build goes on; `hold` ends that."""
        self._is_as_recorded = False
        self._is_searchable = False
        self._tell("updating")
        if self._server:
            with self._server._epoch_cond:  # noqa: SLF001 - as MkDocs, which is frozen, does when it has built
                self._server._visible_epoch = self._server._wanted_epoch  # noqa: SLF001
                self._server._epoch_cond.notify_all()  # noqa: SLF001

    def hold(self) -> None:
        """Let readers wait until the build has ended, after which pages are loaded again."""
        if self._server:
            with self._server._epoch_cond:  # noqa: SLF001 - as MkDocs does when it begins to build
                self._server._wanted_epoch = self._server._visible_epoch + 1  # noqa: SLF001

    def broken(self, problems: Sequence[object]) -> None:
        """Remember what is wrong with the data, for open pages to show."""
        self.hold()
        self._problems = [str(problem) for problem in problems]

    def clean(self) -> None:
        """Put the last index where MkDocs leaves it, which is about to remove the site."""
        with suppress(OSError):  # there is none, or it could not be put back
            (self._site / SEARCH_INDEX).rename(self._site / ASIDE)

    def end(self, *, has_changed: bool = True) -> None:
        """Say how things are, and begin to make the index where it is not that of the pages."""
        with suppress(OSError):
            (self._site / ASIDE).rename(self._site / SEARCH_INDEX)
        self._is_searchable = self._is_searchable and not has_changed
        self._tell("current" if self._is_searchable else "updating")
        if self._index and not self._is_searchable:
            self._index.start()

    def close(self) -> None:
        """End what still runs: the server ends."""
        if self._index:
            self._index.stop()
        if self._folder:
            self._folder.close()

    def _index_ended(self, faults: Sequence[str]) -> None:
        for line in faults[-1:] if faults and faults[0].startswith("Traceback") else faults:
            log.warning("The search could not be brought up to date: %s", line)
        self._is_searchable = not faults
        self._tell("failed" if faults else "current")

    def _tell(self, search: str) -> None:
        path = self._site / STATE
        part = path.with_suffix(".part")
        with suppress(OSError):  # pages then say nothing of it
            part.write_text(json.dumps({"search": search, "problems": self._problems}), encoding="utf-8")
            part.replace(path)
