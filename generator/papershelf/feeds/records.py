"""From the records of a feed to a Capture that accounts for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from papershelf.feeds.capture import Capture, Unplaced
from papershelf.model import Block, Candidate

Content = TypeVar("Content")


class UnusableRecordError(Exception):
    """A record that cannot become a candidate; says why, and what to do."""


def account(
    grammar: str,
    records: Iterable[tuple[Content, Block]],
    candidate_of: Callable[[Content, Block], Candidate],
) -> Capture:
    """Make each record a candidate, a repeat of one that says the same, or unplaced with the reason."""
    candidates: dict[str, Candidate] = {}
    repeats: list[Block] = []
    unplaced: list[Unplaced] = []
    for content, block in records:
        try:
            candidate = candidate_of(content, block)
        except UnusableRecordError as error:
            unplaced.append(Unplaced(block, str(error)))
            continue
        said = repr(replace(candidate, line=0))
        if said in candidates:
            repeats.append(block)
        else:
            candidates[said] = candidate
    return Capture(tuple(candidates.values()), grammar, repeats=tuple(repeats), unplaced=tuple(unplaced))
