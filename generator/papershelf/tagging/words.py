"""Words as the vocabulary compares them: no case, no plural, hyphen or blank or nothing between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’]s\b)?")
GAP = re.compile(r"[\s_\-‐‑–]*")
SHORTEST_PLURAL = 4
IRREGULAR = {"indices": "index", "matrices": "matrix", "vertices": "vertex", "analyses": "analysis"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order, by their stems, and where each stands in it."""

    text: str
    stems: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def adjoin(self, first: int) -> bool:
        """Tell whether nothing but blanks or a hyphen parts a word from the next."""
        gap = self.text[self.spans[first][1] : self.spans[first + 1][0]]
        return gap in {" ", "-"} or GAP.fullmatch(gap) is not None


def words(text: str) -> Words:
    """Split a text into words."""
    spans = tuple(match.span() for match in WORD.finditer(text))
    return Words(text, tuple(stem(text[start:end]) for start, end in spans), spans)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Fold case and the English plural; "cache" loses its "e", which "caches" shares with "searches"."""
    word = word.casefold().removesuffix("'s").removesuffix("’s")
    if len(word) < SHORTEST_PLURAL:
        return word
    word = IRREGULAR.get(word, word)
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:-1] if word.endswith(("se", "xe", "ze", "che", "she")) else word
