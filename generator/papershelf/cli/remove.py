"""`papershelf remove`."""

from __future__ import annotations

from collections.abc import Collection as Container
from pathlib import Path

import click

from papershelf.cli.ids import PaperName, named
from papershelf.cli.options import data_option
from papershelf.cli.places import places
from papershelf.library import Library, load
from papershelf.library.edit import remove_entries
from papershelf.library.load import COLLECTIONS
from papershelf.library.steps import without_papers
from papershelf.library.store import change


@click.command()
@click.argument("ids", type=PaperName(), nargs=-1, required=True, metavar="ID...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--steps", is_flag=True, help="Take their steps out of collections too.")
@data_option
def remove(ids: tuple[str, ...], data: Path, *, yes: bool, steps: bool) -> None:
    """Take papers off the list; the comment right above an entry goes with it.

    The pages of the papers are gone with the next build. To keep an address, merge the paper into another. A
    paper that is a step of a collection stays, unless --steps takes the step out too.
    """
    library = load(data)
    papers = [named(library, name) for name in dict.fromkeys(ids)]
    for paper in papers:
        click.echo(f"{library.path}:{paper.line}: {paper.title}", err=True)
    _look_at_collections(library, {paper.id for paper in papers}, steps=steps)
    if not yes:
        click.confirm(f"remove {len(papers)} from the list?", abort=True, err=True)

    def edit(text: str, present: Library) -> str:
        return remove_entries(text, [named(present, paper.id).id for paper in papers])

    def edit_collections(text: str, _present: Library) -> str:
        return without_papers(text, {paper.id for paper in papers}) if steps else text

    change(data, edit, edit_collections)
    click.echo(f"removed {len(papers)}", err=True)


def _look_at_collections(library: Library, ids: Container[str], *, steps: bool) -> None:
    """Tell of the steps that would go; refuse where they may not, or where none would be left."""
    found = list(places(library, ids))
    for place in found:
        click.echo(str(place), err=True)
    if found and not steps:
        raise click.ClickException("a collection leads through it; take the steps out too with --steps")
    for collection in library.collections:
        if all(step.paper in ids for step in collection.steps):
            where = Path(library.path).with_name(COLLECTIONS)
            message = f"'{collection.slug}' would have no step; remove it by hand first"
            raise click.ClickException(f"{where}:{collection.line}: {message}")
