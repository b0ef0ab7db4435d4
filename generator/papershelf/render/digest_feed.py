"""The Atom feed of digests (RFC 4287): a file that gets an entry for each digest, and keeps the others."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlsplit

from papershelf.characters import without_unneeded
from papershelf.facts.digests import Digest
from papershelf.generated import DIGESTS
from papershelf.model import PartialDate
from papershelf.problems import InvalidInputError, Problem
from papershelf.settings import Settings

ATOM = "http://www.w3.org/2005/Atom"
FEED = f"{DIGESTS}/feed.xml"
ENTRIES = 50
NOT_OURS = "this is not the feed that `papershelf digest` writes; restore it from git, or remove it"
NEVER = PartialDate(1970, 1, 1)


class Issue(NamedTuple):
    """A digest in the list of digests: its name, its title, and the last day that it covers."""

    name: str
    title: str
    day: PartialDate


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What the feed says of a digest, as HTML; the id is a tag URI and stays when the site moves."""

    id: str
    issue: Issue
    content: str


@dataclass(frozen=True, slots=True)
class DigestFeed:
    """The feed: its own id, which stays as well, and its entries, the latest day first."""

    id: str
    entries: tuple[FeedEntry, ...] = ()

    @property
    def issues(self) -> list[Issue]:
        """The digests that it has."""
        return [entry.issue for entry in self.entries]

    def keeping(self, is_there: Callable[[str], bool]) -> "DigestFeed":
        """Leave out the digests whose page is gone, by name."""
        return replace(self, entries=tuple(entry for entry in self.entries if is_there(entry.issue.name)))

    def adding(self, new: FeedEntry) -> "DigestFeed":
        """Put a digest in; an entry of the same name gives way, but for its id."""
        same = [entry.id for entry in self.entries if entry.issue.name == new.issue.name]
        others = [entry for entry in self.entries if entry.issue.name != new.issue.name]
        placed = [replace(new, id=same[0]) if same else new, *others]
        placed.sort(key=lambda entry: (entry.issue.day, entry.issue.name), reverse=True)
        return replace(self, entries=tuple(placed))


def empty_feed(settings: Settings, day: dt.date) -> DigestFeed:
    """Begin a feed on a day."""
    return DigestFeed(_tag_uri(settings, day, DIGESTS))


def entry_of(digest: Digest, settings: Settings, content: str) -> FeedEntry:
    """Make the entry of a digest."""
    title = digest.summary[0].upper() + digest.summary[1:]
    uri = _tag_uri(settings, digest.period.first, f"{DIGESTS}/{digest.name}")
    return FeedEntry(uri, Issue(digest.name, title, PartialDate.parse(str(digest.period.last))), content)


def _tag_uri(settings: Settings, day: dt.date, name: str) -> str:
    host = urlsplit(settings.site_url or "").hostname or "localhost"
    return f"tag:{host},{day}:{name}"


def read_feed(path: str, content: bytes) -> DigestFeed:
    """Read the feed back. Raises InvalidInputError where it is something else."""
    try:
        root = ET.fromstring(_without_doctype(content))  # noqa: S314 - there is nothing to expand in it
        found = tuple(_read(entry) for entry in root.findall(f"{{{ATOM}}}entry"))
        return DigestFeed(_text(root, "id"), found)
    except (ET.ParseError, ValueError) as error:
        line = error.position[0] if isinstance(error, ET.ParseError) else 1
        raise InvalidInputError([Problem(path, max(line, 1), NOT_OURS)]) from None


def _without_doctype(content: bytes) -> bytes:
    if b"<!DOCTYPE" in content:
        raise ValueError(content)
    return content


def _read(entry: ET.Element) -> FeedEntry:
    uri = _text(entry, "id")
    name = uri.rpartition(f":{DIGESTS}/")[2]
    if not re.fullmatch(r"[\w-]+", name):
        raise ValueError(uri)
    day = PartialDate.parse(_text(entry, "updated")[:10])
    return FeedEntry(uri, Issue(name, _text(entry, "title"), day), _text(entry, "content"))


def _text(element: ET.Element, name: str) -> str:
    found = element.findtext(f"{{{ATOM}}}{name}")
    if found is None:
        raise ValueError(name)
    return found


def feed_text(feed: DigestFeed, settings: Settings) -> str:
    """Write the feed: the last entries, with the addresses that the site has now."""
    root = settings.site_url or ""
    top = ET.Element("feed", xmlns=ATOM)
    _add(top, "id", feed.id)
    _add(top, "title", f"{settings.name}: digests")
    _add(top, "updated", _moment(max((issue.day for issue in feed.issues), default=NEVER)))
    ET.SubElement(top, "link", rel="self", href=f"{root}{FEED}", type="application/atom+xml")
    ET.SubElement(top, "link", rel="alternate", href=f"{root}{DIGESTS}/", type="text/html")
    _add(ET.SubElement(top, "author"), "name", settings.name)
    for one in feed.entries[:ENTRIES]:
        entry = ET.SubElement(top, "entry")
        _add(entry, "id", one.id)
        _add(entry, "title", one.issue.title)
        _add(entry, "updated", _moment(one.issue.day))
        address = f"{root}{DIGESTS}/{one.issue.name}/"
        ET.SubElement(entry, "link", rel="alternate", href=address, type="text/html")
        _add(entry, "content", one.content, type="html")
    ET.indent(top)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(top, encoding="unicode")}\n'


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = without_unneeded(text)


def _moment(day: PartialDate) -> str:
    return f"{day}T00:00:00Z"
