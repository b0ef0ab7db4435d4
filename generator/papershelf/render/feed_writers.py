"""Documents of feeds: Atom (RFC 4287) with pages (RFC 5005), and JSON Feed 1.1."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from papershelf.model import PartialDate
from papershelf.render.feed_entries import FeedEntry, clean, compact
from papershelf.render.feed_ids import feed_id, moment
from papershelf.render.list_parts import ListPart
from papershelf.render.shelf import Shelf

ATOM = "http://www.w3.org/2005/Atom"

Address = Callable[[str, int], str]
"""From the address of a feed and the number of a page of it to the address of that page."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself; `updated` is the day on which the newest paper of a document came."""

    part: ListPart
    id: str
    title: str
    root: str
    author: str
    updated: str

    @classmethod
    def of(cls, shelf: Shelf, part: ListPart, updated: PartialDate | None) -> "Feed":
        """Describe the feed of a part of a list."""
        name = shelf.settings.name
        title = f"{part.label} · {name}" if part.kind else name
        own_id = feed_id(shelf, part.kind, part.slug if part.kind else "")
        return cls(part, own_id, title, shelf.settings.site_url or "", name, moment(updated))


def atom(
    feed: Feed, entries: Sequence[FeedEntry], number: int, places: Mapping[str, int], address: Address
) -> str:
    """Return a document of an Atom feed; `places` are the numbers of the documents around it, by relation."""
    head = ET.Element("feed", xmlns=ATOM)
    for name, text in (
        ("id", feed.id),
        ("title", feed.title),
        ("subtitle", feed.part.about),
        ("updated", feed.updated),
    ):
        if text:
            ET.SubElement(head, name).text = clean(text)
    own = feed.part.atom
    kind = "application/atom+xml"
    ET.SubElement(head, "link", rel="self", href=feed.root + address(own, number), type=kind)
    ET.SubElement(head, "link", rel="alternate", href=feed.root + feed.part.href, type="text/html")
    for rel, place in places.items():
        ET.SubElement(head, "link", rel=rel, href=feed.root + address(own, place), type=kind)
    if number:
        ET.SubElement(head, "link", rel="first", href=feed.root + own, type=kind)
    ET.SubElement(ET.SubElement(head, "author"), "name").text = clean(feed.author)
    text = ET.tostring(head, encoding="unicode").removesuffix("</feed>")
    body = "".join(f"{entry.atom}\n" for entry in entries)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n{body}</feed>\n'


def json_feed(
    feed: Feed, entries: Sequence[FeedEntry], number: int, places: Mapping[str, int], address: Address
) -> str:
    """Return a document of a JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    own = feed.part.json_feed
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.part.about,
        "home_page_url": feed.root + feed.part.href,
        "feed_url": feed.root + address(own, number),
        "next_url": feed.root + address(own, places["next"]) if "next" in places else "",
        "authors": [{"name": feed.author}],
    }
    given = {key: value for key, value in head.items() if value}
    text = compact(given).removesuffix("}")
    items = ",\n".join(entry.json for entry in entries)
    return f'{text},"items":[\n{items}\n]}}\n'
