"""`papershelf format`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf.cli.options import data_option
from papershelf.library import Library, load
from papershelf.library.canonical import canonical
from papershelf.library.layout import UneditableError
from papershelf.library.store import change
from papershelf.problems import InvalidInputError, Problem


@click.command("format")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if something would.")
@data_option
def format_(data: Path, *, only_check: bool) -> None:
    """Write papers.yaml in its canonical form: keys in order, ids quoted, abstracts wrapped.

    What the entries say, their order and the comments stay.
    """
    if only_check:
        _check(data)
        return

    def edit(text: str, library: Library) -> str:
        result = canonical(text, library.papers)
        click.echo("nothing to change" if result == text else f"wrote {library.path}", err=True)
        return result

    change(data, edit)


def _check(data: Path) -> None:
    library = load(data)
    path = Path(library.path)
    text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    try:
        in_form = canonical(text, library.papers) == text
    except UneditableError as error:
        raise InvalidInputError([Problem(str(path), error.line, error.message)]) from None
    if not in_form:
        click.echo(f"{path} is not in canonical form; run papershelf format", err=True)
        raise click.exceptions.Exit(1)
