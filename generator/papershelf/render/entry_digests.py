"""What an entry says, as a digest: a card, or a page, is rendered again only when that has changed."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter

from papershelf.build_cache import digest
from papershelf.facts.groups import lineage
from papershelf.library import Library
from papershelf.library.venues import venue_series
from papershelf.model import Paper, Tag
from papershelf.render.views import Addresses

# Everything but the lines of an entry, which no comparison counts.
values_of: Callable[[Paper], object] = attrgetter(*(field.name for field in fields(Paper) if field.compare))
values_of_tag: Callable[[Tag], object] = attrgetter(*(field.name for field in fields(Tag) if field.compare))


def entry_digests(library: Library, addresses: Addresses, hues: Mapping[str, int]) -> Mapping[str, bytes]:
    """Return, by the id of a paper, a digest of its values, its tags, and the addresses it links to."""
    tags = {slug: _tag(slug, library, hues) for slug in library.by_slug}
    return {paper.id: _entry(paper, addresses, tags) for paper in library.papers}


def _tag(slug: str, library: Library, hues: Mapping[str, int]) -> bytes:
    line = lineage(slug, library.by_slug)
    return digest(repr(values_of_tag(library.by_slug[slug])), str(hues[slug]), *line)


def _entry(paper: Paper, addresses: Addresses, tags: Mapping[str, bytes]) -> bytes:
    authors = (addresses.authors[name] for name in paper.authors)
    venue = addresses.venues[venue_series(paper.venue)] if paper.venue else ""
    return digest(repr(values_of(paper)), venue, " ".join(authors), *(tags[slug] for slug in paper.tags))
