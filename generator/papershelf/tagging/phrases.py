"""The words of a text by their stems, and where the names of tags occur among them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Self

from papershelf.model import Tag

WORD = re.compile(r"[^\W_]+(?:['’]s\b)?")
GAP = re.compile(r"[\s_\-‐‑–]*")
SHORTEST_PLURAL = 4
IRREGULAR = {"indices": "index", "matrices": "matrix", "vertices": "vertex", "analyses": "analysis"}
SHORTEST_JOINED = 6  # letters; below that "in R" would be INR, and "a nn" ANN


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: their stems, and the start and end of each."""

    text: str
    stems: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def adjoin(self, first: int) -> bool:
        """Check that only spaces or a hyphen separate a word from the next one."""
        gap = self.text[self.spans[first][1] : self.spans[first + 1][0]]
        return gap in {" ", "-"} or GAP.fullmatch(gap) is not None


def words(text: str) -> Words:
    """Split a text into words."""
    spans = tuple([match.span() for match in WORD.finditer(text)])
    return Words(text, tuple(map(stem, WORD.findall(text))), spans)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Fold case and English plurals; "cache" loses its "e", as "caches" and "searches" end alike."""
    word = word.casefold().removesuffix("'s").removesuffix("’s")
    if len(word) < SHORTEST_PLURAL:
        return word
    word = IRREGULAR.get(word, word)
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:-1] if word.endswith(("se", "xe", "ze", "che", "she")) else word


class Span(NamedTuple):
    """The place of a tag's name or pattern in a text, in characters."""

    slug: str
    start: int
    end: int


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """Keep the longest of overlapping spans of one tag, or the first of equals; return them in text order."""
    kept: list[Span] = []
    taken: defaultdict[str, set[int]] = defaultdict(set)
    for span in sorted(set(spans), key=lambda span: (span.start - span.end, span.start)):
        here = range(span.start, span.end)
        if taken[span.slug].isdisjoint(here):
            kept.append(span)
            taken[span.slug].update(here)
    return sorted(kept, key=lambda span: (span.start, span.slug))


@dataclass(frozen=True, slots=True)
class Names:
    """Labels and aliases by their joined stems, so that "hash grid" is "hash-grids" and "hashgrid".

    `owners` maps a joined name and its number of words to slugs; the number is 0 for names long enough to be
    split into words in any way. `beginnings` are all prefixes of joined names: a search stops at any other.
    """

    owners: Mapping[tuple[str, int], tuple[str, ...]]
    beginnings: frozenset[str]

    @classmethod
    def of(cls, tags: Iterable[Tag]) -> Self:
        """Index the names of tags."""
        owners: defaultdict[tuple[str, int], dict[str, None]] = defaultdict(dict)
        for tag in tags:
            for name in (tag.label, *tag.aliases):
                stems = words(name).stems
                if stems:
                    owners[_key("".join(stems), len(stems))][tag.slug] = None
        beginnings = frozenset(name[:length] for name, _ in owners for length in range(1, len(name) + 1))
        return cls({key: tuple(slugs) for key, slugs in owners.items()}, beginnings)

    def find(self, text: str) -> Iterator[Span]:
        """Yield all names in a text, including those inside others; none crosses the end of a sentence."""
        read = words(text)
        for first, stem in enumerate(read.stems):
            if stem in self.beginnings:
                yield from self._beginning_at(first, read)

    def _beginning_at(self, first: int, read: Words) -> Iterator[Span]:
        joined = ""
        for last in range(first, len(read.stems)):
            if last > first and not read.adjoin(last - 1):
                return
            joined += read.stems[last]
            if joined not in self.beginnings:
                return
            for slug in self.owners.get(_key(joined, last - first + 1), ()):
                yield Span(slug, read.spans[first][0], read.spans[last][1])


def _key(joined: str, count: int) -> tuple[str, int]:
    return joined, count if len(joined) < SHORTEST_JOINED else 0
