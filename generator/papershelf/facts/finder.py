"""Finding names in a text: in exact case, as words of their own, the longest of those that overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

WORD = re.compile(r"\w+")
NOT_BEFORE = re.compile(r"[\w\-‐‑/\\@#.+]$")
SUFFIX = r"(?:s|['’]s|[-‐‑](?:based|style|like|inspired|compatible))?"
NEXT_VERSION = r"\s[vV]?[0-9]+(?:\.[0-9]+)*(?![\w%×]|\.\w|\s?(?:times|x)\b)"
NOT_AFTER = rf"(?!\w|[-‐‑_+*^@\\][^\s,.;:)]|[+*^]|/\w+[./]\w|\.[a-z0-9]|{NEXT_VERSION})"
AFTER = re.compile(SUFFIX + NOT_AFTER)


class Span(NamedTuple):
    """A name where it stands in a text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Finder:
    """Finds names in texts, by the word with which they begin, so that many names take no longer than few."""

    names: frozenset[str]

    @cached_property
    def _by_first_word(self) -> Mapping[str, list[tuple[int, str]]]:
        """Names by the word with which they begin, and by its plural, with where in them it stands."""
        found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for name in sorted(self.names):
            if first := WORD.search(name):
                found[first.group()].append((first.start(), name))
                found[f"{first.group()}s"].append((first.start(), name))
        return found

    def find(self, text: str) -> list[Span]:
        """The names that stand in a text as words of their own; where two overlap, the longer one."""
        kept: list[Span] = []
        for span in sorted(self._every(text), key=lambda span: (span.start - span.end, span.start)):
            if all(span.end <= other.start or other.end <= span.start for other in kept):
                kept.append(span)
        return sorted(kept)

    def _every(self, text: str) -> Iterator[Span]:
        for word in WORD.finditer(text):
            for offset, name in self._by_first_word.get(word.group(), ()):
                start = word.start() - offset
                end = start + len(name)
                if start >= 0 and text.startswith(name, start) and _stands_alone(text, start, end):
                    yield Span(start, end, name)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a name is not part of another word, address, or name with a version."""
    return not NOT_BEFORE.search(text, max(0, start - 1), start) and AFTER.match(text, end) is not None
