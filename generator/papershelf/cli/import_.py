"""`papershelf import`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papershelf.cli.options import client, data_option, network_options
from papershelf.cli.proposal import Choices, Feed, choices, propose
from papershelf.curate.captures import FEEDS
from papershelf.feeds import detect
from papershelf.feeds.capture import invalid, usable
from papershelf.feeds.mapped_list import reader as mapped_list
from papershelf.feeds.mapped_list.field_map import MAP_SUFFIX, FieldMap, map_text, read_map
from papershelf.feeds.mapped_list.rows import Row, rows_of
from papershelf.feeds.table_feed import HEADERS, with_headers
from papershelf.library import load
from papershelf.library.load import FIELDS
from papershelf.library.own_fields import OwnField
from papershelf.limits import read_within
from papershelf.problems import InvalidInputError, Problem, did_you_mean

if TYPE_CHECKING:
    from papershelf.curate.fetching import Fetched
    from papershelf.services.client import Client

MOST = 2000
STDIN = "stdin"
"""What standard input is called."""
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
    "--zotero",
    metavar="ADDRESS",
    help="Instead of FEED: fetch a public Zotero group or collection, such as "
    "https://www.zotero.org/groups/123/name/collections/ABCD1234.",
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
@click.option(
    "--map",
    "map_file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With a YAML, JSON, CSV or Excel list: which of its fields is which of ours; --write keeps it.",
)
@click.option("--suggest-map", is_flag=True, help="Print a map for --map, proposed by looking at FEED.")
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
    zotero: str | None,
    limit: int,
    columns: dict[str, str],
    map_file: Path | None,
    suggest_map: bool,
    data: Path,
    cache: Path | None,
    contact: str | None,
    **chosen: Any,
) -> None:
    """Show what a feed would add to the list and change in it.

    \b
    papershelf import data/feeds/daily-papers.txt          a captured page of Daily Papers
    papershelf import refs.bib --write                     a bibliography
    papershelf import README.md                            the list of somebody else
    papershelf import list.yaml --suggest-map > list.map.yaml

    FEED is a captured Daily Papers page (text, Markdown or HTML), the README of another reading list, a reply
    of the Daily Papers or arXiv API, BibTeX, RIS, CSL-JSON, MEDLINE (.nbib), EndNote (.enw or XML), CSV or
    TSV, detected by its content; - reads standard input. Prints the receipt, one row for each part of the
    feed (new, already there, changed, conflict, possible duplicate, not understood, no paper), one for each
    heading of a README with the tags that it names, and one for each field of its records that the list does
    not keep. Nothing is written without --write.

    Any other list of papers (YAML, JSON, CSV, Excel) is read by a map from its fields to ours. Print one with
    --suggest-map, review it, and give it with --map. It may name fields that the list declares itself, in
    fields.yaml. --write keeps it under the list's name, as data/feeds/list.yaml.map.yaml: the next import of
    a file of this name needs no --map.

    What is not understood does not hold up the rest: --write sets it aside in a file beside the kept feed, to
    be fixed and imported, and the exit code is 1. A paper with a value that is not understood is taken
    without the value, and set aside as well.
    """
    asked = [source for source in (feed, date, week, month, arxiv, zotero) if source]
    if len(asked) != 1:
        raise click.UsageError("give exactly one of FEED, --date, --week, --month, --arxiv and --zotero")
    if feed:
        path = STDIN if str(feed) == "-" else str(feed)
        source = read_within("feed-size", sys.stdin.buffer if path == STDIN else feed, path)
        source = with_headers(source, path, columns) if columns else source
        if suggest_map:
            _print_map(source, path, _own_fields(data))
            return
        if mapped := _mapped(source, path, map_file or _kept_map(data, path, source), data):
            propose([mapped], Choices(data, **chosen))
            return
    else:
        periods = {"date": date, "week": week, "month": month}
        service = client(cache, contact)
        fetched = _zotero(service, zotero) if zotero else _fetched(service, periods, arxiv or "", limit)
        if not fetched:
            click.echo("there are no Daily Papers for that period", err=True)
            return
        path, source = fetched
    propose([Feed(path, source, detect.read(source, path))], Choices(data, **chosen))


def _own_fields(data: Path) -> tuple[OwnField, ...]:
    return load(data).own_fields if (data / FIELDS).is_file() else ()


def _print_map(source: bytes, path: str, own: Sequence[OwnField]) -> None:
    from papershelf.curate.suggested_map import suggested_map  # noqa: PLC0415 - only when asked for

    every = _rows(source, path)
    rows = [row for row in every if row.fields and not row.fault]
    if not rows:
        raise InvalidInputError([Problem(path, row.line, row.fault) for row in every])
    found = suggested_map(rows, own)
    click.echo(map_text(found, path, [field.key for field in own]), nl=False)
    click.echo(f"review this, save it, and give it with: papershelf import {path} --map FILE", err=True)


def _kept_map(data: Path, path: str, source: bytes) -> Path | None:
    """Return the map that is kept for a list of this name, unless the list was kept and has its own."""
    kept = data / FEEDS / f"{Path(path).name}{MAP_SUFFIX}"
    return kept if kept.is_file() and not mapped_list.is_kept(source) else None


def _mapped(source: bytes, path: str, map_file: Path | None, data: Path) -> Feed | None:
    """Read a list by its map, given or kept under the list's name; None without a map.

    Standard input has no name, so no map is kept for it.
    """
    if map_file is None:
        return None
    given = map_file.read_bytes()
    mapped = read_map(given, str(map_file), [field.key for field in _own_fields(data)])
    rows = _rows(source, path)
    _look_for_fields(rows, mapped, map_file)
    capture = usable(lambda: mapped_list.read(rows, mapped), path)
    click.echo(f"read by the map {map_file}", err=True)
    beside = {f"{Path(path).name}{MAP_SUFFIX}": given} if path != STDIN else {}
    return Feed(path, mapped_list.kept(rows, mapped), capture, f"{Path(path).stem}.json", beside)


def _rows(source: bytes, path: str) -> list[Row]:
    """Read the rows of a list; say which part of it is none of them."""

    def report(line: int, message: str) -> None:
        click.echo(str(Problem(path, line, message, "warning")), err=True)

    return rows_of(source, path, report)


def _look_for_fields(rows: Sequence[Row], mapped: FieldMap, map_file: Path) -> None:
    """Say which fields of the map the list does not have; without any titles, say only that."""
    names = sorted({name for row in rows for name in row.fields})
    titles = mapped.of("title")
    if not {*names} & {*titles}:
        hint = did_you_mean(titles[0], names)
        raise invalid(str(map_file), 1, f"the list has no field '{titles[0]}'{hint}")
    for name in mapped.fields:
        if name not in names:
            message = f"the list has no field '{name}'{did_you_mean(name, names)}"
            click.echo(str(Problem(str(map_file), 1, message, "warning")), err=True)


def _zotero(service: Client, address: str) -> Fetched:
    from papershelf.curate.fetching import zotero_items  # noqa: PLC0415 - loads what speaks HTTP
    from papershelf.services.zotero import read_library  # noqa: PLC0415 - the same

    library = read_library(address)
    if library is None:
        what = "is not the address of a Zotero group or collection; copy it from zotero.org/groups/…"
        raise click.BadParameter(f"'{address}' {what}", param_hint="--zotero")
    fetched = zotero_items(service, library)
    if fetched is None:
        raise click.ClickException(f"Zotero has no public {library.path.removesuffix('/items/top')}")
    return fetched


def _fetched(service: Client, periods: Mapping[str, str | None], query: str, limit: int) -> Fetched | None:
    """Fetch the Daily Papers of the one period that is given, else what arXiv has for the query."""
    from papershelf.curate.fetching import arxiv_query, daily_papers  # noqa: PLC0415 - loads what speaks HTTP
    from papershelf.services.hugging_face import Period  # noqa: PLC0415 - the same

    for unit, value in periods.items():
        if value:
            return daily_papers(service, Period(unit, value))  # type: ignore[arg-type] # a key of PERIODS
    return arxiv_query(service, query, limit)
