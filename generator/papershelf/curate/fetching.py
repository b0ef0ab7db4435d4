"""Feeds fetched from services, each as one file to read and to keep."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from slugify import slugify

from papershelf.feeds import detect
from papershelf.feeds.capture import Capture
from papershelf.feeds.identifiers import Identifier
from papershelf.problems import InvalidInputError
from papershelf.services import arxiv, crossref, hugging_face, zotero
from papershelf.services.client import Client
from papershelf.services.hugging_face import Period
from papershelf.services.zotero import ZoteroLibrary

LONGEST_NAME = 60
SERVICES = {"arxiv": "arXiv", "doi": "Crossref"}
"""What looks up each kind of identifier."""


class Fetched(NamedTuple):
    """A reply as received, and the file name under which a capture of it is kept."""

    name: str
    source: bytes


def daily_papers(client: Client, period: Period) -> Fetched | None:
    """Fetch the Daily Papers of a period as one list of records; None where the period has none."""
    pages = hugging_face.fetch_daily_papers(client, period)
    if not any(map(json.loads, pages)):
        return None
    source = pages[0] if len(pages) == 1 else _joined_feeds(pages)
    return Fetched(f"daily-papers-{period.value}.json", source)


def arxiv_query(client: Client, query: str, limit: int) -> Fetched:
    """Fetch the newest papers that arXiv has for a query, at most `limit`."""
    name = slugify(query, max_length=LONGEST_NAME, word_boundary=True)
    return Fetched(f"arxiv-{name or 'query'}.atom.xml", arxiv.search(client, query, limit))


def zotero_items(client: Client, library: ZoteroLibrary) -> Fetched | None:
    """Fetch the items of a Zotero library or collection; None where there is none of this number."""
    pages = zotero.fetch_items(client, library)
    if pages is None:
        return None
    source = pages[0] if len(pages) == 1 else _joined_feeds(pages)
    return Fetched(library.name, source)


def identified(client: Client, identifiers: Sequence[Identifier]) -> Iterator[Fetched]:
    """Fetch the papers that identifiers name: arXiv ids from arXiv, DOIs from Crossref as CSL-JSON."""
    ids = [item.value for item in identifiers if item.kind == "arxiv"]
    dois = [item.value for item in identifiers if item.kind == "doi"]
    for source in arxiv.fetch(client, list(dict.fromkeys(ids))) if ids else ():
        yield Fetched("arxiv-ids.atom.xml", source)
    items = [item for doi in dict.fromkeys(dois) if (item := crossref.fetch_csl(client, doi))]
    if items:
        yield Fetched("crossref-dois.json", _joined_feeds([b"[" + item + b"]" for item in items]))


def read_fetched(fetched: Fetched) -> Capture | None:
    """Read a reply; None for one without a paper, which is how arXiv says that it doesn't have one."""
    try:
        return detect.read(fetched.source, fetched.name)
    except InvalidInputError:
        return None


def _joined_feeds(pages: Sequence[bytes]) -> bytes:
    records: list[Any] = [record for page in pages for record in json.loads(page)]
    return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()
