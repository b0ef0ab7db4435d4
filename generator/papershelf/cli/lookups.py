"""What commands share that look things up at services: how they are stopped, and how their receipt ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from papershelf.services.client import Client
from papershelf.services.lookup import Asker

INTERRUPTED = 130


@contextmanager
def stoppable(done: str, *, write: bool) -> Iterator[None]:
    """Let ^C end the command with a line on what is kept: what was `done` so far, if that is written."""
    try:
        yield
    except KeyboardInterrupt:
        what = f"what was {done} so far is written" if write else "replies so far are kept"
        click.echo(f"stopped; {what}, run the command again to continue", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None


def whereabouts(path: Path, how: str, *, write: bool) -> str:
    """Say in which file the findings are, or how they get there: `how` is "add them", for example."""
    return f"written to {path}" if write else f"nothing written, {how} with --write"


def end(summary: str, asker: Asker, service: Client) -> None:
    """Tell what failed, and sum up; where no service answered, the command has failed."""
    for warning in _warnings(asker, service):
        click.echo(f"warning: {warning}", err=True)
    click.echo(summary, err=True)
    if asker.failures and not asker.answered:
        raise click.exceptions.Exit(1)


def _warnings(asker: Asker, service: Client) -> Iterator[str]:
    """Yield one line for each service that failed, and for a cache that did."""
    for errors in asker.failures.values():
        others = f" (and {len(errors) - 1} more of its replies)" if len(errors) > 1 else ""
        yield f"{errors[0]}{others}; facts that only it has are missing"
    if service.cache and service.cache.trouble:
        yield service.cache.trouble
