"""How alike papers are by their words: TF-IDF vectors of titles and abstracts, and the nearest of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from papershelf.facts.terms import terms
from papershelf.model import Paper

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
