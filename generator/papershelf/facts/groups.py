"""Papers grouped as readers look for them: by tag, author, venue and year; newest first within a group."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from slugify import slugify

from papershelf.library import Library
from papershelf.model import Paper, PartialDate, Tag

UNDATED = PartialDate(0)
LONGEST_SLUG = 80  # a file system takes names of 255 bytes


@dataclass(frozen=True, slots=True)
class Group:
    """Papers that share something readers look for; `slug` is unique among the groups of its kind."""

    slug: str
    label: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag with its place in the vocabulary; `papers` include those of all its descendants."""

    tag: Tag
    parent: Tag | None
    children: tuple[Tag, ...]
    papers: tuple[Paper, ...]


def newest_first(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Order by first submission, the newest first; papers without a date last, ties by id."""
    by_id = sorted(papers, key=lambda paper: paper.id)
    return tuple(sorted(by_id, key=lambda paper: paper.published or UNDATED, reverse=True))


def topics(library: Library) -> Mapping[str, Topic]:
    """Every tag of the vocabulary with its papers, by slug, in the vocabulary's order."""
    children: defaultdict[str, list[Tag]] = defaultdict(list)
    for tag in library.tags:
        if tag.parent:
            children[tag.parent].append(tag)
    carriers: defaultdict[str, dict[str, Paper]] = defaultdict(dict)
    for paper in library.papers:
        for slug in paper.tags:
            for ancestor in lineage(slug, library.by_slug):
                carriers[ancestor][paper.id] = paper
    return {
        tag.slug: Topic(
            tag,
            library.by_slug[tag.parent] if tag.parent else None,
            tuple(children[tag.slug]),
            newest_first(carriers[tag.slug].values()),
        )
        for tag in library.tags
    }


def lineage(slug: str, tags: Mapping[str, Tag]) -> list[str]:
    """A tag and its ancestors, the outermost last."""
    line = [slug]
    while parent := tags[line[-1]].parent:
        line.append(parent)
    return line


def years(papers: Iterable[Paper]) -> tuple[Group, ...]:
    """Group by the year of first submission, the newest first; papers without a date are left out."""
    dated = [paper for paper in papers if paper.published]
    groups = _grouped(dated, lambda paper: [str(paper.published.year)] if paper.published else [])
    return tuple(sorted(groups, key=lambda group: group.label, reverse=True))


def venues(papers: Iterable[Paper]) -> tuple[Group, ...]:
    """Group by venue, all years of a series such as "NeurIPS 2023" together, the largest first."""
    groups = _grouped(papers, lambda paper: [venue_series(paper.venue)] if paper.venue else [])
    return tuple(sorted(groups, key=lambda group: (-len(group.papers), group.label.casefold())))


def venue_series(venue: str) -> str:
    """Name the series of a venue: what is left without its year."""
    return re.sub(r"[\s,]*\b[12][0-9]{3}$", "", venue) or venue


def authors(papers: Iterable[Paper]) -> tuple[Group, ...]:
    """Group by author as printed, ordered by last name."""
    groups = _grouped(papers, lambda paper: paper.authors)
    return tuple(sorted(groups, key=lambda group: (last_name(group.label), group.label.casefold())))


def last_name(name: str) -> str:
    """The word by which a printed name is filed: its last, in lower-case ASCII."""
    words: list[str] = slugify(name).split("-")
    return words[-1]


def _grouped(papers: Iterable[Paper], labels: Callable[[Paper], Sequence[str]]) -> list[Group]:
    found: defaultdict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        for label in dict.fromkeys(labels(paper)):
            found[label].append(paper)
    slugs = _unique_slugs(found)
    return [Group(slugs[label], label, newest_first(members)) for label, members in found.items()]


def _unique_slugs(labels: Iterable[str]) -> dict[str, str]:
    slugs: dict[str, str] = {}
    taken = {"index"}
    for label in sorted(labels):
        base = slug = slugify(label, max_length=LONGEST_SLUG, word_boundary=True) or "other"
        number = 2
        while slug in taken:
            slug = f"{base}-{number}"
            number += 1
        taken.add(slug)
        slugs[label] = slug
    return slugs
