"""`papershelf diff`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from papershelf.cli.options import data_option
from papershelf.cli.revisions import state
from papershelf.curate import difference_report
from papershelf.curate.differing import Difference, difference
from papershelf.library import load


def _as_json(found: Difference) -> str:
    return json.dumps(difference_report.as_data(found), ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Difference], str]] = {
    "text": difference_report.as_text,
    "markdown": difference_report.as_markdown,
    "json": _as_json,
}


@click.command()
@click.argument("base")
@click.argument("head", default="")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="text for a terminal, markdown for a review comment, json for scripts.",
)
@data_option
def diff(base: str, head: str, data: Path, form: str) -> None:
    """Tell what changed in the list from BASE to HEAD, by paper and field.

    \b
    papershelf diff main           from the branch main to the files as they are
    papershelf diff v1.0 v2.0      between two commits, tags or branches
    papershelf diff old/ new/      between two data directories

    Each is a git revision, in which DATA is read, or a directory. Without HEAD the files in DATA are read.
    """  # noqa: D301 - click wants the character itself
    found = difference(state(base, data), state(head, data) if head else load(data))
    click.echo(FORMATS[form](found), nl=False)
