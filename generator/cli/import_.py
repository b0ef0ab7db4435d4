"""`papershelf import`."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from generator.cli.options import data_option
from generator.curate.importing import plan
from generator.feeds import daily_papers_text
from generator.library import load
from generator.library.load import PAPERS
from generator.library.write import replace_file, with_entries
from generator.model import PartialDate
from generator.problems import InvalidInputError, Problem


@click.command("import")
@click.argument("feed", type=click.Path(exists=True, dir_okay=False, allow_dash=False, path_type=Path))
@click.option("--write", is_flag=True, help="Add the new papers to papers.yaml.")
@data_option
def import_(feed: Path, data: Path, *, write: bool) -> None:
    """Show what FEED, the captured text of a Daily Papers page, would add to the list.

    Prints one line a paper: what becomes of it, its line in the feed, its id. Nothing is written
    without --write, and nothing at all while a part of the feed is not understood.
    """
    capture = daily_papers_text.read(feed.read_bytes(), str(feed))
    library = load(data)
    if capture.unplaced:
        raise InvalidInputError(
            Problem(str(feed), unplaced.block.line, f"{unplaced.reason}: {_start(unplaced.block.text)}")
            for unplaced in capture.unplaced
        )
    receipt = plan(capture.candidates, library, _provenance(feed, data), _today())
    for row in receipt.rows:
        click.echo(f"{row.outcome}\t{feed}:{row.candidate.line}\t{row.paper.id}")
    new, known = len(receipt.new), len(receipt.rows) - len(receipt.new)
    click.echo(f"{len(receipt.rows)} papers in the feed: {new} new, {known} already there", err=True)
    if not new:
        return
    path = data / PAPERS
    if write:
        before = path.read_bytes().decode() if path.exists() else ""
        replace_file(path, with_entries(before, receipt.new))
        click.echo(f"added {new} papers to {path}", err=True)
    else:
        click.echo("nothing written; add them with --write", err=True)


def _provenance(feed: Path, data: Path) -> str:
    """Name the feed by its path in the data directory where it is kept there, else by its name."""
    if feed.resolve().is_relative_to(data.resolve()):
        return feed.resolve().relative_to(data.resolve()).as_posix()
    return feed.name


def _today() -> PartialDate:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return PartialDate(now.year, now.month, now.day)


def _start(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
