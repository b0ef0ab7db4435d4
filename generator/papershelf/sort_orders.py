"""The orders in which readers can see papers: one table for the choices on the page and the search index."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from slugify import slugify

Texts = Mapping[str, str]


class SortOrder(NamedTuple):
    """What readers call an order, and its key; without a key, the browser makes the order itself.

    The key is made from what the index has of a paper: its facets and what results show, both by name
    (see `render/search_fields.py`).
    """

    label: str
    key: Callable[[Texts, Texts], Any] | None = None
    descending: bool = False


def _alphabetical(title: str) -> tuple[bool, str]:
    """Return a title's letters without case, accents and marks; one that has none comes last."""
    letters = slugify(title, separator=" ")
    return not letters, letters or title


SORT_ORDERS: Mapping[str, SortOrder] = {
    "relevance": SortOrder("Best match"),
    "newest": SortOrder("Newest", lambda facets, _: facets.get("published", ""), descending=True),
    "oldest": SortOrder("Oldest"),
    "added": SortOrder("Last added", lambda facets, _: facets.get("added", ""), descending=True),
    "title": SortOrder("Title", lambda _, shown: _alphabetical(shown.get("title", ""))),
    "venue": SortOrder("Venue"),
    "built-on": SortOrder("Most built on", lambda facets, _: facets.get("built_on", 0), descending=True),
    "mentioned": SortOrder("Most mentioned", lambda facets, _: facets.get("mentioned", 0), descending=True),
    "votes": SortOrder("Most votes", lambda facets, _: int(facets.get("votes", "0")), descending=True),
    "random": SortOrder("Random"),
}
