"""Feeds of the list and its parts, as Atom and as JSON Feed: the newest papers, then pages of older ones."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from papershelf.build_cache import digest
from papershelf.facts.groups import latest_additions
from papershelf.model import Paper
from papershelf.render.feed_entries import entry_of, feed_entries, reasons_in
from papershelf.render.feed_writers import Feed, atom, json_feed
from papershelf.render.list_parts import ListPart, parts_with_former, whole_list
from papershelf.render.on_demand import Texts
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf
from papershelf.render.wanted import SamePage, Wanted, made_pages
from papershelf.render.week_feed import week_feed

ENTRIES = 50  # papers of a feed, and of a page of older ones


class _FeedPage(NamedTuple):
    """A document of a feed: 0 is the one to subscribe to, older ones count from the oldest, 1."""

    number: int
    papers: Sequence[Paper]
    older: int | None
    newer: int | None


class _Document(NamedTuple):
    """A document of the feed of a part; a brief one has entries without abstracts."""

    part: ListPart
    page: _FeedPage
    is_brief: bool


def web_feeds(shelf: Shelf) -> Iterator[Page | SamePage]:
    """Write all feeds, if the site's address is known: feed readers need absolute URLs."""
    if not shelf.settings.site_url:
        return
    dated = [paper for paper in latest_additions(shelf.library.papers) if paper.added]
    entries = feed_entries(shelf, dated)
    order = {paper.id: place for place, paper in enumerate(dated)}
    wanted: list[Wanted] = []
    for part in [whole_list(shelf), *parts_with_former(shelf)]:
        own = sorted((paper for paper in part.papers if paper.added), key=lambda paper: order[paper.id])
        if part.kind == "collections":
            told = reasons_in(shelf, part, own)
            yield from made_pages(shelf, [*_documents(shelf, part, own, told)], told)
        else:
            wanted += _documents(shelf, part, own, entries)
    yield from made_pages(shelf, wanted, entries)
    yield week_feed(shelf)


def _documents(shelf: Shelf, part: ListPart, papers: Sequence[Paper], entries: Texts) -> Iterator[Wanted]:
    about = digest(repr(part._replace(papers=())))
    for each in _feed_pages(papers):
        is_brief = bool(part.is_brief or (each.number and part.kind))  # the whole list has all abstracts
        place = repr((each.number, each.older, each.newer, is_brief))
        key = digest(about, place, *(entries.keys[paper.id] for paper in each.papers))
        document = _Document(part, each, is_brief)
        for address, write in ((part.atom, atom), (part.json_feed, json_feed)):
            path = _numbered(address, each.number)
            make = partial(_written, shelf, entries, document, path, write)
            yield Wanted(path, key, make, papers=each.papers)


def _written(shelf: Shelf, entries: Texts, document: _Document, path: str, write: Callable[..., str]) -> Page:
    part, (number, papers, older, newer), is_brief = document
    feed = Feed.of(shelf, part, papers[0].added if papers else None)
    told = [entry_of(entries.read(paper.id), is_brief=is_brief) for paper in papers]
    places = {rel: place for rel, place in (("next", older), ("previous", newer)) if place is not None}
    return Page(path, write(feed, told, number, places, _numbered))


def _feed_pages(papers: Sequence[Paper]) -> Iterator[_FeedPage]:
    """Divide papers, the newest first: a page of older ones never changes when papers are added.

    Those are filled from the oldest paper on, so the newest of them may overlap with the feed itself.
    """
    count = max(0, -(-(len(papers) - ENTRIES) // ENTRIES))
    yield _FeedPage(0, papers[:ENTRIES], count or None, None)
    for number in range(count, 0, -1):
        end = len(papers) - (number - 1) * ENTRIES
        some = papers[max(0, end - ENTRIES) : end]
        yield _FeedPage(number, some, number - 1 or None, number + 1 if number < count else 0)


def _numbered(address: str, number: int) -> str:
    """Return the address of a page of older papers: "atom-1.xml", "tags/x-1.atom.xml"."""
    if not number:
        return address
    folder, slash, name = address.rpartition("/")
    for ending in (".atom.xml", ".feed.json", ".xml", ".json"):
        if name.endswith(ending):
            return f"{folder}{slash}{name.removesuffix(ending)}-{number}{ending}"
    return address
