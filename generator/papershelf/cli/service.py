"""What commands that ask the network share: the client, its cache, and who is asking."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import platformdirs

from papershelf.apis.cache import Cache
from papershelf.apis.http import Client
from papershelf.apis.known import ApiError, configured


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
