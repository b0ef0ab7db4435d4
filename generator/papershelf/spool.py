"""Contents that are needed later and would take too much memory: they wait in a file without a name."""

import os
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, TypeVar

from papershelf.problems import InvalidInputError, Problem

Place = tuple[int, int]
"""Where a content begins in the file, and how many bytes it has."""
V = TypeVar("V")
W = TypeVar("W")
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
        """Put a content aside. Raises InvalidInputError where there is no room for it."""
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

    def keep(self, contents: Iterable[tuple[str, bytes]], read: Callable[[bytes], V]) -> "Spooled[V]":
        """Put contents aside by their keys; `read` makes of each what its value is to be."""
        return Spooled(self, {key: self.put(content) for key, content in contents}, read)


class Spooled(Mapping[str, V]):
    """Values that are read from a spool each time that somebody asks for them."""

    def __init__(self, spool: Spool, places: Mapping[str, Place], read: Callable[[bytes], V]) -> None:
        self._spool, self._places, self._read = spool, places, read

    def read_as(self, read: Callable[[bytes], W]) -> "Spooled[W]":
        """Return other values of the same contents."""
        return Spooled(self._spool, self._places, read)

    def __getitem__(self, key: str) -> V:
        """Read a value."""
        return self._read(self._spool.get(self._places[key]))

    def __iter__(self) -> Iterator[str]:
        """Yield the keys."""
        return iter(self._places)

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._places)


def _open(folder: Path | None) -> tuple[IO[bytes], str]:
    if folder:
        with suppress(OSError):  # a folder that cannot be written
            folder.mkdir(parents=True, exist_ok=True)
            return tempfile.TemporaryFile(buffering=0, dir=folder), str(folder)
    return tempfile.TemporaryFile(buffering=0), tempfile.gettempdir()
