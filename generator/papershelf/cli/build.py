"""`papershelf build`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf.cli.options import data_option
from papershelf.settings import FILE, read_settings


@click.command()
@data_option
@click.option(
    "--docs",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("docs"),
    show_default=True,
    help="Directory of the site's Markdown; mkdocs.yml stands beside it.",
)
def build(data: Path, docs: Path) -> None:
    """Make the site's Markdown pages from papers.yaml and tags.yaml.

    Writes one page a paper and the indices by tag, author, venue and year into DOCS. Only pages that
    changed are written, pages of removed papers are removed, hand-written files are left alone.
    """
    from papershelf import site  # noqa: PLC0415 - SciPy takes 0.2 s to load, which no other command needs

    changes = site.build(data, docs, read_settings(docs.parent / FILE))
    written, removed = len(changes.written), len(changes.removed)
    click.echo(f"{written} pages written, {removed} removed, {changes.unchanged} unchanged", err=True)
