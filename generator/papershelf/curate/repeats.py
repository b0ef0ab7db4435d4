"""Candidates of one feed that are the same paper, since a feed may show a paper more than once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from papershelf.curate.matching import Keys
from papershelf.curate.merging import FIELDS
from papershelf.library.write import ABSENT
from papershelf.model import Candidate


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
