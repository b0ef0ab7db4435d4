"""Options that commands share, and what they stand for: the day, the client for services."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import platformdirs

from papershelf.cli.findings import FINDINGS_AS
from papershelf.model import PartialDate
from papershelf.services.cache import Cache
from papershelf.services.endpoints import ApiError, configured
from papershelf.services.http_client import Client

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
    type=click.Choice(list(FINDINGS_AS)),
    default="text",
    show_default=True,
    help="text for people, json for scripts, github for annotations, sarif for code scanning.",
)


def today() -> PartialDate:
    """The day in UTC; SOURCE_DATE_EPOCH, in seconds, takes the clock's place where it is set."""
    return _day(0)


def yesterday() -> PartialDate:
    """The day before, which is over everywhere on earth half a day later."""
    return _day(1)


def _day(days_ago: int) -> PartialDate:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is '{epoch}', no number of seconds since 1970; correct or unset it"
        raise click.ClickException(message) from None
    then = now - dt.timedelta(days=days_ago)
    return PartialDate(then.year, then.month, then.day)


def network_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --cache and --contact, which go to `client`."""
    cache = click.option(
        "--cache",
        type=click.Path(file_okay=False, path_type=Path),
        help="Directory that keeps replies for a week.  [default: the user's cache directory]",
    )
    contact = click.option(
        "--contact",
        metavar="EMAIL",
        envvar="PAPERSHELF_CONTACT",
        show_envvar=True,
        help="Your address, for those who run the services.",
    )
    return cache(contact(command))


def client(cache: Path | None, contact: str | None) -> Client:
    """Make the client; a usage error where the environment's settings or the contact are no good."""
    try:
        replies = Cache(cache or platformdirs.user_cache_path("papershelf"))
        return Client(configured(os.environ), contact=contact, cache=replies)
    except ApiError as error:
        raise click.ClickException(str(error)) from None
