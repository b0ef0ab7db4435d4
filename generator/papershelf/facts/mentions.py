"""Papers that name another paper of the list: found where a name stands as a word of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sentencex import get_sentence_boundaries

from papershelf.facts.finder import Finder, Span
from papershelf.facts.names import names
from papershelf.library import Library
from papershelf.model import Paper
from papershelf.text import repair

LINK = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A paper of the list that the text of another names: both ids, the name, and the sentence.

    `start` is where in the sentence the name begins.
    """

    source: str
    target: str
    name: str
    sentence: str
    start: int


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions in the order of the list and its texts, and what finds them."""

    pairs: tuple[Mention, ...]
    finder: Finder


def mentions(library: Library) -> Mentions:
    """Every pair of papers of which one names the other in abstract or title, with the first such sentence.

    No paper names a later one. A name that only a title gives is dropped where an older paper uses it: it is
    then a word of the field.
    """
    owners = names(library.papers, library.tags)
    finder = Finder(frozenset(owners))
    sole = {text: each[0] for text, each in owners.items() if len(each) == 1}
    found = [
        (paper, text, span, sole[span.text])
        for paper in library.papers
        for text in _texts(paper)
        for span in finder.find(text.searched)
        if span.text in sole
    ]
    of_the_field = {
        name.text for paper, _, _, name in found if not name.curated and _precedes(paper, name.paper)
    }
    pairs: dict[tuple[str, str], Mention] = {}
    for paper, text, span, name in found:
        target = name.paper
        if target is not paper and name.text not in of_the_field and not _precedes(paper, target):
            sentence, start = _sentence(text.shown, span)
            mention = Mention(paper.id, target.id, name.text, sentence, start)
            pairs.setdefault((paper.id, target.id), mention)
    return Mentions(tuple(pairs.values()), finder)


class _Text(NamedTuple):
    """A text as readers see it, and the same with links blotted out: an address names nobody."""

    shown: str
    searched: str


def _texts(paper: Paper) -> Iterator[_Text]:
    for raw in filter(None, (paper.abstract, paper.title)):
        segments = repair(" ".join(raw.split()))
        yield _Text(
            "".join(segment.shown for segment in segments),
            "".join(LINK * len(segment.shown) if segment.href else segment.shown for segment in segments),
        )


def _sentence(text: str, span: Span) -> tuple[str, int]:
    """The sentence in which a name begins, and where in it; on to where the name ends."""
    bounds = [(each["start_index"], each["end_index"]) for each in get_sentence_boundaries("en", text)]
    start = max((first for first, _ in bounds if first <= span.start), default=0)
    end = min((last for _, last in bounds if last >= span.end), default=len(text))
    return text[start:end].rstrip(), span.start - start


def _precedes(paper: Paper, other: Paper) -> bool:
    """Tell whether a paper is older than another, as far as both dates tell."""
    first, second = str(paper.published or ""), str(other.published or "")
    shared = min(len(first), len(second))
    return first[:shared] < second[:shared]
