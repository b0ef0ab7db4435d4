"""The text of a list cut into those of its entries, so that one is read or changed without the others."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
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


@lru_cache(maxsize=2)  # a list is read, then edited, then read again
def entry_texts(text: str) -> Sequence[EntryText]:
    """Cut a list into its entries; nothing where that is not sure without reading the whole as YAML.

    An entry may still turn out to be broken on its own, such as one that ends inside a quotation: then its
    dash was text, and only the whole can tell.
    """
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
