"""Puts the chosen papers of daily feeds onto the list, and accounts for every paper of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from papershelf.curate import captures
from papershelf.curate.importing import Terms, plan
from papershelf.curate.selecting import Choice, select
from papershelf.curate.suggesting import tagger
from papershelf.feeds import detect
from papershelf.library import load
from papershelf.library.store import change, replace_file
from papershelf.library.write import with_entries
from papershelf.model import Paper, PartialDate
from papershelf.settings import FeedSettings
from papershelf.tagging import Vocabulary


@dataclass(frozen=True, slots=True)
class Account:
    """One feed: where its capture is kept, what was chosen of it, and the entries that this made."""

    feed: str
    choices: tuple[Choice, ...]
    papers: tuple[Paper, ...]


def import_feeds(
    data: Path, feeds: Mapping[str, bytes], wanted: FeedSettings, day: PartialDate
) -> list[Account]:
    """Add what is wanted to the list in `data`, feed by feed in the order of their names.

    A feed is kept in `data` only where something of it was added. Raises InvalidInputError.
    """
    return [_import(data, name, feeds[name], wanted, day) for name in sorted(feeds)]


def _import(data: Path, name: str, source: bytes, wanted: FeedSettings, day: PartialDate) -> Account:
    library = load(data)
    feed = captures.place(data, name, source)
    terms = Terms(feed, day, tags=tagger(library))
    planned = plan(detect.read(source, name).candidates, library, terms)
    choices = select(planned.rows, wanted, Vocabulary.of_library(library))
    chosen = [choice.candidate for choice in choices if choice.chosen]
    papers = plan(chosen, library, terms).new
    if papers:
        (data / feed).parent.mkdir(exist_ok=True)
        replace_file(data / feed, source)
        change(data, lambda text, _: with_entries(text, papers))
    return Account(feed, choices, papers)
