"""Whether the site is as the last build left it, and nothing of what it was made from has changed."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_build_date

from papershelf.build_cache import digest

PACKAGE = Path(__file__).parent
LIBRARIES = ("mkdocs", "mkdocs-material", "jinja2", "markupsafe", "pymdown-extensions")
NAME = "last-build"
# Settings whose value is told by what is in the folders that they name, or by nothing of the site.
NOT_COMPARED = {"plugins", "theme", "watch"}


class LastBuild:
    """What a build begins with, and a file that says so once the build has ended well."""

    def __init__(self, config: MkDocsConfig, data: Path, options: object) -> None:
        self.config = config
        self.data = data
        self.options = options
        self.path = Path(config.config_file_path).parent / ".cache" / NAME
        self._sources = self._digest_of_sources()  # before they are read, so that no edit meanwhile is missed
        self._began_with = b""
        self._warnings = _Warnings()

    def is_current(self) -> bool:
        """Whether there is nothing to build."""
        try:
            return self.path.read_bytes() == self._inputs() + self._site()
        except OSError:
            return False

    def begin(self) -> None:
        """Remember what the site is being made from: call it when `docs/` is as MkDocs will read it."""
        with suppress(OSError):
            self.path.unlink()
        self._began_with = self._inputs()
        logging.getLogger("mkdocs").addHandler(self._warnings)

    def end(self) -> None:
        """Remember the site, unless there were warnings, which the next build has to give again."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if not self._warnings.count:
            with suppress(OSError):
                self.path.write_bytes(self._began_with + self._site())

    def _inputs(self) -> bytes:
        return digest(self._sources, *_listing(self.config.docs_dir))

    def _site(self) -> bytes:
        return digest(*_listing(self.config.site_dir))

    def _digest_of_sources(self) -> bytes:
        config = self.config
        settings = (f"{key}={value!r}" for key, value in sorted(config.items()) if key not in NOT_COMPARED)
        versions = (f"{name} {version(name)}" for name in LIBRARIES)
        folders = [self.data, PACKAGE, *([config.theme.custom_dir] if config.theme.custom_dir else [])]
        return digest(
            *settings, repr(self.options), repr(dict(config.theme)), *versions, sys.version, get_build_date(),
            *(line for folder in folders for line in _listing(str(folder))),
        )  # fmt: skip


class _Warnings(logging.Handler):
    """Counts what a person should see."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        self.count += 1


def _listing(folder: str) -> Iterator[str]:
    """Yield name, size and time of each file below a folder."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield f"{entry.name}/"
                yield from _listing(entry.path)
        else:
            about = entry.stat()
            yield f"{entry.name} {about.st_size} {about.st_mtime_ns}"
