"""Three-way merge of an entry with a re-imported feed record, and the union of two entries.

`base` is the record that the entry was imported from, `mine` the entry, `theirs` the new record. A field that
nobody changed since its import follows the feed; one that a person changed or removed stays. If both changed,
or the first record is missing, the field is in conflict and stays as well. A less precise date is no change:
it only follows a more precise one. A field that the list declares itself is filled wherever an entry lacks
it: nobody can tell whether it was removed, or declared later. Votes are not edited by people: the higher
count wins, so that an old capture takes nothing back.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from papershelf.curate.titles import fold_title, title_key
from papershelf.library.fields import ABSENT, PAPER, Field, value_of, with_own
from papershelf.library.values import DAY, TEXT, Kind
from papershelf.library.venues import venue_series, year_of_issue
from papershelf.model import Candidate, Paper, PartialDate, bare_arxiv
from papershelf.text import shown

FIELDS = tuple(field.key for field in PAPER if field.key in Candidate.__dataclass_fields__)
"""The fields that feeds can have."""
NOT_MERGED = frozenset({"id", "formerly"})
NOT_TOLD = NOT_MERGED | {"others", "added", "feed", "votes", "organisation", "sources"}
"""Fields of an entry rather than of its paper, and one that goes with another."""
NEVER_REPLACED = frozenset({"key"})  # the one that is kept may be cited already, however short it is
BELONGS_TO = {"others": "authors"}
PRINTED = frozenset({"volume", "number", "pages", "publisher"})
"""Fields of the version of record that a feed fills wherever an entry lacks them."""
ONLY_GROW = frozenset({"votes"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs between list and feed; `links.code` is one link."""

    key: str
    mine: Any
    theirs: Any


def merged(
    candidate: Candidate, paper: Paper, base: Candidate | None, taken: Collection[str]
) -> tuple[list[FieldChange], list[FieldChange]]:
    """Return the fields that follow the feed and those in conflict; the feed wins the fields in `taken`."""
    mine, theirs = facts(paper), _dated_as(paper, candidate)
    was = _dated_as(paper, base) if base else {}
    if _has_all_authors(paper, candidate):
        theirs = {key: value for key, value in theirs.items() if key not in {"authors", "others"}}
    elif paper.others and "authors" in theirs:
        theirs.setdefault("others", False)
    changes: list[FieldChange] = []
    conflicts: list[FieldChange] = []
    for key, value in theirs.items():
        change = FieldChange(key, mine.get(key), value)
        wins = bool({key, key.partition(".")[0], BELONGS_TO.get(key)} & set(taken))
        is_respelt = key == "title" and wins and value != change.mine
        is_cut = key == "abstract" and not wins and _is_cut(value, change.mine or "")
        is_finer = _is_finer(value, change.mine) and (wins or change.mine == was.get(key))
        if is_cut or (same(key, change.mine, value) and not is_respelt and not is_finer):
            continue
        if key in ONLY_GROW and not wins:
            changes += [change] if change.mine is None or value > change.mine else []
        elif wins or _is_unfilled(key, change.mine, candidate) or _follows(key, change.mine, was.get(key)):
            changes.append(change)
        elif not same(key, was.get(key), value):
            conflicts.append(change)
    return changes, conflicts


def _dated_as(paper: Paper, candidate: Candidate) -> dict[str, Any]:
    """Return the facts of a record of a paper whose first submission the list knows.

    A bibliography gives one date. Later than the submission, and beside a venue, it is that of the version of
    record, which the list may have in the venue: "NeurIPS 2023".
    """
    said = facts(candidate)
    date = said.get("published")
    is_later = date and paper.published and date.year > paper.published.year
    if is_later and candidate.venue and "issued" not in said:
        said["issued"] = said.pop("published")
    if "issued" in said and not paper.issued and said["issued"].year == year_of_issue(paper):
        del said["issued"]
    return said


def _has_all_authors(paper: Paper, candidate: Candidate) -> bool:
    """Tell whether a feed that names some of the authors names the first of those in the list."""
    named = _folded("authors", candidate.authors)
    return bool(candidate.others) and _folded("authors", paper.authors)[: len(named)] == named


def _is_unfilled(key: str, mine: Any, candidate: Candidate) -> bool:
    """Tell a field that an entry lacks because it is younger than its import: the list's own, or PRINTED."""
    return mine is None and (key in candidate.own or key in PRINTED)


def _follows(key: str, mine: Any, was: Any) -> bool:
    """Tell whether a field is as its import left it: untouched, or never there.

    A title is replaced only when somebody asks for it: people know the paper by it.
    """
    if key == "title":
        return False
    return (mine is None and was is None) or same(key, mine, was)


def facts(item: Paper | Candidate) -> dict[str, Any]:
    """Return the values of a paper by field; each link is a field of its own."""
    values = {key: getattr(item, key) for key in FIELDS if key != "links"}
    values |= {f"links.{name}": address for name, address in item.links.items()}
    values |= item.own
    return {key: value for key, value in values.items() if value not in ABSENT}


def set_field(values: dict[str, Any], paper: Paper, key: str, value: Any) -> None:
    """Set a field of `facts` among the new values of a paper's keys; its other links stay."""
    key, _, name = key.partition(".")
    whole = {**values.get(key, paper.links), name: value} if name else value
    values[key] = None if whole is False else whole


def same(key: str, first: Any, second: Any) -> bool:
    """Tell whether two values of a field agree.

    A less precise date agrees with a more precise one, a title with its other spellings, and a venue without
    a year with that of any year.
    """
    if first is None or second is None:
        return first is second
    if key == "venue" and first != second:
        first, second = _of_one_precision(first, second)
    if isinstance(first, PartialDate):
        return str(first).startswith(str(second)) or str(second).startswith(str(first))
    return bool(_folded(key, first) == _folded(key, second))


def _of_one_precision(first: str, second: str) -> tuple[str, str]:
    """Return two venues as they are if both have a year or neither has; else their series."""
    series = venue_series(first), venue_series(second)
    have_year = [whole != bare for whole, bare in zip((first, second), series, strict=True)]
    return (first, second) if have_year[0] == have_year[1] else series


def _is_finer(theirs: Any, mine: Any) -> bool:
    """Tell a date that says more than one which it agrees with."""
    return isinstance(theirs, PartialDate) and theirs != mine and str(theirs).startswith(str(mine))


def _is_cut(theirs: str, mine: str) -> bool:
    """Tell an abstract that is the beginning of another, as some services give it."""
    start, whole = (" ".join(text.split()) for text in (theirs, mine))
    return len(start) < len(whole) and whole.startswith(start.rstrip(".… "))


def _folded(key: str, value: Any) -> Any:
    if key == "title":
        return title_key(value)
    if key == "authors":
        return [fold_title(name) for name in value]
    if not isinstance(value, str):
        return value
    return _folded_text(key, value)


def _folded_text(key: str, value: str) -> str:
    if key.startswith("links."):
        return value.rstrip("/").casefold()
    if key == "arxiv":
        return bare_arxiv(value)
    if key == "abstract":
        return " ".join(shown(value).split())
    return value.casefold() if key == "doi" else " ".join(value.split())


def union(kept: Paper, gone: Paper, own: Sequence[Field] = ()) -> Mapping[str, Any]:
    """Return the fields, by key, that change in `kept` when another entry is merged into it.

    A field that only one has is taken from it; of two values the fuller one, whichever paper is kept:
    the longer text, the more precise date, the earlier day, and the items of both lists. Of two numbers,
    words of a vocabulary, or true and false, neither is fuller, and that of `kept` stays.
    """
    chosen: dict[str, Any] = {}
    for field in with_own(own):
        before = value_of(kept, field.key)
        value = _fuller(field.kind, before, value_of(gone, field.key))
        if field.key == "others":
            value = _others(kept, gone, chosen.get("authors", kept.authors))
        if field.key in NEVER_REPLACED:
            value = before or value
        if field.key not in NOT_MERGED and value != before:
            chosen[field.key] = value
    return chosen


def given_up(kept: Paper, gone: Paper, own: Sequence[Field] = ()) -> Mapping[str, tuple[Any, Any]]:
    """Return what of `gone` its union with `kept` lacks, by key, behind what that has in its place.

    Each link has a key of its own; of several values only those are returned that are lacking.
    """
    chosen = union(kept, gone, own)
    lost: dict[str, tuple[Any, Any]] = {}
    for field in with_own(own):
        key, value = field.key, value_of(gone, field.key)
        if key in NOT_TOLD or value in ABSENT:
            continue
        whole = chosen.get(key, value_of(kept, key))
        if isinstance(value, Mapping):
            for name, link in value.items():
                if not same(f"{key}.{name}", whole.get(name), link):
                    lost[f"{key}.{name}"] = (whole.get(name), link)
        elif isinstance(value, tuple):
            if lacking := tuple(each for each in value if each not in whole):
                lost[key] = (whole, lacking)
        elif not same("", whole, value):
            lost[key] = (whole, value)
    return lost


def _others(kept: Paper, gone: Paper, authors: tuple[str, ...]) -> bool | None:
    """Return whether there are more than these authors, as each entry says that lists them."""
    said = [paper.others for paper in (kept, gone) if paper.authors == authors]
    return next((answer for answer in (True, False) if answer in said), None)


def _fuller(kind: Kind, first: Any, second: Any) -> Any:
    if first in ABSENT or second in ABSENT:
        return second if first in ABSENT else first
    if isinstance(first, Mapping):
        names = sorted({*first, *second})
        return {name: _fuller(TEXT, first.get(name), second.get(name)) for name in names}
    if kind is DAY:
        return min(first, second)
    if kind.schema.get("type") in {"boolean", "number"} or "enum" in kind.schema:
        return first
    low, high = sorted((first, second), key=_weight)
    if kind.schema.get("uniqueItems"):
        return (*high, *(item for item in low if item not in high))[: kind.schema.get("maxItems")]
    return high


def _weight(value: Any) -> tuple[int, str]:
    text = value if isinstance(value, str) else str(value)
    return (len(value) if isinstance(value, tuple) else len(text), text)
