"""`papershelf import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from generator.cli.options import data_option
from generator.cli.proposal import Choices, choices, propose
from generator.feeds import detect


@click.command("import")
@click.argument("feed", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@choices
@click.option(
    "--quarantine", is_flag=True, help="With --write: keep what is not understood in a file of its own."
)
@data_option
def import_(feed: Path, data: Path, theirs: tuple[str, ...], **chosen: Any) -> None:
    """Show what FEED would add to the list and change in it.

    FEED is a captured Daily Papers page (text or HTML), a reply of the Daily Papers or arXiv API, BibTeX,
    RIS or CSL-JSON, told apart by content; - reads standard input. Prints the receipt, one row for each part
    of the feed: new, already there, changed, conflict, possible duplicate, not understood. Nothing is written
    without --write, and nothing at all while a part is not understood, unless --quarantine keeps it.
    """
    source = sys.stdin.buffer.read() if str(feed) == "-" else feed.read_bytes()
    path = "stdin" if str(feed) == "-" else str(feed)
    capture = detect.read(source, path)
    propose(capture, source, path, Choices(data, theirs=frozenset(theirs), **chosen))
