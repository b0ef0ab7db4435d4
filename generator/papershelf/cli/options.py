"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf.cli.findings import FORMATS

data_option = click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
    help="Directory with papers.yaml and tags.yaml.",
)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="text for people, json for scripts, github for annotations, sarif for code scanning.",
)
