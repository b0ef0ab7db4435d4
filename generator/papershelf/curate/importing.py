"""Plan an import: compare the candidates of a feed with the list, and say what becomes of each."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from papershelf.curate.captures import repeats
from papershelf.curate.heading_tags import HeadingUse
from papershelf.curate.matching import Base, Match, Matcher
from papershelf.curate.merging import FIELDS, FieldChange, facts, merged, same, set_field
from papershelf.curate.own_values import with_own_values
from papershelf.curate.titles import new_id
from papershelf.library import Library
from papershelf.library.citation_keys import keys
from papershelf.library.fields import paper_of, values_of
from papershelf.library.own_fields import OwnField
from papershelf.library.values import KEY
from papershelf.model import Candidate, Paper, PartialDate

Outcome = Literal["new", "already there", "changed", "conflict", "possible duplicate"]


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes of one candidate, and the paper that it is, may be, or would be.

    `passed_over` are fields in which a record differs from an earlier one of the same paper in its feed.
    `keeps_feed` says that the paper's own capture must stay the base of later merges: it has a field that a
    person removed, and this feed lacks that field.
    """

    outcome: Outcome
    candidate: Candidate
    paper: Paper
    reason: str = ""
    changes: tuple[FieldChange, ...] = ()
    conflicts: tuple[FieldChange, ...] = ()
    passed_over: tuple[FieldChange, ...] = ()
    keeps_feed: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """The account of an import: one row for each candidate, in the feed's order.

    `headings` are those of another list, with the tags that its papers get by them.
    """

    rows: tuple[Row, ...]
    headings: tuple[HeadingUse, ...] = ()

    @property
    def new(self) -> tuple[Paper, ...]:
        """The papers that writing would add."""
        return tuple(row.paper for row in self.rows if row.outcome == "new")

    def changed(self, feed: str) -> dict[str, dict[str, Any]]:
        """Return the fields that writing would set, by id of the paper; `feed` becomes its feed too.

        While a field is in conflict the entry keeps its own feed, so that the conflict is shown again.
        """
        found: dict[str, dict[str, Any]] = {}
        for row in self.rows:
            if row.changes:
                own = {} if row.keeps_feed or row.conflicts else {"feed": feed}
                _set(found.setdefault(row.paper.id, own), row)
        return found

    def applied(self, library: Library, feed: str) -> Library:
        """Return the library as it would be once this is written."""
        changed = self.changed(feed)
        kept = (
            _with(paper, changed[paper.id], library.own_fields) if paper.id in changed else paper
            for paper in library.papers
        )
        papers = (*kept, *self.new)
        return replace(library, papers=papers, by_id={paper.id: paper for paper in papers})


@dataclass(frozen=True, slots=True)
class Terms:
    """How an import is made.

    `feed`, `added` and what `tags` proposes go into new entries; `base` returns a paper's candidate in its
    own capture; `theirs` names the fields in which the feed wins a conflict; with `accept_duplicates` a
    paper that is only possibly another one is new. `watched` passes the candidates on, for a
    progress bar.
    """

    feed: str
    added: PartialDate
    tags: Callable[[Candidate], tuple[str, ...]] = lambda _candidate: ()
    base: Base = lambda _paper: None
    theirs: Collection[str] = ()
    accept_duplicates: bool = False
    watched: Callable[[Sequence[Candidate]], Iterable[Candidate]] = iter


def plan(candidates: Sequence[Candidate], library: Library, terms: Terms) -> Receipt:
    """Compare candidates with the library; nothing is written.

    Each new paper in the receipt is complete: any of them may be written without the others.
    """
    own = library.own_fields
    candidates = [with_own_values(candidate, own) for candidate in candidates]
    terms = replace(terms, base=_reading_own(terms.base, own))
    matcher = Matcher(library.papers, candidates, terms.base)
    taken = {former for paper in library.papers for former in (paper.id, *paper.formerly)}
    feed = repeats(candidates)
    covered: defaultdict[str, set[str]] = defaultdict(set)  # by paper: the fields that an earlier row gives
    certain = {place: matcher.claim(whole) for place, whole in feed.together.items()}
    rows: list[Row] = []
    for position, candidate in enumerate(terms.watched(candidates)):
        if feed.first[position] != position:
            whole = feed.together[feed.first[position]]
            rows.append(_again(candidate, whole, rows[feed.first[position]]))
            continue
        whole = feed.together[position]
        match = certain[position] or matcher.find(whole)
        if match and match.certain:
            rows.append(_matched(candidate, whole, match, terms, covered[match.paper.id]))
            covered[match.paper.id] |= facts(whole).keys()
        elif match and not terms.accept_duplicates:
            rows.append(Row("possible duplicate", candidate, match.paper, match.reason))
        else:
            paper = _new_paper(whole, taken, terms, own)
            taken.add(paper.id)
            matcher.add_new(paper)
            rows.append(Row("new", candidate, paper))
    return Receipt(_with_keys(rows, library))


def _with_keys(rows: Sequence[Row], library: Library) -> tuple[Row, ...]:
    """Give the new papers their citation keys: the feed's, or some that do not depend on its order."""
    used = {paper.key.lower() for paper in library.papers if paper.key}
    rows = [_with_key_of_feed(row, used) for row in rows]
    new = {row.paper.id: row.paper for row in rows if row.outcome == "new"}
    found = keys([*library.papers, *new.values()]) if new else {}
    keyed = {paper_id: replace(paper, key=found[paper_id]) for paper_id, paper in new.items()}
    return tuple(replace(row, paper=keyed.get(row.paper.id, row.paper)) for row in rows)


def _with_key_of_feed(row: Row, used: set[str]) -> Row:
    """Let a new paper keep the key that the feed has for it, if no other has it; else that is not kept."""
    key = row.candidate.citation_key
    if row.outcome != "new" or not key:
        return row
    if not re.fullmatch(KEY, key) or key.lower() in used:
        unkept = {**row.candidate.unkept, "citation key": key}
        return replace(row, candidate=replace(row.candidate, unkept=unkept))
    used.add(key.lower())
    return replace(row, paper=replace(row.paper, key=key))


def _again(candidate: Candidate, whole: Candidate, first: Row) -> Row:
    """Make the row of a paper that the feed has shown before; the first row has what this one adds."""
    said = facts(whole)
    differing = (
        FieldChange(key, said[key], value)
        for key, value in facts(candidate).items()
        if not same(key, said[key], value)
    )
    outcome: Outcome = "possible duplicate" if first.outcome == "possible duplicate" else "already there"
    reason = f"the same as line {first.candidate.line} of the feed"
    return Row(outcome, candidate, first.paper, reason, passed_over=tuple(differing))


def _reading_own(base: Base, own: Sequence[OwnField]) -> Base:
    def read(paper: Paper) -> Candidate | None:
        candidate = base(paper)
        return candidate and with_own_values(candidate, own)

    return read


def _with(paper: Paper, values: dict[str, Any], own: Sequence[OwnField]) -> Paper:
    return paper_of({**values_of(paper), **values}, own, line=paper.line, lines=paper.lines)


def _new_paper(candidate: Candidate, taken: Collection[str], terms: Terms, own: Sequence[OwnField]) -> Paper:
    facts = {key: getattr(candidate, key) for key in FIELDS}
    return Paper(
        id=new_id(candidate.title, taken),
        added=terms.added,
        feed=terms.feed,
        tags=terms.tags(candidate),
        own={field.key: candidate.own[field.key] for field in own if field.key in candidate.own},
        **facts,
    )


def _matched(
    candidate: Candidate, whole: Candidate, match: Match, terms: Terms, covered: Collection[str]
) -> Row:
    """Make the row of a candidate that is a listed paper, without the fields that another row covers."""
    paper, base = match.paper, terms.base(match.paper)
    changes, conflicts = merged(whole, paper, base, terms.theirs)
    own_changes = tuple(change for change in changes if change.key not in covered)
    own_conflicts = tuple(change for change in conflicts if change.key not in covered)
    outcome: Outcome = "changed" if own_changes else "conflict" if own_conflicts else "already there"
    removed = facts(base).keys() - facts(paper).keys() if base else set()
    keeps_feed = bool(removed - facts(whole).keys())
    return Row(outcome, candidate, paper, match.reason, own_changes, own_conflicts, keeps_feed=keeps_feed)


def _set(values: dict[str, Any], row: Row) -> None:
    for change in row.changes:
        set_field(values, row.paper, change.key, change.theirs)
