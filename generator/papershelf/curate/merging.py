"""What becomes of an entry's fields when a feed speaks of it again: a three-way merge.

`base` is what the entry's own capture said, `mine` what the list says, `theirs` what the feed says. A field
that nobody changed since its import follows the feed; one that a person changed or removed stays; where
both changed, or no capture tells who is right, the field is in conflict and stays as well. Votes are no
opinion of a person: the higher count stays, so that an old capture takes nothing back.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from papershelf.curate.matching import fold_title
from papershelf.library.values import TAGS_PER_PAPER
from papershelf.library.write import ABSENT
from papershelf.model import Candidate, Paper, bare_arxiv

FIELDS = (
    "title", "authors", "published", "arxiv", "doi", "venue", "links", "votes", "organisation", "abstract",
)  # fmt: skip
ONLY_GROW = frozenset({"votes"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field on which list and feed differ; `links.code` is one link."""

    key: str
    mine: Any
    theirs: Any


def merged(
    candidate: Candidate, paper: Paper, base: Candidate | None, taken: Collection[str]
) -> tuple[list[FieldChange], list[FieldChange]]:
    """The fields that follow the feed, and those in conflict; `taken` names fields that the feed wins."""
    mine, theirs = facts(paper), facts(candidate)
    was = facts(base) if base else {}
    changes: list[FieldChange] = []
    conflicts: list[FieldChange] = []
    for key, value in theirs.items():
        change = FieldChange(key, mine.get(key), value)
        if same(key, change.mine, value):
            continue
        wins = key in taken or key.partition(".")[0] in taken
        if key in ONLY_GROW and not wins:
            changes += [change] if change.mine is None or value > change.mine else []
        elif wins or _follows(key, change.mine, was.get(key), value):
            changes.append(change)
        elif not same(key, was.get(key), value):
            conflicts.append(change)
    return changes, conflicts


def _follows(key: str, mine: Any, was: Any, theirs: Any) -> bool:
    """Tell whether a field is as its import left it: untouched, or never there.

    A title by which people know a paper gives way to other words only when somebody says so.
    """
    if key == "title" and fold_title(mine) != fold_title(theirs):
        return False
    return (mine is None and was is None) or same(key, mine, was)


def facts(item: Paper | Candidate) -> dict[str, Any]:
    """What is said of a paper, by field; each link is a field of its own."""
    values = {key: getattr(item, key) for key in FIELDS if key != "links"}
    values |= {f"links.{name}": address for name, address in item.links.items()}
    return {key: value for key, value in values.items() if value not in ABSENT}


def same(key: str, first: Any, second: Any) -> bool:
    """Tell whether two values of a field say the same; a less precise date agrees with a more precise one."""
    if first is None or second is None:
        return first is second
    if key == "published":
        return str(first).startswith(str(second)) or str(second).startswith(str(first))
    return bool(_folded(key, first) == _folded(key, second))


def _folded(key: str, value: Any) -> Any:
    if key == "authors":
        return [fold_title(name) for name in value]
    if not isinstance(value, str):
        return value
    if key.startswith("links."):
        return value.rstrip("/").casefold()
    if key == "arxiv":
        return bare_arxiv(value)
    return value.casefold() if key == "doi" else " ".join(value.split())


def union(kept: Paper, gone: Paper) -> Mapping[str, Any]:
    """What one entry made of two says, by field, where it differs from `kept`.

    A field that only one has is taken from it; of two values the fuller is, whichever paper is kept:
    the longer text, the more precise date, and the lists together.
    """
    chosen: dict[str, Any] = {}
    for key in (*FIELDS, "names", "issued", "tags", "note", "added", "feed", "sources"):
        value = _fuller(key, getattr(kept, key), getattr(gone, key))
        if value != getattr(kept, key):
            chosen[key] = value
    return chosen


def _fuller(key: str, first: Any, second: Any) -> Any:
    if first in ABSENT or second in ABSENT:
        return second if first in ABSENT else first
    if isinstance(first, Mapping):
        return {name: _fuller(key, first.get(name), second.get(name)) for name in sorted({*first, *second})}
    if key == "added":
        return min(first, second)
    low, high = sorted((first, second), key=_weight)
    if key == "names":
        return (*high, *(name for name in low if name not in high))
    if key == "tags":
        return (*high, *(tag for tag in low if tag not in high))[:TAGS_PER_PAPER]
    return high


def _weight(value: Any) -> tuple[int, str]:
    text = value if isinstance(value, str) else str(value)
    return (len(value) if isinstance(value, tuple) else len(text), text)
