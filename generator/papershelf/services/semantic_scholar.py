"""Semantic Scholar: which arXiv paper became which publication.

Schema of its replies: https://api.semanticscholar.org/api-docs/graph (paper/batch, paper/search/match).
"""

from collections.abc import Mapping, Sequence
from json import dumps
from typing import Any

from papershelf.feeds.identifiers import arxiv_id
from papershelf.model import Candidate, bare_arxiv
from papershelf.services import replies
from papershelf.services.client import Client, Query
from papershelf.services.replies import arxiv_in, record_doi, venue

AT_ONCE = 50
"""Papers in one question about what they cite: a reply names up to 9,999 papers."""
FIELDS = "title,abstract,authors,year,publicationDate,venue,publicationVenue,externalIds"


def by_arxiv(client: Client, ids: Sequence[str]) -> Mapping[str, Candidate]:
    """Look up papers by arXiv id, in one request; unknown ones are left out."""
    return _batch(client, {arxiv: f"ARXIV:{bare_arxiv(arxiv)}" for arxiv in ids})


def by_doi(client: Client, dois: Sequence[str]) -> Mapping[str, Candidate]:
    """Look up papers by DOI, in one request; unknown ones are left out."""
    return _batch(client, {doi: f"DOI:{doi}" for doi in dois})


def references(client: Client, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Look up what papers cite, by the service's form of their ids, in one request for up to AT_ONCE.

    Returns the arXiv ids and DOIs of what each one cites (up to 1,000 papers); unknown papers are left out.
    """
    body = dumps({"ids": list(ids)}).encode()
    query = Query("semantic_scholar", "paper/batch", {"fields": "externalIds,references.externalIds"}, body)
    found = zip(ids, client.ask(query, read_references), strict=False)
    return {each: cited for each, cited in found if cited is not None}


def read_references(source: bytes) -> list[tuple[str, ...] | None]:
    """Read the reply to a list of ids: what each cites, in the same order, None for unknown ones."""
    return [_cited(record) if isinstance(record, dict) else None for record in _records(source)]


def _cited(record: Any) -> tuple[str, ...]:
    """Return arXiv ids and DOIs, in the form in which `identifiers` of a paper are compared."""
    found: list[str | None] = []
    for each in replies.items(record, "references"):
        arxiv, doi = replies.text(each, "externalIds", "ArXiv"), replies.text(each, "externalIds", "DOI")
        found += [arxiv_id(arxiv) if arxiv else arxiv_in([doi]), record_doi(doi)]
    return tuple(dict.fromkeys(filter(None, found)))


def by_title(client: Client, title: str) -> Sequence[Candidate]:
    """Search for the one record with the most similar title, if any."""
    query = Query("semantic_scholar", "paper/search/match", {"query": title, "fields": FIELDS})
    return client.find(query, read_match) or []


def _batch(client: Client, ids: Mapping[str, str]) -> Mapping[str, Candidate]:
    """Look up papers by our ids, each with the service's form of it."""
    body = dumps({"ids": list(ids.values())}).encode()
    records = client.ask(Query("semantic_scholar", "paper/batch", {"fields": FIELDS}, body), read_batch)
    return {ours: record for ours, record in zip(ids, records, strict=False) if record}


def read_batch(source: bytes) -> list[Candidate | None]:
    """Read the reply to a list of ids: one record for each, in the same order, None for unknown ones."""
    return [_record(record) for record in _records(source)]


def _records(source: bytes) -> list[Any]:
    records = replies.parse(source)
    if not isinstance(records, list):
        raise ValueError("not a list of records")  # noqa: TRY004 - like broken JSON
    return records


def read_match(source: bytes) -> list[Candidate]:
    """Read the reply to a title."""
    records = replies.items(replies.parse(source), "data")
    return [candidate for record in records if (candidate := _record(record))]


def _record(record: Any) -> Candidate | None:
    title = replies.text(record, "title")
    if not title:
        return None
    year = replies.at(record, "year")
    arxiv = replies.text(record, "externalIds", "ArXiv")
    is_conference = replies.at(record, "publicationVenue", "type") == "conference"
    others = replies.items(record, "publicationVenue", "alternate_names") if is_conference else []
    return Candidate(
        title,
        authors=replies.texts(replies.items(record, "authors"), "name"),
        published=replies.date(record, "publicationDate") or replies.date(year),
        venue=venue(
            [replies.text(record, "venue"), replies.text(record, "publicationVenue", "name")],
            year if isinstance(year, int) else None,
            replies.texts(others),
        ),
        doi=record_doi(replies.text(record, "externalIds", "DOI")),
        arxiv=arxiv_id(arxiv) if arxiv else None,
        abstract=replies.text(record, "abstract"),
    )
