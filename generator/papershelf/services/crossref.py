"""Crossref: the DOIs, venues and authors that publishers register.

Schema of its replies: https://api.crossref.org/swagger-ui (Work, Work Message, Works Message).
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from papershelf.feeds import csl_json, json_records
from papershelf.feeds.capture import Capture, decode
from papershelf.feeds.record_values import names, printed_at
from papershelf.model import Candidate
from papershelf.services import replies
from papershelf.services.client import Client, Query, checked
from papershelf.services.replies import arxiv_in, record_doi, venue

HITS = 5
PUBLISHED_KINDS = frozenset(
    {"journal-article", "proceedings-article", "book-chapter", "book", "monograph", "dissertation", "report"}
)
# The year of record is that of the printed version, if any; `issued` is the earliest of all dates.
PRINTED = {"volume": "volume", "number": "issue", "pages": "page"}
"""The list's keys by Crossref's; its publishers have legal names, which nobody cites."""
DATES = ("published-print", "issued", "published")


def by_doi(client: Client, dois: Sequence[str]) -> Mapping[str, Candidate]:
    """Look up papers by DOI; unknown ones are left out."""
    return client.find_each({doi: Query("crossref", _path(doi)) for doi in dois}, read_work)


def fetch_csl(client: Client, doi: str) -> bytes | None:
    """Fetch the raw CSL-JSON item of a DOI; None where Crossref does not know it."""
    path = f"{_path(doi)}/transform/application/vnd.citationstyles.csl+json"
    return client.find(Query("crossref", path), checked(_read_csl))


def by_title(client: Client, title: str) -> Sequence[Candidate]:
    """Search for the records with the most similar titles, the most similar first."""
    params = {"query.bibliographic": title, "rows": str(HITS)}
    return client.ask(Query("crossref", "works", params), read_works)


def read_work(source: bytes) -> Candidate | None:
    """Read the reply to a DOI; None where the record has no title."""
    return _record(replies.at(replies.parse(source), "message"))


def read_works(source: bytes) -> list[Candidate]:
    """Read the reply to a search."""
    works = replies.items(replies.parse(source), "message", "items")
    return [record for work in works if (record := _record(work))]


def _read_csl(source: bytes) -> Capture:
    return csl_json.read(json_records.parse(decode(source, "reply"), "reply"), "reply")


def _path(doi: str) -> str:
    return f"works/{quote(doi, safe='/')}"


def _record(work: Any) -> Candidate | None:
    title = replies.text(work, "title", 0)
    if not title:
        return None
    subtitle = replies.text(work, "subtitle", 0)
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title}: {subtitle}"
    is_published = replies.at(work, "type") in PUBLISHED_KINDS
    doi = replies.text(work, "DOI")
    dates = {key: replies.date(work, key, "date-parts", 0) for key in DATES}
    published = dates["issued"]
    issued = next(filter(None, dates.values()), None)
    venues = [*replies.texts(replies.items(work, "container-title")), replies.text(work, "event", "name")]
    acronyms = [replies.text(work, "event", "acronym")]
    printed: dict[str, Any] = {key: printed_at(replies.text(work, name)) for key, name in PRINTED.items()}
    where = venue(venues, published.year if published else None, acronyms) if is_published else None
    return Candidate(
        title,
        authors=names(_name(author) for author in replies.items(work, "author")),
        published=published,
        issued=issued if is_published else None,
        venue=where,
        **(printed if where else {}),
        doi=record_doi(doi) if is_published else None,
        arxiv=arxiv_in([doi]),
        abstract=replies.text(work, "abstract"),
    )


def _name(author: Any) -> str | None:
    parts = [part for key in ("given", "family") if (part := replies.text(author, key))]
    return " ".join(parts) or replies.text(author, "name")
