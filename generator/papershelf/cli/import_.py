"""`papershelf import` and `papershelf add`."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from papershelf.cli.options import client, data_option, network_options
from papershelf.cli.proposal import Choices, choices, propose
from papershelf.curate.fetching import Fetched, arxiv_query, daily_papers, identified
from papershelf.feeds import detect
from papershelf.feeds.identifiers import read_identifiers
from papershelf.services.client import Client
from papershelf.services.endpoints import ApiError
from papershelf.services.hugging_face import Period

MOST = 2000


class _PeriodName(click.ParamType[Period]):
    """A day, week or month as Hugging Face writes it; a date that does not exist is refused."""

    def __init__(self, unit: str, form: str, example: str) -> None:
        self.name = unit
        self.form = form
        self.example = example

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        if isinstance(value, Period):
            return value
        try:
            dt.datetime.strptime(f"{value}-1" if self.name == "week" else value, self.form)  # noqa: DTZ007
        except ValueError:
            self.fail(f"'{value}' is no {self.name}; write it as {self.example}", param, ctx)
        return Period(self.name, value)  # type: ignore[arg-type] # one of the three units below


@click.command("import")
@click.argument(
    "feed", required=False, type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
)
@click.option(
    "--date",
    "period",
    type=_PeriodName("date", "%Y-%m-%d", "2026-07-29"),
    metavar="YYYY-MM-DD",
    help="Instead of FEED: ask Hugging Face for the Daily Papers of a day.",
)
@click.option(
    "--week",
    type=_PeriodName("week", "%G-W%V-%u", "2026-W31"),
    metavar="YYYY-Www",
    help="The same for a week.",
)
@click.option(
    "--month", type=_PeriodName("month", "%Y-%m", "2026-07"), metavar="YYYY-MM", help="The same for a month."
)
@click.option(
    "--arxiv",
    metavar="QUERY",
    help='Instead of FEED: ask arXiv, in its own language, such as "cat:cs.DL AND ti:citation".',
)
@click.option(
    "--limit",
    type=click.IntRange(1, MOST),
    default=50,
    show_default=True,
    help="With --arxiv: how many papers at most, the newest first.",
)
@choices
@click.option(
    "--quarantine", is_flag=True, help="With --write: keep what is not understood in a file of its own."
)
@network_options
@data_option
def import_(  # noqa: PLR0913 - what the user may choose
    *,
    feed: Path | None,
    period: Period | None,
    week: Period | None,
    month: Period | None,
    arxiv: str | None,
    limit: int,
    data: Path,
    cache: Path | None,
    contact: str | None,
    theirs: tuple[str, ...],
    **chosen: Any,
) -> None:
    """Show what a feed would add to the list and change in it.

    FEED is a captured Daily Papers page (text or HTML), a reply of the Daily Papers or arXiv API, BibTeX,
    RIS or CSL-JSON, told apart by content; - reads standard input. Prints the receipt, one row for each part
    of the feed: new, already there, changed, conflict, possible duplicate, not understood. Nothing is written
    without --write, and nothing at all while a part is not understood, unless --quarantine keeps it.
    """
    asked = [source for source in (feed, period, week, month, arxiv) if source]
    if len(asked) != 1:
        raise click.UsageError("give one of FEED, --date, --week, --month and --arxiv")
    if feed:
        source = sys.stdin.buffer.read() if str(feed) == "-" else feed.read_bytes()
        path = "stdin" if str(feed) == "-" else str(feed)
    else:
        fetched = _fetch(client(cache, contact), period or week or month, arxiv or "", limit)
        if not fetched:
            click.echo("there are no Daily Papers for that time", err=True)
            return
        path, source = fetched
    propose(detect.read(source, path), source, path, Choices(data, theirs=frozenset(theirs), **chosen))


def _fetch(service: Client, period: Period | None, query: str, limit: int) -> Fetched | None:
    try:
        return daily_papers(service, period) if period else arxiv_query(service, query, limit)
    except ApiError as error:
        raise click.ClickException(str(error)) from None


@click.command()
@click.argument("identifiers", nargs=-1, metavar="[ID]...")
@choices
@network_options
@data_option
def add(
    identifiers: tuple[str, ...],
    data: Path,
    cache: Path | None,
    contact: str | None,
    theirs: tuple[str, ...],
    **chosen: Any,
) -> None:
    """Add papers by arXiv id, DOI or address; without an ID they are read from standard input.

    \b
    papershelf add 1603.09320 https://arxiv.org/abs/2411.08446 10.1145/3575693 --write
    papershelf add --write < ids.txt      blank lines and # comments are passed over

    Asks arXiv and Crossref for the facts and shows the same receipt as `papershelf import`.
    """  # noqa: D301 - click wants the character itself: what follows it keeps its lines
    given = identifiers or tuple(sys.stdin)
    wanted = read_identifiers(given, "arguments" if identifiers else "stdin")
    if not wanted:
        raise click.UsageError("name at least one paper, as an argument or on standard input")
    try:
        fetched = list(identified(client(cache, contact), wanted))
    except ApiError as error:
        raise click.ClickException(str(error)) from None
    found = [(item, detect.read(item.source, item.name)) for item in fetched]
    for item, capture in found:
        propose(capture, item.source, item.name, Choices(data, theirs=frozenset(theirs), **chosen))
    known = {
        key.lower()
        for _, capture in found
        for candidate in capture.candidates
        for key in (candidate.arxiv, candidate.doi)
        if key
    }
    unknown = [item.value for item in wanted if item.value.lower() not in known]
    if unknown:
        raise click.ClickException(f"not found: {', '.join(unknown)}; check each id")
