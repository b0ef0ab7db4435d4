"""The facets of the browse page: their values, labels and paper counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from papershelf.citing import FORMATS
from papershelf.facts.groups import Topic, lineage
from papershelf.library.own_fields import MANY_VALUES, OwnField
from papershelf.render.shelf import Shelf
from papershelf.render.views import BEGINNING, LINK_LABELS, NOT_ON_CARDS, PASSAGE, READING_STATES, Link
from papershelf.sort_orders import SORT_ORDERS

MARKS = {"unread": "Unread", **READING_STATES, "starred": "Starred"}
VIEWS = {"cards": "Cards", "list": "List", "table": "Table"}
BROWSED_CARDS = 30  # shown at first, and for each click on "Show more"; more are slow on a phone
SHORT = 12  # values that readers can look through without searching
FACETS = {
    "tag": "Tags",
    "code": "Code",
    "collection": "Collections",
    "reading": "My reading",
    "venue": "Venues",
    "author": "Authors",
}
# Everything that a card may show, with nothing in it: the script fills copies of this card.
BLANK_CARD = {
    "paper": {"id": "", "added": None, "published": None, "others": None, "abstract": True},
    "href": "",
    "heading": "",
    "authors": [Link("", "")],
    "venue": None,
    "own_on_card": [],
    "excerpt": "",
    "tags": [Link("", "")],
    "links": [Link(label, "", kind) for kind, label in LINK_LABELS.items() if kind not in NOT_ON_CARDS],
}
BLANK_OWN = {"field": {"label": ""}, "plain": ""}


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

    An `endless` facet has too many values for a page: the browser loads them from the index. `name` is the
    label of one that the list declares, `tree` has the slugs of a tree of tags, and `joins` says whether
    readers may ask for all of several values.
    """

    key: str
    values: Sequence[Value] = ()
    is_open: bool = False
    endless: bool = False
    name: str = ""
    tree: tuple[str, ...] = ()
    joins: bool = False

    @property
    def label(self) -> str:
        """What readers call it."""
        return self.name or FACETS[self.key]

    @property
    def long(self) -> bool:
        """Whether readers would rather search the values than look through them."""
        return self.endless or len(self.values) > SHORT


@dataclass(frozen=True, slots=True)
class Browse:
    """What the browse page offers for a list; `years` are pairs of year and number of papers."""

    facets: Sequence[Facet]
    years: Sequence[tuple[int, int]]
    sorts: Mapping[str, str]
    own: Sequence[OwnField] = ()
    blank = Value("", "")
    views = VIEWS
    exports = FORMATS

    @property
    def card(self) -> Mapping[str, object]:
        """The card of which a script fills in copies."""
        shown = [each for each in self.own if "card" in each.shown]
        return BLANK_CARD | ({"own_on_card": [BLANK_OWN]} if shown else {})

    @property
    def choices(self) -> Mapping[str, object]:
        """What the script has to know of all this, for the page to carry as JSON."""
        named = [facet for facet in self.facets if facet.name]
        own = [facet for facet in named if not facet.tree]
        trees = {facet.key: facet.tree for facet in named if facet.tree}
        counted = [facet.key for facet in own if not facet.endless]
        columns = [[field.key, field.label] for field in self.own if field.column]
        added: dict[str, object] = {"counted": counted, "columns": columns} if self.own else {}
        if trees:
            added["trees"] = trees
        return {
            "facets": [*FACETS, *(facet.key for facet in named)],
            "sorts": list(self.sorts),
            "views": list(self.views),
            "passage": PASSAGE,
            "beginning": BEGINNING,
            "cards": BROWSED_CARDS,
            **added,
        }


def browse(shelf: Shelf) -> Browse:
    """Return the facets that distinguish papers of this list, in the order of the page."""
    code = sum("code" in paper.links for paper in shelf.library.papers)
    paths, own = shelf.library.collections, shelf.library.own_fields
    offered = [
        Facet("tag", [_tag(shelf, topic) for topic in shelf.subjects if not topic.tag.facet], is_open=True),
        *(_tree(shelf, topic) for topic in shelf.trees),
        Facet("code", [Value("yes", "With code", code)] if code else [], is_open=True),
        Facet("collection", [Value(path.slug, path.title, len(path.steps)) for path in paths]),
        Facet("reading", [Value(*mark) for mark in MARKS.items()]),
        Facet("venue", [Value(one.slug, one.label, len(one.papers)) for one in shelf.venues]),
        Facet("author", endless=bool(shelf.authors)),
        *(_own(field, shelf) for field in own if field.facet),
    ]
    facets = [facet for facet in offered if facet.values or facet.endless]
    return Browse(facets, _years(shelf), _sorts(shelf), own)


def _own(field: OwnField, shelf: Shelf) -> Facet:
    groups = shelf.own_groups[field.key]
    if len(groups) > MANY_VALUES:
        return Facet(field.key, endless=True, name=field.label, joins=field.has_many)
    values = [Value(group.label, group.label, len(group.papers)) for group in groups]
    return Facet(field.key, values, name=field.label, joins=field.has_many)


def _sorts(shelf: Shelf) -> Mapping[str, str]:
    """Return the orders by name, without those in which all papers of this list are equal."""
    telling = {
        "venue": bool(shelf.venues),
        "built-on": bool(shelf.citations.built_on_by),
        "mentioned": bool(shelf.mentions.pairs),
        "votes": any(paper.votes for paper in shelf.library.papers),
    }
    return {sort: order.label for sort, order in SORT_ORDERS.items() if telling.get(sort, True)}


def _tag(shelf: Shelf, topic: Topic) -> Value:
    slug = topic.tag.slug
    return Value(slug, topic.tag.label, len(topic.papers), shelf.hues[slug], _below(shelf, topic))


def _below(shelf: Shelf, topic: Topic) -> tuple[Value, ...]:
    children = [shelf.topics[child.slug] for child in topic.children]
    return tuple(_tag(shelf, child) for child in children if child.papers)


def _tree(shelf: Shelf, topic: Topic) -> Facet:
    """Return the facet of a tree of tags."""
    root, by_slug = topic.tag, shelf.library.by_slug
    slugs = tuple(slug for slug in shelf.topics if slug != root.slug and root.slug in lineage(slug, by_slug))
    return Facet(root.slug, _below(shelf, topic), is_open=True, name=root.label, tree=slugs, joins=True)


def _years(shelf: Shelf) -> list[tuple[int, int]]:
    """Return the bars of the histogram: years without papers between the first and the last have one too."""
    counts = {int(group.label): len(group.papers) for group in shelf.years}
    every = range(min(counts), max(counts) + 1) if counts else ()
    return [(year, counts.get(year, 0)) for year in every]
