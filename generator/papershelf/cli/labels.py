"""`papershelf labels`."""

from __future__ import annotations

import os

import click

from papershelf.github.client import from_environ
from papershelf.github.errors import GitHubError
from papershelf.github.labelling import make_missing


@click.command()
def labels() -> None:
    """Make the labels on GitHub by which forms and workflows know their issues; those that exist stay.

    Needs GITHUB_REPOSITORY and GITHUB_TOKEN with write permission for issues.
    """
    try:
        made = make_missing(from_environ(os.environ))
    except GitHubError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"made {', '.join(made)}" if made else "no label is missing", err=True)
