"""`papershelf merge`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf.cli.ids import PaperName, named
from papershelf.cli.options import data_option
from papershelf.cli.places import places
from papershelf.curate.matching import Keys, Matcher
from papershelf.curate.merging import union
from papershelf.curate.wording import cut, said
from papershelf.library import Library
from papershelf.library.edit import remove_entries, set_fields
from papershelf.library.steps import with_paper_renamed
from papershelf.library.store import change
from papershelf.model import Candidate

SHOWN = 60


@click.command()
@click.argument("gone", type=PaperName(), metavar="A")
@click.argument("kept", type=PaperName(), metavar="B")
@click.option("--yes", is_flag=True, help="Do not ask, however different the two are.")
@data_option
def merge(gone: str, kept: str, data: Path, *, yes: bool) -> None:
    """Make one entry of A and B: B stays, with what A had and B lacked.

    Where both have a value, the fuller one stays: the longer text, the more precise date. A's address leads
    to B from then on, and B takes A's place in collections; in one that has both, A's step goes.
    """

    def edit(text: str, library: Library) -> str:
        loser, winner = named(library, gone), named(library, kept)
        if loser is winner:
            raise click.ClickException(f"'{gone}' and '{kept}' are the same entry")
        if Keys.of(loser).contradict(Keys.of(winner)):
            both = f"{loser.arxiv} and {winner.arxiv}"
            raise click.ClickException(f"their arXiv ids differ, {both}; correct one of them first")
        if not yes and not Matcher([winner], [loser.title]).find(Candidate(loser.title, doi=loser.doi)):
            click.echo(f"A  {loser.title}\nB  {winner.title}", err=True)
            click.confirm("these look like two papers; merge A into B?", abort=True, err=True)
        values = dict(union(winner, loser))
        for key, value in values.items():
            click.echo(f"{key}: {_short(getattr(winner, key) or '-')} -> {_short(value)}", err=True)
        values["formerly"] = tuple(dict.fromkeys((*winner.formerly, loser.id, *loser.formerly)))
        return remove_entries(set_fields(text, {winner.id: values}), [loser.id])

    def edit_collections(text: str, library: Library) -> str:
        loser, winner = named(library, gone), named(library, kept)
        for place in places(library, [loser.id]):
            if winner.id in {step.paper for step in place.collection.steps}:
                click.echo(f"{place}: goes, '{winner.id}' is a step there: {place.step.why}", err=True)
        return with_paper_renamed(text, loser.id, winner.id)

    change(data, edit, edit_collections)
    click.echo(f"merged {gone} into {kept}; its address leads there now", err=True)


def _short(value: object) -> str:
    return cut(said(value), SHOWN)
