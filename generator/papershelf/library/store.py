"""Writes `papers.yaml`: one writer at a time, all or nothing, and only what can be read back."""

import codecs
from collections.abc import Callable, MutableMapping
from itertools import chain
from pathlib import Path

from filelock import FileLock, Timeout

from papershelf.library import journal
from papershelf.library.entries import UneditableError
from papershelf.library.load import CITATIONS, COLLECTIONS, PAPERS, TAGS, Library, check, load
from papershelf.library.missing_files import unreadable
from papershelf.library.moved_pages import MOVED
from papershelf.problems import InvalidInputError, Problem
from papershelf.whole_files import leftovers

Edit = Callable[[str, Library], str]
Beside = MutableMapping[Path, bytes]


def change(  # noqa: PLR0913 - one for each file
    data: Path,
    edit: Edit,
    edit_collections: Edit | None = None,
    beside: Beside | None = None,
    *,
    edit_tags: Edit | None = None,
    edit_moved: Edit | None = None,
    edit_citations: Edit | None = None,
) -> None:
    """Read the list and replace its text by what `edit` makes of it.

    `edit_collections` does the same with collections.yaml, where there is one, `edit_tags` with tags.yaml,
    `edit_moved` with moved.yaml and `edit_citations` with citations.yaml, after the others, and `edit` may
    put other files of the data and their contents into `beside`: all files change or none, even if this is
    killed.
    Waits for other writers for up to PATIENCE seconds. Raises InvalidInputError, and leaves the files as they
    were, if the new text has problems or somebody changed a file in the meantime. Text that is the same as
    before is not written. A byte order mark stays; edits never see it.
    """
    path = data / PAPERS
    edits = {path: edit}
    if edit_collections and (data / COLLECTIONS).exists():
        edits[data / COLLECTIONS] = edit_collections
    edits |= {data / TAGS: edit_tags} if edit_tags else {}
    edits |= {data / MOVED: edit_moved} if edit_moved else {}
    edits |= {data / CITATIONS: edit_citations} if edit_citations else {}
    names = (COLLECTIONS, TAGS, MOVED, CITATIONS)
    collections, tags, moved, citations = (data / name for name in names)
    try:
        with FileLock(data / journal.LOCK, timeout=journal.PATIENCE):
            journal.finish(data)
            for leftover in chain(leftovers(data), leftovers(data / "feeds")):
                leftover.unlink()
            before = {each: _read(each) for each in edits}
            library = load(
                data, before[path], before.get(tags), before.get(collections), before.get(moved),
                citations=before.get(citations),
            )  # fmt: skip
            after = {each: _edited(each, before[each], library, edits[each]) for each in edits}
            if after != before:
                others = (after.get(each) for each in (collections, tags, moved, citations))
                check(data, after[path], *others)
            if overtaken := [each for each in before if _read(each) != before[each]]:
                message = "somebody changed the file in the meantime; nothing was written, run this again"
                raise InvalidInputError([Problem(str(overtaken[0]), 1, message)])
            journal.replace_files(
                data, before | {each: _read(each) for each in beside or ()}, after | dict(beside or {})
            )
    except Timeout:
        raise InvalidInputError([journal.held(data, path)]) from None
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


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise InvalidInputError([unreadable(path, error)]) from None
