"""`papershelf edit`."""

import os
import shlex
import subprocess
from pathlib import Path

import click

from papershelf.cli.options import data_option
from papershelf.cli.paper_name import PaperName, named
from papershelf.curate.named import find_named
from papershelf.library import load
from papershelf.library.load import load_what_is_right
from papershelf.library.one_entry import one_entry

GOES_TO_LINE = {
    **dict.fromkeys(("code", "code-insiders", "codium"), ("--goto", "{path}:{line}")),
    **dict.fromkeys(("subl", "zed", "hx", "helix"), ("{path}:{line}",)),
}
PLUS_LINE = ("+{line}", "{path}")


@click.command()
@click.argument("paper_id", type=PaperName(), metavar="ID")
@data_option
def edit(paper_id: str, data: Path) -> None:
    """Open papers.yaml at a paper's entry in $VISUAL or $EDITOR, then check the list.

    ID is as for `papershelf show`. This works while the data have errors, too; if the entry cannot be found
    for them, papers.yaml opens at its first error.
    """
    path, line = _place(paper_id, data)
    editor = _editor()
    arguments = GOES_TO_LINE.get(Path(editor[0]).stem, PLUS_LINE)
    placed = [argument.format(path=path, line=line) for argument in arguments]
    try:
        done = subprocess.run([*editor, *placed], check=False)
    except OSError as error:
        message = f"cannot start '{editor[0]}': {error.strerror}; set VISUAL or EDITOR to your editor"
        raise click.ClickException(message) from None
    if done.returncode:
        raise click.ClickException(f"'{editor[0]}' ended with {done.returncode}")
    load(data)
    click.echo(f"{path}: no errors", err=True)


def _place(paper_id: str, data: Path) -> tuple[str, int]:
    """Return the file and the line to open: the entry's, or the first error's if that may hide the entry."""
    library, problems = load_what_is_right(data)
    paper = find_named(library.papers, paper_id) or one_entry(data, paper_id)
    first = next((problem for problem in problems if problem.path == library.path), None)
    if first and not paper:
        click.echo(f"'{paper_id}' was not found; opening the first error\n{first}", err=True)
        return first.path, first.line
    return library.path, (paper or named(library, paper_id)).line


def _editor() -> list[str]:
    """Return the user's editor and its options; vi if none is set."""
    chosen = next(filter(str.strip, (os.environ.get(name, "") for name in ("VISUAL", "EDITOR"))), "vi")
    try:
        return shlex.split(chosen)
    except ValueError as error:
        message = f"cannot parse the editor command '{chosen}': {error}; fix VISUAL or EDITOR"
        raise click.ClickException(message) from None
