"""`papershelf tags`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf.cli.findings import FORMATS
from papershelf.cli.options import data_option, format_option
from papershelf.curate.vocabulary_lints import vocabulary_lints
from papershelf.library import load


@click.command()
@format_option
@data_option
def tags(data: Path, form: str) -> None:
    """Look the vocabulary over, and how the papers use it.

    Finds tags that are unused, nearly the same or on too many papers, groups without tags and papers, and
    papers whose text fits a tag that they lack. Prints each as FILE:LINE: what is found, and what to do.
    They are questions to a person, no errors.
    """
    library = load(data)
    problems = vocabulary_lints(library)
    click.echo(FORMATS[form](problems), nl=False)
    found = f"{len(problems)} to look at" if problems else "nothing to look at"
    click.echo(f"{len(library.tags)} tags on {len(library.papers)} papers: {found}", err=True)
