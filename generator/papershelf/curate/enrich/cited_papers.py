"""Which papers of the list cite which: what services say, matched by ids, and what of it is new."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from papershelf.curate.quoting import plural
from papershelf.library import Library
from papershelf.library.citation_edits import Cited
from papershelf.model import Basis, Paper, PartialDate
from papershelf.services.cited_works import Known, can_be_asked

AGAIN = 30
"""Days after which a paper is asked about again: papers that came since may be among what it cites."""


@dataclass(frozen=True, slots=True)
class Link:
    """A paper of the list that another one cites, and the services that say so."""

    paper: str
    cited: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitationFindings:
    """New links, those that the list says are wrong, and the services that knew each paper asked about."""

    links: tuple[Link, ...] = ()
    rejected: int = 0
    known_to: Mapping[str, tuple[str, ...]] | None = None

    def __add__(self, other: "CitationFindings") -> "CitationFindings":
        known_to = {**(self.known_to or {}), **(other.known_to or {})}
        return CitationFindings(self.links + other.links, self.rejected + other.rejected, known_to)


def due(library: Library, papers: Iterable[Paper], today: PartialDate) -> list[Paper]:
    """Return the papers to ask about: those never asked, or asked too long ago."""
    asked = {basis.paper: basis.asked for basis in library.citations}
    return [paper for paper in papers if can_be_asked(paper) and _days(asked.get(paper.id), today) >= AGAIN]


def _days(asked: PartialDate | None, today: PartialDate) -> int:
    """Return the days since a paper was asked about; a month where it never was."""
    if asked is None:
        return AGAIN
    return (_date(today) - _date(asked)).days


def _date(day: PartialDate) -> dt.date:
    return dt.date(day.year, day.month, day.day)


def links_of(
    papers: Iterable[str],
    told: Mapping[str, tuple[Known, Mapping[str, Collection[str]]]],
    present: Mapping[str, Basis],
) -> CitationFindings:
    """Return the new links of papers, given by id.

    `told` has what each service says, by its name, with the names by which it cites papers of the list;
    `present` is what the list has already.
    """
    owners = {
        service: {name: paper for paper, names in by_paper.items() for name in names}
        for service, (_, by_paper) in told.items()
    }
    links: list[Link] = []
    rejected = 0
    known_to: dict[str, tuple[str, ...]] = {}
    for paper in papers:
        found: dict[str, list[str]] = {}
        for service, (known, _) in told.items():
            cited = {owners[service].get(name) for name in known.cited.get(paper, ())}
            for each in sorted(filter(None, cited - {None, paper})):
                found.setdefault(each, []).append(service)
        basis = present.get(paper, Basis(paper))
        rejected += len(found.keys() & {*basis.wrong})
        new = sorted(found.keys() - {*basis.wrong, *basis.builds_on})
        links += [Link(paper, each, tuple(found[each])) for each in new]
        if any(paper in known.answered for known, _ in told.values()):
            known_to[paper] = tuple(service for service, (known, _) in told.items() if paper in known.cited)
    return CitationFindings(tuple(links), rejected, known_to)


def as_cited(findings: CitationFindings, asked: Collection[str], today: PartialDate) -> dict[str, Cited]:
    """Return what to write, by id of a paper; those `asked` about get the day."""
    cited: dict[str, list[str]] = {}
    for link in findings.links:
        cited.setdefault(link.paper, []).append(link.cited)
    known_to = findings.known_to or {}
    names = dict.fromkeys([*cited, *(paper for paper in known_to if paper in asked)])
    return {
        name: Cited(cited.get(name, ()), known_to.get(name, ()), today if name in asked else None)
        for name in names
    }


def citations_as_text(findings: CitationFindings) -> Iterator[str]:
    """Yield a line for each paper with new links, and one below it for each of them."""
    last = ""
    for link in findings.links:
        if link.paper != last:
            yield link.paper
            last = link.paper
        yield f"  builds on {link.cited}  ({', '.join(link.sources)})"


def citations_as_data(findings: CitationFindings) -> Sequence[Mapping[str, Any]]:
    """Return the same for JSON: a list of links."""
    return [
        {"paper": link.paper, "builds_on": link.cited, "sources": list(link.sources)}
        for link in findings.links
    ]


def citations_summary(findings: CitationFindings, asked: Sequence[Paper]) -> str:
    """Sum up in one line what came of asking about papers."""
    known_to = findings.known_to or {}
    unknown = sum(1 for paper in asked if paper.id in known_to and not known_to[paper.id])
    papers = len({link.paper for link in findings.links})
    parts = [f"{plural(len(findings.links), 'new link')} of {plural(papers, 'paper')}"]
    parts += [f"{unknown} known to no service"] if unknown else []
    parts += [f"{findings.rejected} left out as wrong"] if findings.rejected else []
    return f"asked about {plural(len(asked), 'paper')}: {', '.join(parts)}"
