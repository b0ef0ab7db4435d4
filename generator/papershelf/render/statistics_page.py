"""The statistics page: bar charts and a table of tag pairs, in which every number links to its papers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from papershelf.facts.groups import Group, lineage
from papershelf.facts.statistics import Growth, growth, matrix_tags
from papershelf.model import Paper, Tag
from papershelf.render.page import Page, page
from papershelf.render.shelf import Shelf
from papershelf.render.views import letter

LEVELS = 4
WIDEST = 100  # width of the longest bar


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


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of tags: how many papers carry both, its shade from 0 to 4, its address, and the other tag."""

    count: int
    level: int
    href: str
    name: str


def statistics(shelf: Shelf) -> Iterator[Page]:
    """Render the statistics page, and the lists that only its numbers link to."""
    papers = shelf.library.papers
    months = growth(papers)
    charts = {
        "years": bars(shelf, shelf.years, lambda group: f"years/{group.slug}/"),
        "venues": bars(shelf, shelf.venues, lambda group: f"venues/{group.slug}/"),
        "authors": bars(
            shelf,
            sorted((group for group in shelf.authors if len(group.papers) > 1), key=lambda g: -len(g.papers)),
            lambda group: f"authors/{letter(group.label)}/#{group.slug}",
        ),
        "tags": tag_bars(shelf),
        "growth": growth_bars(months),
    }
    tags = matrix_tags(shelf.together, papers, shelf.library.tags)
    rows = matrix(shelf, tags)
    yield page("statistics/index.md", "statistics.md.j2", shelf=shelf, charts=charts, tags=tags, rows=rows)
    yield from _pairs(shelf)
    yield from _additions(shelf, months)


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
    longest = months[-1].total if months else 1
    rows = []
    for month in months:
        came = len(month.added.papers)
        before = WIDEST * (month.total - came) / longest
        parts = (Piece(0, before, 0), Piece(before, WIDEST * came / longest, 2))
        href = f"statistics/{_addition_page(month)}/#added-{month.added.slug}"
        rows.append(Bar(month.added.label, href, month.total, parts, note=f"+{came:,}"))
    return rows


def pieces(shelf: Shelf, papers: Iterable[Paper], longest: int) -> tuple[Piece, ...]:
    """Divide a bar by the tag group of each paper's first tag; papers without tags come last."""
    hues = sorted((shelf.hues[paper.tags[0]] if paper.tags else 0 for paper in papers), key=lambda h: h or 99)
    parts: list[Piece] = []
    start = 0.0
    for hue, same in groupby(hues):
        length = WIDEST * len(list(same)) / longest
        parts.append(Piece(start, length, hue))
        start += length
    return tuple(parts)


def matrix(shelf: Shelf, tags: Sequence[Tag]) -> list[tuple[Tag, list[Cell]]]:
    """Return the rows of the table of pairs: a tag, and a cell for each tag."""
    most = max((len(papers) for others in shelf.together.values() for papers in others.values()), default=1)

    def cell(tag: Tag, other: Tag) -> Cell:
        count = len(shelf.together[tag.slug].get(other.slug, ()))
        return Cell(count, -(-count * LEVELS // most), f"tags/{tag.slug}/with/#{other.slug}", other.label)

    return [(tag, [cell(tag, other) for other in tags]) for tag in tags]


def _pairs(shelf: Shelf) -> Iterator[Page]:
    for slug, others in shelf.together.items():
        rows = [
            (other, shelf.views(others[other.slug])) for other in shelf.library.tags if other.slug in others
        ]
        yield page(f"tags/{slug}/with.md", "tag_with.md.j2", tag=shelf.library.by_slug[slug], rows=rows)


def _additions(shelf: Shelf, months: Sequence[Growth]) -> Iterator[Page]:
    for name, some in groupby(months, key=_addition_page):
        rows = [(month.added, shelf.views(month.added.papers)) for month in some]
        yield page(f"statistics/{name}.md", "added.md.j2", period=name.removeprefix("added-"), rows=rows)


def _addition_page(month: Growth) -> str:
    return f"added-{month.added.slug.partition('-')[0]}"
