"""What an import would do to the reading list, candidate by candidate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generator.curate.ids import new_id
from generator.library import Library
from generator.model import Candidate, Paper, PartialDate

Outcome = Literal["new", "already there"]


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes of one candidate, and the paper it is or would be."""

    outcome: Outcome
    candidate: Candidate
    paper: Paper


@dataclass(frozen=True, slots=True)
class Receipt:
    """The account of an import: one row a candidate, in the feed's order."""

    rows: tuple[Row, ...]

    @property
    def new(self) -> tuple[Paper, ...]:
        """The papers that writing would add."""
        return tuple(row.paper for row in self.rows if row.outcome == "new")


def plan(candidates: Iterable[Candidate], library: Library, feed: str, added: PartialDate) -> Receipt:
    """Compare candidates with the library by title; nothing is written."""
    known = {fold_title(paper.title): paper for paper in library.papers}
    taken = set(library.by_id)
    rows: list[Row] = []
    for candidate in candidates:
        paper = known.get(fold_title(candidate.title))
        if paper:
            rows.append(Row("already there", candidate, paper))
            continue
        paper = Paper(
            id=new_id(candidate.title, taken),
            title=candidate.title,
            added=added,
            feed=feed,
            abstract=candidate.abstract,
        )
        taken.add(paper.id)
        known[fold_title(candidate.title)] = paper
        rows.append(Row("new", candidate, paper))
    return Receipt(tuple(rows))


def fold_title(title: str) -> str:
    """The form in which two titles are the same: no case, white space folded."""
    return " ".join(title.casefold().split())
