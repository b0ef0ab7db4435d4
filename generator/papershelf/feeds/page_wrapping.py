"""Joining the lines of a hard-wrapped paragraph so that its text is what it was before.

Most tools break at spaces only. Some also break at the hyphens of a compound ("real-" / "time"), and most
cut a word that is longer than a line. The lines themselves tell: a tool that breaks at hyphens leaves hardly
a line on which the next word, up to its hyphen, would still have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_HEAD = re.compile(r"\S*?[^\W\d]{2}-(?=[^\W\d]{2})")
LONGEST_END = 10  # characters of a line's end that tell how it was broken
_BROKEN_COMPOUND = re.compile(r"[^\W\d]{2}-$")
_COMPOUND_GOES_ON = re.compile(r"[^\W\d]{2}")
_PLAIN_WORD = re.compile(r"[^\W\d_]+[.,;:!?)]*")
_STOPS = ".,;:!?)}"
_BROKEN_DASH = re.compile(r"\w--+$")
# As in "pre- and post-training", "two- or three-dimensional".
_SUSPENDED = frozenset({"and", "or", "to", "nor", "but", "vs", "versus", "through"})


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a capture's lines were broken: at which width (0: not at all), and whether at hyphens too."""

    width: int = 0
    at_hyphens: bool = False

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Wrapping:
        """Measure texts, each given as its lines."""
        width = at_hyphens = before_hyphens = 0
        for lines in texts:
            widest = max(map(len, lines))
            for line, following in pairwise(lines):
                width = max(width, len(line))
                at_hyphens += _is_broken_at_hyphen(line, following)
                before_hyphens += len(line) + 1 + len(_head(following)) <= widest
        return cls(width, at_hyphens > before_hyphens)

    def join(self, lines: Sequence[str]) -> str:
        """Undo the wrapping of one paragraph."""
        parts = [lines[0]]
        for line, following in pairwise(lines):
            parts += ["" if self._is_cut(line, following) else " ", following]
        return "".join(parts)

    def _is_cut(self, line: str, following: str) -> bool:
        if self.at_hyphens and _is_broken_at_hyphen(line, following):
            return True
        rest = _first_word(following)
        if len(line) != self.width or (line[-1] in _STOPS and _PLAIN_WORD.fullmatch(rest)):
            return False  # an address may also end where its line does
        word = line.rsplit(None, 1)[-1] + rest
        return len(word) > self.width and ("://" in word or " " not in line)


def _is_broken_at_hyphen(line: str, following: str) -> bool:
    if following.startswith("--"):
        return line[-1].isalnum() and following.lstrip("-")[:1].isalnum()
    if not line.endswith("-"):
        return False
    before = line[-LONGEST_END:]
    if _BROKEN_DASH.search(before):
        return following[0].isalnum()
    compound = _BROKEN_COMPOUND.search(before) and _COMPOUND_GOES_ON.match(following)
    return bool(compound) and _first_word(following).strip(",;") not in _SUSPENDED


def _head(line: str) -> str:
    head = _HEAD.match(line)
    return head.group() if head else _first_word(line)


def _first_word(line: str) -> str:
    return line.split(None, 1)[0]
