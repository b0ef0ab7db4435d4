"""The page *Subscribe*, with all feeds, and their list as OPML for feed readers."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from papershelf.render.feed_entries import clean
from papershelf.render.list_parts import ListPart, kinds_of_parts, list_parts, whole_list
from papershelf.render.page import Page, page
from papershelf.render.shelf import Shelf
from papershelf.render.week_feed import PATH as WEEKS

USUAL = 100  # feeds of a kind that the page shows; OPML has all
MOST = {"tags": 400}
PATH = "exports/feeds.opml"


def subscribe(shelf: Shelf) -> Iterator[Page]:
    """Write both, if the site's address is known: feed readers need absolute URLs."""
    if not shelf.settings.site_url:
        return
    parts = list(list_parts(shelf).values())
    kinds = kinds_of_parts(shelf)
    groups = {kind: [part for part in parts if part.kind == kind] for kind in kinds}
    yield Page(PATH, _opml(shelf, groups))
    shown = [
        (name, sorted(groups[kind], key=_by_size)[: MOST.get(kind, USUAL)], len(groups[kind]))
        for kind, name in kinds.items()
        if groups[kind]
    ]
    values = {"whole": whole_list(shelf), "groups": shown, "opml": PATH, "weeks": WEEKS}
    yield page("subscribe/index.md", "subscribe.md.j2", shelf=shelf, **values)


def _by_size(part: ListPart) -> tuple[int, str]:
    return -len(part.papers), part.slug


def _opml(shelf: Shelf, groups: dict[str, list[ListPart]]) -> str:
    """Return all feeds as OPML 2.0 (http://opml.org/spec2.opml), which feed readers import."""
    root, name = shelf.settings.site_url or "", shelf.settings.name
    opml = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(opml, "head"), "title").text = clean(f"Feeds of {name}")
    body = ET.SubElement(opml, "body")
    _add(body, root, [whole_list(shelf)])
    kinds = kinds_of_parts(shelf)
    for kind, parts in groups.items():
        if parts:
            title = clean(kinds[kind])
            _add(ET.SubElement(body, "outline", text=title, title=title), root, parts)
    ET.indent(opml)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(opml, encoding="unicode")}\n'


def _add(parent: ET.Element, root: str, parts: Sequence[ListPart]) -> None:
    for part in parts:
        label = clean(part.label)
        values = {"type": "rss", "text": label, "title": label}
        addresses = {"xmlUrl": root + part.atom, "htmlUrl": root + part.href}
        ET.SubElement(parent, "outline", values | addresses)
