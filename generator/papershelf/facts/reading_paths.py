"""Where papers stand in collections, and what comes before and after them there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from papershelf.library import Library
from papershelf.model import Collection, Paper


@dataclass(frozen=True, slots=True)
class Place:
    """A paper's step in a collection, counted from 1; None before the first step and after the last."""

    collection: Collection
    number: int
    previous: Paper | None
    next: Paper | None


def places(library: Library) -> Mapping[str, tuple[Place, ...]]:
    """By id the places of each paper that is a step, in the order of the collections."""
    found: defaultdict[str, tuple[Place, ...]] = defaultdict(tuple)
    for collection in library.collections:
        papers = papers_of(collection, library)
        around = [None, *papers, None]
        for number, paper in enumerate(papers, start=1):
            found[paper.id] += (Place(collection, number, around[number - 1], around[number + 1]),)
    return found


def papers_of(collection: Collection, library: Library) -> list[Paper]:
    """The papers of a collection in reading order."""
    return [library.by_id[step.paper] for step in collection.steps]


def span(papers: Iterable[Paper]) -> tuple[int, int] | None:
    """The years of the oldest and the newest of some papers; None where none has a date."""
    years = [paper.published.year for paper in papers if paper.published]
    return (min(years), max(years)) if years else None
