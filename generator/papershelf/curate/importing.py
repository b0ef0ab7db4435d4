"""The frozen id of a paper: its permalink, made once from the title."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from papershelf.curate.duplicates import repeats
from papershelf.curate.matching import Match, Matcher, new_id
from papershelf.curate.merging import FIELDS, FieldChange, facts, merged, set_field
from papershelf.library import Library
from papershelf.model import Candidate, Paper, PartialDate

Outcome = Literal["new", "already there", "changed", "conflict", "possible duplicate"]
Base = Callable[[Paper], Candidate | None]


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes of one candidate, and the paper it is, may be, or would be.

    `keeps_feed` tells that the paper's own capture must stay the base of later merges: it knows of a field
    that a person removed, and this feed does not.
    """

    outcome: Outcome
    candidate: Candidate
    paper: Paper
    reason: str = ""
    changes: tuple[FieldChange, ...] = ()
    conflicts: tuple[FieldChange, ...] = ()
    keeps_feed: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """The account of an import: one row a candidate, in the feed's order."""

    rows: tuple[Row, ...]

    @property
    def new(self) -> tuple[Paper, ...]:
        """The papers that writing would add."""
        return tuple(row.paper for row in self.rows if row.outcome == "new")

    def changed(self, feed: str) -> dict[str, dict[str, Any]]:
        """The fields that writing would set, by paper; such a paper then comes from `feed` as a rule.

        While a field is in conflict the entry keeps its feed, so that the conflict is shown again.
        """
        found: dict[str, dict[str, Any]] = {}
        for row in self.rows:
            if row.changes:
                values = found.setdefault(
                    row.paper.id, {} if row.keeps_feed or row.conflicts else {"feed": feed}
                )
                _set(values, row)
        return found


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


def plan(candidates: Sequence[Candidate], library: Library, terms: Terms) -> Receipt:
    """Compare candidates with the library; nothing is written."""
    matcher = Matcher(library.papers, (candidate.title for candidate in candidates))
    taken = {former for paper in library.papers for former in (paper.id, *paper.formerly)}
    shown = repeats(candidates)
    told: defaultdict[str, set[str]] = defaultdict(set)  # of each paper: the fields of which a row has told
    sure = {place: matcher.learn(whole) for place, whole in shown.together.items()}
    rows: list[Row] = []
    for position, candidate in enumerate(terms.watched(candidates)):
        if shown.first[position] != position:
            rows.append(_again(candidate, rows[shown.first[position]]))
            continue
        whole = shown.together[position]
        match = sure[position] or matcher.find(whole)
        if match and match.certain:
            rows.append(_matched(candidate, whole, match, terms, told[match.paper.id]))
            told[match.paper.id] |= facts(whole).keys()
        elif match and not terms.accept_duplicates:
            rows.append(Row("possible duplicate", candidate, match.paper, match.reason))
        else:
            paper = _new_paper(whole, taken, terms)
            taken.add(paper.id)
            matcher.add(paper)
            rows.append(Row("new", candidate, paper))
    return Receipt(tuple(rows))


def _again(candidate: Candidate, first: Row) -> Row:
    """The row of a paper that the feed has shown before; what it adds is in the first one's."""
    outcome: Outcome = "possible duplicate" if first.outcome == "possible duplicate" else "already there"
    return Row(outcome, candidate, first.paper, f"the same as line {first.candidate.line} of the feed")


def _new_paper(candidate: Candidate, taken: Collection[str], terms: Terms) -> Paper:
    facts = {key: getattr(candidate, key) for key in FIELDS}
    return Paper(
        id=new_id(candidate.title, taken),
        added=terms.added,
        feed=terms.feed,
        tags=terms.tags(candidate),
        **facts,
    )


def _matched(
    candidate: Candidate, whole: Candidate, match: Match, terms: Terms, told: Collection[str]
) -> Row:
    """The row of a candidate that is a listed paper; of what another row has told of it that one decides."""
    paper, base = match.paper, terms.base(match.paper)
    changes, conflicts = merged(whole, paper, base, terms.theirs)
    own_changes = tuple(change for change in changes if change.key not in told)
    own_conflicts = tuple(change for change in conflicts if change.key not in told)
    outcome: Outcome = "changed" if own_changes else "conflict" if own_conflicts else "already there"
    removed = facts(base).keys() - facts(paper).keys() if base else set()
    keeps_feed = bool(removed - facts(whole).keys())
    return Row(outcome, candidate, paper, match.reason, own_changes, own_conflicts, keeps_feed)


def _set(values: dict[str, Any], row: Row) -> None:
    for change in row.changes:
        set_field(values, row.paper, change.key, change.theirs)
