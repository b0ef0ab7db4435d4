"""Finding the vocabulary's names in a text, however they are hyphenated, joined, numbered or capitalised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from papershelf.model import Tag
from papershelf.tagging.spans import Span
from papershelf.tagging.words import Words, words

SHORTEST_JOINED = 6  # letters; below that "in R" would be INR, and "a nn" ANN


@dataclass(frozen=True, slots=True)
class Names:
    """Labels and aliases by their joined stems, so that "hash grid" is "hash-grids" and "hashgrid".

    `owners` are slugs by joined name and number of words, 0 where words may be joined or parted freely.
    `beginnings` are all that a joined name can begin with: reading on ends where nothing can be found.
    """

    owners: Mapping[tuple[str, int], tuple[str, ...]]
    beginnings: frozenset[str]

    @classmethod
    def of(cls, tags: Iterable[Tag]) -> Names:
        """Index what the tags are called."""
        owners: defaultdict[tuple[str, int], dict[str, None]] = defaultdict(dict)
        for tag in tags:
            for name in (tag.label, *tag.aliases):
                stems = words(name).stems
                if stems:
                    owners[_key("".join(stems), len(stems))][tag.slug] = None
        beginnings = frozenset(name[:length] for name, _ in owners for length in range(1, len(name) + 1))
        return cls({key: tuple(slugs) for key, slugs in owners.items()}, beginnings)

    def find(self, text: str) -> Iterator[Span]:
        """All names in the text, also those within others; a sentence's end is never within one."""
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
