"""`papershelf changes`."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from papershelf.cli.options import data_option, git, state
from papershelf.curate.change_history import State, with_states
from papershelf.curate.quoting import plural
from papershelf.library import load
from papershelf.library.kept_changes import CHANGES, written_changes
from papershelf.library.load import PAPERS
from papershelf.model import ChangeRecord
from papershelf.problems import InvalidInputError
from papershelf.whole_files import replace_file


@click.command()
@click.option("--write", is_flag=True, help="Keep it in DATA/changes.jsonl.")
@data_option
def changes(data: Path, *, write: bool) -> None:
    """Record what the commits since the last time did to papers of the list.

    A build reads no history: a clone of the last commit alone has none. So the API's account of changed,
    moved and removed papers comes from DATA/changes.jsonl, which this command keeps up to date from git: run
    it now and then with --write, and commit the file. It begins with the first commit that this clone has.
    """
    kept = load(data).record
    record = with_states(kept, _states(kept, data))
    for day, count in Counter(each.day for each in record.changes[len(kept.changes) :]).items():
        click.echo(f"{day}: {plural(count, 'change')}")
    if record == kept:
        click.echo("nothing new to record", err=True)
    elif write:
        replace_file(data / CHANGES, written_changes(record).encode())
    else:
        click.echo("nothing written; do it with --write", err=True)


def _states(kept: ChangeRecord, data: Path) -> Iterator[State]:
    """Yield the list as each commit has it, from the last one of the record on, but for those with errors."""
    if kept.commit and git("cat-file", "-e", f"{kept.commit}^{{commit}}") is None:
        raise click.ClickException(
            f"{data / CHANGES} goes up to commit {kept.commit}, which this clone lacks; fetch the history"
            " (git fetch --unshallow), or remove the file to begin a new record"
        )
    if kept.commit and kept.since:
        yield State(kept.since, kept.commit, state(kept.commit, data))
    commits = ["--first-parent", "--reverse", "--format=%H %cd", "--date=format-local:%Y-%m-%d"]
    span = f"{kept.commit}..HEAD" if kept.commit else "HEAD"
    lines = git("log", *commits, span, "--", f"./{(data / PAPERS).as_posix()}")
    if lines is None:
        raise click.ClickException("no history found here; commit the list to git first")
    for line in lines.decode().splitlines():
        commit, day = line.split()
        try:
            yield State(day, commit, state(commit, data))
        except InvalidInputError as error:
            click.echo(f"left out, since it has errors: commit {commit[:12]}: {error.problems[0]}", err=True)
