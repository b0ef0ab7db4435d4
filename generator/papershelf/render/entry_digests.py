"""What an entry says, as a digest: a card, or a page, is rendered again only when that has changed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from operator import attrgetter

from papershelf.build_cache import digest
from papershelf.facts.groups import lineage
from papershelf.library import Library
from papershelf.library.own_fields import OwnField
from papershelf.library.venues import venue_series
from papershelf.model import Paper, Tag
from papershelf.render.own_values import own_values
from papershelf.render.views import Addresses

# Everything but the lines of an entry, which no comparison counts.
values_of: Callable[[Paper], object] = attrgetter(*(field.name for field in fields(Paper) if field.compare))
said_of: Callable[[OwnField], object] = attrgetter(
    *(field.name for field in fields(OwnField) if field.name != "kind")
)
values_of_tag: Callable[[Tag], object] = attrgetter(*(field.name for field in fields(Tag) if field.compare))


def entry_digests(library: Library, addresses: Addresses, hues: Mapping[str, int]) -> Mapping[str, bytes]:
    """Return, by the id of a paper, a digest of its values, its tags, and the addresses it links to."""
    tags = {slug: _tag(slug, library, hues) for slug in library.by_slug}
    return {
        paper.id: digest(*_entry(paper, addresses, tags), *_own(paper, library, addresses))
        for paper in library.papers
    }


def _tag(slug: str, library: Library, hues: Mapping[str, int]) -> bytes:
    line = lineage(slug, library.by_slug)
    return digest(repr(values_of_tag(library.by_slug[slug])), str(hues[slug]), *line)


def _entry(paper: Paper, addresses: Addresses, tags: Mapping[str, bytes]) -> Iterator[str | bytes]:
    """Yield the values of an entry, its tags, and the addresses that it links to."""
    authors = (addresses.authors[name] for name in paper.authors)
    venue = addresses.venues[venue_series(paper.venue)] if paper.venue else ""
    yield from (repr(values_of(paper)), venue, " ".join(authors))
    yield from (tags[slug] for slug in paper.tags)


def _own(paper: Paper, library: Library, addresses: Addresses) -> Iterator[str]:
    """Yield what a list says of the fields of its own that a paper has, and the addresses of their values."""
    for each in own_values(paper, library.own_fields, addresses.own):
        yield repr((said_of(each.field), [item.href for item in each.items]))
