"""`papershelf rename`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf.cli.ids import PaperName, named
from papershelf.cli.options import data_option
from papershelf.library import Library
from papershelf.library.edit import set_fields
from papershelf.library.steps import with_paper_renamed
from papershelf.library.store import change


@click.command()
@click.argument("old", type=PaperName())
@click.argument("new")
@data_option
def rename(old: str, new: str, data: Path) -> None:
    """Give the paper OLD the id NEW, in collections too; its old address leads to the new one."""

    def edit(text: str, library: Library) -> str:
        paper = named(library, old)
        if new == paper.id:
            raise click.ClickException(f"the paper is already called '{new}'")
        former = tuple(name for name in dict.fromkeys((*paper.formerly, paper.id)) if name != new)
        return set_fields(text, {paper.id: {"id": new, "formerly": former}})

    change(data, edit, lambda text, library: with_paper_renamed(text, named(library, old).id, new))
    click.echo(f"renamed {old} to {new}", err=True)
