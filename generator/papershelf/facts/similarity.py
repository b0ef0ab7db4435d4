"""How alike papers are by the words of their titles and abstracts (TF-IDF, cosine)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from papershelf.facts.stopwords import STOP_COMPOUNDS, STOP_WORDS
from papershelf.model import Paper
from papershelf.tagging.phrases import stem
from papershelf.text import repair

COMPOUND = re.compile(r"[^\W_]+(?:['’]s\b)?(?:[-‐‑–][^\W_]+(?:['’]s\b)?)*")
HYPHEN = re.compile("[-‐‑–]")
BASED = "based"
LONG = 3
NUMBER = re.compile(r"[0-9]+(?!d$)")  # "128" and "70B" say nothing alone, "3D" does


class Unit(NamedTuple):
    """A word that can stand in a term, or a compound such as "out-of-core" whose sense is in the whole.

    `key` is its stem, or its stems parted by blanks; `parts` are those words of a compound that are terms
    as well, `terms` the keys of all. `glue` is what parts it from the word before it: a blank, or a hyphen.
    """

    key: str
    written: str
    terms: tuple[str, ...]
    glue: str = " "
    parts: tuple[Unit, ...] = ()


Run: TypeAlias = tuple[Unit, ...]


@lru_cache(maxsize=32_768)
def runs(raw: str) -> tuple[Run, ...]:
    """The units of a text in order, parted where punctuation or a word without sense stands between.

    The text is repaired first, and links are left out. Remembered, since a server builds again and again.
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
    """Each occurrence of a term: single words, compounds and pairs of units that adjoin."""
    found: list[str] = []
    for run in runs(raw):
        for unit in run:
            found.extend(unit.terms)
        if len(run) > 1:
            found.extend([f"{one.key} {other.key}" for one, other in pairwise(run)])
    return found


@lru_cache(maxsize=262_144)
def _pieces(chunk: str) -> tuple[bool, tuple[Run, ...], bool]:
    """What stands between two blanks, parted by punctuation, and whether it joins what is before and after.

    Pieces without sense are left out, and part the others.
    """
    compounds = list(COMPOUND.finditer(chunk))
    pieces = [units(compound[0]) for compound in compounds]
    begins = bool(pieces and pieces[0]) and compounds[0].start() == 0
    ends = bool(pieces and pieces[-1]) and compounds[-1].end() == len(chunk)
    return begins, tuple(piece for piece in pieces if piece), ends


def units(compound: str) -> tuple[Unit, ...]:
    """The words that hyphens join, or the whole where one of them has no sense alone; "X-based" is X.

    A compound of words without sense has one only where it is long, such as "all-to-all".
    """
    words = HYPHEN.split(compound)
    glues = [" ", *HYPHEN.findall(compound)]
    stems = map(stem, words)
    known = [Unit(key, word, (key,), glue) for key, word, glue in zip(stems, words, glues, strict=True)]
    bare = known[:-1] if known[-1].key == BASED else known
    key = " ".join(unit.key for unit in bare)
    parts = tuple(unit for unit in bare if has_sense(unit.key))
    if key in STOP_COMPOUNDS or not (parts or len(bare) >= LONG):
        return ()
    if len(parts) == len(known):
        return parts
    within = parts if len(bare) > 1 else ()
    return (Unit(key, compound, (key, *(part.key for part in within)), parts=within),)


def has_sense(word: str) -> bool:
    """Tell whether a stem can be a term by itself."""
    return len(word) > 1 and word not in STOP_WORDS and not NUMBER.match(word)


TITLE = 3
"""A term of the title counts as so many of the abstract."""
COMMON, SHARE = 100, 32
"""A term in more than so many papers and in more than one of 32 tells none of them apart."""
BLOCK = 256
"""Rows of similarities that are held at a time: 10 MB for 10,000 papers."""
DIGITS = 5
"""Scores are rounded, so that ties are decided by id and not by the order of a sum."""

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.intp]
Sparse: TypeAlias = "csr_matrix[np.float32]"


@dataclass(frozen=True)
class Vectors:
    """A row for each paper, a column for each term; rows have length 1, or 0 for a paper without a term."""

    ids: tuple[str, ...]
    terms: tuple[str, ...]
    matrix: Sparse


def vectors(papers: Sequence[Paper]) -> Vectors:
    """Weigh the terms of each paper's title and abstract, as readers see them.

    Terms of several words count where two papers have them, no term where too many have it. The columns
    are in alphabetical order.
    """
    counts = [_counts(paper) for paper in papers]
    carriers = Counter(chain.from_iterable(counts))
    most = max(COMMON, len(papers) / SHARE)
    kept = sorted(term for term, own in carriers.items() if own <= most and (own > 1 or " " not in term))
    columns = {term: column for column, term in enumerate(kept)}
    rarities = rarity(len(papers), [carriers[term] for term in kept])
    matrix = table(
        [{columns[term]: count for term, count in found.items() if term in columns} for found in counts],
        len(kept),
    )
    matrix.data = ((1 + np.log(matrix.data)) * rarities[matrix.indices]).astype(np.float32)
    return Vectors(tuple(paper.id for paper in papers), tuple(kept), normalised(matrix))


def rows(own: Vectors, order: Sequence[int]) -> Vectors:
    """The same rows in another order."""
    return Vectors(tuple(own.ids[row] for row in order), own.terms, csr_matrix(own.matrix[list(order)]))


def rarity(papers: int, carriers: Sequence[int]) -> Floats:
    """What sharing a thing tells, by how many of the papers have it: 1 where all have."""
    return (np.log((1 + papers) / (1 + np.array(carriers, dtype=np.float32))) + 1).astype(np.float32)


def table(rows: Sequence[Mapping[int, float]], width: int) -> Sparse:
    """A matrix from rows that map columns to values."""
    ends = np.cumsum([0, *(len(row) for row in rows)])
    indices = np.fromiter(chain.from_iterable(rows), np.int32, count=ends[-1])
    values = np.fromiter(chain.from_iterable(row.values() for row in rows), np.float32, count=ends[-1])
    matrix = csr_matrix((values, indices, ends), shape=(len(rows), width))
    matrix.sort_indices()
    return matrix


def normalised(matrix: Sparse) -> Sparse:
    """Scale each row to length 1; a row of zeros stays."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scaled = matrix.data / np.repeat(lengths, np.diff(matrix.indptr))
    return csr_matrix((scaled, matrix.indices, matrix.indptr), shape=matrix.shape)


def nearest(own: Vectors, count: int, floor: float, dense: Floats | None = None) -> list[tuple[Ints, Floats]]:
    """For each row the rows most like it, the nearest first, ties by id, and their scores.

    At most `count`, none below `floor`, never the row itself. `dense` holds more columns of each row. The
    products are made so many rows at a time: all of them would be the square of the papers.
    """
    order = np.argsort(np.argsort(np.array(own.ids, dtype=np.str_)))
    return [
        _best(number, scores, order, count, floor)
        for first, block in _blocks(own.matrix, dense)
        for number, scores in enumerate(block, start=first)
    ]


def _blocks(matrix: Sparse, dense: Floats | None) -> Iterator[tuple[int, Floats]]:
    turned = matrix.T.tocsr()
    for first in range(0, matrix.shape[0], BLOCK):
        product = (matrix[first : first + BLOCK] @ turned).toarray()
        if dense is not None:
            product += dense[first : first + BLOCK] @ dense.T
        yield first, product


def _best(number: int, scores: Floats, order: Ints, count: int, floor: float) -> tuple[Ints, Floats]:
    """The `count` best of a row, rounded first, so that all that tie for the last place are compared."""
    scores[number] = -1
    rows = np.flatnonzero(scores >= max(floor, 10.0**-DIGITS))
    found = np.round(scores[rows], DIGITS)
    if len(rows) > count:
        last = np.partition(found, -count)[-count]
        rows, found = rows[found >= last], found[found >= last]
    best = np.lexsort((order[rows], -found))[:count]
    return rows[best], found[best]


def _counts(paper: Paper) -> Counter[str]:
    found = Counter(terms(paper.abstract or ""))
    for term in terms(paper.title):
        found[term] += TITLE
    return found
