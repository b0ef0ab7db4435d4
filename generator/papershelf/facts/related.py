"""Related papers and the reasons: shared words and tags, and the similarity given by a model, if any."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache as memo
from functools import partial
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from papershelf.build_cache import NO_CACHE, BuildCache, digest
from papershelf.facts.embedding import Embedding, embedded
from papershelf.facts.groups import lineage, topics
from papershelf.facts.related_reasons import lay_out, phrases, shared_word
from papershelf.facts.similarity import Vectors, nearest, rarity, vectors
from papershelf.facts.sparse_rows import SparseRows, table
from papershelf.library import Library
from papershelf.model import Paper, Tag
from papershelf.processes import mapped

MOST = 5  # as many as a reader takes in at a glance
FLOOR = 0.15  # papers with a lower score share a few ordinary words by chance
TAGS = 0.25  # what identical tags add to the similarity of the words, which is at most 1
ANCESTOR = 0.3  # weight of a shared ancestor, relative to a shared tag
MODEL = 0.5  # weight of the model in the similarity, if one is chosen
STRONGEST = 16  # how many shared terms are considered for reasons
Pair: TypeAlias = tuple[int, int]  # rows of two papers, the lower first
Reasons: TypeAlias = tuple[tuple[str, ...], tuple[Tag, ...]]  # phrases, and tags
Row: TypeAlias = tuple[int, tuple[float, tuple[str, ...], tuple[Tag, ...]]]


@dataclass(frozen=True, slots=True)
class Related:
    """A paper related to another, and what they share: phrases, the most significant first, and tags."""

    paper: Paper
    score: float
    phrases: tuple[str, ...]
    tags: tuple[Tag, ...]


def related(
    library: Library,
    model: Embedding | None = None,
    own: Vectors | None = None,
    cache: BuildCache = NO_CACHE,
) -> Mapping[str, tuple[Related, ...]]:
    """Return the papers closest to each paper, by id, the closest first; an empty tuple if none is close.

    Score and reasons of a pair are the same both ways round. So if one paper lists another without being
    listed by it, the other's list is full of papers at least as close. `own` holds the vectors of the
    library's papers, if they have been computed already.
    """
    return of_papers(library, related_rows(library, model, own, cache))


def of_papers(library: Library, rows: Sequence[Sequence[Row]]) -> Mapping[str, tuple[Related, ...]]:
    """Return what `related` does, of what `related_rows` found."""
    papers = library.papers
    return {
        paper.id: tuple(Related(papers[other], *rest) for other, rest in row)
        for paper, row in zip(papers, rows, strict=True)
    }


def related_rows(
    library: Library,
    model: Embedding | None = None,
    own: Vectors | None = None,
    cache: BuildCache = NO_CACHE,
) -> list[list[Row]]:
    """Return for each paper the related ones by their place in the library, with the rest of `Related`."""
    papers, own = library.papers, own or vectors(library.papers, cache)
    words = own.matrix * ((1 - MODEL) if model else 1) ** 0.5
    whole = replace(own, matrix=words.beside(_tags(library) * TAGS**0.5))
    close = nearest(whole, MOST, FLOOR, embedded(model, papers) * MODEL**0.5 if model else None)
    pairs = sorted({_pair(row, other) for row, (others, _) in enumerate(close) for other in others.tolist()})
    why = dict(zip(pairs, _reasons(library, own, pairs, cache), strict=True))
    return [
        [
            (other, (score, *why[_pair(row, other)]))
            for other, score in zip(*(part.tolist() for part in close[row]), strict=True)
        ]
        for row in range(len(papers))
    ]


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _reasons(library: Library, own: Vectors, pairs: Sequence[Pair], cache: BuildCache) -> Iterator[Reasons]:
    """Yield the shared phrases and tags of each pair; if there are none, a single word."""
    groups = [_lineages(paper, library) for paper in library.papers]
    both = memo(partial(_both, library=library))  # the same few sets occur again and again
    tags = [both(groups[one] & groups[other]) for one, other in pairs]
    return zip(_phrases(library.papers, own, pairs, [not some for some in tags], cache), tags, strict=True)


def _phrases(
    papers: Sequence[Paper], own: Vectors, pairs: Sequence[Pair], needed: Sequence[bool], cache: BuildCache
) -> list[tuple[str, ...]]:
    """Return the shared phrases of each pair; if there are none where some are needed, a single word."""
    text = memo(lambda row: lay_out(papers[row]))
    texts = [digest(paper.title, paper.abstract or "") for paper in papers]
    shares = _shares(own, pairs)

    def phrases_of(place: int) -> bytes:
        one, other = (text(row) for row in pairs[place])
        found = phrases(one, other, shares[place])
        if not found and needed[place]:
            word = shared_word(one, other, shares[place])
            found = (word,) if word else ()
        return json.dumps(found).encode()

    keys = [
        digest(texts[one], texts[other], repr(some), str(need))
        for (one, other), some, need in zip(pairs, shares, needed, strict=True)
    ]
    made = cache.made_together("phrases", keys, lambda places: mapped(phrases_of, places))
    return [tuple(json.loads(content)) for content in made]


def _tags(library: Library) -> SparseRows:
    """Make a row for each paper and a column for each tag: rare tags weigh more, ancestors less."""
    carriers = {slug: len(topic.papers) for slug, topic in topics(library).items()}
    columns = {slug: column for column, slug in enumerate(carriers)}
    weights = dict(zip(carriers, rarity(len(library.papers), list(carriers.values())).tolist(), strict=True))
    rows: list[dict[int, float]] = []
    for paper in library.papers:
        row = {columns[slug]: ANCESTOR * weights[slug] for slug in sorted(_lineages(paper, library))}
        rows.append(row | {columns[slug]: weights[slug] for slug in paper.tags})
    return table(rows, len(columns)).normalised()


def _shares(own: Vectors, pairs: Sequence[Pair]) -> list[dict[str, float]]:
    """Return, for each pair, how much each of the strongest shared terms adds to the similarity."""
    ones, others = ([pair[side] for pair in pairs] for side in (0, 1))
    both = own.matrix.taken(ones).times(own.matrix.taken(others))
    order = np.lexsort((-both.values, both.rows))
    columns, parts = both.columns[order].tolist(), both.values[order].tolist()
    return [
        {own.terms[columns[place]]: parts[place] for place in range(first, min(last, first + STRONGEST))}
        for first, last in pairwise(both.ends.tolist())
    ]


def _lineages(paper: Paper, library: Library) -> frozenset[str]:
    """Return the slugs of a paper's tags and their ancestors."""
    return frozenset(above for slug in paper.tags for above in lineage(slug, library.by_slug))


def _both(shared: frozenset[str], library: Library) -> tuple[Tag, ...]:
    """Return the shared tags to name: those that are not ancestors of other shared tags."""
    implied = {above for slug in shared for above in lineage(slug, library.by_slug)[1:]}
    order = list(library.by_slug)
    return tuple(library.by_slug[slug] for slug in sorted(shared - implied, key=order.index))
