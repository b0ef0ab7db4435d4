"""Whether the site is as the last build left it, and what of that which it was made from has changed."""

import json
import logging
import sys
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_build_date

from papershelf.build_cache import PACKAGE, digest, versions
from papershelf.compared_settings import setting_lines
from papershelf.folder_listing import digest_of_lines, listing
from papershelf.last_pages import NO_PAGES, LastPages
from papershelf.page_places import LISTED, UNMARKED
from papershelf.processes import begun
from papershelf.whole_files import replace_file

NAME = "last-build"
# Settings whose value is told by what is in the folders that they name, or by nothing of the site.
NOT_COMPARED = {"plugins", "theme", "watch"}


@dataclass(frozen=True, slots=True)
class Record:
    """What a site was made from, and what it was when it was done: a digest each, but for `pages` and `keys`.

    `frame` is everything but the data and the pages made from them: settings, theme, code, hand-written
    pages. `shell` is what that puts around a page. `pages` and `keys` are those of LastPages.
    """

    frame: str
    data: str
    docs: str
    shell: str
    pages: Mapping[str, str]
    keys: Mapping[str, str]
    site: str


class LastBuild:
    """What the last build recorded, and what this one will record once it has ended well.

    Nothing is recorded of the files of the site that are `passed_over`, by their paths in it.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        data: Path,
        options: object,
        record: Record | None,
        passed_over: Callable[[str], bool] = lambda _path: False,
    ) -> None:
        self.config = config
        self.record = record
        self._passed_over = passed_over
        self._is_sure = False
        self._sources = self._digest_of_sources(data, options)
        # Before the data are read, so that no edit meanwhile is missed.
        self._data = digest_of_lines(listing(str(data)))
        self._site_at_first = cache(self._looked_at())
        self._listed: Sequence[str] = ()
        self._was_edited = False
        self._warnings = _Warnings()
        self._pages = NO_PAGES

    def trust_record(self) -> None:
        """Take the site to be as the record says, without a look at its tens of thousands of files."""
        self._is_sure = True
        self._site_at_first = cache(self._looked_at())

    def is_current(self) -> bool:
        """Whether there is nothing to build."""
        record = self.record
        if not record or record.data != self._data or record.docs != digest_of_lines(docs := self._docs()):
            return False
        return record.frame == self._frame(docs, record.pages) and record.site == self._site_at_first()

    def may_be_updated(self) -> bool:
        """Whether the site is still right but for the generated pages that it was made from."""
        record = self.record
        if not record or record.site != self._site_at_first():
            return False
        return record.frame == self._frame(self._docs(), record.pages)

    def pages_in_place(self) -> LastPages:
        """Return the generated files, if `docs/` and the site are as the last build left them."""
        record = self.record
        if not record or record.docs != digest_of_lines(docs := self._docs()):
            return NO_PAGES
        if record.site != self._site_at_first() or record.frame != self._frame(docs, record.pages):
            return NO_PAGES
        return LastPages(record.pages, record.keys)

    def site_was_changed(self) -> None:
        """Take the site as it is now for that of the last build: pages of this one are in it already."""
        if self.record and not self._is_sure:
            site = self._site()
            self.record = replace(self.record, site=site)
            self._site_at_first = cache(lambda: site)

    def begin(self, pages: LastPages) -> bool:
        """Remember what the site is being made from, when `docs/` is as MkDocs will read it.

        Returns whether the site is still right but for generated pages: those it was made from, and these.
        """
        self._pages = pages
        site = self._looked_at()
        earlier, docs, record = self._listed, self._docs(), self.record
        frame = self._frame(docs, pages.digests)
        self._began_with = (frame, self._data, digest_of_lines(docs))
        generated = {*pages.digests, *(record.pages if record else ())}
        if record and [*_own(earlier, generated)] != [*_own(docs, generated)]:
            self._was_edited = True
        _hear_warnings().addHandler(self._warnings)
        return record is not None and record.site == site() and record.frame == frame

    @property
    def has_warned(self) -> bool:
        """Whether there was a warning since this build began."""
        return self._warnings.count > 0

    def end(self, shell: bytes) -> Record | None:
        """Record the site, unless there were warnings, which the next build has to give again.

        Nothing is recorded either where somebody has edited a file in `docs/` while pages were made.
        """
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if self.has_warned or self._was_edited:
            return None
        return Record(*self._began_with, shell.hex(), *self._pages, self._site())

    @property
    def docs_paths(self) -> Sequence[str]:
        """The paths of the files in `docs/` when they were last looked at."""
        return [_path(line) for line in self._listed if not line.endswith("/")]

    def _frame(self, docs: Sequence[str], pages: Container[str]) -> str:
        """Return a digest of the sources, and of the files in `docs/` that were not made from data."""
        return digest(self._sources, digest_of_lines(_own(docs, pages))).hex()

    def _docs(self) -> list[str]:
        self._listed = listing(self.config.docs_dir)
        return self._listed

    def _looked_at(self) -> Callable[[], str]:
        """Begin to look at the site, if there is something to hold it against; return what waits for it."""
        record = self.record
        if record and self._is_sure:
            return lambda: record.site
        return begun(self._site) if record else self._site

    def _site(self) -> str:
        return digest_of_lines(listing(self.config.site_dir, passed_over=self._passed_over))

    def _digest_of_sources(self, data: Path, options: object) -> bytes:
        config = self.config
        settings = setting_lines(config, but=NOT_COMPARED)
        watched = {*config.watch, config.theme.custom_dir or ""} - {str(data)}
        return digest(
            *settings, repr(options), repr(dict(config.theme)), *versions(), sys.version, get_build_date(),
            *(line for path in (str(PACKAGE), *sorted(watched)) for line in listing(path)),
        )  # fmt: skip


class RecordFile:
    """The record of the last `mkdocs build`, in `.cache/`; whatever is wrong with it, there is none."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def read(self) -> Record | None:
        """Return the record, if there is one."""
        try:
            return Record(**json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, record: Record | None) -> None:
        """Keep a record for the next command, or none."""
        with suppress(OSError):
            if record:
                values = {field.name: getattr(record, field.name) for field in fields(record)}
                replace_file(self._path, json.dumps(values).encode(), lasting=False)
            else:
                self._path.unlink()


def is_behind(site: Path, data: Path, cache: Path) -> bool:
    """Whether the data changed since a site was built; without a record of that build, their times tell."""
    record = RecordFile(cache).read()
    if record and record.site == digest_of_lines(listing(str(site))):
        return record.data != digest_of_lines(listing(str(data)))
    return _latest(data) > _latest(site)


def _latest(folder: Path) -> int:
    """Return the time of the latest change of a file right in a folder, in ns; 0 without one."""
    return max((path.stat().st_mtime_ns for path in folder.glob("*.*") if path.is_file()), default=0)


def _hear_warnings() -> logging.Logger:
    """Let a quiet build say no more than before, but count its warnings: MkDocs gives none to anybody."""
    logger = logging.getLogger("mkdocs")
    if not logger.isEnabledFor(logging.WARNING):
        for handler in logger.handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setLevel(max(handler.level, logger.level))
        logger.setLevel(logging.WARNING)
    return logger


class _Warnings(logging.Handler):
    """Counts what a person should see."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        self.count += 1


def _own(docs: Sequence[str], pages: Container[str]) -> Iterator[str]:
    """Yield the lines of files in `docs/` that people wrote: neither `pages` nor lists of what was made."""
    lists = {f"{folder}/{LISTED}" for folder in UNMARKED}
    files = ((_path(line), line) for line in docs if not line.endswith("/"))
    return (line for path, line in files if path not in pages and path not in lists)


def _path(line: str) -> str:
    return line.rsplit(" ", 2)[0]
