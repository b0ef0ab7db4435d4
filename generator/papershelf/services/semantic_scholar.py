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
from papershelf.services.replies import record_doi, venue

FIELDS = "title,abstract,authors,year,publicationDate,venue,publicationVenue,externalIds"


def by_arxiv(client: Client, ids: Sequence[str]) -> Mapping[str, Candidate]:
    """Look up papers by arXiv id, in one request; unknown ones are left out."""
    return _batch(client, {arxiv: f"ARXIV:{bare_arxiv(arxiv)}" for arxiv in ids})


def by_doi(client: Client, dois: Sequence[str]) -> Mapping[str, Candidate]:
    """Look up papers by DOI, in one request; unknown ones are left out."""
    return _batch(client, {doi: f"DOI:{doi}" for doi in dois})


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
    records = replies.parse(source)
    if not isinstance(records, list):
        raise ValueError("not a list of records")  # noqa: TRY004 - like broken JSON
    return [_record(record) for record in records]


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
