"""Crossref: the DOIs, venues and authors that publishers register.

The form of its replies: https://api.crossref.org/swagger-ui (Work, Work Message, Works Message).
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from papershelf.feeds import csl_json, json_records
from papershelf.feeds.capture import decode
from papershelf.feeds.record_values import names
from papershelf.services import lenient_json
from papershelf.services.http_client import Client, Query
from papershelf.services.lenient_json import venue
from papershelf.services.record import Facts, arxiv_in, record_doi

HITS = 5
PUBLISHED_KINDS = frozenset(
    {"journal-article", "proceedings-article", "book-chapter", "book", "monograph", "dissertation", "report"}
)


def by_doi(client: Client, dois: Sequence[str]) -> Mapping[str, Facts]:
    """What Crossref knows of papers by DOI; an unknown one is left out."""
    queries = {doi: Query("crossref", f"works/{quote(doi, safe='/')}") for doi in dois}
    found = {doi: client.find(query, read_work) for doi, query in queries.items()}
    return {doi: facts for doi, facts in found.items() if facts}


def fetch_csl(client: Client, doi: str) -> bytes | None:
    """The raw CSL-JSON item of a DOI; None where Crossref does not know it."""
    path = f"works/{quote(doi, safe='/')}/transform/application/vnd.citationstyles.csl+json"
    return client.find(Query("crossref", path), _checked_csl)


def by_title(client: Client, title: str) -> Sequence[Facts]:
    """The records whose titles come nearest, the nearest first."""
    params = {"query.bibliographic": title, "rows": str(HITS)}
    return client.ask(Query("crossref", "works", params), read_works)


def read_work(source: bytes) -> Facts | None:
    """Read the reply to a DOI; None where the record has no title."""
    return _facts(lenient_json.at(lenient_json.parse(source), "message"))


def read_works(source: bytes) -> list[Facts]:
    """Read the reply to a query."""
    works = lenient_json.items(lenient_json.parse(source), "message", "items")
    return [facts for work in works if (facts := _facts(work))]


def _checked_csl(source: bytes) -> bytes:
    csl_json.read(json_records.parse(decode(source, "reply"), "reply"), "reply")
    return source


def _facts(work: Any) -> Facts | None:
    title = lenient_json.text(work, "title", 0)
    if not title:
        return None
    subtitle = lenient_json.text(work, "subtitle", 0)
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title}: {subtitle}"
    is_published = lenient_json.at(work, "type") in PUBLISHED_KINDS
    doi = lenient_json.text(work, "DOI")
    published = lenient_json.date(work, "issued", "date-parts", 0)
    printed = [
        *lenient_json.texts(lenient_json.items(work, "container-title")),
        lenient_json.text(work, "event", "name"),
    ]
    where = venue(
        printed, published.year if published else None, [lenient_json.text(work, "event", "acronym")]
    )
    return Facts(
        title=title,
        authors=names(_name(author) for author in lenient_json.items(work, "author")),
        published=published,
        venue=where if is_published else None,
        doi=record_doi(doi) if is_published else None,
        arxiv=arxiv_in([doi]),
        abstract=lenient_json.text(work, "abstract"),
    )


def _name(author: Any) -> str | None:
    parts = [part for key in ("given", "family") if (part := lenient_json.text(author, key))]
    return " ".join(parts) or lenient_json.text(author, "name")
