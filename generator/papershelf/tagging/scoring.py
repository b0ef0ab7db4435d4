"""Which tags the text of a paper suggests, and the evidence for each."""

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from papershelf.library.values import TAGS_PER_PAPER
from papershelf.model import Candidate, Paper
from papershelf.tagging.claims import claimed, claims
from papershelf.tagging.patterns import Vocabulary
from papershelf.tagging.phrases import Span, without_overlaps, words
from papershelf.text import shown

Place = Literal["title", "keywords", "abstract"]
PLACES: Mapping[Place, float] = {"title": 4.0, "keywords": 1.0, "abstract": 1.0}
WORD, PHRASE = 0.5, 1.0
AGAIN = 0.75  # what each further mention adds to the first, up to the fifth
MENTIONS = 5
CLAIMED = 1.5  # how much more counts what authors say of their own work
THRESHOLD = 2.0
GOES_ON = re.compile(r"[-‐‑–]to[-‐‑–]\w")  # "Zero-1-to-3" is not ZeRO-1
REASONS = 3
LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """A name or pattern of a tag found in a text.

    `quote` is its first occurrence, `words` its number of words, `times` how often it occurs, `is_claimed`
    whether the abstract says it of the paper itself.
    """

    quote: str
    place: Place
    words: int
    times: int
    is_claimed: bool = False

    @property
    def weight(self) -> float:
        """How much this counts: a title more than an abstract, a phrase more than a word, a claim more."""
        kind = (PHRASE if self.words > 1 else WORD) * (CLAIMED if self.is_claimed else 1)
        return PLACES[self.place] * kind * (1 + AGAIN * (min(self.times, MENTIONS) - 1))

    def __str__(self) -> str:
        """Describe it to a reader: `'KV cache' in the abstract (3 times)`."""
        quote = textwrap.shorten(self.quote, LONGEST_QUOTE, placeholder="…")
        often = f" ({self.times} times)" if self.times > 1 else ""
        return f"'{quote}' in the {self.place}{often}"


@dataclass(frozen=True, slots=True)
class TagSuggestion:
    """A tag that a text suggests, strongly or weakly; `evidence` starts with the weightiest."""

    slug: str
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """The sum of the evidence."""
        return sum(piece.weight for piece in self.evidence)

    @property
    def strong(self) -> bool:
        """Whether the evidence is enough to propose the tag."""
        return self.score >= THRESHOLD

    @property
    def reason(self) -> str:
        """The weightiest evidence, for readers."""
        return ", ".join(map(str, self.evidence[:REASONS]))

    def __str__(self) -> str:
        """As in `vector-search: 'approximate nearest neighbor' in the title`."""
        return f"{self.slug}: {self.reason}"


def tag_suggestions(item: Paper | Candidate, vocabulary: Vocabulary) -> tuple[TagSuggestion, ...]:
    """Return up to five tags to propose for an item, the strongest first.

    Raises InvalidInputError for a pattern that takes too long.
    """
    return strongest(reasons(item, vocabulary).values(), vocabulary)


def strongest(found: Iterable[TagSuggestion], vocabulary: Vocabulary) -> tuple[TagSuggestion, ...]:
    """Return which of the tags to propose, given all in order; a tag gives way to a more specific one."""
    strong = [each for each in found if each.strong]
    general = {slug for each in strong for slug in vocabulary.ancestors(each.slug)}
    return tuple(each for each in strong if each.slug not in general)[:TAGS_PER_PAPER]


def reasons(item: Paper | Candidate, vocabulary: Vocabulary) -> Mapping[str, TagSuggestion]:
    """Return every tag with any evidence by slug, also weak ones: strongest first, ties as in the vocabulary.

    Reads the texts as readers see them (`papershelf.text.shown`). Raises InvalidInputError for a pattern that
    takes too long.
    """
    keywords = item.keywords if isinstance(item, Candidate) else ()
    texts: Mapping[Place, str] = {
        "title": shown(item.title),
        "keywords": "; ".join(map(shown, keywords)),
        "abstract": shown(item.abstract or ""),
    }
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for place, text in texts.items():
        for slug, piece in _evidence(vocabulary, text, place):
            found[slug].append(piece)
    suggestions = [
        TagSuggestion(slug, tuple(sorted(found[slug], key=lambda piece: -piece.weight)))
        for slug in vocabulary.tags
        if slug in found
    ]
    return {each.slug: each for each in sorted(suggestions, key=lambda each: -each.score)}


def _evidence(vocabulary: Vocabulary, text: str, place: Place) -> Iterator[tuple[str, Evidence]]:
    """Yield the evidence in a text by slug; the same words in another number, case or spelling count as one.

    Where names overlap, a tag's longest counts.
    """
    if not text:
        return
    found: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for span in without_overlaps([*vocabulary.names.find(text), *vocabulary.patterns.find(text)]):
        if not GOES_ON.match(text, span.end):
            stems = words(text[span.start : span.end]).stems
            found[span.slug, "".join(stems)].append(span)
    own = claims(text) if place == "abstract" and found else []
    for (slug, _), spans in found.items():
        quote = text[spans[0].start : spans[0].end]
        is_claimed = any(claimed(span.start, own) for span in spans)
        yield slug, Evidence(quote, place, len(words(quote).stems), len(spans), is_claimed)
