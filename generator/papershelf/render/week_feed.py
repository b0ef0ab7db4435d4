"""The Atom feed of the weeks, each with the papers that came in it."""

import xml.etree.ElementTree as ET

from markupsafe import Markup

from papershelf.facts.additions import Additions
from papershelf.render.feed_entries import clean
from papershelf.render.feed_ids import feed_id, moment
from papershelf.render.feed_writers import ATOM
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf

WEEKS = 20
MOST = 50  # papers of a week that are named
PATH = "exports/weeks.xml"


def week_feed(shelf: Shelf) -> Page:
    """Write the feed."""
    weeks, settings = shelf.additions[:WEEKS], shelf.settings
    root = settings.site_url or ""
    feed = ET.Element("feed", xmlns=ATOM)
    _add(feed, "id", feed_id(shelf, "weeks"))
    _add(feed, "title", f"{settings.name}, week by week")
    if settings.description:
        _add(feed, "subtitle", settings.description)
    _add(feed, "updated", moment(weeks[0].latest if weeks else None))
    ET.SubElement(feed, "link", rel="self", href=root + PATH, type="application/atom+xml")
    ET.SubElement(feed, "link", rel="alternate", href=f"{root}new/", type="text/html")
    _add(ET.SubElement(feed, "author"), "name", settings.name)
    for week in weeks:
        _add_week(shelf, feed, week)
    ET.indent(feed)
    return Page(PATH, f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n')


def _add_week(shelf: Shelf, feed: ET.Element, week: Additions) -> None:
    root, count = shelf.settings.site_url or "", len(week.papers)
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", feed_id(shelf, "weeks", week.slug))
    _add(entry, "title", f"{count:,} paper{'' if count == 1 else 's'} in {week.label}")
    _add(entry, "updated", moment(week.latest))
    ET.SubElement(entry, "link", rel="alternate", href=f"{root}new/{week.slug}/", type="text/html")
    row = Markup('<li><a href="{}">{}</a></li>')
    views = shelf.views(week.papers[:MOST])
    rows = Markup().join(row.format(root + view.href, view.title) for view in views)
    more = Markup("<p>And {:,} more.</p>").format(count - MOST) if count > MOST else ""
    _add(entry, "content", str(Markup("<ul>{}</ul>{}").format(rows, more)), type="html")


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = clean(text)
