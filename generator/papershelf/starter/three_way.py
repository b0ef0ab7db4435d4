"""Brings two edits of one text together, line by line."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

Lines = Sequence[str]


class Merge(NamedTuple):
    """The text with both edits, or None where both changed the same lines: from `line` of ours on, from 1."""

    text: str | None
    line: int = 0


def merge(base: str, ours: str, theirs: str) -> Merge:
    """Return `base` with the changes of `ours` and of `theirs`.

    Changes to one place are taken if they are the same; changes to neighbouring lines count as one place.
    """
    before, mine, other = (text.splitlines(keepends=True) for text in (base, ours, theirs))
    merged: list[str] = []
    at, at_mine, at_other = 0, 0, 0
    for start, start_mine, start_other, length in _common(before, mine, other):
        chosen = _chosen(before[at:start], mine[at_mine:start_mine], other[at_other:start_other])
        if chosen is None:
            return Merge(None, at_mine + 1)
        merged += chosen
        merged += before[start : start + length]
        at, at_mine, at_other = start + length, start_mine + length, start_other + length
    return Merge("".join(merged))


def _chosen(before: Lines, mine: Lines, other: Lines) -> Lines | None:
    """Return the lines of whoever changed them, None if both did so differently."""
    if other in (mine, before):
        return mine
    return other if mine == before else None


def _common(before: Lines, mine: Lines, other: Lines) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs of lines that all three have, by starts and length; at last the end, as an empty one."""
    others = SequenceMatcher(None, before, other, autojunk=False).get_matching_blocks()
    for one in SequenceMatcher(None, before, mine, autojunk=False).get_matching_blocks():
        for two in others:
            start = max(one.a, two.a)
            end = min(one.a + one.size, two.a + two.size)
            if start < end:
                yield start, one.b + start - one.a, two.b + start - two.a, end - start
    yield len(before), len(mine), len(other), 0
