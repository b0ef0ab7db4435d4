"""What an API says of one paper, in one form for all of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from papershelf.feeds.identifiers import arxiv_mention, doi_name
from papershelf.model import Candidate, PartialDate, bare_arxiv
from papershelf.text import repair

REPOSITORY = re.compile(r"https?://(?:github|gitlab)\.com/[\w.-]+/[\w.-]+")
ARXIV_DOI = "10.48550/arxiv."


@dataclass(frozen=True, slots=True)
class Facts:
    """One record of an API; what it does not say is None or empty.

    `doi` is the version of record's, never that of a preprint; `venue` is where that version appeared.
    """

    title: str
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    venue: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    code: str | None = None
    abstract: str | None = None


def of_candidate(candidate: Candidate) -> Facts:
    """The facts of a feed's record; its venue is left out, which arXiv gives as a journal reference."""
    return Facts(
        title=candidate.title,
        authors=candidate.authors,
        published=candidate.published,
        doi=record_doi(candidate.doi),
        arxiv=bare_arxiv(candidate.arxiv) if candidate.arxiv else None,
        code=candidate.links.get("code") or code_link(candidate.abstract),
        abstract=candidate.abstract,
    )


def code_link(abstract: str | None) -> str | None:
    """The repository that an abstract links to, where it links to one and no other."""
    addresses = {segment.href for segment in repair(abstract or "") if segment.href}
    found = {link.group().removesuffix(".git") for href in addresses if (link := REPOSITORY.match(href))}
    return found.pop() if len(found) == 1 else None


def arxiv_doi(arxiv: str) -> str:
    """The DOI that arXiv registers for each of its papers, with which services that know DOIs are asked."""
    return f"{ARXIV_DOI}{bare_arxiv(arxiv)}"


def record_doi(address: str | None) -> str | None:
    """The DOI in `address`, unless it is arXiv's own; in lower case, since services differ in theirs."""
    doi = doi_name(address) if address else None
    return doi.lower() if doi else None


def arxiv_in(addresses: Iterable[str | None]) -> str | None:
    """The arXiv id in the first of some links or DOIs that holds one."""
    return next((arxiv for address in addresses if address and (arxiv := arxiv_mention(address))), None)
