"""Hugging Face: the Daily Papers of a day, week or month, and code links by arXiv id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from papershelf.feeds import json_records
from papershelf.feeds.capture import decode
from papershelf.feeds.daily_papers import api
from papershelf.model import bare_arxiv
from papershelf.services import lenient_json
from papershelf.services.http_client import Client, Query
from papershelf.services.record import Facts, of_candidate

PAGE = 100
MOST_PAGES = 30
HITS = 5


@dataclass(frozen=True, slots=True)
class Period:
    """A time for which Daily Papers are kept: a date `2026-07-29`, a week `2026-W31` or a month `2026-07`."""

    unit: Literal["date", "week", "month"]
    value: str


def fetch_daily_papers(client: Client, period: Period) -> list[bytes]:
    """The raw JSON of all pages of a period's Daily Papers, newly asked: lists of records."""
    pages: list[bytes] = []
    for number in range(MOST_PAGES):
        params = {period.unit: period.value, "limit": str(PAGE), "p": str(number)}
        page = client.ask(Query("hugging_face", "daily_papers", params, fresh=True), _checked)
        pages.append(page)
        if len(lenient_json.parse(page)) < PAGE:
            break
    return pages


def by_arxiv(client: Client, ids: Sequence[str]) -> Mapping[str, Facts]:
    """What Hugging Face knows of papers by arXiv id; one without a page there is left out."""
    queries = {arxiv: Query("hugging_face", f"papers/{bare_arxiv(arxiv)}") for arxiv in ids}
    found = {arxiv: client.find(query, read_paper) for arxiv, query in queries.items()}
    return {arxiv: facts for arxiv, facts in found.items() if facts}


def by_title(client: Client, title: str) -> Sequence[Facts]:
    """The papers with a page there whose titles come nearest."""
    params = {"q": title, "limit": str(HITS)}
    return client.ask(Query("hugging_face", "papers/search", params), read_papers)


def read_paper(source: bytes) -> Facts | None:
    """Read the reply to an id, which is one bare record."""
    return next(iter(read_papers(source)), None)


def read_papers(source: bytes) -> list[Facts]:
    """Read rows in the form of the Daily Papers."""
    document = json_records.parse(decode(source, "reply"), "reply")
    return [of_candidate(candidate) for candidate in api.read(document, "reply").candidates]


def _checked(source: bytes) -> bytes:
    read_papers(source)
    return source
