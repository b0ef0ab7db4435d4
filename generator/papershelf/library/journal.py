"""Several files change as one: a command that is killed halfway is made up for by the next one.

The new contents are written beside the files, then a journal that names them, then each takes its place, and
the journal goes. Without a journal nothing has happened yet; with one, the next command does what is left.
Somebody else may have written the journal, in a pull request: it moves files within the data only.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from papershelf.problems import InvalidInputError, Problem
from papershelf.whole_files import is_leftover, keep_names, put_in_place, replace_file, write_beside

JOURNAL = ".papers.journal"
LOCK = ".papers.lock"
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Step:
    """A file of the data, the name of its new content in the same folder, and digests of both contents."""

    path: str
    new: str
    before: str
    after: str


def replace_files(data: Path, before: Mapping[Path, bytes], after: Mapping[Path, bytes]) -> None:
    """Replace files in `data` together. Raises OSError, and leaves all of them as they were."""
    changes = {path: content for path, content in after.items() if content != before[path]}
    if len(changes) == 1:
        replace_file(*changes.popitem())
        return
    written: dict[Path, Path] = {}
    try:
        for path, content in changes.items():
            written[path] = _beside(path, content)
        steps = [
            Step(path.relative_to(data).as_posix(), new.name, _digest(before[path]), _digest(changes[path]))
            for path, new in written.items()
        ]
        for folder in {new.parent for new in written.values()}:
            keep_names(folder)
        replace_file(data / JOURNAL, json.dumps([asdict(step) for step in steps]).encode())
        keep_names(data)
    except BaseException:
        for new in written.values():
            new.unlink(missing_ok=True)
        raise
    _put_all_in_place(data, written, before)


def _beside(path: Path, content: bytes) -> Path:
    try:
        return write_beside(path, content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _put_all_in_place(data: Path, written: Mapping[Path, Path], before: Mapping[Path, bytes]) -> None:
    path = data
    try:
        for path, new in written.items():
            put_in_place(new, path)
            keep_names(new.parent)
    except BaseException as error:
        for changed, new in written.items():
            if not new.exists():
                replace_file(changed, before[changed])
        (data / JOURNAL).unlink()
        for new in written.values():
            new.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise
    (data / JOURNAL).unlink()


def finish(data: Path) -> None:
    """Do what is left of a change that was interrupted; only for the holder of the lock.

    Raises InvalidInputError where a person has to look: somebody has changed one of the files since then, or
    the journal is not one that this module wrote.
    """
    journal = data / JOURNAL
    try:
        steps = _steps(data, journal.read_bytes())
    except FileNotFoundError:
        return
    left = [step for step in steps if _digest_of(data / step.path) != step.after]
    wrong = [step for step in left if _digest_of(data / step.path) != step.before]
    if wrong:
        raise InvalidInputError(_changed_since(data, step) for step in wrong)
    if all(_is_whole(_new(data, step), step) for step in left):
        for step in left:
            put_in_place(_new(data, step), data / step.path)
    elif len(left) < len(steps):
        raise InvalidInputError([_not_ours(journal)])
    journal.unlink()  # also where an error had it undone, all but the journal


def finish_interrupted(data: Path) -> None:
    """Finish a change that was interrupted, if there is one, when nobody is writing; as `finish` raises."""
    if not (data / JOURNAL).is_file():
        return
    from filelock import FileLock, Timeout  # noqa: PLC0415 - takes a while to load, for what hardly ever is

    try:
        with FileLock(data / LOCK, timeout=PATIENCE):
            finish(data)
    except Timeout:
        raise InvalidInputError([held(data, data / JOURNAL)]) from None
    except OSError as error:
        message = f"a command was interrupted, and what is left of it cannot be done: {error.strerror}"
        where = str(error.filename or data / JOURNAL)
        raise InvalidInputError([Problem(where, 1, f"{message}; fix that, then run this again")]) from None


def held(data: Path, path: Path) -> Problem:
    """Say that somebody else has held the lock for too long."""
    message = f"another command holds {data / LOCK}; wait for it to end, then run this again"
    return Problem(str(path), 1, message)


def _steps(data: Path, content: bytes) -> Sequence[Step]:
    try:
        steps = [Step(**{key: str(value) for key, value in row.items()}) for row in json.loads(content)]
    except (ValueError, TypeError, AttributeError, RecursionError):
        steps = []
    if not steps or not all(_stays_inside(data, step) for step in steps):
        raise InvalidInputError([_not_ours(data / JOURNAL)])
    return steps


def _stays_inside(data: Path, step: Step) -> bool:
    """Whether a step does nothing outside of the data, nor by way of a link that leads out."""
    path = PurePosixPath(step.path)
    if path.is_absolute() or ".." in path.parts or "\0" in step.path or "/" in step.new:
        return False
    return (data / path).resolve().is_relative_to(data.resolve())


def _new(data: Path, step: Step) -> Path:
    return (data / step.path).resolve().parent / step.new


def _is_whole(new: Path, step: Step) -> bool:
    is_ours = is_leftover(new.name) and new.is_file() and not new.is_symlink()
    return is_ours and _digest_of(new) == step.after


def _not_ours(journal: Path) -> Problem:
    message = "this is not what an interrupted command leaves; look at the data with git, then delete it"
    return Problem(str(journal), 1, message)


def _changed_since(data: Path, step: Step) -> Problem:
    message = (
        f"a command was interrupted before it wrote this file, and somebody has changed it since; take what "
        f"it was to write from {_new(data, step)}, then delete {data / JOURNAL}"
    )
    return Problem(str(data / step.path), 1, message)


def _digest_of(path: Path) -> str:
    return _digest(path.read_bytes() if path.is_file() else b"")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
