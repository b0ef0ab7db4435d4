"""What a newer version changes in the files of a list, so that nothing that the list edited is lost."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from difflib import unified_diff

from papershelf import __version__
from papershelf.settings import FILE
from papershelf.starter.list_files import LOCK, Files
from papershelf.starter.list_record import ListRecord, kept_form, record_of
from papershelf.starter.start_answers import Answers
from papershelf.starter.three_way import merge

CONFLICT = ".new"
"""What is put behind the name of a file that holds a new version beside an edited one."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """What becomes of a file: its content, None for no file. A `merged` one has an edit of the list in it."""

    path: str
    before: bytes | None
    after: bytes | None
    merged: bool = False

    def __str__(self) -> str:
        """Say it in a line."""
        if self.after is None:
            return f"removes {self.path}"
        return f"{'merges ' if self.merged else 'writes '} {self.path}{' with your edit' * self.merged}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A file that both changed, from `line` on; the new version goes beside it."""

    path: str
    line: int
    new: bytes


@dataclass(slots=True)
class Upgrade:
    """All changes; `kept` has a remark for each file that stays as the list has it, and why."""

    record: ListRecord
    changes: list[FileChange] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NewVersion:
    """The files of this version for a list: those that begin with it, that follow it, that its data make."""

    started: Files
    followed: Files
    made: Files


def planned_upgrade(
    record: ListRecord | None, answers: Answers, present: Mapping[str, bytes], new: NewVersion
) -> Upgrade:
    """Return what has to be done; `present` has the files that are there, by path.

    A list without a record was made in another way: it gets what it lacks, and keeps its settings.
    """
    upgrade = Upgrade(record_of(answers, new.followed, new.made))
    lacking = _lacking(record, present, new)
    upgrade.changes += [FileChange(path, None, content) for path, content in lacking.items()]
    for path, content in new.made.items():
        _make(upgrade, record, path, present.get(path), content)
    settled = new.made.keys() | lacking.keys() | (set() if record else {FILE})
    for path in sorted({*new.followed, *(record.written if record else ())} - settled):
        _follow(upgrade, record, path, present.get(path), new.followed.get(path))
    _keep_named_wheels(upgrade, record, present)
    upgrade.changes.sort(key=lambda change: change.path)
    return upgrade


def shown_difference(change: FileChange) -> str:
    """Return a change as a unified diff; of locked requirements the versions, of a wheel its size."""
    before, after = (_lines(change.path, content) for content in (change.before, change.after))
    old, new = (
        "/dev/null" if content is None else f"{side}/{change.path}"
        for side, content in (("a", change.before), ("b", change.after))
    )
    return "".join(unified_diff(before, after, old, new))


def _lacking(record: ListRecord | None, present: Mapping[str, bytes], new: NewVersion) -> Files:
    """Return what a list that has no record lacks of what lists start with."""
    if record:
        return {}
    started = {**new.started, FILE: new.followed[FILE]}
    return {path: content for path, content in started.items() if path not in present}


def _make(
    upgrade: Upgrade, record: ListRecord | None, path: str, present: bytes | None, content: bytes
) -> None:
    """Make a file from the data, unless the list has removed it."""
    if present is None and record and path in record.written:
        upgrade.kept.append(f"{path}: was removed here, and stays away")
    elif present != content:
        upgrade.changes.append(FileChange(path, present, content))


def _follow(
    upgrade: Upgrade, record: ListRecord | None, path: str, present: bytes | None, new: bytes | None
) -> None:
    """Let a file follow this version, for which it is `new`; None where there is none any more."""
    known = record.written.get(path) if record else None
    if present == new or (new is not None and known == kept_form(new, like=known or "")):
        return  # it is as it should be, or nothing is new and any difference is the list's own
    if present is None:
        if known is None:
            upgrade.changes.append(FileChange(path, None, new))
        elif new is not None:
            upgrade.kept.append(f"{path}: was removed here, and stays away")
    elif record and record.is_as_written(path, present):
        upgrade.changes.append(FileChange(path, present, new))
    elif new is None:
        upgrade.kept.append(f"{path}: is not part of {__version__} any more, but was edited here and stays")
    else:
        _merge(upgrade, record.text(path) if record else None, path, present, new)


def _merge(upgrade: Upgrade, base: str | None, path: str, present: bytes, new: bytes) -> None:
    """Bring an edit and a change together, or put the new version beside the file."""
    text, line = None, 1
    if base is not None:
        with suppress(UnicodeDecodeError):
            text, line = merge(base, present.decode("utf-8"), new.decode("utf-8"))
    if text is None:
        upgrade.conflicts.append(Conflict(path, line, new))
    elif (merged := text.encode()) != present:
        upgrade.changes.append(FileChange(path, present, merged, merged=True))


def _keep_named_wheels(upgrade: Upgrade, record: ListRecord | None, present: Mapping[str, bytes]) -> None:
    """Keep an old wheel, also on record, while a file asks for it: without it, that file installs nothing."""
    after = {**present, **{change.path: change.after for change in upgrade.changes}}
    for removal in [change for change in upgrade.changes if change.after is None]:
        wheel = removal.path
        naming = sorted(path for path, content in after.items() if wheel.encode() in (content or b""))
        if record and naming and wheel.endswith(".whl"):
            upgrade.changes.remove(removal)
            remark = f"{wheel}: is asked for in {', '.join(naming)}; when it no longer is, upgrade once more"
            upgrade.kept.append(remark)
            written = {**upgrade.record.written, wheel: record.written[wheel]}
            upgrade.record = replace(upgrade.record, written=written)


def _lines(path: str, content: bytes | None) -> list[str]:
    try:
        text = (content or b"").decode("utf-8")
    except UnicodeDecodeError:
        return [f"({len(content or b''):,} bytes)\n"]
    lines = [f"{line}\n" for line in text.splitlines()]
    return [line.replace(" \\", "") for line in lines if line[:1] not in " #"] if path == LOCK else lines
