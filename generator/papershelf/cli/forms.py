"""`papershelf forms`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf.cli.options import data_option
from papershelf.github.forms import forms as forms_of
from papershelf.library import load
from papershelf.library.store import replace_file


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a form is not up to date.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".github/ISSUE_TEMPLATE"),
    show_default=True,
    help="Directory of the repository's issue forms.",
)
@data_option
def forms(data: Path, folder: Path, *, check: bool) -> None:
    """Write the issue forms by which papers are suggested and corrected; their lists come from tags.yaml."""
    texts = forms_of(load(data))
    stale = [name for name, text in texts.items() if _content(folder / name) != text.encode()]
    if check and stale:
        names = ", ".join(str(folder / name) for name in stale)
        raise click.ClickException(f"not up to date: {names}; run papershelf forms")
    for name in stale:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / name, texts[name].encode())
        click.echo(str(folder / name))


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""
