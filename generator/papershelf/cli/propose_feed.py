"""`papershelf propose-feed`."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from papershelf.bot.comments import FEED
from papershelf.bot.daily_import import as_markdown, import_feeds, title
from papershelf.bot.github import GitHub, GitHubError, from_environ
from papershelf.bot.pull_requests import OthersWorkError, Proposal, ensure_current, pending_files, propose
from papershelf.cli.options import client, data_option, network_options, today, yesterday
from papershelf.curate.captures import FEEDS
from papershelf.curate.fetching import daily_papers
from papershelf.library import load
from papershelf.library.load import PAPERS
from papershelf.services.endpoints import ApiError
from papershelf.services.hugging_face import Period
from papershelf.settings import FILE, read_feed_settings

BRANCH = "papershelf/feed"
SITE = (FILE, "docs", "overrides")


@click.command("propose-feed")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day whose Daily Papers are looked at.  [default: yesterday, in UTC]",
)
@click.option("--write", is_flag=True, help="Open or update the pull request.")
@network_options
@data_option
def propose_feed(date: object, data: Path, cache: Path | None, contact: str | None, *, write: bool) -> None:
    """Propose the papers of a day that fit the list, by the settings in mkdocs.yml.

    Prints which papers of Hugging Face's Daily Papers would be proposed, with the tags and the words that
    speak for them, and why the others would not. With --write it opens one pull request, or adds to the one
    that is open, after the list was checked and the site built with them. Nothing in DATA is changed.
    Needs GITHUB_REPOSITORY and GITHUB_TOKEN with write permission for contents and pull requests.
    """
    day = f"{date:%Y-%m-%d}" if date else str(yesterday())
    try:
        with client(cache, contact) as service:
            fetched = daily_papers(service, Period("date", day))
        feeds = {fetched.name: fetched.source} if fetched else {}
        github = from_environ(os.environ) if write else None
        _propose(data, feeds, github, day)
    except OthersWorkError:
        click.echo("people work on the open pull request; it was left as it is", err=True)
    except (ApiError, GitHubError) as error:
        raise click.ClickException(str(error)) from None


def _propose(data: Path, feeds: Mapping[str, bytes], github: GitHub | None, day: str) -> None:
    wanted = read_feed_settings(Path(FILE), load(data).by_slug)
    base = str(github.get("")["default_branch"]) if github else ""
    folder = data.resolve().relative_to(Path.cwd().resolve()).as_posix()
    pending = pending_files(github, BRANCH, base, f"{folder}/{FEEDS}") if github else {}
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder
        shutil.copytree(data, copy, ignore=shutil.ignore_patterns(".*"))
        accounts = import_feeds(copy, {**pending, **feeds}, wanted, today())
        added = [account for account in accounts if account.papers]
        click.echo(
            as_markdown(accounts) if accounts else f"there are no Daily Papers for {day}", nl=not accounts
        )
        if not added:
            click.echo("nothing new to propose", err=True)
        elif github is None:
            click.echo("nothing proposed; do it with --write", err=True)
        else:
            _build(Path(place), folder)
            ensure_current(github, base, f"{folder}/{PAPERS}", (data / PAPERS).read_bytes())
            names = [PAPERS, *(account.feed for account in added)]
            files: dict[str, bytes | None] = {
                f"{folder}/{name}": (copy / name).read_bytes() for name in names
            }
            proposal = Proposal(BRANCH, base, files, title(added), as_markdown(accounts), (FEED,))
            click.echo(propose(github, proposal), err=True)


def _build(place: Path, folder: str) -> None:
    """Check the list and build the site, as the pull request's own workflow may never be started."""
    for name in SITE:
        source = Path(name)
        if source.is_dir():
            shutil.copytree(source, place / name)
        elif source.exists():
            shutil.copy(source, place / name)
    for command in _commands(folder):
        environ = {name: value for name, value in os.environ.items() if name != "GITHUB_TOKEN"}
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=place,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise click.ClickException(
                f"nothing proposed: {' '.join(command)} failed\n{done.stdout}{done.stderr}"
            )


def _commands(folder: str) -> Sequence[Sequence[str]]:
    return (
        ("papershelf", "check", "--data", folder),
        ("mkdocs", "build", "--strict"),
    )
