"""Similarity of papers by the words of their titles and abstracts (TF-IDF, cosine)."""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np

from papershelf.build_cache import NO_CACHE, BuildCache, digest
from papershelf.facts.sparse_rows import Floats, Ints, SparseRows, placed
from papershelf.model import Paper
from papershelf.processes import mapped
from papershelf.tagging.phrases import stem
from papershelf.text import repair

COMPOUND = re.compile(r"[^\W_]+(?:['’]s\b)?(?:[-‐‑–][^\W_]+(?:['’]s\b)?)*")
HYPHEN = re.compile("[-‐‑–]")
BASED = "based"
LONG = 3
NUMBER = re.compile(r"[0-9]+(?!d$)")  # "128" and "70B" mean nothing by themselves, "3D" does
SECTION = re.compile(r"^\[(\w+)\].*\n([^[]*)", re.MULTILINE)
TITLE = 3  # how many occurrences in the abstract one in the title counts for
COMMON, SHARE = 100, 32  # a term in more than 100 papers and one paper in 32 does not distinguish papers
LARGE = 1000  # papers
STEPS = 8  # of a weight in a large list, from one whole number to the next
DIGITS = 5  # decimals of scores, so that ties are broken by id and not by the order of a sum


def _stop_stems() -> dict[str, frozenset[str]]:
    """Read stopwords.txt: by section, the stems of its words; those of a compound are joined by blanks."""
    text = files("papershelf.facts").joinpath("stopwords.txt").read_text(encoding="utf-8")
    return {
        section: frozenset(" ".join(map(stem, word.split("-"))) for word in words.split())
        for section, words in SECTION.findall(text)
    }


STOP_STEMS = _stop_stems()
STOP_WORDS = STOP_STEMS["english"] | STOP_STEMS["abstracts"]


class Unit(NamedTuple):
    """A word that can be part of a term, or a compound such as "out-of-core" that has a meaning as a whole.

    `key` is its stem, or its stems joined by blanks; `parts` are the words of a compound that are terms too,
    `terms` the keys of all of them. `glue` separates it from the word before: a blank or a hyphen.
    """

    key: str
    written: str
    terms: tuple[str, ...]
    glue: str = " "
    parts: tuple[Unit, ...] = ()


Run: TypeAlias = tuple[Unit, ...]


@lru_cache(maxsize=32_768)
def runs(raw: str) -> tuple[Run, ...]:
    """Return the units of a text in order, split at punctuation and stop words.

    The text is repaired first, and URLs are left out. Cached, since a server builds again and again.
    """
    text = "".join(";" if segment.href else segment.shown for segment in repair(" ".join(raw.split())))
    found: list[Run] = []
    run: Run = ()
    for chunk in text.split():
        begins, pieces, ends = _pieces(chunk)
        if run and not begins:
            found.append(run)
            run = ()
        for parts in pieces[:-1]:
            found.append(run + parts)
            run = ()
        if pieces:
            run = run + pieces[-1] if run else pieces[-1]
            if not ends:
                found.append(run)
                run = ()
    return (*found, run) if run else tuple(found)


def terms(raw: str) -> list[str]:
    """Return each occurrence of a term: single words, compounds and pairs of adjacent units."""
    found: list[str] = []
    for run in runs(raw):
        for unit in run:
            found.extend(unit.terms)
        if len(run) > 1:
            found.extend([f"{one.key} {other.key}" for one, other in pairwise(run)])
    return found


@lru_cache(maxsize=262_144)
def _pieces(chunk: str) -> tuple[bool, tuple[Run, ...], bool]:
    """Split the text between two blanks at punctuation; say whether it joins the chunks before and after it.

    Stop words are left out, and separate the other pieces.
    """
    compounds = list(COMPOUND.finditer(chunk))
    pieces = [units(compound[0]) for compound in compounds]
    begins = bool(pieces and pieces[0]) and compounds[0].start() == 0
    ends = bool(pieces and pieces[-1]) and compounds[-1].end() == len(chunk)
    return begins, tuple(piece for piece in pieces if piece), ends


def units(compound: str) -> tuple[Unit, ...]:
    """Return the words joined by hyphens, or the compound if one of them is a stop word; "X-based" is X.

    A compound of nothing but stop words is a unit only if it is long, such as "all-to-all".
    """
    words = HYPHEN.split(compound)
    glues = [" ", *HYPHEN.findall(compound)]
    stems = map(stem, words)
    every = [Unit(key, word, (key,), glue) for key, word, glue in zip(stems, words, glues, strict=True)]
    bare = every[:-1] if every[-1].key == BASED else every
    key = " ".join(unit.key for unit in bare)
    parts = tuple(unit for unit in bare if _is_term(unit.key))
    if key in STOP_STEMS["compounds"] or not (parts or len(bare) >= LONG):
        return ()
    if len(parts) == len(every):
        return parts
    within = parts if len(bare) > 1 else ()
    return (Unit(key, compound, (key, *(part.key for part in within)), parts=within),)


def _is_term(stem: str) -> bool:
    return len(stem) > 1 and stem not in STOP_WORDS and not NUMBER.match(stem)


@dataclass(frozen=True)
class Vectors:
    """A row for each paper and a column for each term; rows have length 1, or 0 for a paper without terms."""

    ids: tuple[str, ...]
    terms: tuple[str, ...]
    matrix: SparseRows


def vectors(papers: Sequence[Paper], cache: BuildCache = NO_CACHE) -> Vectors:
    """Weigh the terms of each paper's title and abstract, as readers see them.

    Terms of several words count only if at least two papers have them; terms that too many papers have do not
    count. The columns are in alphabetical order.
    """
    numbers: dict[str, int] = {}
    found, times, lengths = array("I"), array("I"), array("I")  # a list has millions, too many for objects
    for own in _all_counts(papers, cache):
        found.extend([numbers.setdefault(term, len(numbers)) for term in own])
        times.extend(own.values())
        lengths.append(len(own))
    terms_found = np.array(found, dtype=np.intp)
    carriers = np.bincount(terms_found, minlength=len(numbers)).tolist()
    most = max(COMMON, len(papers) / SHARE)
    kept = sorted(
        term
        for (term, _), own in zip(numbers.items(), carriers, strict=True)
        if own <= most and (own > 1 or " " not in term)
    )
    columns = np.full(len(numbers), -1, dtype=np.intp)
    columns[np.array([numbers[term] for term in kept], dtype=np.intp)] = np.arange(len(kept))
    rarities = rarity(len(papers), [carriers[numbers[term]] for term in kept])
    at, rows = columns[terms_found], np.repeat(np.arange(len(papers)), np.array(lengths, dtype=np.intp))
    counts = np.array(times, dtype=np.float32)
    counted = at >= 0
    matrix = placed(rows[counted], at[counted], counts[counted], (len(papers), len(kept)))
    weights = ((1 + np.log(matrix.values)) * rarities[matrix.columns]).astype(np.float32)
    weighed = replace(matrix, values=weights).normalised()
    return Vectors(tuple(paper.id for paper in papers), tuple(kept), weighed)


def reordered(own: Vectors, order: Sequence[int]) -> Vectors:
    """Return the rows in another order."""
    return Vectors(tuple(own.ids[row] for row in order), own.terms, own.matrix.taken(order))


def rarity(papers: int, carriers: Sequence[int]) -> Floats:
    """Return the inverse document frequency (IDF) of things by how many papers have them; 1 if all do.

    In a large list it is rounded, so that one more paper changes it for few things.
    """
    found = np.log((1 + papers) / (1 + np.array(carriers, dtype=np.float32)))
    if papers >= LARGE:
        found = np.round(found * STEPS) / STEPS
    return (found + 1).astype(np.float32)


def nearest(own: Vectors, count: int, floor: float, dense: Floats | None = None) -> list[tuple[Ints, Floats]]:
    """Return, for each row, the most similar other rows and their scores, the nearest first, ties by id.

    At most `count` rows, none with a score below `floor`. `dense` holds more columns of each row.
    """
    order = np.argsort(np.argsort(np.array(own.ids, dtype=np.str_)))
    return [
        _best(number, scores, order, count, floor) for number, scores in enumerate(_scores(own.matrix, dense))
    ]


def _scores(matrix: SparseRows, dense: Floats | None) -> Iterator[Floats]:
    for number, product in enumerate(matrix.products()):
        yield product if dense is None else product + dense @ dense[number]


def _best(number: int, scores: Floats, order: Ints, count: int, floor: float) -> tuple[Ints, Floats]:
    """Return the `count` best of a row, rounded first, so that all that tie for the last place compete."""
    scores[number] = -1
    rows = np.flatnonzero(scores >= max(floor, 10.0**-DIGITS))
    found = np.round(scores[rows], DIGITS)
    if len(rows) > count:
        last = np.partition(found, -count)[-count]
        rows, found = rows[found >= last], found[found >= last]
    best = np.lexsort((order[rows], -found))[:count]
    return rows[best], found[best]


def _all_counts(papers: Sequence[Paper], cache: BuildCache) -> Iterator[dict[str, int]]:
    keys = [digest(paper.title, paper.abstract or "") for paper in papers]

    def count(places: Sequence[int]) -> list[bytes]:
        return mapped(lambda place: json.dumps(_counts(papers[place])).encode(), places)

    return map(json.loads, cache.made_together("terms", keys, count))


def _counts(paper: Paper) -> Mapping[str, int]:
    found = Counter(terms(paper.abstract or ""))
    for term in terms(paper.title):
        found[term] += TITLE
    return found
