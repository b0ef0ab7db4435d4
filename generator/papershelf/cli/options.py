"""Options that commands share, and what they provide: the day, the client for services."""

import datetime as dt
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
import platformdirs

from papershelf.cli.findings import FINDINGS_AS
from papershelf.http_client import HttpClient
from papershelf.model import PartialDate
from papershelf.services.cache import Cache
from papershelf.services.client import Client
from papershelf.services.endpoints import APIS, Api, ApiError, configured

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
    """Return the day in UTC: that of SOURCE_DATE_EPOCH (seconds since 1970) where it is set.

    Raises ClickException where SOURCE_DATE_EPOCH is not a number of seconds.
    """
    return _day(0)


def yesterday() -> PartialDate:
    """Return the day before `today`; twelve hours into today, it is over everywhere on earth."""
    return _day(1)


def _day(days_ago: int) -> PartialDate:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is '{epoch}', not a number of seconds since 1970; correct or unset it"
        raise click.ClickException(message) from None
    then = now - dt.timedelta(days=days_ago)
    return PartialDate(then.year, then.month, then.day)


def network_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --cache and --contact, which go to `client`."""
    cache = click.option(
        "--cache",
        type=click.Path(file_okay=False, path_type=Path),
        help="Directory in which replies are kept for a week.  [default: the user's cache directory]",
    )
    contact = click.option(
        "--contact",
        metavar="EMAIL",
        envvar="PAPERSHELF_CONTACT",
        show_envvar=True,
        help="Your address, for the people who run the services.",
    )
    return cache(contact(command))


def client(
    cache: Path | None,
    contact: str | None,
    apis: Iterable[Api] = APIS,
    sleep: Callable[[float], None] = time.sleep,
) -> Client:
    """Make the client for services from the values of `network_options` and the environment.

    Raises ClickException where a URL in the environment or the contact is not valid.
    """
    replies = Cache(cache or platformdirs.user_cache_path("papershelf"))
    try:
        apis_by_id = configured(os.environ, apis)
        return Client(apis_by_id, contact=contact, cache=replies, http=HttpClient(sleep=sleep))
    except ApiError as error:
        raise click.ClickException(str(error)) from None
