"""What all services' records have in common: their ids, and links to code.

A record is a Candidate whose `doi` is that of the version of record, never that of a preprint, and whose
`venue` is where that version appeared. What a service does not say is None or empty.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from papershelf.feeds.identifiers import arxiv_mention, doi_name
from papershelf.model import Candidate, bare_arxiv
from papershelf.text import repair

REPOSITORY = re.compile(r"https?://(?:github|gitlab)\.com/[\w.-]+/[\w.-]+")


def from_feed(candidate: Candidate) -> Candidate:
    """Turn a record of a feed into one of a service, without its place in the feed.

    Its venue is left out: arXiv gives a journal reference there.
    """
    code = candidate.links.get("code") or code_link(candidate.abstract)
    links = {**candidate.links, "code": code} if code else candidate.links
    return replace(candidate, line=1, blocks=(), venue=None, doi=record_doi(candidate.doi), links=links)


def code_link(abstract: str | None) -> str | None:
    """Return the repository that an abstract links to; None where it links to none or to several."""
    addresses = {segment.href for segment in repair(abstract or "") if segment.href}
    found = {link.group().removesuffix(".git") for href in addresses if (link := REPOSITORY.match(href))}
    return found.pop() if len(found) == 1 else None


def arxiv_doi(arxiv: str) -> str:
    """Return the DOI that arXiv registers for a paper, for services that are asked by DOI."""
    return f"10.48550/arxiv.{bare_arxiv(arxiv)}"


def record_doi(address: str | None) -> str | None:
    """Return the DOI in `address` unless it is arXiv's own; in lower case, as services differ in theirs."""
    doi = doi_name(address) if address else None
    return doi.lower() if doi else None


def arxiv_in(addresses: Iterable[str | None]) -> str | None:
    """Return the arXiv id in the first of some links or DOIs that contains one."""
    return next((arxiv for address in addresses if address and (arxiv := arxiv_mention(address))), None)
