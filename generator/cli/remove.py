"""`papershelf remove`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.ids import PaperName, named
from generator.cli.options import data_option
from generator.library import Library, load
from generator.library.edit import remove_entries
from generator.library.store import change


@click.command()
@click.argument("ids", type=PaperName(), nargs=-1, required=True, metavar="ID...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
def remove(ids: tuple[str, ...], data: Path, *, yes: bool) -> None:
    """Take papers off the list; the comment right above an entry goes with it.

    The pages of the papers are gone with the next build. To keep an address, merge the paper into another.
    """
    library = load(data)
    papers = [named(library, name) for name in dict.fromkeys(ids)]
    for paper in papers:
        click.echo(f"{library.path}:{paper.line}: {paper.title}", err=True)
    if not yes:
        click.confirm(f"remove {len(papers)} from the list?", abort=True, err=True)

    def edit(text: str, present: Library) -> str:
        return remove_entries(text, [named(present, paper.id).id for paper in papers])

    change(data, edit)
    click.echo(f"removed {len(papers)}", err=True)
