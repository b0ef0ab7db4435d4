"""Hugging Face: the Daily Papers of a day, week or month, and code links by arXiv id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from papershelf.feeds import json_records
from papershelf.feeds.capture import decode
from papershelf.feeds.daily_papers import api
from papershelf.model import Candidate, bare_arxiv
from papershelf.services import replies
from papershelf.services.client import Client, Query, checked
from papershelf.services.replies import from_feed

PAGE = 100
MOST_PAGES = 30
HITS = 5


@dataclass(frozen=True, slots=True)
class Period:
    """A period of Daily Papers: a date `2026-07-29`, a week `2026-W31` or a month `2026-07`."""

    unit: Literal["date", "week", "month"]
    value: str


def fetch_daily_papers(client: Client, period: Period) -> list[bytes]:
    """Fetch the raw JSON of all pages of a period's Daily Papers, past the cache: lists of records."""
    pages: list[bytes] = []
    for number in range(MOST_PAGES):
        params = {period.unit: period.value, "limit": str(PAGE), "p": str(number)}
        page = client.ask(Query("hugging_face", "daily_papers", params, fresh=True), checked(read_papers))
        pages.append(page)
        if len(replies.parse(page)) < PAGE:
            break
    return pages


def by_arxiv(client: Client, ids: Sequence[str]) -> Mapping[str, Candidate]:
    """Look up papers by arXiv id; those without a page at Hugging Face are left out."""
    queries = {arxiv: Query("hugging_face", f"papers/{bare_arxiv(arxiv)}") for arxiv in ids}
    return client.find_each(queries, read_paper)


def by_title(client: Client, title: str) -> Sequence[Candidate]:
    """Search for the papers with the most similar titles that have a page at Hugging Face."""
    params = {"q": title, "limit": str(HITS)}
    return client.ask(Query("hugging_face", "papers/search", params), read_papers)


def read_paper(source: bytes) -> Candidate | None:
    """Read the reply to an id, which is one bare record."""
    return next(iter(read_papers(source)), None)


def read_papers(source: bytes) -> list[Candidate]:
    """Read records in the form of the Daily Papers."""
    document = json_records.parse(decode(source, "reply"), "reply")
    return [from_feed(candidate) for candidate in api.read(document, "reply").candidates]
