"""`papershelf import`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papershelf.cli.options import client, data_option, network_options
from papershelf.cli.proposal import Choices, Feed, choices, propose
from papershelf.feeds import detect
from papershelf.feeds.table_feed import HEADERS, with_headers
from papershelf.limits import read_within

if TYPE_CHECKING:
    from papershelf.curate.fetching import Fetched
    from papershelf.services.client import Client

MOST = 2000
PERIODS = {
    "date": ("%Y-%m-%d", "YYYY-MM-DD", "2026-07-29"),
    "week": ("%G-W%V-%u", "YYYY-Www", "2026-W31"),
    "month": ("%Y-%m", "YYYY-MM", "2026-07"),
}
"""Units of time to the form for `strptime` (of a week, of its first day), the form in words, an example."""


def _period(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Check a day, week or month; one that does not exist is refused."""
    if value is None:
        return None
    unit = option.human_readable_name
    form, _words, example = PERIODS[unit]
    try:
        dt.datetime.strptime(f"{value}-1" if unit == "week" else value, form)  # noqa: DTZ007
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a valid {unit}; write it as {example}") from None
    return value


def _period_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for unit, (_, words, _) in reversed(PERIODS.items()):
        text = f"Instead of FEED: fetch the Daily Papers of a {unit} from Hugging Face."
        command = click.option(f"--{unit}", metavar=words, callback=_period, help=text)(command)
    return command


def _columns(_: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Read `title=Paper` as what a column holds and its header."""
    columns = dict(value.partition("=")[::2] for value in values)
    for key in columns.keys() - HEADERS.keys():
        raise click.BadParameter(f"'{key}' is not a fact; use {', '.join(HEADERS)}, such as title=Paper")
    return columns


@click.command("import")
@click.argument(
    "feed", required=False, type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
)
@_period_options
@click.option(
    "--arxiv",
    metavar="QUERY",
    help='Instead of FEED: search arXiv, in its query language, such as "cat:cs.DL AND ti:citation".',
)
@click.option(
    "--limit",
    type=click.IntRange(1, MOST),
    default=50,
    help="With --arxiv: the most papers to fetch, the newest first.",
)
@click.option(
    "--column",
    "columns",
    metavar="FACT=HEADER",
    multiple=True,
    callback=_columns,
    help="With CSV or TSV: which column has a fact, such as title=Paper; give it again for others.",
)
@choices
@click.option("--strict", is_flag=True, help="With --write: write nothing while a part is not understood.")
@network_options
@data_option
def import_(  # noqa: PLR0913 - what the user may choose
    *,
    feed: Path | None,
    date: str | None,
    week: str | None,
    month: str | None,
    arxiv: str | None,
    limit: int,
    columns: dict[str, str],
    data: Path,
    cache: Path | None,
    contact: str | None,
    **chosen: Any,
) -> None:
    """Show what a feed would add to the list and change in it.

    FEED is a captured Daily Papers page (text, Markdown or HTML), a reply of the Daily Papers or arXiv API,
    BibTeX, RIS, CSL-JSON, MEDLINE (.nbib), EndNote (.enw or XML), CSV or TSV, detected by its content; -
    reads standard input. Prints the receipt, one row for each part of the feed (new, already there, changed,
    conflict, possible duplicate, not understood) and one for each field of its records that the list does
    not keep. Nothing is written without --write.

    What is not understood does not hold up the rest: --write sets it aside in a file beside the kept feed, to
    be fixed and imported, and the exit code is 1.
    """
    asked = [source for source in (feed, date, week, month, arxiv) if source]
    if len(asked) != 1:
        raise click.UsageError("give exactly one of FEED, --date, --week, --month and --arxiv")
    if feed:
        path = "stdin" if str(feed) == "-" else str(feed)
        source = read_within("feed-size", sys.stdin.buffer if path == "stdin" else feed, path)
        source = with_headers(source, path, columns) if columns else source
    else:
        periods = {"date": date, "week": week, "month": month}
        fetched = _fetched(client(cache, contact), periods, arxiv or "", limit)
        if not fetched:
            click.echo("there are no Daily Papers for that period", err=True)
            return
        path, source = fetched
    propose([Feed(path, source, detect.read(source, path))], Choices(data, **chosen))


def _fetched(service: Client, periods: Mapping[str, str | None], query: str, limit: int) -> Fetched | None:
    """Fetch the Daily Papers of the one period that is given, else what arXiv has for the query."""
    from papershelf.curate.fetching import arxiv_query, daily_papers  # noqa: PLC0415 - loads what speaks HTTP
    from papershelf.services.hugging_face import Period  # noqa: PLC0415 - the same

    for unit, value in periods.items():
        if value:
            return daily_papers(service, Period(unit, value))  # type: ignore[arg-type] # a key of PERIODS
    return arxiv_query(service, query, limit)
