"""Options and arguments that commands share: the data, the event, the day, the services, commits."""

import datetime as dt
import json
import os
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import platformdirs
from click.core import ParameterSource

from papershelf.cli.findings import FINDINGS_AS
from papershelf.library import Library, load
from papershelf.library.load import CITATIONS, COLLECTIONS, FIELDS, PAPERS, TAGS
from papershelf.library.moved_pages import MOVED
from papershelf.model import PartialDate
from papershelf.services.endpoints import APIS, Api, configured
from papershelf.settings import FILE, read_settings

if TYPE_CHECKING:
    from papershelf.services.client import Client

FOLDER = click.Path(file_okay=False, path_type=Path)


class _Day(click.DateTime):
    """A day as YYYY-MM-DD."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the day. Raises BadParameter, with what a day looks like, for anything else."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"'{value}' is not a valid date; write it as 2026-07-29", param, ctx)


DAY = _Day(["%Y-%m-%d"])


class _DataFolder(click.Path):
    """The directory of the data; if nobody named it and it is missing, this is not the folder of a list."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path. Raises UsageError if the directory does not exist."""
        unnamed = ctx and param and ctx.get_parameter_source(param.name or "") is ParameterSource.DEFAULT
        if unnamed and not Path(value).is_dir():
            message = f"no {value}/ found here; run this in the top folder of a list, or name it with --data"
            raise click.UsageError(message, ctx)
        return super().convert(value, param, ctx)


_DATA_FOLDER = _DataFolder(exists=True, file_okay=False, path_type=Path)


def _data_option(kind: click.Path) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option("--data", type=kind, default="data", help="Directory with papers.yaml and tags.yaml.")


data_option = _data_option(_DATA_FOLDER)
unchecked_data_option = _data_option(FOLDER)
"""For a command that may do without the directory; `check_data` looks whether it is there."""


def check_data(ctx: click.Context) -> None:
    """Raise the error of `data_option` where the directory that a command was given is missing."""
    param = next(each for each in ctx.command.params if each.name == "data")
    _DATA_FOLDER.convert(ctx.params["data"], param, ctx)


format_option = click.option(
    "--format",
    "form",
    type=click.Choice(list(FINDINGS_AS)),
    default="text",
    help="text for people, json for scripts, github for annotations, sarif for code scanning.",
)


def event_option(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add --event, the file that says why a workflow runs; its help begins with `what` that is."""
    return click.option(
        "--event",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        required=True,
        envvar="GITHUB_EVENT_PATH",
        show_envvar=True,
        help=f"{what}, a JSON file that GitHub Actions gives to a job.",
    )


def list_in(site: Path) -> Path:
    """Return where a list is in a built site beside mkdocs.yml: in a folder of it, if it has a prefix."""
    return site / read_settings(site.parent / FILE).prefix


def today(*, days_ago: int = 0) -> PartialDate:
    """Return the day in UTC, or one before: that of SOURCE_DATE_EPOCH (seconds since 1970) where it is set.

    Raises ClickException where SOURCE_DATE_EPOCH is not a number of seconds.
    """
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
        type=FOLDER,
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
) -> "Client":
    """Make the client for services. Raises ApiError for an invalid contact or URL in the environment."""
    # What speaks HTTP takes 0.2 s to load, which most commands never do.
    from papershelf.http_client import HttpClient  # noqa: PLC0415
    from papershelf.services.client import Cache, Client  # noqa: PLC0415

    replies = Cache(cache or platformdirs.user_cache_path("papershelf"))
    return Client(configured(os.environ, apis), contact=contact, cache=replies, http=HttpClient(sleep=sleep))


def print_report(lines: Iterable[str], data: Any, *, as_json: bool) -> None:
    """Print what a command found: its lines, or the same as JSON."""
    for line in [json.dumps(data, ensure_ascii=False, indent=2)] if as_json else lines:
        click.echo(line)


def state(name: str, data: Path) -> Library:
    """Read a directory, or the directory `data` in a git revision. Raises InvalidInputError."""
    if Path(name).is_dir():
        return load(Path(name))
    commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        raise click.ClickException(f"'{name}' is neither a directory nor a git revision")
    revision = commit.decode().strip()
    files = (PAPERS, TAGS, COLLECTIONS, MOVED, FIELDS, CITATIONS)
    contents = [git("show", f"{revision}:./{(data / file).as_posix()}") or b"" for file in files]
    return load(Path(f"{name}:{data.as_posix()}"), *contents)


def git(*arguments: str) -> bytes | None:
    """Return git's output, or None if it fails, as for a file that a revision lacks; its days are in UTC."""
    environment = {**os.environ, "TZ": "UTC"}
    try:
        done = subprocess.run(["git", *arguments], env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        raise click.ClickException("git is not installed; give two data directories instead") from None
    return done.stdout if done.returncode == 0 else None
