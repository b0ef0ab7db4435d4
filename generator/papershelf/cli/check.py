"""`papershelf check`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf.cli.findings import FORMATS
from papershelf.cli.options import data_option, format_option
from papershelf.curate.checking import checked
from papershelf.curate.wording import counted
from papershelf.library import Library


@click.command()
@format_option
@data_option
def check(data: Path, form: str) -> None:
    """Find what is wrong in papers.yaml, tags.yaml and collections.yaml.

    Prints every problem as FILE:LINE: what is wrong, and what to do. Exits with 1 if there is an error;
    warnings alone exit with 0.
    """
    library, problems = checked(data)
    summary = f"{_size(library)}: " if library else ""
    click.echo(FORMATS[form](problems), nl=False)
    errors = sum(problem.severity == "error" for problem in problems)
    counts = {"error": errors, "warning": len(problems) - errors}
    told = ", ".join(counted(number, severity) for severity, number in counts.items() if number)
    click.echo(summary + (told or "nothing wrong"), err=True)
    if errors:
        raise click.exceptions.Exit(1)


def _size(library: Library) -> str:
    papers, tags, paths = len(library.papers), len(library.tags), len(library.collections)
    if not paths:
        return f"{papers} papers and {tags} tags"
    return f"{papers} papers, {tags} tags and {counted(paths, 'collection')}"
