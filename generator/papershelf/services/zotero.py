"""Zotero: the items of a public group or of one of its collections, page by page.

Source: https://www.zotero.org/support/dev/web_api/v3/basics. A public library needs no key.
"""

import re
from dataclasses import dataclass

from papershelf.feeds import json_records, zotero_json
from papershelf.feeds.capture import decode
from papershelf.services import replies
from papershelf.services.client import Client, Query, checked

PAGE = 100  # the most that a reply holds
MOST_PAGES = 100
LIBRARY = re.compile(
    r"(?:https?://(?:www\.|api\.)?zotero\.org/)?/?"
    r"(?P<kind>groups|users)/(?P<id>[0-9]+)(?:/(?!collections/|items)[^/?#]+)?"
    r"(?:/collections/(?P<collection>[A-Z0-9]{8}))?(?:/[^?#]*)?(?:[?#].*)?",
)


@dataclass(frozen=True, slots=True)
class ZoteroLibrary:
    """A group or a user's library by its number, and the key of a collection in it."""

    kind: str
    number: str
    collection: str | None = None

    @property
    def path(self) -> str:
        """The address of its items in the API, without those that belong to others."""
        inside = f"/collections/{self.collection}" if self.collection else ""
        return f"{self.kind}/{self.number}{inside}/items/top"

    @property
    def name(self) -> str:
        """The name of the file that keeps its items."""
        parts = ["zotero", self.kind.removesuffix("s"), self.number, *filter(None, [self.collection])]
        return f"{'-'.join(parts).lower()}.json"


def read_library(address: str) -> ZoteroLibrary | None:
    """Read the address of a group, a user's library or a collection, on Zotero's site or in its API."""
    match = LIBRARY.fullmatch(address.strip())
    return ZoteroLibrary(match["kind"], match["id"], match["collection"]) if match else None


def fetch_items(client: Client, library: ZoteroLibrary) -> list[bytes] | None:
    """Fetch all items, oldest first, past the cache: lists of records; None if the library does not exist.

    Raises ApiError, also where the library isn't public.
    """
    pages: list[bytes] = []
    for number in range(MOST_PAGES):
        params = {
            "v": "3", "format": "json", "include": "data,csljson", "sort": "dateAdded", "direction": "asc",
            "limit": str(PAGE), "start": str(number * PAGE),
        }  # fmt: skip
        page = client.find(Query("zotero", library.path, params, fresh=True), checked(_read))
        if page is None:
            return None
        pages.append(page)
        if len(replies.parse(page)) < PAGE:
            break
    return pages


def _read(source: bytes) -> object:
    document = json_records.parse(decode(source, "reply"), "reply")
    if any(not zotero_json.is_item(record.value) for record in document.records):
        raise ValueError("not Zotero's items")
    return document
