"""A paper as an entry of feeds: in full, with the reason why it is on the list."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from papershelf.build_cache import NO_CACHE, digest
from papershelf.characters import without_unneeded
from papershelf.library.citation_keys import keys
from papershelf.model import Paper
from papershelf.render.feed_ids import feed_id, moment
from papershelf.render.html import inline
from papershelf.render.list_parts import ListPart
from papershelf.render.on_demand import Texts
from papershelf.render.own_values import OwnValue
from papershelf.render.shelf import Shelf
from papershelf.render.views import PaperView
from papershelf.spool import parted, together

NAMED = 12  # authors in a brief entry: a paper of hundreds is in the feeds of all of them


class FeedEntry(NamedTuple):
    """An entry as Atom and as JSON Feed write it."""

    atom: str
    json: str


def feed_entries(shelf: Shelf, papers: Sequence[Paper]) -> Texts:
    """Return the entries of papers; `entry_of` reads one."""
    ids = keys(shelf.library.papers)
    frame = digest(repr(shelf.settings))
    digests = {paper.id: digest(frame, ids[paper.id], shelf.digests[paper.id]) for paper in papers}
    return Texts(shelf.cache, shelf.spool, "feed entry", digests, partial(_kept, shelf, ids, {}))


def reasons_in(shelf: Shelf, part: ListPart, papers: Sequence[Paper]) -> Texts:
    """Return the entries of a collection, whose steps say why each paper is in it."""
    ids = keys(shelf.library.papers)
    (collection,) = (each for each in shelf.library.collections if part.href == f"collections/{each.slug}/")
    why = {step.paper: step.why for step in collection.steps}
    frame = digest(repr(shelf.settings))
    digests = {
        paper.id: digest(frame, ids[paper.id], shelf.digests[paper.id], why[paper.id] or "")
        for paper in papers
    }
    return Texts(NO_CACHE, shelf.spool, "", digests, partial(_kept, shelf, ids, why))


def _kept(shelf: Shelf, ids: Mapping[str, str], why: Mapping[str, str], paper_id: str) -> bytes:
    whole, brief = _both(shelf, ids, shelf.view(paper_id), why.get(paper_id, ""))
    return together((*whole, *brief))


def entry_of(kept: bytes, *, is_brief: bool) -> FeedEntry:
    """Return an entry; a brief one is without the abstract and with fewer authors."""
    return FeedEntry(*(text.decode() for text in parted(kept)[2 * is_brief :][:2]))


def _both(
    shelf: Shelf, ids: Mapping[str, str], view: PaperView, step: str = ""
) -> tuple[FeedEntry, FeedEntry]:
    """Return the whole entry of a paper, and the brief one."""
    root = shelf.settings.site_url or ""
    own_id = feed_id(shelf, "papers", ids[view.paper.id])
    whole, brief = (_content(view, step, root, is_brief=each) for each in (False, True))
    names = [author.label for author in view.authors]
    return (
        FeedEntry(_atom(view, own_id, root, whole, names), _json(view, own_id, root, whole, names)),
        FeedEntry(
            _atom(view, own_id, root, brief, names[:NAMED]), _json(view, own_id, root, brief, names[:NAMED])
        ),
    )


def _json(view: PaperView, own_id: str, root: str, content: str, names: Sequence[str]) -> str:
    item = {
        "id": own_id,
        "url": root + view.href,
        "external_url": next((link.href for link in view.links), None),
        "title": view.title,
        "content_html": content,
        "date_published": moment(view.paper.added),
        "date_modified": moment(view.paper.added),
        "authors": [{"name": name} for name in names],
        "tags": [tag.label for tag in view.tags],
    }
    given = {key: value for key, value in item.items() if value or key == "content_html"}
    return compact(given)


def compact(value: object) -> str:
    """Return a value as JSON without blanks: a long list has a feed for each of thousands of authors."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _content(view: PaperView, step: str, root: str, *, is_brief: bool) -> str:
    """Return what readers see: why the paper is here, what it is about, and the ways to it."""
    line = Markup("<p><strong>{}</strong> {}</p>")
    parts = [line.format("Why it comes here:", inline(step))] if step else []
    if view.note:
        parts.append(line.format("Why it is here:", view.note))
    if view.tags:
        link = Markup('<a href="{}">{}</a>')
        tags = Markup(", ").join(link.format(root + tag.href, tag.label) for tag in view.tags)
        parts.append(line.format("Under:", tags))
    told = [own for own in view.own if own.field.exported and own.field.shown]
    told = [own for own in told if not (is_brief and own.is_text)]
    parts += [line.format(f"{own.field.label}:", _own(own, root)) for own in told]
    if not is_brief:
        parts.append(view.abstract)
    elif len(view.authors) > NAMED:
        parts.append(Markup("<p>{} authors, of whom {} are named.</p>").format(len(view.authors), NAMED))
    if view.links:
        ways = (Markup('<a href="{}">{}</a>').format(link.href, link.label) for link in view.links)
        parts.append(Markup("<p>{}</p>").format(Markup(" · ").join(ways)))
    return str(Markup("\n").join(parts))


def _own(own: OwnValue, root: str) -> Markup:
    """Return the value of a field that the list declares, with links to the papers that have it."""
    if own.is_text:
        return own.html
    link, plain = Markup('<a href="{}">{}</a>'), Markup("{}")
    base = "" if own.is_link else root
    return Markup(", ").join(
        link.format(base + item.href, item.label) if item.href else plain.format(item.label)
        for item in own.items
    )


def _atom(view: PaperView, own_id: str, root: str, content: str, names: Sequence[str]) -> str:
    entry = ET.Element("entry")
    for name, text in (
        ("id", own_id),
        ("title", view.title),
        ("published", moment(view.paper.added)),
        ("updated", moment(view.paper.added)),
    ):
        ET.SubElement(entry, name).text = clean(text)
    ET.SubElement(entry, "link", rel="alternate", href=root + view.href, type="text/html")
    for name in names:
        ET.SubElement(ET.SubElement(entry, "author"), "name").text = clean(name)
    for tag in view.tags:
        ET.SubElement(entry, "category", term=tag.href.split("/")[1], label=clean(tag.label))
    ET.SubElement(entry, "content", type="html").text = clean(content)
    return ET.tostring(entry, encoding="unicode")


def clean(text: str) -> str:
    """Leave out the characters that no text needs; XML cannot hold most of them."""
    return without_unneeded(text)
