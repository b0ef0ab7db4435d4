"""Which tags a text suggests, how strongly, and why.

The weights were chosen on the tuning half of `tests/labels/`, where they hardly matter: what decides is the
vocabulary. In short: any name in the title is enough; the abstract needs two phrases, one phrase twice, or
one word five times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from papershelf.library.values import TAGS_PER_PAPER
from papershelf.tagging.evidence import Evidence, Place, evidence
from papershelf.tagging.vocabulary import Vocabulary

THRESHOLD = 1.75
PLACES: Mapping[Place, float] = {"title": 4.0, "keywords": 1.0, "abstract": 1.0}
WORD, PHRASE = 0.5, 1.0
AGAIN = 0.75  # what each further mention adds to the first, up to the fifth
MENTIONS = 5
REASONS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag for which a text speaks; `evidence` begins with the weightiest."""

    slug: str
    score: float
    evidence: tuple[Evidence, ...]

    @property
    def strong(self) -> bool:
        """Whether this is enough to suggest the tag."""
        return self.score >= THRESHOLD

    @property
    def reason(self) -> str:
        """What a reader is told: the weightiest evidence, in the words of the text."""
        return ", ".join(map(str, self.evidence[:REASONS]))

    def __str__(self) -> str:
        """As in `vector-search: 'approximate nearest neighbor' in the title`."""
        return f"{self.slug}: {self.reason}"


def suggestions(
    vocabulary: Vocabulary, title: str, abstract: str = "", keywords: Iterable[str] = ()
) -> tuple[Suggestion, ...]:
    """One to five tags that a text suggests, or none; the strongest first.

    Texts are as readers see them (`papershelf.text.shown`). A tag gives way to a more specific one below it.
    Raises InvalidInputError for a pattern that takes too long.
    """
    return strongest(vocabulary, assessed(vocabulary, title, abstract, keywords))


def strongest(vocabulary: Vocabulary, found: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Of all that `assessed` found, what is worth suggesting."""
    strong = [each for each in found if each.strong]
    general = {slug for each in strong for slug in vocabulary.ancestors(each.slug)}
    return tuple(each for each in strong if each.slug not in general)[:TAGS_PER_PAPER]


def assessed(
    vocabulary: Vocabulary, title: str, abstract: str = "", keywords: Iterable[str] = ()
) -> tuple[Suggestion, ...]:
    """Every tag for which anything speaks; the strongest first, ties in the vocabulary's order."""
    texts: Mapping[Place, str] = {"title": title, "keywords": "; ".join(keywords), "abstract": abstract}
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for place, text in texts.items():
        if not text:
            continue
        for slug, pieces in evidence(vocabulary, text, place).items():
            found[slug] += pieces
    ranked = [_suggestion(slug, found[slug]) for slug in vocabulary.tags if slug in found]
    return tuple(sorted(ranked, key=lambda each: -each.score))


def _suggestion(slug: str, pieces: Iterable[Evidence]) -> Suggestion:
    ordered = sorted(pieces, key=lambda piece: -weight(piece))
    return Suggestion(slug, sum(map(weight, ordered)), tuple(ordered))


def weight(piece: Evidence) -> float:
    """How much a piece of evidence says: a title more than an abstract, a phrase more than a word."""
    kind = PHRASE if piece.words > 1 else WORD
    return PLACES[piece.place] * kind * (1 + AGAIN * (min(piece.times, MENTIONS) - 1))
