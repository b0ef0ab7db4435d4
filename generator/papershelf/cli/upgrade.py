"""Following newer versions: `papershelf upgrade`."""

import re
from collections.abc import Iterable
from pathlib import Path

import click

from papershelf import __version__
from papershelf.library import load
from papershelf.problems import Problem, UserFacingError
from papershelf.settings import FILE, read_settings
from papershelf.starter.engine_source import engine_source
from papershelf.starter.list_files import WRITTEN_BY_HAND, followed_files, made_files, started_files
from papershelf.starter.list_record import RECORD, ListRecord, read_record, record_text
from papershelf.starter.list_upgrade import CONFLICT, NewVersion, Upgrade, planned_upgrade, shown_difference
from papershelf.starter.start_answers import Answers, checked_answers
from papershelf.whole_files import replace_file


@click.command()
@click.option("--write", is_flag=True, help="Do what is shown.")
def upgrade(*, write: bool) -> None:
    """Update this list's files to this version: Makefile, settings, workflows, locked requirements.

    Run it with the newer version of Papershelf, in the list's top folder. Shows what would change as a diff.
    What was edited here is kept: an edit and a change of the same file are merged; where both changed the
    same lines, the file stays and the new one is put beside it, with .new at its end. Data and texts are not
    touched, and what was removed here does not come back.
    """
    root = Path()
    record = _record(root)
    answers = record.answers if record else _answers_of(root)
    source = engine_source()
    new = NewVersion(
        started_files(answers, examples=False),
        followed_files(answers, source),
        made_files(load(root / "data"), {*WRITTEN_BY_HAND, *_names(root / "data" / "schema")}),
    )
    paths = {*new.started, *new.followed, *new.made, *(record.written if record else ())}
    present = {path: _content(root / path) for path in paths if (root / path).is_file()}
    plan = planned_upgrade(record, answers, present, new)
    _show(plan)
    if source.remark:
        click.echo(source.remark, err=True)
    if write:
        _write(root, plan)
        if plan.changes or plan.conflicts:
            click.echo(f"this list is at {__version__}; look at `git diff`, then run make check", err=True)
    elif plan.changes or plan.conflicts:
        click.echo("nothing written; do it with --write", err=True)
    left = _left_over(root, paths - {conflict.path for conflict in plan.conflicts})
    for problem in [*_of_conflicts(plan, recorded=record is not None, written=write), *left]:
        click.echo(str(problem), err=True)
    if left or (write and plan.conflicts):
        raise SystemExit(1)


def _of_conflicts(plan: Upgrade, *, recorded: bool, written: bool) -> list[Problem]:
    """Return what is to be done about each conflict."""
    why = (
        f"was edited here, and {__version__} changes the same lines"
        if recorded
        else f"differs from that of {__version__}, and without {RECORD} nothing tells what was edited here"
    )
    where = "is" if written else "would be"
    return [
        Problem(
            each.path,
            each.line,
            f"{why}; the new file {where} in {each.path}{CONFLICT}, to be merged by hand, then removed",
        )
        for each in plan.conflicts
    ]


def _left_over(root: Path, paths: Iterable[str]) -> list[Problem]:
    """Return a problem for each new file that an earlier conflict put beside another and is there still."""
    return [
        Problem(
            f"{path}{CONFLICT}", 1, f"is left from an earlier upgrade; merge it into {path}, then remove it"
        )
        for path in sorted(paths)
        if (root / f"{path}{CONFLICT}").is_file()
    ]


def _record(root: Path) -> ListRecord | None:
    """Read the record of a list; None if it has none. Raises UserFacingError outside a list."""
    if (root / "generator" / "papershelf").is_dir():
        raise UserFacingError(
            "this is a copy of Papershelf itself; docs/guide/upgrade.md says how it becomes a list of its own"
        )
    if not (root / FILE).is_file() or not (root / "data").is_dir():
        raise UserFacingError(f"no {FILE} or data/ found here; run this in the top folder of a list")
    if not (root / RECORD).exists():
        return None
    record = read_record((root / RECORD).read_text(encoding="utf-8"), RECORD)
    if _number(record.version) > _number(__version__):
        raise UserFacingError(
            f"this list is at {record.version}, and this is Papershelf {__version__}; install a newer one"
        )
    return record


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def _content(path: Path) -> bytes:
    """Read a file; git may have given a text the line ends of Windows."""
    content = path.read_bytes()
    return content if path.suffix == ".whl" else content.replace(b"\r\n", b"\n")


def _number(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def _answers_of(root: Path) -> Answers:
    """Return what a list without a record says of itself."""
    settings = read_settings(root / FILE)
    repository = (settings.issues_url or "").removesuffix("/issues/new")
    text = (root / "LICENSE").read_text(encoding="utf-8") if (root / "LICENSE").is_file() else ""
    licence = "MIT" if text.startswith("MIT License") else "CC0-1.0"
    about = settings.description or settings.name
    return checked_answers(settings.name, about, repository, settings.site_url, licence)


def _show(plan: Upgrade) -> None:
    """Print the differences, and on standard error what happens to which file."""
    for change in plan.changes:
        click.echo(shown_difference(change), nl=False)
    for line in (*map(str, plan.changes), *(f"keeps   {remark}" for remark in plan.kept)):
        click.echo(line, err=True)
    if not plan.changes and not plan.conflicts:
        click.echo(f"nothing is new for this list in {__version__}", err=True)


def _write(root: Path, plan: Upgrade) -> None:
    """Do it; the record comes last, so that after an interruption the same command goes on."""
    for change in plan.changes:
        if change.after is None:
            (root / change.path).unlink()
        else:
            _replace(root / change.path, change.after)
    for conflict in plan.conflicts:
        _replace(root / f"{conflict.path}{CONFLICT}", conflict.new)
    _replace(root / RECORD, record_text(plan.record).encode())


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, content)
