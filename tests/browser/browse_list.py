"""What the browse page should find in a list, worked out from the list alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from papershelf.facts.groups import lineage, newest_first, venues
from papershelf.library import Library
from papershelf.library.venues import venue_series
from papershelf.model import Paper
from papershelf.text import shown

Values = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Asked:
    """Values of which one is wanted, unwanted ones, and those that are all wanted, by facet."""

    any: Mapping[str, frozenset[str]] = field(default_factory=dict)
    none: Mapping[str, frozenset[str]] = field(default_factory=dict)
    all: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def beside(self, facet: str) -> Asked:
        """All but the values of one facet that widen what is found."""
        return Asked(
            {name: values for name, values in self.any.items() if name != facet}, self.none, self.all
        )


def values(library: Library) -> dict[str, Values]:
    """The values that each paper has, by its id and by facet."""
    series = {group.label: group.slug for group in venues(library.papers)}
    return {paper.id: _values(paper, library, series) for paper in library.papers}


def _values(paper: Paper, library: Library, series: Mapping[str, str]) -> Values:
    return {
        "tag": frozenset(slug for tag in paper.tags for slug in lineage(tag, library.by_slug)),
        "venue": frozenset({series[venue_series(paper.venue)]} if paper.venue else ()),
        "author": frozenset(paper.authors),
        "code": frozenset({"yes"} if "code" in paper.links else ()),
        "collection": frozenset(
            path.slug for path in library.collections if paper.id in {step.paper for step in path.steps}
        ),
        "year": frozenset({str(paper.published.year)} if paper.published else ()),
    }


def found(library: Library, asked: Asked) -> list[Paper]:
    """The papers that have what is wanted of each facet and nothing unwanted, the newest first."""
    of = values(library)

    def fits(paper: Paper) -> bool:
        wanted = all(of[paper.id][facet] & some for facet, some in asked.any.items())
        wanted = wanted and all(of[paper.id][facet] >= some for facet, some in asked.all.items())
        return wanted and not any(of[paper.id][facet] & some for facet, some in asked.none.items())

    return [paper for paper in newest_first(library.papers) if fits(paper)]


def counts(library: Library, asked: Asked, facet: str) -> Counter[str]:
    """How many papers have each value of a facet, whatever is asked of that facet itself."""
    of = values(library)
    return Counter(value for paper in found(library, asked.beside(facet)) for value in of[paper.id][facet])


def titles(papers: Iterable[Paper]) -> list[str]:
    """The titles as readers see them."""
    return [shown(paper.title) for paper in papers]
