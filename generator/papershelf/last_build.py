"""Whether the site is as the last build left it, and what of that which it was made from has changed."""

import json
import logging
import os
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_build_date

from papershelf.build_cache import PACKAGE, digest, versions
from papershelf.page_places import LISTED, UNMARKED
from papershelf.whole_files import replace_file

NAME = "last-build"
# Settings whose value is told by what is in the folders that they name, or by nothing of the site.
NOT_COMPARED = {"plugins", "theme", "watch"}


@dataclass(frozen=True, slots=True)
class Record:
    """What a site was made from, and what it was when it was done, all but `pages` as one digest each.

    `frame` is everything but the data and the pages made from them: settings, theme, code, hand-written
    pages. `shell` is what that puts around a page. `pages` are digests of the generated files, by path.
    """

    frame: str
    data: str
    docs: str
    shell: str
    pages: Mapping[str, str]
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
        self._sources = self._digest_of_sources(options)
        # Before the data are read, so that no edit meanwhile is missed.
        self._data = digest(*_listing(str(data))).hex()
        self._warnings = _Warnings()
        self.pages: Mapping[str, str] = {}

    def is_current(self) -> bool:
        """Whether there is nothing to build."""
        record, docs = self.record, self._docs()
        if not record or record.data != self._data or record.docs != digest(*docs).hex():
            return False
        return record.frame == self._frame(docs, record.pages) and record.site == self._site()

    def may_be_updated(self, pages: Iterable[str] = ()) -> bool:
        """Whether the site is still right but for generated pages: those it was made from, and `pages`."""
        record = self.record
        if not record or record.site != self._site():
            return False
        return record.frame == self._frame(self._docs(), {*record.pages, *pages})

    def begin(self, pages: Mapping[str, str]) -> None:
        """Remember what the site is being made from, when `docs/` is as MkDocs will read it.

        `pages` are the generated files: a digest of everything that is made from each, by its path.
        """
        self.pages = pages
        docs = self._docs()
        self._began_with = (self._frame(docs, self.pages), self._data, digest(*docs).hex())
        logging.getLogger("mkdocs").addHandler(self._warnings)

    @property
    def has_warned(self) -> bool:
        """Whether there was a warning since this build began."""
        return self._warnings.count > 0

    def end(self, shell: bytes) -> Record | None:
        """Record the site, unless there were warnings, which the next build has to give again."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if self.has_warned:
            return None
        return Record(*self._began_with, shell.hex(), self.pages, self._site())

    def _frame(self, docs: Sequence[str], pages: Container[str]) -> str:
        """Return a digest of the sources, and of the files in `docs/` that were not made from data."""
        files = ((line.rsplit(" ", 2)[0], line) for line in docs if not line.endswith("/"))
        lists = {f"{folder}/{LISTED}" for folder in UNMARKED}  # of what was made
        own = (line for path, line in files if path not in pages and path not in lists)
        return digest(self._sources, *own).hex()

    def _docs(self) -> list[str]:
        return [*_listing(self.config.docs_dir)]

    def _site(self) -> str:
        return digest(*_listing(self.config.site_dir, passed_over=self._passed_over)).hex()

    def _digest_of_sources(self, options: object) -> bytes:
        config = self.config
        settings = (f"{key}={value!r}" for key, value in sorted(config.items()) if key not in NOT_COMPARED)
        folders = [PACKAGE, *([config.theme.custom_dir] if config.theme.custom_dir else [])]
        return digest(
            *settings, repr(options), repr(dict(config.theme)), *versions(), sys.version, get_build_date(),
            *(line for folder in folders for line in _listing(str(folder))),
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
                replace_file(self._path, json.dumps(asdict(record)).encode(), lasting=False)
            else:
                self._path.unlink()


def is_behind(site: Path, data: Path, cache: Path) -> bool:
    """Whether the data changed since a site was built; without a record of that build, their times tell."""
    record = RecordFile(cache).read()
    if record and record.site == digest(*_listing(str(site))).hex():
        return record.data != digest(*_listing(str(data))).hex()
    return _latest(data) > _latest(site)


def _latest(folder: Path) -> int:
    """Return the time of the latest change of a file right in a folder, in ns; 0 without one."""
    return max((path.stat().st_mtime_ns for path in folder.glob("*.*") if path.is_file()), default=0)


class _Warnings(logging.Handler):
    """Counts what a person should see."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        self.count += 1


def _listing(
    folder: str, below: str = "", passed_over: Callable[[str], bool] = lambda _path: False
) -> Iterator[str]:
    """Yield path, size and time of each file below a folder; nothing if there is no such folder."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if passed_over(f"{below}{entry.name}"):
            continue
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield f"{below}{entry.name}/"
                yield from _listing(entry.path, f"{below}{entry.name}/", passed_over)
        else:
            about = entry.stat()
            yield f"{below}{entry.name} {about.st_size} {about.st_mtime_ns}"
