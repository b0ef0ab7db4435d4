"""The facets of the browse page: their values, labels and paper counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from papershelf.citing import FORMATS
from papershelf.facts.groups import Topic
from papershelf.render.shelf import Shelf

READING_STATES = {
    "unread": "Unread",
    "to-read": "To read",
    "reading": "Reading",
    "read": "Read",
    "starred": "Starred",
}
SORTS = {
    "relevance": "Best match",
    "newest": "Newest",
    "oldest": "Oldest",
    "added": "Last added",
    "title": "Title",
    "votes": "Most votes",
    "random": "Random",
}
VIEWS = {"cards": "Cards", "list": "List", "table": "Table"}
SHORT = 12  # values that readers can look through without searching


@dataclass(frozen=True, slots=True)
class Value:
    """A value to filter papers by: as in the search index, and its label for readers.

    `count` is None if only the reader's browser knows it; `hue` is the colour of a tag's group.
    """

    value: str
    label: str
    count: int | None = None
    hue: int | None = None
    children: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet and its values; `is_open` says whether they are shown at first.

    An `endless` facet has too many values for a page: the browser loads them from the index.
    """

    key: str
    label: str
    values: Sequence[Value] = ()
    is_open: bool = False
    endless: bool = False

    @property
    def long(self) -> bool:
        """Whether readers would rather search the values than look through them."""
        return self.endless or len(self.values) > SHORT


@dataclass(frozen=True, slots=True)
class Year:
    """A bar of the histogram; years without papers between the first and the last have one too."""

    year: int
    count: int


@dataclass(frozen=True, slots=True)
class Browse:
    """What the browse page offers for a list."""

    facets: Sequence[Facet]
    years: Sequence[Year]
    sorts: Mapping[str, str]
    blank = Value("", "")
    views = VIEWS
    exports = FORMATS


def browse(shelf: Shelf) -> Browse:
    """Return the facets that distinguish papers of this list, in the order of the page."""
    code = sum("code" in paper.links for paper in shelf.library.papers)
    offered = [
        Facet("tag", "Tags", _tags(shelf), is_open=True),
        Facet("code", "Code", [Value("yes", "With code", code)] if code else [], is_open=True),
        Facet(
            "collection",
            "Collections",
            [Value(path.slug, path.title, len(path.steps)) for path in shelf.library.collections],
        ),
        Facet("reading", "My reading", [Value(*state) for state in READING_STATES.items()]),
        Facet("venue", "Venues", [Value(one.slug, one.label, len(one.papers)) for one in shelf.venues]),
        Facet("author", "Authors", endless=bool(shelf.authors)),
    ]
    voted = any(paper.votes for paper in shelf.library.papers)
    sorts = {sort: label for sort, label in SORTS.items() if voted or sort != "votes"}
    return Browse([facet for facet in offered if facet.values or facet.endless], _years(shelf), sorts)


def _tags(shelf: Shelf) -> list[Value]:
    def value(topic: Topic) -> Value:
        slug = topic.tag.slug
        children = [shelf.topics[child.slug] for child in topic.children]
        narrower = tuple(value(child) for child in children if child.papers)
        return Value(slug, topic.tag.label, len(topic.papers), shelf.hues[slug], narrower)

    return [value(topic) for topic in shelf.subjects]


def _years(shelf: Shelf) -> list[Year]:
    counts = {int(group.label): len(group.papers) for group in shelf.years}
    every = range(min(counts), max(counts) + 1) if counts else ()
    return [Year(year, counts.get(year, 0)) for year in every]
