"""Writing `papers.yaml`: one writer at a time, all or nothing, and never what could not be read again."""

from __future__ import annotations

import codecs
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from generator.library.layout import UneditableError
from generator.library.load import PAPERS, Library, load
from generator.problems import InvalidInputError, Problem

LOCK = ".papers.lock"
PATIENCE = 30.0
TEMPORARY = ".papers.yaml."

Edit = Callable[[str, Library], str]


def change(data: Path, edit: Edit) -> Library:
    """Read the list, let `edit` make its new text from the old, and put that in place; return what it holds.

    Other writers wait for up to PATIENCE seconds. Where the new text has problems, or somebody changed the
    file in the meantime, InvalidInputError is raised and the file stays as it was. Text that is the same
    as before is not written. A byte order mark stays; `edit` does not see it.
    """
    path = data / PAPERS
    try:
        with FileLock(data / LOCK, timeout=PATIENCE):
            _remove_leftovers(data)
            before = _read(path)
            library = load(data, papers=before)
            mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
            after = mark + edit(before.decode("utf-8-sig"), library).encode()
            changed = load(data, papers=after)
            if after == before:
                return changed
            if _read(path) != before:
                message = "somebody changed the file meanwhile; nothing was written, run the command again"
                raise InvalidInputError([Problem(str(path), 1, message)])
            replace_file(path, after)
            return changed
    except Timeout:
        message = f"another command holds {data / LOCK}; wait for it to end, then run this again"
        raise InvalidInputError([Problem(str(path), 1, message)]) from None
    except UneditableError as error:
        raise InvalidInputError([Problem(str(path), error.line, error.message)]) from None
    except UnicodeEncodeError as error:
        place = error.object[max(0, error.start - 30) : error.start]
        code = f"U+{ord(error.object[error.start]):04X}"
        message = f"half a character, {code}, stands after '{place}' and cannot be saved; mend the feed"
        raise InvalidInputError([Problem(str(path), 1, message)]) from None
    except OSError as error:
        message = f"cannot be written: {error.strerror}; {PAPERS} is as it was"
        raise InvalidInputError([Problem(str(error.filename or path), 1, message)]) from None


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in place of the file at once: readers see the old bytes or the new, never a half.

    An OSError names the file itself.
    """
    try:
        _replace(path, content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _replace(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _remove_leftovers(data: Path) -> None:
    """Clear away what a killed writer left; only the holder of the lock comes here."""
    for path in data.glob(f"{TEMPORARY}*"):
        path.unlink()
