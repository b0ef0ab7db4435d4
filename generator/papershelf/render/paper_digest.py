"""What the page of a paper is made from, as a digest: a page is rendered again only when that has changed."""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter

from papershelf.build_cache import digest
from papershelf.facts.groups import Neighbours, PlaceInCollection
from papershelf.facts.mentions import Mention
from papershelf.model import Paper
from papershelf.render.paper_context import MOST_LINKED
from papershelf.render.shelf import Shelf


def paper_digests(shelf: Shelf) -> list[bytes]:
    """Return, for each paper in the order of the library, a digest of all that its page depends on.

    `paper_context` says what that is. Papers that a page names count as a whole, wherever it shows less.
    """
    library, entries = shelf.library, shelf.digests
    frame = digest(repr(shelf.settings), library.path, str(len(library.papers) == 1))
    return [digest(frame, *_shown(shelf, paper, entries)) for paper in library.papers]


def _shown(shelf: Shelf, paper: Paper, entries: Mapping[str, bytes]) -> Iterator[bytes | str]:
    """Yield what the page shows, with a word before each part of which there may be any number."""
    yield entries[paper.id]
    yield " ".join(sorted(shelf.mentions.named[paper.id]))
    for name, mentions, id_of in (
        ("mentions", shelf.mentions.by_source, attrgetter("target")),
        ("mentioned by", shelf.mentions.by_target, attrgetter("source")),
    ):
        yield name
        yield from _mentions(mentions[paper.id], id_of, entries)
    for name, links in (
        ("builds on", shelf.citations.builds_on),
        ("built on by", shelf.citations.built_on_by),
    ):
        some = links.get(paper.id, ())
        yield f"{name} {len(some)}"
        yield from (entries[each.id] for each in some[:MOST_LINKED])
    yield "related"
    for each in shelf.related[paper.id]:
        yield entries[each.paper.id]
        yield repr((each.phrases, [tag.label for tag in each.tags]))
    for place in shelf.places[paper.id]:
        yield from _place(place, entries)
    yield "neighbours"
    yield from _around(shelf.neighbours[paper.id], entries)


def _mentions(
    mentions: tuple[Mention, ...], id_of: Callable[[Mention], str], entries: Mapping[str, bytes]
) -> Iterator[bytes | str]:
    for each in mentions:
        yield entries[id_of(each)]
        yield repr((each.name, each.sentence, each.start))


def _place(place: PlaceInCollection, entries: Mapping[str, bytes]) -> Iterator[bytes | str]:
    collection = place.collection
    yield repr((collection.slug, collection.title, len(collection.steps), place.number))
    yield from _around(Neighbours(place.previous, place.next), entries)


def _around(neighbours: Neighbours, entries: Mapping[str, bytes]) -> Iterator[bytes | str]:
    for paper in neighbours:
        yield entries[paper.id] if paper else ""
