"""Which papers of the list build on which: what `citations.yaml` says of papers that are there."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from papershelf.facts.groups import newest_first
from papershelf.library import Library
from papershelf.model import Paper


@dataclass(frozen=True, slots=True)
class CitationLinks:
    """By the id of a paper, those that it builds on and those that build on it, the newest first.

    Papers without any are left out.
    """

    builds_on: Mapping[str, tuple[Paper, ...]]
    built_on_by: Mapping[str, tuple[Paper, ...]]

    def count(self, paper: Paper) -> int:
        """Return how many papers of the list build on a paper."""
        return len(self.built_on_by.get(paper.id, ()))


def citation_links(library: Library) -> CitationLinks:
    """Return the links in both directions, without those of unknown papers and of a paper to itself."""
    forth: defaultdict[str, set[str]] = defaultdict(set)
    back: defaultdict[str, set[str]] = defaultdict(set)
    for basis in library.citations:
        for cited in basis.builds_on:
            if basis.paper in library.by_id and cited in library.by_id and basis.paper != cited:
                forth[basis.paper].add(cited)
                back[cited].add(basis.paper)
    places = {paper.id: place for place, paper in enumerate(newest_first(library.papers))}
    return CitationLinks(_sorted(library, forth, places), _sorted(library, back, places))


def _sorted(
    library: Library, links: Mapping[str, set[str]], places: Mapping[str, int]
) -> Mapping[str, tuple[Paper, ...]]:
    return {
        paper: tuple(library.by_id[each] for each in sorted(some, key=places.__getitem__))
        for paper, some in links.items()
    }
