"""The Atom feed and the JSON Feed of the papers added last, and the Atom feed of the weeks."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from papershelf.characters import without_unneeded
from papershelf.facts.groups import latest_additions
from papershelf.model import PartialDate
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf
from papershelf.render.views import PaperView

ENTRIES = 50  # papers of a feed, and of a week in a feed
WEEKS = 20


def atom_json_feed(shelf: Shelf) -> Iterator[Page]:
    """Write all feeds, if the site's address is known: feed readers need absolute URLs."""
    root = shelf.settings.site_url
    if not root:
        return
    dated = [paper for paper in latest_additions(shelf.library.papers) if paper.added]
    views = shelf.views(dated[:ENTRIES])
    yield Page("exports/atom.xml", _atom(shelf, root, views))
    yield Page("exports/weeks.xml", _weeks(shelf, root))
    yield Page("exports/json-feed.json", _json_feed(shelf, root, views))


def _atom(shelf: Shelf, root: str, views: Sequence[PaperView]) -> str:
    """Return an Atom feed of papers, updated on the day its latest paper was added."""
    feed = _feed(shelf, root, "exports/atom.xml", "", views[0].paper.added if views else None)
    for view in views:
        entry = _entry(feed, root + view.href, view.title, view.paper.added)
        for author in view.authors:
            _add(ET.SubElement(entry, "author"), "name", author.label)
        for tag in view.tags:
            ET.SubElement(entry, "category", term=tag.href.split("/")[1], label=tag.label)
        _add(entry, "content", str(view.note + view.abstract), type="html")
    return _written(feed)


def _weeks(shelf: Shelf, root: str) -> str:
    """Return an Atom feed of weeks, each with its papers."""
    weeks = shelf.additions[:WEEKS]
    feed = _feed(
        shelf, f"{root}new/", "exports/weeks.xml", ", week by week", weeks[0].latest if weeks else None
    )
    for week in weeks:
        count = len(week.papers)
        title = f"{count:,} paper{'' if count == 1 else 's'} in {week.label}"
        entry = _entry(feed, f"{root}new/{week.slug}/", title, week.latest)
        row = Markup('<li><a href="{}">{}</a></li>')
        rows = Markup().join(
            row.format(root + view.href, view.title) for view in shelf.views(week.papers[:ENTRIES])
        )
        more = Markup("<p>And {:,} more.</p>").format(count - ENTRIES) if count > ENTRIES else ""
        _add(entry, "content", str(Markup("<ul>{}</ul>{}").format(rows, more)), type="html")
    return _written(feed)


def _feed(shelf: Shelf, page: str, own: str, suffix: str, updated: PartialDate | None) -> ET.Element:
    """Begin an Atom feed (RFC 4287) of what a page shows."""
    root = shelf.settings.site_url or ""
    feed = ET.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _add(feed, "id", page)
    _add(feed, "title", shelf.settings.name + suffix)
    _add(feed, "subtitle", shelf.settings.description or None)
    _add(feed, "updated", _moment(updated))
    ET.SubElement(feed, "link", rel="self", href=root + own, type="application/atom+xml")
    ET.SubElement(feed, "link", rel="alternate", href=page, type="text/html")
    _add(ET.SubElement(feed, "author"), "name", shelf.settings.name)
    return feed


def _entry(feed: ET.Element, address: str, title: str, updated: PartialDate | None) -> ET.Element:
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", address)
    _add(entry, "title", title)
    _add(entry, "updated", _moment(updated))
    ET.SubElement(entry, "link", rel="alternate", href=address, type="text/html")
    return entry


def _written(feed: ET.Element) -> str:
    ET.indent(feed)
    for element in feed.iter():
        for key, value in element.items():
            element.set(key, without_unneeded(value))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _json_feed(shelf: Shelf, root: str, views: Sequence[PaperView]) -> str:
    """Return a JSON Feed, version 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    items = [
        {
            "id": root + view.href,
            "url": root + view.href,
            "title": view.title,
            "content_html": str(view.note + view.abstract),
            "date_published": _moment(view.paper.added),
            "authors": [{"name": author.label} for author in view.authors],
            "tags": [tag.label for tag in view.tags],
        }
        for view in views
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": shelf.settings.name,
        "description": shelf.settings.description,
        "home_page_url": root,
        "feed_url": f"{root}exports/json-feed.json",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _add(parent: ET.Element, name: str, text: str | None, **attributes: str) -> None:
    if text is not None:
        ET.SubElement(parent, name, attributes).text = without_unneeded(text)


def _moment(day: PartialDate | None) -> str:
    """Return a day as a timestamp (RFC 3339); an empty feed has the earliest one."""
    full = PartialDate(day.year, day.month or 1, day.day or 1) if day else PartialDate(1970, 1, 1)
    return f"{full}T00:00:00Z"
