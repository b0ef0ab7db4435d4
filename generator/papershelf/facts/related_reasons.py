"""Why two papers are alike, in words that both use: the longest phrases that carry their likeness."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from papershelf.facts.similarity import Run, runs
from papershelf.facts.stopwords import VAGUE
from papershelf.model import Paper

MOST = 3
LEAST, LEAST_OF_A_WORD = 0.05, 0.1
"""A phrase, or a single word, is named that adds so much of the likeness to what is named before it."""
LONGEST = 5
SHORTEST_ROOT = 4
TAIL = re.compile("['’]s$|[-‐‑–]based$")

Phrase: TypeAlias = tuple[str, ...]
"""The keys of its units."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What a paper says, laid out to find phrases: the runs of its abstract and, from `title` on, its title.

    `places` tells in which of them each word ends a unit: a bit for each run, which saves many lists.
    """

    runs: tuple[Run, ...]
    title: int
    places: Mapping[str, int]

    def near(self, words: Iterable[str]) -> Iterator[int]:
        """The numbers of the runs in which one of some words ends a unit."""
        bits = 0
        for word in words:
            bits |= self.places.get(word, 0)
        while bits:
            yield (bits & -bits).bit_length() - 1
            bits &= bits - 1


def speech(paper: Paper) -> Speech:
    """Lay out a paper's abstract and title."""
    abstract = runs(paper.abstract or "")
    said = abstract + runs(paper.title)
    places: defaultdict[str, int] = defaultdict(int)
    for place, run in enumerate(said):
        for unit in run:
            for term in unit.terms:
                places[term.rpartition(" ")[2]] |= 1 << place
    return Speech(said, len(abstract), dict(places))


def phrases(one: Speech, other: Speech, shares: Mapping[str, float]) -> tuple[str, ...]:
    """The phrases that say most of what two papers share, the weightiest first, as they are written.

    `shares` tells of each term that both have what it adds to their likeness. The answer is the same for
    both papers of a pair. A vague word alone is no answer, nor is a part of a compound.
    """
    ours, theirs = _stretches(one, shares, _telling), _stretches(other, shares, _telling)
    new = {phrase: _terms(ours[phrase][0], shares) for phrase in sorted(ours.keys() & theirs.keys())}
    total = sum(shares.values())
    chosen: list[str] = []
    said: set[str] = set()
    while new and len(chosen) < MOST:
        gains = {
            phrase: sum([shares[term] for term in terms if term not in said]) for phrase, terms in new.items()
        }
        best = max(gains, key=lambda phrase: round(gains[phrase], 5))
        least = total * (LEAST if len(best) > 1 or " " in best[0] else LEAST_OF_A_WORD)
        if chosen and gains[best] < least:
            break
        terms = new.pop(best)
        if not all(any(_are_forms(key, word) for word in said) for key in best):
            chosen.append(_written(ours[best] + theirs[best]))
        said.update(terms, best)
    return tuple(chosen)


def a_word(one: Speech, other: Speech, shares: Mapping[str, float]) -> str:
    """The one word that says most of what two papers share, be it vague; empty where they share none."""
    ours, theirs = _stretches(one, shares, _words), _stretches(other, shares, _words)
    both = sorted(ours.keys() & theirs.keys())
    best = max(both, key=lambda phrase: round(shares[phrase[0]], 5), default=None)
    return _written(ours[best] + theirs[best]) if best else ""


def _stretches(
    said: Speech, shares: Mapping[str, float], split: Callable[[Run, Mapping[str, float]], Iterator[Run]]
) -> Mapping[Phrase, list[Run]]:
    """Every stretch of units that are shared, with its occurrences.

    Those in the title count only where the abstract has none: its capitals tell nothing.
    """
    found: defaultdict[Phrase, list[Run]] = defaultdict(list)
    titled: defaultdict[Phrase, list[Run]] = defaultdict(list)
    for place in said.near([term.rpartition(" ")[2] for term in shares]):
        own = titled if place >= said.title else found
        for stretch in split(said.runs[place], shares):
            own[tuple([unit.key for unit in stretch])].append(stretch)
    return {**titled, **found} if titled else found


def _words(run: Run, shares: Mapping[str, float]) -> Iterator[Run]:
    for unit in run:
        yield from ((part,) for part in (unit, *unit.parts) if part.key in shares)


def _telling(run: Run, shares: Mapping[str, float]) -> Iterator[Run]:
    """Stretches of a run that begin and end where no hyphen is."""
    if len(run) == 1:
        if run[0].key in shares and run[0].key not in VAGUE:
            yield run
        return
    for first, unit in enumerate(run):
        if unit.glue != " ":
            continue
        if unit.key in shares and unit.key not in VAGUE and _ends(run, first):
            yield (unit,)
        for last in range(first + 1, min(len(run), first + LONGEST)):
            if f"{run[last - 1].key} {run[last].key}" not in shares:
                break
            if _ends(run, last):
                yield run[first : last + 1]


def _ends(run: Run, place: int) -> bool:
    return place + 1 == len(run) or run[place + 1].glue == " "


def _are_forms(one: str, other: str) -> bool:
    """Tell whether two stems are forms of one word, such as "index" and "indexing"."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= SHORTEST_ROOT and long.startswith(short))


def _terms(run: Run, shares: Mapping[str, float]) -> list[str]:
    """The shared terms that a phrase is made of, in a fixed order."""
    parts = [term for unit in run for term in unit.terms]
    pairs = [f"{one.key} {other.key}" for one, other in pairwise(run)]
    return [term for term in dict.fromkeys(parts + pairs) if term in shares]


def _written(occurrences: list[Run]) -> str:
    """As it is written most often; of equals with fewest capitals, then the first in alphabetical order."""
    forms = [TAIL.sub("", "".join([unit.glue + unit.written for unit in run])[1:]) for run in occurrences]
    return min(set(forms), key=lambda form: (-forms.count(form), sum(map(str.isupper, form)), form))
