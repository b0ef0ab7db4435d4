"""What happened to the papers of a list from one state to the next: the record that the API tells of."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from papershelf.curate.difference import paper_changes
from papershelf.library import Library
from papershelf.model import ChangeRecord, KeptChange


class State(NamedTuple):
    """The list as a commit of a day has it."""

    day: str
    commit: str
    library: Library


def with_states(record: ChangeRecord, states: Iterable[State]) -> ChangeRecord:
    """Return the record with what happened between states that follow each other.

    The first of them is the one up to which the record goes; it begins with that where nothing is kept yet.
    """
    changes = list(record.changes)
    since, commit = record.since, record.commit
    before: Library | None = None
    for state in states:
        since, commit = since or state.day, state.commit
        if before:
            changes += _between(before, state)
        before = state.library
    return ChangeRecord(since, commit, tuple(changes))


def _between(before: Library, after: State) -> Iterator[KeptChange]:
    found = paper_changes(before, after.library)
    for paper in found.added:
        yield KeptChange(after.day, paper.id, "added")
    for each in found.changed:
        yield KeptChange(after.day, each.paper.id, "changed", tuple(field.name for field in each.fields))
    for move in found.moved:
        yield KeptChange(after.day, move.before.id, "moved", to=move.after.id)
    for paper in found.removed:
        yield KeptChange(after.day, paper.id, "removed")
