"""`papershelf show`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from papershelf.cli.ids import PaperName, named
from papershelf.cli.options import data_option
from papershelf.library import load
from papershelf.library.write import entry_text, given
from papershelf.model import Paper, PartialDate


@click.command()
@click.argument("paper_id", type=PaperName(), metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of YAML.")
@data_option
def show(paper_id: str, data: Path, *, as_json: bool) -> None:
    """Print the entry of a paper, named by its id, arXiv id or DOI; its place goes to standard error."""
    library = load(data)
    paper = named(library, paper_id)
    click.echo(f"{library.path}:{paper.line}", err=True)
    if as_json:
        click.echo(json.dumps(_plain(paper), ensure_ascii=False, indent=2))
    else:
        click.echo(entry_text(paper), nl=False)


def _plain(paper: Paper) -> dict[str, Any]:
    values = given(paper) | {"line": paper.line}
    return {key: str(value) if isinstance(value, PartialDate) else value for key, value in values.items()}
