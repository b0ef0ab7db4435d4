"""OpenAlex: an open index of publishers and repositories. Searching it requires a (free) key of your own.

Schema of its replies: https://developers.openalex.org/api-reference/works (Work).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from papershelf.feeds.record_values import names
from papershelf.model import Candidate, bare_arxiv
from papershelf.services import replies
from papershelf.services.client import Client, Query
from papershelf.services.replies import arxiv_in, record_doi, venue

HITS = 5
AT_ONCE = 100
"""DOIs in one filter, and records on one page of a reply: OpenAlex takes and gives no more."""
RESOLVER = "https://doi.org/"
VENUES = frozenset({"journal", "conference"})


def by_doi(client: Client, dois: Sequence[str]) -> Mapping[str, Candidate]:
    """Look up papers by DOI; unknown ones are left out."""
    queries = {doi: Query("openalex", f"works/doi:{quote(doi, safe='/')}") for doi in dois}
    return client.find_each(queries, read_work)


def by_arxiv(client: Client, ids: Sequence[str]) -> Mapping[str, Candidate]:
    """Look up papers by arXiv id, sent as the DOI that arXiv registers; unknown ones are left out."""
    dois = {arxiv: f"10.48550/arxiv.{bare_arxiv(arxiv)}" for arxiv in ids}
    found = by_doi(client, list(dois.values()))
    return {arxiv: found[doi] for arxiv, doi in dois.items() if doi in found}


class Work(NamedTuple):
    """A record as a node of the graph of citations: its id there, its DOI, and the ids that it cites."""

    id: str
    doi: str
    cited: tuple[str, ...]


def works(client: Client, dois: Sequence[str]) -> Sequence[Work]:
    """Look up what papers cite, by DOI, in one request for up to AT_ONCE; unknown ones are left out."""
    params = {
        "filter": f"doi:{'|'.join(dois)}",
        "select": "id,doi,referenced_works",
        "per_page": str(AT_ONCE),
    }
    return client.ask(Query("openalex", "works", params), read_graph)


def read_graph(source: bytes) -> list[Work]:
    """Read the reply to a list of DOIs."""
    found: list[Work] = []
    for work in replies.items(replies.parse(source), "results"):
        identity, doi = replies.text(work, "id"), replies.text(work, "doi")
        if identity and doi:
            cited = replies.texts(replies.items(work, "referenced_works"))
            found.append(Work(identity, doi.lower().removeprefix(RESOLVER), cited))
    return found


def by_title(client: Client, title: str) -> Sequence[Candidate]:
    """Search for the records with the most similar titles, the most similar first."""
    words = " ".join(re.findall(r"\w+", title))
    params = {"filter": f"title.search:{words}", "per_page": str(HITS)}
    return client.ask(Query("openalex", "works", params), read_works)


def read_work(source: bytes) -> Candidate | None:
    """Read the reply to a DOI; None where the record has no title."""
    return _record(replies.parse(source))


def read_works(source: bytes) -> list[Candidate]:
    """Read the reply to a search."""
    works = replies.items(replies.parse(source), "results")
    return [record for work in works if (record := _record(work))]


def _record(work: Any) -> Candidate | None:
    title = replies.text(work, "title")
    if not title:
        return None
    locations = replies.items(work, "locations")
    doi = replies.text(work, "doi")
    pages = [replies.text(location, "landing_page_url") for location in locations]
    return Candidate(
        title,
        authors=names(_name(author) for author in replies.items(work, "authorships")),
        published=replies.date(work, "publication_date") or replies.date(work, "publication_year"),
        venue=venue(_venues(locations), replies.at(work, "publication_year")),
        doi=None if replies.at(work, "type") == "preprint" else record_doi(doi),
        arxiv=arxiv_in([doi, *pages]),
        abstract=_abstract(replies.at(work, "abstract_inverted_index")),
    )


def _name(authorship: Any) -> str | None:
    return replies.text(authorship, "raw_author_name") or replies.text(authorship, "author", "display_name")


def _venues(locations: Sequence[Any]) -> Iterator[str | None]:
    for location in locations:
        if replies.at(location, "source", "type") in VENUES:
            yield replies.text(location, "source", "display_name")


def _abstract(index: Any) -> str | None:
    """Rebuild an abstract from the positions of its words, the only form in which OpenAlex may give it."""
    if not isinstance(index, dict):
        return None
    places = [
        (place, word) for word in index for place in replies.items(index, word) if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(places)) or None
