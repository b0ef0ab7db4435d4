"""Contents that are needed later and would take too much memory: they wait in a file without a name."""

import os
import tempfile
import weakref
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

from papershelf.problems import InvalidInputError, Problem

Place = tuple[int, int]
"""Where a content begins in the file, and how many bytes it has."""
BETWEEN = b"\xff"  # a byte that UTF-8 never has


def together(texts: Iterable[str]) -> bytes:
    """Return texts as one content; `parted` takes them from it again."""
    return BETWEEN.join(text.encode() for text in texts)


def parted(content: bytes) -> list[bytes]:
    """Return the texts of a content, in UTF-8."""
    return content.split(BETWEEN)


class Spool:
    """A file of contents in a folder, or where the system keeps temporary files; it ends with its owner.

    Copies of a process read what was put aside before they were made; they put nothing aside themselves.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file, self._where = _open(folder)
        self._end, self._owner = 0, os.getpid()
        weakref.finalize(self, self._file.close)

    def put(self, content: bytes) -> Place:
        """Put a content aside. Raises InvalidInputError if it does not fit."""
        assert os.getpid() == self._owner  # noqa: S101 - a copy would write where this process does
        place, rest = (self._end, len(content)), memoryview(content)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            message = f"a build cannot put aside what it makes: {error.strerror}; fix that and build again"
            raise InvalidInputError([Problem(self._where, 1, message)]) from None
        self._end += len(content)
        return place

    def get(self, place: Place) -> bytes:
        """Return a content."""
        start, size = place
        return os.pread(self._file.fileno(), size, start)


def _open(folder: Path | None) -> tuple[IO[bytes], str]:
    if folder:
        with suppress(OSError):  # a folder that cannot be written
            folder.mkdir(parents=True, exist_ok=True)
            return tempfile.TemporaryFile(buffering=0, dir=folder), str(folder)
    return tempfile.TemporaryFile(buffering=0), tempfile.gettempdir()
