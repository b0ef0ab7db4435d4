"""The same paper twice: within one feed, and within the list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from papershelf.curate.matching import Keys, TitleIndex
from papershelf.curate.merging import FIELDS
from papershelf.library.write import ABSENT
from papershelf.model import Candidate, Paper
from papershelf.problems import Problem


@dataclass(frozen=True, slots=True)
class Repeats:
    """For each candidate the position of the first one of its paper, and by that what they say together."""

    first: Sequence[int]
    together: dict[int, Candidate]


def repeats(candidates: Sequence[Candidate]) -> Repeats:
    """Find the candidates that share an arXiv id, a DOI or a title; the first one has the last word.

    Two that have different arXiv ids are never one paper.
    """
    found = _pass(candidates)
    if len(found.together) == len(candidates):
        return found
    places = sorted(found.together)
    again = repeats([found.together[place] for place in places])  # what was filled in may be shared too
    first = {place: places[position] for place, position in zip(places, again.first, strict=True)}
    together = {places[position]: candidate for position, candidate in again.together.items()}
    return Repeats([first[place] for place in found.first], together)


def _pass(candidates: Sequence[Candidate]) -> Repeats:
    first: list[int] = []
    together: dict[int, Candidate] = {}
    by_key: dict[tuple[str, str], int] = {}
    for position, candidate in enumerate(candidates):
        keys = Keys.of(candidate)
        known = (by_key[key] for key in keys.known if key in by_key)
        same = (place for place in known if not keys.contradict(Keys.of(together[place])))
        place = next(same, position)
        first.append(place)
        together[place] = _filled(together[place], candidate) if place in together else candidate
        for key in Keys.of(together[place]).known:
            by_key.setdefault(key, place)
    return Repeats(first, together)


def _filled(first: Candidate, again: Candidate) -> Candidate:
    """The first with what it lacks from the other."""
    missing: dict[str, Any] = {key: getattr(again, key) for key in FIELDS if getattr(first, key) in ABSENT}
    keywords = tuple(dict.fromkeys((*first.keywords, *again.keywords)))
    return replace(first, **missing | {"links": {**again.links, **first.links}, "keywords": keywords})


class Pair(NamedTuple):
    """Two papers whose titles are alike to `score` of 100, in the order of the file."""

    first: Paper
    second: Paper
    score: float


def duplicates(papers: Sequence[Paper]) -> Iterator[Pair]:
    """Pairs that may be one paper; two with different arXiv ids are not."""
    titles = TitleIndex(paper.title for paper in papers)
    for paper in papers:
        titles.add(paper.title)
    for position, other, score in titles.pairs():
        first, second = papers[position], papers[other]
        if not Keys.of(first).contradict(Keys.of(second)):
            yield Pair(first, second, score)


def duplicate_warnings(path: str, papers: Sequence[Paper]) -> Iterator[Problem]:
    """A warning at the second paper of each pair."""
    for first, second, score in duplicates(papers):
        message = (
            f"the title is alike to that of line {first.line} ({score:.0f} %);"
            f" if they are one paper: papershelf merge {second.id} {first.id}"
        )
        yield Problem(path, second.line, message, "warning", "possible-duplicate")
