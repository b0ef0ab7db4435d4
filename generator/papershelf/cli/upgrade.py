"""Following newer versions: `papershelf upgrade`."""

import click


@click.command()
def upgrade() -> None:
    """Bring a list what is new in this version."""
    raise click.ClickException("not yet")
