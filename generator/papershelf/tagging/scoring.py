"""Which tags the text of a paper suggests, and the evidence for each."""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from papershelf.library.values import TAGS_PER_PAPER
from papershelf.model import Candidate, Paper
from papershelf.tagging.patterns import Vocabulary
from papershelf.tagging.phrases import without_overlaps, words
from papershelf.text import shown

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


THRESHOLD = 1.75
PLACES: Mapping[Place, float] = {"title": 4.0, "keywords": 1.0, "abstract": 1.0}
WORD, PHRASE = 0.5, 1.0
AGAIN = 0.75  # what each further mention adds to the first, up to the fifth
MENTIONS = 5
REASONS = 3


@dataclass(frozen=True, slots=True)
class TagSuggestion:
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
) -> tuple[TagSuggestion, ...]:
    """One to five tags that a text suggests, or none; the strongest first.

    Texts are as readers see them (`papershelf.text.shown`). A tag gives way to a more specific one below it.
    Raises InvalidInputError for a pattern that takes too long.
    """
    return strongest(vocabulary, assessed(vocabulary, title, abstract, keywords))


def strongest(vocabulary: Vocabulary, found: Iterable[TagSuggestion]) -> tuple[TagSuggestion, ...]:
    """Of all that `assessed` found, what is worth suggesting."""
    strong = [each for each in found if each.strong]
    general = {slug for each in strong for slug in vocabulary.ancestors(each.slug)}
    return tuple(each for each in strong if each.slug not in general)[:TAGS_PER_PAPER]


def assessed(
    vocabulary: Vocabulary, title: str, abstract: str = "", keywords: Iterable[str] = ()
) -> tuple[TagSuggestion, ...]:
    """Every tag for which anything speaks; the strongest first, ties in the vocabulary's order."""
    texts: Mapping[Place, str] = {"title": title, "keywords": "; ".join(keywords), "abstract": abstract}
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for place, text in texts.items():
        if not text:
            continue
        for slug, pieces in evidence(vocabulary, text, place).items():
            found[slug] += pieces
    ranked = [_tag_suggestion(slug, found[slug]) for slug in vocabulary.tags if slug in found]
    return tuple(sorted(ranked, key=lambda each: -each.score))


def _tag_suggestion(slug: str, pieces: Iterable[Evidence]) -> TagSuggestion:
    ordered = sorted(pieces, key=lambda piece: -weight(piece))
    return TagSuggestion(slug, sum(map(weight, ordered)), tuple(ordered))


def weight(piece: Evidence) -> float:
    """How much a piece of evidence says: a title more than an abstract, a phrase more than a word."""
    kind = PHRASE if piece.words > 1 else WORD
    return PLACES[piece.place] * kind * (1 + AGAIN * (min(piece.times, MENTIONS) - 1))


def suggested(item: Paper | Candidate, vocabulary: Vocabulary) -> tuple[TagSuggestion, ...]:
    """One to five tags for an item, or none; the strongest first."""
    return strongest(vocabulary, reasons(item, vocabulary).values())


def reasons(item: Paper | Candidate, vocabulary: Vocabulary) -> Mapping[str, TagSuggestion]:
    """All that speaks for any tag, by slug, the strongest first: also what is too weak for a suggestion."""
    keywords = item.keywords if isinstance(item, Candidate) else ()
    found = assessed(vocabulary, shown(item.title), shown(item.abstract or ""), map(shown, keywords))
    return {each.slug: each for each in found}
