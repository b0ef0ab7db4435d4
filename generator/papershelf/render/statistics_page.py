"""The statistics page: bar charts and a table of tag pairs, in which every number links to its papers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import NamedTuple

from papershelf.build_cache import digest
from papershelf.facts.groups import Group, lineage
from papershelf.facts.statistics import Growth, growth, matrix_tags
from papershelf.model import Paper, Tag
from papershelf.render.listing import divided
from papershelf.render.page import Page, Pager, page, pager_paths
from papershelf.render.shelf import Shelf
from papershelf.render.title_lists import (
    addresses_of_months,
    addresses_of_pairs,
    pages_of_additions,
    pages_of_pairs,
)
from papershelf.render.views import Link
from papershelf.render.wanted import SamePage, Wanted, kept_pages

FIRST_BARS = 30  # of a chart on the page of statistics
AUTHOR_BARS = 200  # per page of all authors
LEVELS = 4
WIDEST = 100  # width of the longest bar
SHORTEST = 0.2  # width that can be seen


class Piece(NamedTuple):
    """A coloured piece of a bar: its start and length in hundredths of the longest bar, and its hue."""

    start: float
    length: float
    hue: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart."""

    label: str
    href: str
    count: int
    parts: tuple[Piece, ...]
    note: str = ""

    @property
    def length(self) -> float:
        """The length of the whole bar, in hundredths of the longest."""
        return max(SHORTEST, sum(part.length for part in self.parts))


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of tags: how many papers carry both, its shade from 0 to 4, its address, and the other tag."""

    count: int
    level: int
    href: str
    name: str


class Chart(NamedTuple):
    """The first bars of a chart, and where all are if there are more."""

    bars: Sequence[Bar]
    more: Link | None


def statistics(shelf: Shelf) -> Iterator[Page | SamePage]:
    """Render the statistics page, and the lists that only its numbers link to."""
    months = growth(shelf.library.papers)
    authors = author_bars(shelf)
    charts = {
        "years": _chart(bars(shelf, shelf.years, lambda group: f"years/{group.slug}/"), "years", "years/"),
        "venues": _chart(
            bars(shelf, shelf.venues, lambda group: f"venues/{group.slug}/"), "venues", "venues/"
        ),
        "authors": _chart(authors, "authors with more than one paper", "statistics/authors/"),
        "tags": _chart(tag_bars(shelf), "tags", "tags/"),
        "growth": Chart(
            growth_bars(months)[-FIRST_BARS:], Link("Week by week", "new/") if shelf.additions else None
        ),
    }
    tags = matrix_tags(shelf.together, shelf.library.papers, shelf.library.tags)
    rows = matrix(shelf, tags)
    yield page("statistics/index.md", "statistics.md.j2", shelf=shelf, charts=charts, tags=tags, rows=rows)
    yield from kept_pages(shelf, "author bars", [*_authors(authors)])
    yield from pages_of_pairs(shelf)
    yield from pages_of_additions(shelf, months)


def _chart(every: Sequence[Bar], what: str, address: str) -> Chart:
    more = Link(f"All {len(every):,} {what}", address) if len(every) > FIRST_BARS else None
    return Chart(every[:FIRST_BARS], more)


def author_bars(shelf: Shelf) -> list[Bar]:
    """Return a row for each author with more than one paper, those with the most first."""
    return bars(shelf, shelf.frequent_authors, lambda group: shelf.author_addresses[group.label])


def _authors(every: Sequence[Bar]) -> Iterator[Wanted]:
    """Yield pages with all bars of authors, if the page of statistics has no room for them."""
    if len(every) <= FIRST_BARS:
        return
    parts = divided(every, AUTHOR_BARS)
    paths = pager_paths("statistics/authors.md", len(parts))
    for number, (own, some) in enumerate(zip(paths, parts, strict=True), start=1):
        values = {"bars": some, "count": len(every), "pager": Pager(number, paths)}
        yield Wanted(own, digest(own, repr(values)), partial(page, own, "statistics_authors.md.j2", **values))


def bars(shelf: Shelf, groups: Iterable[Group], address: Callable[[Group], str]) -> list[Bar]:
    """Return a row for each group, in the order given, coloured by the tag groups of its papers."""
    groups = list(groups)
    longest = max((len(group.papers) for group in groups), default=1)
    return [
        Bar(group.label, address(group), len(group.papers), pieces(shelf, group.papers, longest))
        for group in groups
    ]


def tag_bars(shelf: Shelf) -> list[Bar]:
    """Return a row for each tag that papers carry themselves, the most used first within its group."""
    carried = {
        slug: [paper for paper in topic.papers if slug in paper.tags] for slug, topic in shelf.topics.items()
    }
    longest = max(map(len, carried.values()), default=1) or 1
    roots = {slug: lineage(slug, shelf.library.by_slug)[-1] for slug in carried}
    order = list(shelf.topics)
    ranked = sorted(carried, key=lambda slug: (order.index(roots[slug]), -len(carried[slug])))
    return [
        Bar(
            shelf.topics[slug].tag.label,
            f"tags/{slug}/",
            len(carried[slug]),
            (Piece(0, WIDEST * len(carried[slug]) / longest, shelf.hues[slug]),),
        )
        for slug in ranked
        if carried[slug]
    ]


def growth_bars(months: Sequence[Growth]) -> list[Bar]:
    """Return a row for each month in which papers were added: the list before, and the additions."""
    addresses = addresses_of_months(months)
    longest = months[-1].total if months else 1
    rows = []
    for month in months:
        came = len(month.added.papers)
        before = WIDEST * (month.total - came) / longest
        parts = (Piece(0, before, 0), Piece(before, WIDEST * came / longest, 2))
        href = addresses[month.added.slug]
        rows.append(Bar(month.added.label, href, month.total, parts, note=f"+{came:,}"))
    return rows


def pieces(shelf: Shelf, papers: Iterable[Paper], longest: int) -> tuple[Piece, ...]:
    """Divide a bar by the tag group of each paper's first tag; papers without tags come last."""
    hues = sorted((shelf.hues.get(shelf.first_tag(paper), 0) for paper in papers), key=lambda h: h or 99)
    parts: list[Piece] = []
    start = 0.0
    for hue, same in groupby(hues):
        length = WIDEST * len(list(same)) / longest
        parts.append(Piece(start, length, hue))
        start += length
    return tuple(parts)


def matrix(shelf: Shelf, tags: Sequence[Tag]) -> list[tuple[Tag, list[Cell]]]:
    """Return the rows of the table of pairs: a tag, and a cell for each tag."""
    addresses = addresses_of_pairs(shelf, tags)
    most = max((len(papers) for others in shelf.together.values() for papers in others.values()), default=1)

    def cell(tag: Tag, other: Tag) -> Cell:
        count = len(shelf.together[tag.slug].get(other.slug, ()))
        address = addresses.get((tag.slug, other.slug), "")
        return Cell(count, -(-count * LEVELS // most), address, other.label)

    return [(tag, [cell(tag, other) for other in tags]) for tag in tags]
