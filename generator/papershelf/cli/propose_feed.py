"""`papershelf propose-feed`."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
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
    help="Day of the Daily Papers.  [default: yesterday, in UTC]",
)
@click.option("--write", is_flag=True, help="Open or update the pull request.")
@network_options
@data_option
def propose_feed(date: object, data: Path, cache: Path | None, contact: str | None, *, write: bool) -> None:
    """Propose the papers of a day that fit the list, according to the settings in mkdocs.yml.

    Prints which of Hugging Face's Daily Papers would be proposed, with their tags and the words that suggest
    them, and why the others would not. --write checks the list and builds the site with them, then opens a
    pull request or adds to the open one. Nothing in DATA is changed. Needs GITHUB_REPOSITORY and a
    GITHUB_TOKEN with write permission for contents and pull requests.
    """
    day = f"{date:%Y-%m-%d}" if date else str(yesterday())
    try:
        with client(cache, contact) as service:
            fetched = daily_papers(service, Period("date", day))
        feeds = {fetched.name: fetched.source} if fetched else {}
        github = from_environ(os.environ) if write else None
        _propose(data, feeds, github, day)
    except OthersWorkError:
        click.echo("people have committed to the open pull request; it was left unchanged", err=True)
    except (ApiError, GitHubError) as error:
        raise click.ClickException(str(error)) from None


def _propose(data: Path, feeds: Mapping[str, bytes], github: GitHub | None, day: str) -> None:
    library = load(data)
    wanted = read_feed_settings(Path(FILE), library.by_slug)
    base = str(github.get("")["default_branch"]) if github else ""
    folder = data.resolve().relative_to(Path.cwd().resolve()).as_posix()
    pending = pending_files(github, BRANCH, base, f"{folder}/{FEEDS}") if github else {}
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder
        shutil.copytree(data, copy, ignore=shutil.ignore_patterns(".*"))
        accounts = import_feeds(copy, library, {**pending, **feeds}, wanted, today())
        added = [account for account in accounts if account.papers]
        report = as_markdown(accounts)
        click.echo(report if accounts else f"there are no Daily Papers for {day}", nl=not accounts)
        if not added:
            click.echo("nothing new to propose", err=True)
        elif github is None:
            click.echo("nothing proposed; propose it with --write", err=True)
        else:
            _build(Path(place), folder)
            ensure_current(github, base, f"{folder}/{PAPERS}", (data / PAPERS).read_bytes())
            names = [PAPERS, *(account.feed for account in added)]
            files = {f"{folder}/{name}": (copy / name).read_bytes() for name in names}
            click.echo(
                propose(github, Proposal(BRANCH, base, files, title(added), report, (FEED,))), err=True
            )


def _build(place: Path, folder: str) -> None:
    """Check the list and build the site in `place`: GitHub may never start the pull request's own checks."""
    for name in SITE:
        source = Path(name)
        if source.is_dir():
            shutil.copytree(source, place / name)
        elif source.exists():
            shutil.copy(source, place / name)
    environ = {name: value for name, value in os.environ.items() if name != "GITHUB_TOKEN"}
    for command in (("papershelf", "check", "--data", folder), ("mkdocs", "build", "--strict")):
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
