"""`papershelf add`."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from papershelf.cli.options import client, data_option, network_options
from papershelf.cli.proposal import Choices, Feed, choices, propose
from papershelf.curate.fetching import SERVICES, identified, read_fetched
from papershelf.feeds.capture import decode
from papershelf.feeds.identifiers import Identifier, read_identifier, read_identifiers
from papershelf.library import load
from papershelf.library.rules import identifiers
from papershelf.limits import read_within
from papershelf.model import bare_arxiv
from papershelf.problems import InvalidInputError, Problem

STDIN = Path("-")


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--from",
    "file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Read ids and addresses from a file, or from standard input if FILE is -.",
)
@choices
@network_options
@data_option
def add(
    ids: tuple[str, ...],
    file: Path | None,
    data: Path,
    cache: Path | None,
    contact: str | None,
    **chosen: Any,
) -> None:
    """Add papers by arXiv id, DOI, or the address of a page of either.

    \b
    papershelf add 1603.09320 https://arxiv.org/abs/2411.08446 10.1145/3575693 --write
    papershelf add --from ids.txt --write
    papershelf add --write < ids.txt

    A file has one id on a line, or several separated by spaces or commas. Blank lines, # comments and the
    bullets of a list are skipped; of a Markdown link, the address is read. Without ID and --from, ids are
    read from standard input.

    Looks the papers up at arXiv and Crossref, and shows the same receipt as `papershelf import`.
    """
    wanted = _wanted(ids, file)
    if not wanted:
        raise click.UsageError("give at least one id, as an argument, in a file or on standard input")
    _tell_known(wanted, data)
    with client(cache, contact) as service:
        fetched = list(identified(service, wanted))
    feeds = [Feed(item.name, item.source, read) for item in fetched if (read := read_fetched(item))]
    if feeds:
        propose(feeds, Choices(data, **chosen))
    if missing := list(_missing(wanted, feeds)):
        raise InvalidInputError(missing)


def _wanted(ids: Sequence[str], file: Path | None) -> list[Identifier]:
    """Read the ids of the command line and of a file. Raises InvalidInputError with the problems of both."""
    if named := next((name for name in ids if Path(name).is_file() and not read_identifier(name)), None):
        raise click.UsageError(f"'{named}' is a file; read the ids in it with --from {named}")
    sources: dict[str, Sequence[str]] = {"arguments": ids}
    if file or not ids:
        path, source = _source(file)
        sources[path] = decode(source, path).split("\n")
    wanted: list[Identifier] = []
    problems: list[Problem] = []
    for path, lines in sources.items():
        try:
            wanted += read_identifiers(lines, path)
        except InvalidInputError as error:
            problems += error.problems
    if problems:
        raise InvalidInputError(problems)
    return wanted


def _source(file: Path | None) -> tuple[str, bytes]:
    """Return the content of a file, or of standard input, after its name for messages."""
    if file is None or file == STDIN:
        return "stdin", read_within("feed-size", sys.stdin.buffer, "stdin")
    return str(file), read_within("feed-size", file, str(file))


def _tell_known(wanted: Sequence[Identifier], data: Path) -> None:
    """Say which papers are on the list already, before they are looked up for what the list lacks of them."""
    library = load(data)
    known = {(kind, value): paper for paper in library.papers for kind, value in identifiers(paper)}
    for item in wanted:
        value = bare_arxiv(item.value) if item.kind == "arxiv" else item.value.lower()
        if paper := known.get((item.kind, value)):
            place = f"{library.path}:{paper.line}: {paper.id}"
            click.echo(f"{item.value} is on the list already, {place}", err=True)


def _missing(wanted: Sequence[Identifier], feeds: Sequence[Feed]) -> Iterator[Problem]:
    candidates = [candidate for feed in feeds for candidate in feed.capture.candidates]
    found = {key.lower() for each in candidates for key in (each.arxiv, each.doi) if key}
    for item in wanted:
        if item.value.lower() not in found:
            message = f"{SERVICES[item.kind]} has no paper '{item.value}'; check the id"
            yield Problem(item.path, item.line, message)
