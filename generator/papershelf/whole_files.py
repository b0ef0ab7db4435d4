"""Writes files whole or not at all: the new bytes go beside a file first, then take its place."""

import errno
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PREFIX = ".papershelf-"
_OURS = re.compile(r"\.papershelf-[a-z0-9_]{8}(?:\.[^.]*)?")
_LONGEST_SUFFIX = 10


def replace_file(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Replace a file atomically: readers see the old bytes or the new ones, never a mixture.

    A link stays one: the file that it leads to is replaced. What is not `lasting` can be made again after a
    power cut, and does not wait for the disk. Raises OSError with the name of the file itself,
    also where something else than a file is in its place, which would take what is written or never end.
    """
    try:
        new = write_beside(path, content, lasting=lasting)
        try:
            put_in_place(new, path)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def write_beside(path: Path, content: bytes, *, lasting: bool = True) -> Path:
    """Write what is to become the content of a file, and return where; `put_in_place` does the rest."""
    target = _target(path)
    mode = _mode(target)
    suffix = target.suffix if len(target.suffix) <= _LONGEST_SUFFIX else ""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=PREFIX, suffix=suffix)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        new.chmod(mode)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return new


def put_in_place(new: Path, path: Path) -> None:
    """Let a file that `write_beside` wrote take the place that it was written for."""
    new.replace(_target(path))


def _target(path: Path) -> Path:
    """Return the file itself where a path is a link to it; folders on the way may be links."""
    return path.resolve() if path.is_symlink() else path


def keep_names(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, so that a power cut cannot undo them in part."""
    with suppress(OSError):  # Windows opens no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def is_leftover(name: str) -> bool:
    """Whether a file with a name is one that a killed writer left; nobody else gives files such names."""
    return name.startswith(PREFIX) and _OURS.fullmatch(name) is not None


def leftovers(folder: Path) -> Iterator[Path]:
    """Yield what killed writers left in a folder; nothing if it does not exist."""
    for path in sorted(folder.glob(f"{PREFIX}*")):
        if is_leftover(path.name) and not path.is_symlink() and path.is_file():
            yield path


def _mode(target: Path) -> int:
    """Return the permissions for a new content. Raises OSError where anything but a file is there."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return 0o644
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "a pipe or device is in its place", str(target))
    return mode & 0o777
