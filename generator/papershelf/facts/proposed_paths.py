"""Reading paths that citations suggest: a paper after those that it builds on, the foundations first."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from papershelf.facts.citation_links import CitationLinks
from papershelf.library import Library
from papershelf.model import Paper, PartialDate

MOST_BEFORE = 7  # papers before the last one: a path that somebody reads to its end
FEWEST_BEFORE = 2
UNDATED = PartialDate(0)


class ProposedStep(NamedTuple):
    """A paper of a path, those of the path that build on it, and those that it builds on."""

    paper: Paper
    built_on_by: Sequence[Paper]
    builds_on: Sequence[Paper]


def proposed_path(paper: Paper, links: CitationLinks) -> Sequence[ProposedStep]:
    """Return the path to a paper: what it builds on, then what that builds on, if there is room.

    Of those that are too many, the path has the ones that most papers of the list build on. No paper comes
    before one that it builds on, but where papers cite each other. Empty for a paper that builds on too few.
    """
    direct = _most_built_on(links.builds_on.get(paper.id, ()), links)[:MOST_BEFORE]
    if len(direct) < FEWEST_BEFORE:
        return ()
    known = {paper.id, *(each.id for each in direct)}
    further = {
        each.id: each for one in direct for each in links.builds_on.get(one.id, ()) if each.id not in known
    }
    chosen = [*direct, *_most_built_on([*further.values()], links)[: MOST_BEFORE - len(direct)], paper]
    ids = {each.id for each in chosen}
    ordered = list(_foundations_first(paper, ids, links, set()))
    return [
        ProposedStep(
            each,
            [other for other in ordered if each in links.builds_on.get(other.id, ())],
            [other for other in ordered if other in links.builds_on.get(each.id, ())],
        )
        for each in ordered
    ]


def papers_with_paths(library: Library, links: CitationLinks) -> list[Paper]:
    """Return the papers that build on enough others and end no collection yet, most others first."""
    ends = {collection.steps[-1].paper for collection in library.collections if collection.steps}
    able = [
        paper
        for paper in library.papers
        if paper.id not in ends and len(links.builds_on.get(paper.id, ())) >= FEWEST_BEFORE
    ]
    return sorted(able, key=lambda paper: (-len(links.builds_on[paper.id]), paper.id))


def _most_built_on(papers: Sequence[Paper], links: CitationLinks) -> list[Paper]:
    return sorted(papers, key=lambda paper: (-links.count(paper), paper.published or UNDATED, paper.id))


def _foundations_first(paper: Paper, ids: set[str], links: CitationLinks, seen: set[str]) -> Iterator[Paper]:
    """Yield what a paper builds on, in the same way, and then the paper; of those with these ids."""
    seen.add(paper.id)
    cited = [each for each in links.builds_on.get(paper.id, ()) if each.id in ids]
    for each in sorted(cited, key=lambda paper: (paper.published or UNDATED, paper.id)):
        if each.id not in seen:
            yield from _foundations_first(each, ids, links, seen)
    yield paper
