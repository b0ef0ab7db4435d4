"""Feeds of the list and its parts, as Atom and as JSON Feed: the newest papers, then pages of older ones."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from papershelf.facts.groups import latest_additions
from papershelf.model import Paper
from papershelf.render.feed_entries import FeedEntries, feed_entries, reasons_in
from papershelf.render.feed_writers import Feed, atom, json_feed
from papershelf.render.list_parts import ListPart, parts_with_former, whole_list
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf
from papershelf.render.week_feed import week_feed

ENTRIES = 50  # papers of a feed, and of a page of older ones


class _FeedPage(NamedTuple):
    """A document of a feed: 0 is the one to subscribe to, older ones count from the oldest, 1."""

    number: int
    papers: Sequence[Paper]
    older: int | None
    newer: int | None


def web_feeds(shelf: Shelf) -> Iterator[Page]:
    """Write all feeds, if the site's address is known: feed readers need absolute URLs."""
    if not shelf.settings.site_url:
        return
    dated = [paper for paper in latest_additions(shelf.library.papers) if paper.added]
    entries = feed_entries(shelf, dated)
    order = {paper.id: place for place, paper in enumerate(dated)}
    for part in [whole_list(shelf), *parts_with_former(shelf)]:
        own = sorted((paper for paper in part.papers if paper.added), key=lambda paper: order[paper.id])
        told = reasons_in(shelf, part, own) if part.kind == "collections" else entries
        yield from _documents(shelf, part, own, told)
    yield week_feed(shelf)


def _documents(shelf: Shelf, part: ListPart, papers: Sequence[Paper], entries: FeedEntries) -> Iterator[Page]:
    for each in _feed_pages(papers):
        feed = Feed.of(shelf, part, each.papers[0].added if each.papers else None)
        is_brief = part.is_brief or (each.number and part.kind)  # those of the whole list have all abstracts
        of_papers = entries.brief if is_brief else entries.whole
        told = [of_papers[paper.id] for paper in each.papers]
        links = {"next": each.older, "previous": each.newer}
        places = {rel: number for rel, number in links.items() if number is not None}
        yield Page(_numbered(part.atom, each.number), atom(feed, told, each.number, places, _numbered))
        yield Page(
            _numbered(part.json_feed, each.number), json_feed(feed, told, each.number, places, _numbered)
        )


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
