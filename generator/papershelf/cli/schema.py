"""`papershelf schema`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf.cli.options import data_option
from papershelf.library.schema import SCHEMAS, schema_text
from papershelf.library.store import replace_file


@click.command()
@data_option
def schema(data: Path) -> None:
    """Write the JSON Schemas that editors use to complete and check the data files, into DATA/schema/."""
    for name in SCHEMAS:
        path = data / "schema" / name
        path.parent.mkdir(exist_ok=True)
        replace_file(path, schema_text(name).encode())
        click.echo(str(path))
