"""What an import would do to the reading list, candidate by candidate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from generator.curate.ids import new_id
from generator.curate.matching import Matcher
from generator.curate.merging import FIELDS, FieldChange, merged
from generator.library import Library
from generator.model import Candidate, Paper, PartialDate

Outcome = Literal["new", "already there", "changed", "conflict", "possible duplicate"]
Base = Callable[[Paper], Candidate | None]


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes of one candidate, and the paper it is, may be, or would be."""

    outcome: Outcome
    candidate: Candidate
    paper: Paper
    reason: str = ""
    changes: tuple[FieldChange, ...] = ()
    conflicts: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """The account of an import: one row a candidate, in the feed's order."""

    rows: tuple[Row, ...]

    @property
    def new(self) -> tuple[Paper, ...]:
        """The papers that writing would add."""
        return tuple(row.paper for row in self.rows if row.outcome == "new")

    def changed(self, feed: str) -> dict[str, dict[str, Any]]:
        """The fields that writing would set, by paper; each such paper then comes from `feed`."""
        return {row.paper.id: _set(row, feed) for row in self.rows if row.changes}


@dataclass(frozen=True, slots=True)
class Terms:
    """How an import is made.

    `feed`, `added` and what `tags` proposes go into new entries; `base` gives what a paper's own capture
    said; `theirs` names the fields in which the feed wins a conflict; with `accept_duplicates` a paper whose
    title is merely like another's is new. `watched` hands out the candidates one by one, for a progress bar.
    """

    feed: str
    added: PartialDate
    tags: Callable[[Candidate], tuple[str, ...]] = lambda _candidate: ()
    base: Base = lambda _paper: None
    theirs: frozenset[str] = frozenset()
    accept_duplicates: bool = False
    watched: Callable[[Sequence[Candidate]], Iterable[Candidate]] = iter


def plan(candidates: Iterable[Candidate], library: Library, terms: Terms) -> Receipt:
    """Compare candidates with the library; nothing is written."""
    candidates = list(candidates)
    matcher = Matcher(library.papers, (candidate.title for candidate in candidates))
    taken = {former for paper in library.papers for former in (paper.id, *paper.formerly)}
    rows: list[Row] = []
    for candidate in terms.watched(candidates):
        match = matcher.find(candidate)
        if match and match.certain:
            listed = match.paper.id in library.by_id
            base = terms.base(match.paper) if listed else None
            merge = merged(candidate, match.paper, base, terms.theirs) if listed else ([], [])
            rows.append(_row(candidate, match.paper, match.reason, *merge))
        elif match and not terms.accept_duplicates:
            rows.append(Row("possible duplicate", candidate, match.paper, match.reason))
        else:
            paper = _new_paper(candidate, taken, terms)
            taken.add(paper.id)
            matcher.add(paper)
            rows.append(Row("new", candidate, paper))
    return Receipt(tuple(rows))


def _new_paper(candidate: Candidate, taken: Collection[str], terms: Terms) -> Paper:
    facts = {key: getattr(candidate, key) for key in FIELDS}
    return Paper(
        id=new_id(candidate.title, taken),
        added=terms.added,
        feed=terms.feed,
        tags=terms.tags(candidate),
        **facts,
    )


def _row(
    candidate: Candidate,
    paper: Paper,
    reason: str,
    changes: Sequence[FieldChange],
    conflicts: Sequence[FieldChange],
) -> Row:
    outcome: Outcome = "changed" if changes else "conflict" if conflicts else "already there"
    return Row(outcome, candidate, paper, reason, tuple(changes), tuple(conflicts))


def _set(row: Row, feed: str) -> dict[str, Any]:
    values: dict[str, Any] = {"feed": feed}
    for change in row.changes:
        key, _, name = change.key.partition(".")
        values[key] = {**values.get(key, row.paper.links), name: change.theirs} if name else change.theirs
    return values
