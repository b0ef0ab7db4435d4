"""Commands that scheduled workflows run: `papershelf links` and `papershelf propose-feed`."""

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from papershelf.bot.comments import DEAD_LINKS, FEED, upsert_issue
from papershelf.bot.daily_import import import_feeds, import_report, title
from papershelf.bot.dead_links import PAUSE, Prober, as_data, as_markdown, as_text, in_turn, is_whole, links
from papershelf.bot.github import GitHub, from_environ
from papershelf.bot.pull_requests import OthersWorkError, Proposal, ensure_current, pending_files, propose
from papershelf.cli.options import DAY, client, data_option, network_options, print_report, today
from papershelf.curate.captures import FEEDS
from papershelf.curate.fetching import daily_papers, zotero_items
from papershelf.library import load
from papershelf.library.load import PAPERS
from papershelf.problems import InvalidInputError, Problem
from papershelf.services.hugging_face import Period
from papershelf.services.zotero import ZoteroLibrary, read_library
from papershelf.settings import FILE, read_feed_settings

TITLE = "Dead links"
DAYS_A_WEEK = 7
BRANCH = "papershelf/feed"
SITE = (FILE, "docs", "overrides")


@click.command("links")
@click.option(
    "--most",
    type=click.IntRange(1),
    default=500,
    help="How many links to check; a longer list takes turns by week.",
)
@click.option(
    "--minutes",
    type=click.IntRange(1),
    default=40,
    help="When to stop; links not checked by then are not reported.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0),
    default=PAUSE,
    help="Seconds between two requests to the same host.",
)
@click.option("--json", "as_json", is_flag=True, help="Print every link with its state as JSON.")
@click.option("--issue", is_flag=True, help="Open, update or close the issue about dead links on GitHub.")
@data_option
def links_(  # noqa: PLR0913 - what the user may choose
    data: Path, most: int, minutes: int, pause: float, *, as_json: bool, issue: bool
) -> None:
    """Find broken links on the list.

    \b
    papershelf links
    papershelf links --json > links.json     for papershelf todo --links links.json

    Requests the links of each paper, and the pages of its arXiv id and DOI. A link is dead if the server says
    twice that the page doesn't exist (404, 410), and unsure if the server refuses, fails or doesn't answer.
    Dead links are not an error: the exit code is 0. --issue needs GITHUB_REPOSITORY and a GITHUB_TOKEN with
    write permission for issues.
    """
    library = load(data)
    day = today()
    week = dt.date(day.year, day.month or 1, day.day or 1).toordinal() // DAYS_A_WEEK
    every = links(library)
    asked = in_turn(every, most, week)
    found = Prober(minutes * 60, pause).probe_all(link.address for link in asked)
    print_report(as_text(found, asked, library.path), as_data(found, asked), as_json=as_json)
    counts = Counter(verdict.state for verdict in found.values())
    click.echo(", ".join(f"{counts[state]} {state}" for state in ("alive", "dead", "unsure")), err=True)
    text = as_markdown(found, asked)
    if issue and not text and not is_whole(found, every):
        click.echo("not all links were checked, so no issue is closed", err=True)
    elif issue:
        url = upsert_issue(from_environ(os.environ), TITLE, DEAD_LINKS, text)
        click.echo(url or "no issue is needed", err=True)


@click.command("propose-feed")
@click.option(
    "--date",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="Day of the Daily Papers.  [default: yesterday, in UTC]",
)
@click.option("--write", is_flag=True, help="Open or update the pull request.")
@network_options
@data_option
def propose_feed(date: object, data: Path, cache: Path | None, contact: str | None, *, write: bool) -> None:
    """Propose the papers of a day that fit the list, according to the settings in mkdocs.yml.

    Prints which of Hugging Face's Daily Papers would be proposed, with their tags and the words that suggest
    them, and why the others would not; and those new in the Zotero collection that the settings follow.
    --write checks the list and builds the site with them, then opens a pull request or adds to the open one.
    Nothing in DATA is changed. Needs GITHUB_REPOSITORY and a GITHUB_TOKEN with write permission for contents
    and pull requests.
    """
    # Twelve hours into today, yesterday is over everywhere on earth.
    day = f"{date:%Y-%m-%d}" if date else str(today(days_ago=1))
    try:
        followed = _followed(data)
        with client(cache, contact) as service:
            fetched = [daily_papers(service, Period("date", day))]
            fetched += [zotero_items(service, followed)] if followed else []
        feeds = {feed.name: feed.source for feed in fetched if feed}
        github = from_environ(os.environ) if write else None
        _propose(data, feeds, github, day)
    except OthersWorkError:
        click.echo("people have committed to the open pull request; it was left unchanged", err=True)


def _followed(data: Path) -> ZoteroLibrary | None:
    """Return the Zotero library or collection that the settings follow."""
    address = read_feed_settings(Path(FILE), load(data).by_slug).zotero
    library = read_library(address) if address else None
    if address and library is None:
        what = f"plugins: papershelf: feed: zotero: '{address}' is not the address of a group or collection"
        raise InvalidInputError([Problem(FILE, 1, what)])
    return library


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
        report = import_report(accounts)
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
            proposal = Proposal(BRANCH, base, files, title(added), report, (FEED,))
            click.echo(propose(github, proposal), err=True)


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
        line = [sys.executable, "-m", *command]
        done = subprocess.run(line, cwd=place, env=environ, capture_output=True, text=True, check=False)
        if done.returncode:
            told = f"{' '.join(command)} failed\n{done.stdout}{done.stderr}"
            raise click.ClickException(f"nothing proposed: {told}")
