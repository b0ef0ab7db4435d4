"""Puts the chosen papers of daily feeds onto the list, and accounts for every paper of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.curate import captures
from generator.curate.feed_settings import Wanted
from generator.curate.importing import Terms, plan
from generator.curate.selecting import Choice, select
from generator.curate.suggesting import tagger
from generator.feeds import detect
from generator.library import load
from generator.library.store import change, replace_file
from generator.library.write import with_entries
from generator.model import Paper, PartialDate
from generator.tagging import Vocabulary


@dataclass(frozen=True, slots=True)
class Account:
    """One feed: where its capture is kept, what was chosen of it, and the entries that this made."""

    feed: str
    choices: tuple[Choice, ...]
    papers: tuple[Paper, ...]


def import_feeds(data: Path, feeds: Mapping[str, bytes], wanted: Wanted, day: PartialDate) -> list[Account]:
    """Add what is wanted to the list in `data`, feed by feed in the order of their names.

    A feed is kept in `data` only where something of it was added. Raises InvalidInputError.
    """
    return [_import(data, name, feeds[name], wanted, day) for name in sorted(feeds)]


def _import(data: Path, name: str, source: bytes, wanted: Wanted, day: PartialDate) -> Account:
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
