"""Papers by tag, author, venue, year and collection, and the neighbours of each paper."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from papershelf.library import Library
from papershelf.library.own_fields import OwnField
from papershelf.library.values import DEVICES
from papershelf.library.venues import first_date, venue_series
from papershelf.model import Collection, Paper, PartialDate, Tag
from papershelf.text.names import is_east_asian
from papershelf.text.slugs import slug_of, slug_up_to

UNDATED = PartialDate(0)
NO_YEAR = "unknown"
NEARLY_ALL = 0.8  # share of the papers with tags; a colour for so many tells nothing apart
FEWEST_PARTS = 2  # tags with papers into which a theme is divided
LONGEST_SLUG = 80  # file names may have 255 bytes


@dataclass(frozen=True, slots=True)
class Group:
    """Papers with the same author, venue, year or month, the newest first.

    `slug` is unique among the groups of its kind.
    """

    slug: str
    label: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag with its parent and children; `papers` include those of all its descendants, the newest first."""

    tag: Tag
    parent: Tag | None
    children: tuple[Tag, ...]
    papers: tuple[Paper, ...]


def newest_first(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Sort by when papers came out, the newest first; undated papers come last, ties are sorted by id."""
    by_id = sorted(papers, key=lambda paper: paper.id)
    return tuple(sorted(by_id, key=lambda paper: (first_date(paper) or UNDATED).number, reverse=True))


def latest_additions(papers: Iterable[Paper]) -> list[Paper]:
    """Sort by the day added, the latest first; papers of one day by first submission, the newest first."""
    return sorted(newest_first(papers), key=lambda paper: (paper.added or UNDATED).number, reverse=True)


def topics(library: Library) -> Mapping[str, Topic]:
    """Return every tag of the vocabulary with its papers, by slug, in the vocabulary's order."""
    children: defaultdict[str, list[Tag]] = defaultdict(list)
    for tag in library.tags:
        if tag.parent:
            children[tag.parent].append(tag)
    carriers: defaultdict[str, dict[str, Paper]] = defaultdict(dict)
    for paper in newest_first(library.papers):
        for slug in paper.tags:
            for ancestor in lineage(slug, library.by_slug):
                carriers[ancestor][paper.id] = paper
    return {
        tag.slug: Topic(
            tag,
            library.by_slug[tag.parent] if tag.parent else None,
            tuple(children[tag.slug]),
            tuple(carriers[tag.slug].values()),
        )
        for tag in library.tags
    }


class Themes(NamedTuple):
    """The slugs of the tags that give colours, in their order, and of those that map and mosaic show."""

    slugs: tuple[str, ...]
    shown: frozenset[str]


def themes(topics: Mapping[str, Topic], named: str | None = None) -> Themes:
    """Return the tags by which colours tell papers apart: the outermost, in their order.

    Instead of one that nearly all papers with tags have, these are the tags below it, and it comes last. Of
    several trees it is the one that is `named`, else the one that tells most papers apart; others come last.
    """
    roots = [topic for topic in topics.values() if not topic.parent]
    tagged = len({paper.id for topic in roots for paper in topic.papers})
    divisions = {
        root.tag.slug: [topics[each.slug] for each in root.children] for root in roots if root.tag.facet
    }
    divisions[""] = [root for root in roots if not root.tag.facet]
    best = named if named in divisions else max(divisions, key=lambda slug: _told_apart(divisions[slug]))
    chosen = [topics[best]] if best else divisions[""]
    shown = tuple(slug for root in chosen for slug in _parts(topics, root, tagged))
    others = (root.tag.slug for root in roots if root.tag.slug not in {each.tag.slug for each in chosen})
    return Themes((*shown, *others), frozenset(shown))


def _parts(topics: Mapping[str, Topic], topic: Topic, tagged: int) -> list[str]:
    """Return the tags of one that give colours, in a list of so many papers with tags."""
    below = [topics[child.slug] for child in topic.children]
    divisible = sum(bool(each.papers) for each in below) >= FEWEST_PARTS
    if not topic.tag.facet and (not divisible or len(topic.papers) <= NEARLY_ALL * tagged):
        return [topic.tag.slug]
    return [*(slug for each in below for slug in _parts(topics, each, tagged)), topic.tag.slug]


def _told_apart(groups: Sequence[Topic]) -> int:
    """Count the pairs of papers that are in different groups, of all papers in any of them."""
    of: defaultdict[str, list[str]] = defaultdict(list)
    for group in groups:
        for paper in group.papers:
            of[paper.id].append(group.tag.slug)
    alike = Counter(map(tuple, of.values()))
    return len(of) ** 2 - sum(number**2 for number in alike.values())


def lineage(slug: str, tags: Mapping[str, Tag]) -> list[str]:
    """Return the slugs of a tag and its ancestors, the outermost last."""
    line = [slug]
    while parent := tags[line[-1]].parent:
        line.append(parent)
    return line


def years(papers: Iterable[Paper]) -> tuple[Group, ...]:
    """Group by the year in which papers came out, the newest first; undated papers are left out."""
    groups = _grouped(papers, lambda paper: [str(date.year)] if (date := first_date(paper)) else [])
    return tuple(sorted(groups, key=lambda group: group.label, reverse=True))


def undated(papers: Iterable[Paper]) -> Group | None:
    """Group the papers of which no year is known; None if there are none."""
    found = newest_first(paper for paper in papers if not first_date(paper))
    return Group(NO_YEAR, "Year unknown", found) if found else None


def venues(papers: Iterable[Paper]) -> tuple[Group, ...]:
    """Group by venue, with all years of a series such as "NeurIPS 2023" together, the largest first."""
    groups = _grouped(papers, lambda paper: [venue_series(paper.venue)] if paper.venue else [])
    return tuple(sorted(groups, key=lambda group: (-len(group.papers), group.label.casefold())))


def by_own_fields(library: Library) -> Mapping[str, tuple[Group, ...]]:
    """Return the papers by each word of each facet that the list declares, by its key.

    A vocabulary keeps its order, dates and numbers follow theirs; other words come the most frequent first.
    """
    return {field.key: _by_own(library.papers, field) for field in library.own_fields if field.facet}


def _by_own(papers: Iterable[Paper], field: OwnField) -> tuple[Group, ...]:
    groups = _grouped(papers, lambda paper: field.words(paper.own.get(field.key)))

    def place(group: Group) -> tuple[float, str]:
        if field.vocabulary:
            return field.vocabulary.index(group.label), ""
        number = {"date": -1, "number": 1}.get(field.type)
        return float(group.label) * number if number else -len(group.papers), group.label.casefold()

    return tuple(sorted(groups, key=place))


def authors(papers: Iterable[Paper]) -> tuple[Group, ...]:
    """Group by author as printed, sorted by last name."""
    groups = _grouped(papers, lambda paper: paper.authors)
    return tuple(sorted(groups, key=lambda group: (filed_under(group.label), group.label.casefold())))


def author_slugs(papers: Iterable[Paper], fewest: int) -> Iterator[str]:
    """Yield the slugs of the authors with at least so many papers, without grouping all papers by author."""
    counts = Counter(name for paper in papers for name in dict.fromkeys(paper.authors))
    slugs = _unique_slugs(counts)
    return (slugs[name] for name, count in counts.items() if count >= fewest)


@lru_cache(maxsize=262_144)  # names are filed for each page and each paper that has them
def filed_under(name: str) -> str:
    """Return what a printed name is filed under, in lower-case ASCII: its last word, then the others.

    Of a name in East Asian script the first word is the family name.
    """
    words = slug_of(name).split("-")
    return "-".join(words if is_east_asian(name) else [words[-1], *words[:-1]])


def _grouped(papers: Iterable[Paper], labels: Callable[[Paper], Sequence[str]]) -> list[Group]:
    found: defaultdict[str, list[Paper]] = defaultdict(list)
    for paper in newest_first(papers):
        for label in dict.fromkeys(labels(paper)):
            found[label].append(paper)
    slugs = _unique_slugs(found)
    return [Group(slugs[label], label, tuple(members)) for label, members in found.items()]


def _unique_slugs(labels: Iterable[str]) -> dict[str, str]:
    slugs: dict[str, str] = {}
    taken = {"index"}
    for label in sorted(labels):
        base = slug = slug_up_to(label, LONGEST_SLUG) or "other"
        number = 2
        while slug in taken or re.fullmatch(DEVICES, slug):
            slug = f"{base}-{number}"
            number += 1
        taken.add(slug)
        slugs[label] = slug
    return slugs


class Neighbours(NamedTuple):
    """The papers before and after one in the list; None at the ends of the list."""

    newer: Paper | None = None
    older: Paper | None = None


def neighbours(papers: Iterable[Paper]) -> Mapping[str, Neighbours]:
    """Return the neighbours of each paper, by id."""
    ordered = newest_first(papers)
    newer = {after.id: before for before, after in pairwise(ordered)}
    older = {before.id: after for before, after in pairwise(ordered)}
    return {paper.id: Neighbours(newer.get(paper.id), older.get(paper.id)) for paper in ordered}


@dataclass(frozen=True, slots=True)
class PlaceInCollection:
    """A paper's step in a collection: its number from 1, and the papers of the steps before and after it."""

    collection: Collection
    number: int
    previous: Paper | None
    next: Paper | None


def places_in_collections(library: Library) -> Mapping[str, tuple[PlaceInCollection, ...]]:
    """Return the places of each paper by id, in the order of the collections; () for other ids."""
    found: defaultdict[str, tuple[PlaceInCollection, ...]] = defaultdict(tuple)
    for collection in library.collections:
        papers = papers_of(collection, library)
        around = [None, *papers, None]
        for number, paper in enumerate(papers, start=1):
            place = PlaceInCollection(collection, number, around[number - 1], around[number + 1])
            found[paper.id] += (place,)
    return found


def papers_of(collection: Collection, library: Library) -> list[Paper]:
    """Return the papers of a collection in reading order."""
    return [library.by_id[step.paper] for step in collection.steps]


def span(papers: Iterable[Paper]) -> tuple[int, int] | None:
    """Return the years of the oldest and the newest paper; None if no paper has a date."""
    years = [date.year for paper in papers if (date := first_date(paper))]
    return (min(years), max(years)) if years else None
