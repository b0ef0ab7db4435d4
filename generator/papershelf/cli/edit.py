"""`papershelf edit`."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import click

from papershelf.cli.ids import PaperName, named
from papershelf.cli.options import data_option
from papershelf.library import load

GOES_TO_LINE = {
    "code": ("--goto", "{path}:{line}"),
    "code-insiders": ("--goto", "{path}:{line}"),
    "codium": ("--goto", "{path}:{line}"),
    "subl": ("{path}:{line}",),
    "zed": ("{path}:{line}",),
    "hx": ("{path}:{line}",),
    "helix": ("{path}:{line}",),
}
PLUS_LINE = ("+{line}", "{path}")


@click.command()
@click.argument("paper_id", type=PaperName(), metavar="ID")
@data_option
def edit(paper_id: str, data: Path) -> None:
    """Open papers.yaml at a paper's entry in $VISUAL or $EDITOR, and check the list when the editor ends."""
    library = load(data)
    paper = named(library, paper_id)
    editor = _editor()
    arguments = GOES_TO_LINE.get(Path(editor[0]).stem, PLUS_LINE)
    placed = [argument.format(path=library.path, line=paper.line) for argument in arguments]
    try:
        done = subprocess.run([*editor, *placed], check=False)
    except OSError as error:
        message = f"cannot start '{editor[0]}': {error.strerror}; set VISUAL or EDITOR to your editor"
        raise click.ClickException(message) from None
    if done.returncode:
        raise click.ClickException(f"'{editor[0]}' ended with {done.returncode}")
    load(data)
    click.echo(f"{library.path}: no errors", err=True)


def _editor() -> list[str]:
    """The user's editor with its own options; vi where none is set."""
    chosen = next(filter(str.strip, (os.environ.get(name, "") for name in ("VISUAL", "EDITOR"))), "vi")
    try:
        return shlex.split(chosen)
    except ValueError as error:
        message = f"cannot make sense of the editor '{chosen}': {error}; mend VISUAL or EDITOR"
        raise click.ClickException(message) from None
