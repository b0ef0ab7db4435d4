"""Why two papers are similar, in words that both use: the phrases that contribute most."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from papershelf.facts.similarity import STOP_STEMS, Run, runs
from papershelf.model import Paper

VAGUE = STOP_STEMS["vague"]
MOST = 3
LEAST, LEAST_OF_A_WORD = 0.05, 0.1
"""The fraction of the similarity that a phrase, or a single word, has to add to those chosen before it."""
LONGEST = 5
SHORTEST_ROOT = 4
TAIL = re.compile("['’]s$|[-‐‑–]based$")

Phrase: TypeAlias = tuple[str, ...]  # the keys of its units


@dataclass(frozen=True, slots=True)
class PaperText:
    """A paper's text laid out to find phrases: the runs of its abstract, followed by those of its title.

    `title` is the index of the title's first run. `places` maps a word to the runs in which it ends a unit,
    as a bit set, which saves many lists.
    """

    runs: tuple[Run, ...]
    title: int
    places: Mapping[str, int]

    def near(self, words: Iterable[str]) -> Iterator[int]:
        """Yield the indices of the runs in which one of the words ends a unit."""
        bits = 0
        for word in words:
            bits |= self.places.get(word, 0)
        while bits:
            yield (bits & -bits).bit_length() - 1
            bits &= bits - 1


def lay_out(paper: Paper) -> PaperText:
    """Lay out a paper's abstract and title."""
    abstract = runs(paper.abstract or "")
    every = abstract + runs(paper.title)
    places: defaultdict[str, int] = defaultdict(int)
    for place, run in enumerate(every):
        for unit in run:
            for term in unit.terms:
                places[term.rpartition(" ")[2]] |= 1 << place
    return PaperText(every, len(abstract), dict(places))


def phrases(one: PaperText, other: PaperText, shares: Mapping[str, float]) -> tuple[str, ...]:
    """Return the phrases that say most about what two papers share, the most significant first, as written.

    `shares` maps each shared term to what it adds to the similarity. The result is the same whichever paper
    comes first. It has neither a vague word alone nor a part of a compound.
    """
    ours, theirs = (_stretches(text, shares, _distinct_stretches) for text in (one, other))
    new = {phrase: _terms(ours[phrase][0], shares) for phrase in sorted(ours.keys() & theirs.keys())}
    total = sum(shares.values())
    chosen: list[str] = []
    named: set[str] = set()
    while new and len(chosen) < MOST:
        gains = {
            phrase: sum([shares[term] for term in own if term not in named]) for phrase, own in new.items()
        }
        best = max(gains, key=lambda phrase: round(gains[phrase], 5))
        least = total * (LEAST if len(best) > 1 or " " in best[0] else LEAST_OF_A_WORD)
        if chosen and gains[best] < least:
            break
        terms = new.pop(best)
        if not all(any(_are_forms(key, word) for word in named) for key in best):
            chosen.append(_written(ours[best] + theirs[best]))
        named.update(terms, best)
    return tuple(chosen)


def shared_word(one: PaperText, other: PaperText, shares: Mapping[str, float]) -> str:
    """Return the word that says most about what two papers share, however vague; "" if they share none."""
    ours, theirs = _stretches(one, shares, _single_words), _stretches(other, shares, _single_words)
    both = sorted(ours.keys() & theirs.keys())
    best = max(both, key=lambda phrase: round(shares[phrase[0]], 5), default=None)
    return _written(ours[best] + theirs[best]) if best else ""


def _stretches(
    text: PaperText, shares: Mapping[str, float], split: Callable[[Run, Mapping[str, float]], Iterator[Run]]
) -> Mapping[Phrase, list[Run]]:
    """Return every stretch of shared units with its occurrences.

    Occurrences in the title count only if the abstract has none: capitals in titles mean nothing.
    """
    found: defaultdict[Phrase, list[Run]] = defaultdict(list)
    titled: defaultdict[Phrase, list[Run]] = defaultdict(list)
    for place in text.near([term.rpartition(" ")[2] for term in shares]):
        own = titled if place >= text.title else found
        for stretch in split(text.runs[place], shares):
            own[tuple([unit.key for unit in stretch])].append(stretch)
    return {**titled, **found} if titled else found


def _single_words(run: Run, shares: Mapping[str, float]) -> Iterator[Run]:
    for unit in run:
        yield from ((part,) for part in (unit, *unit.parts) if part.key in shares)


def _distinct_stretches(run: Run, shares: Mapping[str, float]) -> Iterator[Run]:
    """Yield the stretches of a run that neither begin nor end at a hyphen."""
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
    """Check whether two stems are forms of one word, such as "index" and "indexing"."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= SHORTEST_ROOT and long.startswith(short))


def _terms(run: Run, shares: Mapping[str, float]) -> list[str]:
    """Return the shared terms that a phrase consists of, in a fixed order."""
    parts = [term for unit in run for term in unit.terms]
    pairs = [f"{one.key} {other.key}" for one, other in pairwise(run)]
    return [term for term in dict.fromkeys(parts + pairs) if term in shares]


def _written(occurrences: list[Run]) -> str:
    """Return the most frequent spelling; of equals the one with fewest capitals, then the first in order."""
    forms = [TAIL.sub("", "".join([unit.glue + unit.written for unit in run])[1:]) for run in occurrences]
    return min(set(forms), key=lambda form: (-forms.count(form), sum(map(str.isupper, form)), form))
