"""`papershelf links`."""

import datetime as dt
import os
from collections import Counter
from pathlib import Path

import click

from papershelf.bot.comments import DEAD_LINKS, upsert_issue
from papershelf.bot.dead_links import as_json, as_markdown, as_text, in_turn, is_whole, links
from papershelf.bot.github import GitHubError, from_environ
from papershelf.cli.options import data_option, today
from papershelf.library import load
from papershelf.services.link_probe import PAUSE, Prober

TITLE = "Dead links"
DAYS_A_WEEK = 7


@click.command("links")
@click.option(
    "--most",
    type=click.IntRange(1),
    default=500,
    show_default=True,
    help="How many links to check; a longer list takes turns by week.",
)
@click.option(
    "--minutes",
    type=click.IntRange(1),
    default=40,
    show_default=True,
    help="When to stop; links not checked by then are not reported.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0),
    default=PAUSE,
    show_default=True,
    help="Seconds between two requests to the same host.",
)
@click.option("--json", "as_data", is_flag=True, help="Print every link with its state as JSON.")
@click.option("--issue", is_flag=True, help="Open, update or close the issue about dead links on GitHub.")
@data_option
def links_(  # noqa: PLR0913 - what the user may choose
    data: Path, most: int, minutes: int, pause: float, *, as_data: bool, issue: bool
) -> None:
    """Find broken links on the list.

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
    if as_data:
        click.echo(as_json(found, asked))
    else:
        for line in as_text(found, asked, library.path):
            click.echo(line)
    counts = Counter(verdict.state for verdict in found.values())
    click.echo(", ".join(f"{counts[state]} {state}" for state in ("alive", "dead", "unsure")), err=True)
    text = as_markdown(found, asked)
    if issue and not text and not is_whole(found, every):
        click.echo("not all links were checked, so no issue is closed", err=True)
    elif issue:
        _follow(text)


def _follow(text: str) -> None:
    try:
        url = upsert_issue(from_environ(os.environ), TITLE, DEAD_LINKS, text)
    except GitHubError as error:
        raise click.ClickException(str(error)) from None
    click.echo(url or "no issue is needed", err=True)
