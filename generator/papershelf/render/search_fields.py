"""What the search index holds about a paper, as attributes that Pagefind reads from the page.

They have the form `name:value`, or `name[attribute], name[attribute]`: https://pagefind.app/docs/filtering/
and https://pagefind.app/docs/metadata/.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from papershelf.facts.groups import lineage
from papershelf.facts.venues import venue_series
from papershelf.render.shelf import Shelf
from papershelf.render.views import PaperView


class SearchFields(NamedTuple):
    """Attributes of the element that holds the paper, by name, and facets as pairs of name and value."""

    attributes: Mapping[str, str]
    facets: Sequence[tuple[str, str]]


def search_fields(shelf: Shelf, view: PaperView) -> SearchFields:
    """Return what a paper is filtered and sorted by, and what a search result shows.

    An attribute holds one value, so each value of a facet gets an element of its own; authors are marked on
    their links.
    """
    return SearchFields(
        {
            "data-pagefind-meta": "also[data-also]",
            "data-pagefind-filter": "shown[data-shown]",
            "data-also": " ".join(_also(view)),
            "data-shown": _shown(view),
        },
        _facets(shelf, view),
    )


def _facets(shelf: Shelf, view: PaperView) -> list[tuple[str, str]]:
    """Return the facets and their values: slugs, ids, dates and numbers."""
    paper = view.paper
    slugs = dict.fromkeys(
        ancestor for slug in paper.tags for ancestor in lineage(slug, shelf.library.by_slug)
    )
    found = [("tag", slug) for slug in slugs]
    found += [("year", str(view.year))] if view.year else []
    found += [("venue", view.addresses.venues[venue_series(paper.venue)])] if paper.venue else []
    found += [("code", "yes")] if "code" in paper.links else []
    found += [("collection", place.collection.slug) for place in shelf.places[paper.id]]
    found += [("added", str(paper.added))] if paper.added else []
    found += [("published", str(paper.published))] if paper.published else []
    found += [("doi", paper.doi.lower())] if paper.doi else []
    found += [("votes", str(paper.votes))] if paper.votes else []
    return [*found, ("paper", paper.id)]


def _shown(view: PaperView) -> str:
    """Return what a result shows but a search must not find: Pagefind searches metadata, but not facets."""
    published = view.paper.published.spoken if view.paper.published else ""
    facts = [fact for fact in (published, view.venue.label if view.venue else "") if fact]
    tags = [[slug, link.label] for slug, link in zip(view.paper.tags, view.tags, strict=True)]
    return json.dumps([" · ".join(facts), tags], ensure_ascii=False, separators=(",", ":"))


def _also(view: PaperView) -> list[str]:
    """Return words that find the paper but are not on its page: plain letters of its title, tag aliases."""
    tags = [view.library.by_slug[slug] for slug in view.paper.tags]
    text = " ".join([view.title, view.paper.abstract or "", *(tag.label for tag in tags)])
    more = [unicodedata.normalize("NFKC", view.title), *(alias for tag in tags for alias in tag.aliases)]
    seen = set(_words(text))
    return list(dict.fromkeys(word for word in _words(" ".join(more)) if word not in seen))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())
