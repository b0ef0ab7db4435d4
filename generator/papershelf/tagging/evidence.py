"""What in a text speaks for a tag, in the text's own words."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from papershelf.tagging.spans import without_overlaps
from papershelf.tagging.vocabulary import Vocabulary
from papershelf.tagging.words import words

Place = Literal["title", "keywords", "abstract"]
LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words as they stand where they were first found, how many they are, and how often they come."""

    quote: str
    place: Place
    words: int
    times: int

    def __str__(self) -> str:
        """Tell it to a reader: `'KV cache' in the abstract (3 times)`."""
        quote = textwrap.shorten(self.quote, LONGEST_QUOTE, placeholder="…")
        often = f" ({self.times} times)" if self.times > 1 else ""
        return f"'{quote}' in the {self.place}{often}"


def evidence(vocabulary: Vocabulary, text: str, place: Place) -> dict[str, list[Evidence]]:
    """What a text says, by slug; the same words in another number, case or spelling are one piece.

    Where names overlap, a tag's longest counts. Raises InvalidInputError for a pattern that takes too long.
    """
    spans = without_overlaps([*vocabulary.names.find(text), *vocabulary.patterns.find(text)])
    quotes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for span in spans:
        quote = text[span.start : span.end]
        quotes[span.slug, "".join(words(quote).stems)].append(quote)
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for (slug, _), same in quotes.items():
        found[slug].append(Evidence(same[0], place, len(words(same[0]).stems), len(same)))
    return dict(found)
