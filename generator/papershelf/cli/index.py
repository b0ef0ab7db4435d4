"""`papershelf index`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf.search_index import write_index


@click.command()
@click.argument("site", type=click.Path(file_okay=False, path_type=Path), default=Path("site"))
def index(site: Path) -> None:
    """Make the search index of a built SITE.

    `mkdocs build` and `mkdocs serve` do this by themselves; call it after another engine, such as Zensical,
    has built the site. SITE is "site" unless it is given.
    """
    papers = write_index(site)
    click.echo(f"{papers} {'paper' if papers == 1 else 'papers'} indexed", err=True)
