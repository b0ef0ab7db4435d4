"""`papershelf add`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from papershelf.apis.known import ApiError
from papershelf.cli.options import data_option
from papershelf.cli.proposal import Choices, choices, propose
from papershelf.cli.service import client, network_options
from papershelf.curate.fetching import identified
from papershelf.feeds import detect
from papershelf.feeds.identifiers import read_identifiers


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
