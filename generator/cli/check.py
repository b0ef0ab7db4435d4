"""`papershelf check`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.options import data_option
from generator.library import load
from generator.problems import InvalidInputError


@click.command()
@data_option
def check(data: Path) -> None:
    """Find what is wrong in papers.yaml and tags.yaml.

    Prints every problem as FILE:LINE: what is wrong, and what to do; exits with 1 if there is one.
    """
    try:
        library = load(data)
    except InvalidInputError as error:
        for problem in error.problems:
            click.echo(str(problem))
        count = len(error.problems)
        click.echo(f"{count} problem{'s' if count > 1 else ''}", err=True)
        raise click.exceptions.Exit(1) from None
    click.echo(f"{len(library.papers)} papers and {len(library.tags)} tags: nothing wrong", err=True)
