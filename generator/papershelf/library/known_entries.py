"""The papers of a list read entry by entry, and only those entries whose text has not been read before.

What was read is kept in memory, and of a long list between commands too (`kept_entries`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from papershelf.library.entry_texts import EntryText, entry_texts
from papershelf.library.fields import PAPER, Field, paper_of, read_entry, with_own
from papershelf.library.kept_entries import keep, kept, place_of
from papershelf.library.located_yaml import parse
from papershelf.model import Paper

FEWEST = 200
"""Entries that the file must lack before it is written: fewer are read as fast as it is written."""


class _Known(NamedTuple):
    """A paper, and the line of its dash in the list of which it has its lines."""

    line: int
    paper: Paper

    def at(self, line: int) -> _Known:
        """The same where its dash is on another line."""
        down = line - self.line
        if not down:
            return self
        keys = (*(field.key for field in PAPER), "own")
        values = dict(zip(keys, _values_of(keys)(self.paper), strict=True))
        lines = {key: each + down for key, each in self.paper.lines.items()}
        return _Known(line, Paper(**values, line=self.paper.line + down, lines=lines))


_known: dict[str, _Known] = {}  # by the digest of its text
_looked_into: set[Path] = set()


def papers_one_by_one(
    text: str, data: Path, own: Sequence[Field] = (), *, located: bool = True
) -> Sequence[Paper]:
    """Read a list of which every entry is right on its own; nothing where only the whole can tell what it is.

    `data` is the directory of the list, if it is one: what was read from there before is kept for it. Papers
    that need not be `located` may have the lines of another list.
    """
    texts, digests = entry_texts(text), _digests(text, own)
    by_digest = dict(zip(digests, texts, strict=True))
    place = place_of(data) if len(texts) >= FEWEST and data.is_dir() else None
    if place and place not in _looked_into:
        _looked_into.add(place)
        found = kept(place, by_digest)
        _known.update((digest, _Known(by_digest[digest].line, paper)) for digest, paper in found)
    fresh = {digest: each for digest, each in by_digest.items() if digest not in _known}
    if not _get_to_know(fresh, own):
        return ()
    if place and len(fresh) >= FEWEST:
        papers = {digest: _known[digest].at(each.line).paper for digest, each in by_digest.items()}
        keep(place, {digest: (by_digest[digest], paper) for digest, paper in papers.items()})
    return _located(texts, digests) if located else [_known[digest].paper for digest in digests]


def _located(texts: Sequence[EntryText], digests: Sequence[str]) -> Sequence[Paper]:
    papers: list[Paper] = []
    for digest, each in zip(digests, texts, strict=True):
        _known[digest] = _known[digest].at(each.line)
        papers.append(_known[digest].paper)
    return papers


def _get_to_know(fresh: Mapping[str, EntryText], own: Sequence[Field]) -> bool:
    """Read entries, each on its own, by digest; False where one of them is broken or not an entry."""
    for digest, each in fresh.items():
        paper = _read(each.text, own)
        if not paper:
            return False
        _known[digest] = _Known(1, paper).at(each.line)
    return True


def sure_entries(text: str, own: Sequence[Field] = ()) -> Sequence[EntryText]:
    """Cut a list into its entries if each is right on its own; nothing where too many are not yet known."""
    texts = entry_texts(text)
    every = zip(_digests(text, own), texts, strict=True)
    fresh = {digest: each for digest, each in every if digest not in _known}
    return texts if len(fresh) < FEWEST and _get_to_know(fresh, own) else ()


def read_alone(text: str, line: int, own: Sequence[Field] = ()) -> Paper | None:
    """Read an entry whose dash is on a line of the list; None if the text is not one entry without errors."""
    paper = _read(text, own)
    if not paper:
        return None
    lines = {key: each + line - 1 for key, each in paper.lines.items()}
    return replace(paper, line=paper.line + line - 1, lines=lines)


def _digests(text: str, own: Sequence[Field]) -> Sequence[str]:
    """Return the digest of each entry, under which it is known for the keys that there are."""
    schemas = (json.dumps(field.kind.schema, default=list) for field in own)
    keys = ",".join([*(field.key for field in with_own(own)), *schemas])
    return [_digest(keys, each.text) for each in entry_texts(text)]


@lru_cache(maxsize=65_536)
def _digest(keys: str, text: str) -> str:
    return hashlib.sha256(f"{keys}\n{text}".encode()).hexdigest()


@cache
def _values_of(keys: tuple[str, ...]) -> Callable[[Paper], tuple[Any, ...]]:
    return attrgetter(*keys)


def _read(text: str, own: Sequence[Field]) -> Paper | None:
    wrong: list[int] = []

    def report(line: int, _message: str) -> None:
        wrong.append(line)

    tree = parse(text.encode(), report)
    found = tree.entries() if tree else []
    values = read_entry(found[0], with_own(own), report) if len(found) == 1 else {}
    if wrong or not values:
        return None
    lines = {key: value.key_line for key, value in found[0].keys().items()}
    return paper_of(values, own, line=found[0].line, lines=lines)
