"""The text of a list cut into those of its entries, so that one is read or changed without the others."""

import re
from collections import deque
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

_DASH = re.compile(r"\n(?=-[ \n])")
# A line that begins neither an entry nor a comment, nor is indented: `---`, `[`, `key:`
_OTHER = re.compile(r"\n(?:[^ #\n-]|-[^ \n])")
_LINE_BREAKS = ("\r", "\x85", "\u2028", "\u2029", "\ufeff", "\t")


class EntryText(NamedTuple):
    """An entry with all up to the next one: a list of one entry. `line`, from 1, is that of its dash."""

    start: int
    line: int
    text: str

    def moved(self, characters: int, lines: int) -> "EntryText":
        """The same further down."""
        return EntryText(self.start + characters, self.line + lines, self.text)


_recent: deque[tuple[str, Sequence[EntryText]]] = deque(maxlen=2)
"""A list is read, then edited, then read again."""


def entry_texts(text: str) -> Sequence[EntryText]:
    """Cut a list into its entries; nothing where that is not sure without reading the whole as YAML.

    An entry may still turn out to be broken on its own, such as one that ends inside a quotation: then its
    dash was text, and only the whole can tell.
    """
    for known, found in _recent:
        if known == text:
            return found
    changed = (_cut_again(text, *each) for each in _recent)
    found = next(filter(None, changed), ()) or _cut(text)
    _recent.appendleft((text, found))
    return found


def _cut(text: str) -> Sequence[EntryText]:
    first = f"\n{text[:2]}"
    if any(mark in text for mark in _LINE_BREAKS) or _OTHER.match(first) or _OTHER.search(text):
        return ()
    dashes = [match.end() for match in _DASH.finditer(text)]
    bounds = [*([0] if _DASH.match(first) else []), *dashes, len(text)]
    found: list[EntryText] = []
    line, done = 1, 0
    for start, end in pairwise(bounds):
        line += text.count("\n", done, start)
        done = start
        found.append(EntryText(start, line, text[start:end]))
    return found


def _cut_again(text: str, before: str, entries: Sequence[EntryText]) -> Sequence[EntryText]:
    """Cut only what lies between the entries that stay at both ends; nothing where that is not sure."""
    if not entries or not text.startswith(before[: entries[0].start]):
        return ()
    above = list(takewhile(lambda each: text.startswith(each.text, each.start), entries))
    start = above[-1].start + len(above[-1].text) if above else entries[0].start
    down = len(text) - len(before)
    stay = takewhile(
        lambda each: each.start + down >= start and text.startswith(each.text, each.start + down),
        reversed(entries[len(above) :]),
    )
    below = list(stay)[::-1]
    end = below[0].start + down if below else len(text)
    between = _cut(text[start:end])
    if any(text[place - 1 : place] not in {"", "\n"} for place in (start, end)[: 1 + bool(below)]):
        return ()
    if start < end and (not between or between[0].start):
        return ()
    line = text.count("\n", 0, start) if above or between else 0
    lines = text.count("\n", 0, end) + 1 - below[0].line if below else 0
    return [
        *above,
        *(each.moved(start, line) for each in between),
        *(each.moved(down, lines) for each in below),
    ]
