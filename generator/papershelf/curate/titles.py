"""Titles compared as people do: by their words, not by case, accents, punctuation or TeX."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz import fuzz

from papershelf.text import shown

NEAR = 90.0
RAREST = 5
SHORT = 4


def fold(title: str) -> str:
    """The words of a title in the form in which two titles are the same."""
    text = unicodedata.normalize("NFKD", shown(title)).casefold()
    letters = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", letters.replace("_", " ")))


class TitleIndex:
    """Finds titles that are nearly another's, without comparing each with each.

    `corpus` are the titles whose words are counted: all that will be asked for or added. Two titles are
    compared only where they share two of the RAREST rarest words of either, or one where both have no more
    than SHORT words. (One shared word would do for all, and find 1 % more of the titles with typing errors,
    but a word is rare only in a short list: the work would grow with the square of the titles.)
    """

    def __init__(self, corpus: Iterable[str]) -> None:
        self.frequency = Counter(word for title in corpus for word in set(fold(title).split()))
        self.folded: list[str] = []
        self.by_key: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, title: str) -> None:
        """Add a title; its position is the number of those before it."""
        self.folded.append(fold(title))
        for key in self._keys(self.folded[-1]):
            self.by_key[key].append(len(self.folded) - 1)

    def near(self, title: str) -> list[tuple[int, float]]:
        """The positions of titles at least NEAR like this one, with their scores, the nearest first."""
        folded = fold(title)
        positions = {position for key in self._keys(folded) for position in self.by_key.get(key, ())}
        scored = [
            (position, score)
            for position in positions
            if (score := fuzz.ratio(folded, self.folded[position], score_cutoff=NEAR))
        ]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """The positions of all pairs of titles at least NEAR alike, in their order, with their scores."""
        for position, title in enumerate(self.folded):
            for other, score in self.near(title):
                if other > position:
                    yield position, other, score

    def _keys(self, folded: str) -> list[str]:
        words = sorted(set(folded.split()), key=lambda word: (self.frequency[word], word))
        pairs = [f"{first} {second}" for first, second in combinations(sorted(words[:RAREST]), 2)]
        return pairs + words if len(words) <= SHORT else pairs
