"""Semantic Scholar: which arXiv paper became which publication.

The form of its replies: https://api.semanticscholar.org/api-docs/graph (paper/batch, paper/search/match).
"""

from collections.abc import Mapping, Sequence
from json import dumps
from typing import Any

from papershelf.feeds.identifiers import arxiv_id
from papershelf.model import bare_arxiv
from papershelf.services import lenient_json
from papershelf.services.http_client import Client, Query
from papershelf.services.lenient_json import venue
from papershelf.services.record import Facts, record_doi

FIELDS = "title,abstract,authors,year,publicationDate,venue,publicationVenue,externalIds"


def by_arxiv(client: Client, ids: Sequence[str]) -> Mapping[str, Facts]:
    """What Semantic Scholar knows of papers by arXiv id, in one request; an unknown one is left out."""
    return _batch(client, {arxiv: f"ARXIV:{bare_arxiv(arxiv)}" for arxiv in ids})


def by_doi(client: Client, dois: Sequence[str]) -> Mapping[str, Facts]:
    """What Semantic Scholar knows of papers by DOI, in one request; an unknown one is left out."""
    return _batch(client, {doi: f"DOI:{doi}" for doi in dois})


def by_title(client: Client, title: str) -> Sequence[Facts]:
    """The one record whose title comes nearest, if any."""
    query = Query("semantic_scholar", "paper/search/match", {"query": title, "fields": FIELDS})
    return client.find(query, read_match) or []


def _batch(client: Client, names: Mapping[str, str]) -> Mapping[str, Facts]:
    body = dumps({"ids": list(names.values())}).encode()
    records = client.ask(Query("semantic_scholar", "paper/batch", {"fields": FIELDS}, body), read_batch)
    return {ours: facts for ours, facts in zip(names, records, strict=False) if facts}


def read_batch(source: bytes) -> list[Facts | None]:
    """Read the reply to a list of ids: one record for each, in their order, None for the unknown."""
    records = lenient_json.parse(source)
    if not isinstance(records, list):
        raise ValueError("not a list of records")  # noqa: TRY004 - as JSON that is broken
    return [_facts(record) for record in records]


def read_match(source: bytes) -> list[Facts]:
    """Read the reply to a title."""
    return [
        facts
        for record in lenient_json.items(lenient_json.parse(source), "data")
        if (facts := _facts(record))
    ]


def _facts(record: Any) -> Facts | None:
    title = lenient_json.text(record, "title")
    if not title:
        return None
    year = lenient_json.at(record, "year")
    arxiv = lenient_json.text(record, "externalIds", "ArXiv")
    is_conference = lenient_json.at(record, "publicationVenue", "type") == "conference"
    others = lenient_json.items(record, "publicationVenue", "alternate_names") if is_conference else []
    return Facts(
        title=title,
        authors=lenient_json.texts(lenient_json.items(record, "authors"), "name"),
        published=lenient_json.date(record, "publicationDate") or lenient_json.date(year),
        venue=venue(
            [lenient_json.text(record, "venue"), lenient_json.text(record, "publicationVenue", "name")],
            year if isinstance(year, int) else None,
            lenient_json.texts(others),
        ),
        doi=record_doi(lenient_json.text(record, "externalIds", "DOI")),
        arxiv=arxiv_id(arxiv) if arxiv else None,
        abstract=lenient_json.text(record, "abstract"),
    )
