"""The Atom feed and the JSON Feed of the papers added last."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from papershelf.facts.groups import latest_additions
from papershelf.model import PartialDate
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf
from papershelf.render.views import PaperView

ENTRIES = 50


def atom_json_feed(shelf: Shelf) -> Iterator[Page]:
    """Write both feeds, if the site's address is known: feed readers need absolute URLs."""
    root = shelf.settings.site_url
    if not root:
        return
    dated = [paper for paper in latest_additions(shelf.library.papers) if paper.added]
    views = shelf.views(dated[:ENTRIES])
    yield Page("exports/atom.xml", _atom(shelf, root, views))
    yield Page("exports/json-feed.json", _json_feed(shelf, root, views))


def _atom(shelf: Shelf, root: str, views: Sequence[PaperView]) -> str:
    """Return an Atom feed (RFC 4287), updated on the day its latest paper was added."""
    feed = ET.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _add(feed, "id", root)
    _add(feed, "title", shelf.settings.name)
    _add(feed, "subtitle", shelf.settings.description or None)
    _add(feed, "updated", _moment(views[0].paper.added if views else None))
    ET.SubElement(feed, "link", rel="self", href=f"{root}exports/atom.xml", type="application/atom+xml")
    ET.SubElement(feed, "link", rel="alternate", href=root, type="text/html")
    _add(ET.SubElement(feed, "author"), "name", shelf.settings.name)
    for view in views:
        entry = ET.SubElement(feed, "entry")
        _add(entry, "id", root + view.href)
        _add(entry, "title", view.title)
        _add(entry, "updated", _moment(view.paper.added))
        ET.SubElement(entry, "link", rel="alternate", href=root + view.href, type="text/html")
        for author in view.authors:
            _add(ET.SubElement(entry, "author"), "name", author.label)
        for tag in view.tags:
            ET.SubElement(entry, "category", term=tag.href.split("/")[1], label=tag.label)
        _add(entry, "content", str(view.note + view.abstract), type="html")
    ET.indent(feed)
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
        ET.SubElement(parent, name, attributes).text = text


def _moment(day: PartialDate | None) -> str:
    """Return a day as a timestamp (RFC 3339); an empty feed has the earliest one."""
    return f"{day or PartialDate(1970, 1, 1)}T00:00:00Z"
