"""The words of one paper: how much each says about it, and where each stands in its text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from papershelf.everyday_words import everyday_words
from papershelf.search_input import SearchedPaper
from papershelf.search_words import words_in_order

WEIGHTS = {
    "title": 8.0,
    "authors": 4.0,
    "tags": 3.0,
    "note": 1.5,
    "abstract": 1.0,
    "published": 1.0,
    "words": 2.0,
}
USUAL = {
    "title": 10,
    "authors": 8,
    "tags": 5,
    "note": 30,
    "abstract": 190,
    "published": 3,
    "words": 30,
}  # words
LENGTH_COUNTS = 0.5  # how much a long field weakens its words, from 0 to 1; BM25 calls it b
SATURATION = 2.0  # a weight that counts half; BM25 calls it k1
MOST = 15  # a word's weight is a number from 1 to this; 0 where the paper's text does not have it
IN_TITLE = 16  # added to the weight of a word of the title
BETWEEN = 10  # places between fields, so that no phrase reaches across
ABBREVIATION = 3  # letters of a word that words of the title begin with: HNSW


class Term(NamedTuple):
    """A word of a paper: its weight, with IN_TITLE, and its places in the text."""

    code: int
    places: Sequence[int]


def terms(paper: SearchedPaper, also: Iterable[str] = ()) -> dict[str, Term]:
    """Return the words of a paper; `also` are texts that it is found by, but does not have."""
    weights: defaultdict[str, float] = defaultdict(float)
    places: defaultdict[str, list[int]] = defaultdict(list)
    titled: set[str] = set()
    initials = "".join(here[0][0] for here in words_in_order(paper.title))
    start = 0
    for field, text in _texts(paper).items():
        words = words_in_order(text)
        weight = WEIGHTS[field] / (1 - LENGTH_COUNTS + LENGTH_COUNTS * len(words) / USUAL[field])
        for at, here in enumerate(words, start):
            for word in here:
                weights[word] += weight
                places[word].append(at)
        if field == "title":
            titled = set(weights)
        start += len(words) + BETWEEN
    for word in weights.keys() - titled:
        if len(word) >= ABBREVIATION and word in initials:
            titled.add(word)
            weights[word] += WEIGHTS["title"] / 2
    hidden = {word for text in also for here in words_in_order(text) for word in here}
    hidden |= everyday_words(weights) | {
        name for name in (paper.more.get("arxiv"), paper.more.get("doi")) if name
    }
    return {word: Term(0, ()) for word in sorted(hidden)} | {
        word: Term(_weight(weight) + (IN_TITLE if word in titled else 0), places[word])
        for word, weight in weights.items()
    }


def _texts(paper: SearchedPaper) -> Mapping[str, str]:
    return {
        "title": paper.title,
        "authors": " · ".join(label for label, _ in paper.authors),
        "tags": " · ".join(label for _, label in paper.more.get("tags", ())),
        "note": paper.note,
        "abstract": paper.abstract,
        "published": _published(paper.more),
        "words": paper.more.get("words", ""),
    }


def _published(more: Mapping[str, Any]) -> str:
    """Return the venue as printed, if there is one, and the year."""
    venue = more["facts"].rpartition(" · ")[2] if more.get("venue") else ""
    return f"{venue} {more.get('year', '')}"


def _weight(found: float) -> int:
    return max(1, round(MOST * found / (found + SATURATION)))
