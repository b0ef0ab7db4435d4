"""Papers that belong together, and why: the words and tags that both have, and what a model makes of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from scipy.sparse import csr_matrix, hstack

from papershelf.facts.embedding import Embedding, embedded
from papershelf.facts.groups import lineage, topics
from papershelf.facts.related_reasons import a_word, phrases, speech
from papershelf.facts.similarity import Sparse, Vectors, nearest, normalised, rarity, table, vectors
from papershelf.library import Library
from papershelf.model import Paper, Tag

MOST = 5
"""As many as a reader looks over at a glance."""
FLOOR = 0.15
"""Below it, papers share a few ordinary words by chance."""
TAGS = 0.25
"""What two papers with the very same tags gain, beside the likeness of their words, which is 1 at most."""
ANCESTOR = 0.3
"""What a shared group tells, beside a shared tag."""
MODEL = 0.5
"""The part of the likeness that a model decides, where one is chosen."""

STRONGEST = 16
"""So many shared terms are looked at for reasons."""

Pair: TypeAlias = tuple[int, int]
"""Rows of two papers, the lower first."""
Reasons: TypeAlias = tuple[tuple[str, ...], tuple[Tag, ...]]
"""Phrases, and tags."""


@dataclass(frozen=True, slots=True)
class Related:
    """A paper that is close to another, and what they share: phrases, the weightiest first, and tags."""

    paper: Paper
    score: float
    phrases: tuple[str, ...]
    tags: tuple[Tag, ...]


def related(
    library: Library, model: Embedding | None = None, own: Vectors | None = None
) -> Mapping[str, tuple[Related, ...]]:
    """The papers closest to each paper, by id, the closest first; an empty tuple where nothing is close.

    Score and reasons of two papers are the same from both sides. So where one lists the other without being
    listed by it, the other's list is full of papers at least as close to it. `own` are the vectors of the
    library's papers where they are known already.
    """
    papers, own = library.papers, own or vectors(library.papers)
    parts = [own.matrix * ((1 - MODEL) if model else 1) ** 0.5, _tags(library) * TAGS**0.5]
    whole = replace(own, matrix=csr_matrix(hstack(parts, format="csr")))
    close = nearest(whole, MOST, FLOOR, embedded(model, papers) * MODEL**0.5 if model else None)
    pairs = sorted({_pair(row, other) for row, (others, _) in enumerate(close) for other in others.tolist()})
    why = dict(zip(pairs, _reasons(library, own, pairs), strict=True))
    return {
        paper.id: tuple(
            Related(papers[other], score, *why[_pair(row, other)])
            for other, score in zip(*(part.tolist() for part in close[row]), strict=True)
        )
        for row, paper in enumerate(papers)
    }


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _reasons(library: Library, own: Vectors, pairs: Sequence[Pair]) -> Iterator[Reasons]:
    """Phrases and tags of each pair; where there is neither, at least a word."""
    said = [speech(paper) for paper in library.papers]
    groups = [_lineages(paper, library) for paper in library.papers]
    both = cache(partial(_both, library=library))  # the same few sets again and again
    for (one, other), shares in zip(pairs, _shares(own, pairs), strict=True):
        tags = both(groups[one] & groups[other])
        found = phrases(said[one], said[other], shares)
        last_resort = "" if found or tags else a_word(said[one], said[other], shares)
        yield (last_resort,) if last_resort else found, tags


def _tags(library: Library) -> Sparse:
    """A row for each paper, a column for each tag: the rarer the weightier, and less for its ancestors."""
    carriers = {slug: len(topic.papers) for slug, topic in topics(library).items()}
    columns = {slug: column for column, slug in enumerate(carriers)}
    weights = dict(zip(carriers, rarity(len(library.papers), list(carriers.values())).tolist(), strict=True))
    rows: list[dict[int, float]] = []
    for paper in library.papers:
        row = {columns[slug]: ANCESTOR * weights[slug] for slug in sorted(_lineages(paper, library))}
        rows.append(row | {columns[slug]: weights[slug] for slug in paper.tags})
    return normalised(table(rows, len(columns)))


def _shares(own: Vectors, pairs: Sequence[Pair]) -> list[dict[str, float]]:
    """What the strongest of the terms that the papers of a pair share add to their likeness."""
    ones, others = ([pair[side] for pair in pairs] for side in (0, 1))
    both = csr_matrix(own.matrix[ones].multiply(own.matrix[others]))
    order = np.lexsort((-both.data, np.repeat(np.arange(len(pairs)), np.diff(both.indptr))))
    columns, parts = both.indices[order].tolist(), both.data[order].tolist()
    return [
        {own.terms[columns[place]]: parts[place] for place in range(first, min(last, first + STRONGEST))}
        for first, last in pairwise(both.indptr.tolist())
    ]


def _lineages(paper: Paper, library: Library) -> frozenset[str]:
    """The tags of a paper and their ancestors."""
    return frozenset(above for slug in paper.tags for above in lineage(slug, library.by_slug))


def _both(shared: frozenset[str], library: Library) -> tuple[Tag, ...]:
    """What to name of the tags and ancestors that two papers share: no ancestor of what is named."""
    implied = {above for slug in shared for above in lineage(slug, library.by_slug)[1:]}
    order = list(library.by_slug)
    return tuple(library.by_slug[slug] for slug in sorted(shared - implied, key=order.index))
