"""`papershelf keys`."""

from pathlib import Path

import click

from papershelf.cli.options import data_option
from papershelf.curate.quoting import plural
from papershelf.library import Library
from papershelf.library.citation_keys import keys
from papershelf.library.edit import set_fields
from papershelf.library.store import change


@click.command("keys")
@data_option
def keys_(data: Path) -> None:
    """Write a citation key into each entry that has none.

    The key is what references to the paper are called in BibTeX and elsewhere: "malkov2020efficient". The
    commands that add papers write it; run this after entries were added by hand, so that the key stays when
    an author, the year or the title is corrected.
    """
    made: dict[str, str] = {}

    def edit(text: str, library: Library) -> str:
        found = keys(library.papers)
        made.update({paper.id: found[paper.id] for paper in library.papers if not paper.key})
        return set_fields(
            text, {paper_id: {"key": key} for paper_id, key in made.items()}, library.own_fields
        )

    change(data, edit)
    for paper_id, key in made.items():
        click.echo(f"{paper_id}: {key}")
    click.echo(f"wrote {plural(len(made), 'key')}", err=True)
