"""What was added to the list, changed and removed, day by day.

Additions come from the entries of the papers, the rest from the record that `papershelf changes` keeps.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from papershelf.library import Library
from papershelf.model import KeptChange, Paper


@dataclass(frozen=True, slots=True)
class DayOfChanges:
    """The papers that came, changed, moved to another id or went on a day.

    The day is as precise as the entries of its papers: a month, or a year, where no more is known. `changed`
    are keys of entries by the ids of papers, `moved` are present ids by former ones.
    """

    day: str
    added: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]
    moved: Mapping[str, str]
    removed: tuple[str, ...]


def days_of_changes(library: Library) -> tuple[DayOfChanges, ...]:
    """Return all days on which something is known to have happened, the last one first."""
    came: defaultdict[str, list[Paper]] = defaultdict(list)
    for paper in library.papers:
        if paper.added:
            came[str(paper.added)].append(paper)
    kept: defaultdict[str, list[KeptChange]] = defaultdict(list)
    for change in library.record.changes:
        kept[change.day].append(change)
    days = sorted(came.keys() | kept.keys(), reverse=True)
    return tuple(_day(day, came[day], kept[day], library) for day in days)


def last_changes(library: Library) -> Mapping[str, str]:
    """Return when each paper came or last changed, as far as that is known, by its id."""
    found = {paper.id: str(paper.added) for paper in library.papers if paper.added}
    for change in library.record.changes:
        if change.what == "changed" and change.paper in library.by_id:
            found[change.paper] = max(found.get(change.paper, ""), change.day)
    return found


def _day(day: str, came: Iterable[Paper], kept: Iterable[KeptChange], library: Library) -> DayOfChanges:
    fields: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for each in kept:
        if each.what == "changed":
            fields[each.paper].update(dict.fromkeys(each.fields))
    # Of a paper that is on the list, its entry says when it came.
    gone = {each.paper for each in kept if each.what == "added" and each.paper not in library.by_id}
    return DayOfChanges(
        day,
        tuple(sorted({paper.id for paper in came} | gone)),
        {paper: tuple(some) for paper, some in sorted(fields.items())},
        {each.paper: each.to for each in sorted(kept, key=lambda one: one.paper) if each.to},
        tuple(sorted({each.paper for each in kept if each.what == "removed"})),
    )
