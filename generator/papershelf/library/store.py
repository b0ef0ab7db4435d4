"""Writes `papers.yaml`: one writer at a time, all or nothing, and only what can be read back."""

import codecs
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from papershelf.library.entries import UneditableError
from papershelf.library.load import COLLECTIONS, PAPERS, Library, check, load
from papershelf.problems import InvalidInputError, Problem

LOCK = ".papers.lock"
PATIENCE = 30.0
TEMPORARY = tuple(f".{name}.*" for name in (PAPERS, COLLECTIONS))

Edit = Callable[[str, Library], str]


def change(data: Path, edit: Edit, edit_collections: Edit | None = None) -> None:
    """Read the list and replace its text by what `edit` makes of it.

    `edit_collections` does the same with collections.yaml, where there is one: both files change or neither.
    Waits for other writers for up to PATIENCE seconds. Raises InvalidInputError, and leaves the files as they
    were, if the new text has problems or somebody changed a file in the meantime. Text that is the same as
    before is not written. A byte order mark stays; edits never see it.
    """
    path = data / PAPERS
    edits = {path: edit}
    if edit_collections and (data / COLLECTIONS).exists():
        edits[data / COLLECTIONS] = edit_collections
    try:
        with FileLock(data / LOCK, timeout=PATIENCE):
            _remove_leftovers(data)
            before = {each: _read(each) for each in edits}
            library = load(data, papers=before[path], collections=before.get(data / COLLECTIONS))
            after = {each: _edited(each, before[each], library, edits[each]) for each in edits}
            if after == before:
                return
            check(data, after[path], after.get(data / COLLECTIONS))
            if moved := [each for each in before if _read(each) != before[each]]:
                message = "somebody changed the file in the meantime; nothing was written, run this again"
                raise InvalidInputError([Problem(str(moved[0]), 1, message)])
            _replace_all(before, after)
    except Timeout:
        message = f"another command holds {data / LOCK}; wait for it to end, then run this again"
        raise InvalidInputError([Problem(str(path), 1, message)]) from None
    except OSError as error:
        message = f"cannot be written: {error.strerror}; {PAPERS} is as it was"
        raise InvalidInputError([Problem(str(error.filename or path), 1, message)]) from None


def _edited(path: Path, before: bytes, library: Library, edit: Edit) -> bytes:
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    try:
        return mark + edit(before.decode("utf-8-sig"), library).encode()
    except UneditableError as error:
        raise InvalidInputError([Problem(str(path), error.line, error.message)]) from None
    except UnicodeEncodeError as error:
        place = error.object[max(0, error.start - 30) : error.start]
        code = f"U+{ord(error.object[error.start]):04X}"
        message = f"half a character, {code}, follows '{place}' and cannot be saved; fix the feed"
        raise InvalidInputError([Problem(str(path), 1, message)]) from None


def _replace_all(before: Mapping[Path, bytes], after: Mapping[Path, bytes]) -> None:
    """Write the new contents; if one cannot be written, restore those that were."""
    done: list[Path] = []
    try:
        for path, content in after.items():
            if content != before[path]:
                replace_file(path, content)
                done.append(path)
    except OSError:
        for path in done:
            replace_file(path, before[path])
        raise


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def replace_file(path: Path, content: bytes) -> None:
    """Replace the file atomically: readers see the old bytes or the new ones, never a mixture.

    Raises OSError with the name of the file itself.
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
    """Remove the temporary files of killed writers; only for the holder of the lock."""
    for pattern in TEMPORARY:
        for path in data.glob(pattern):
            path.unlink()
