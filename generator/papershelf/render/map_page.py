"""The map: its drawing, and the same as a list."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from papershelf.facts.groups import lineage
from papershelf.facts.map_labels import MapName, Region, Search, regions
from papershelf.facts.map_layout import PITCH, Layout, layout
from papershelf.facts.similarity import nearest, reordered
from papershelf.model import Paper
from papershelf.render.page import Page, page
from papershelf.render.shelf import Shelf
from papershelf.render.views import Link, PaperView

LISTED = 300
"""So many papers are listed one by one; of more papers, the tags are."""
NEAR = 3
SHORT = 48


class Dot(NamedTuple):
    """A paper on the map, and what is said of it beside its title."""

    view: PaperView
    about: str
    x: int
    y: int


class Part(NamedTuple):
    """A tag group as the legend shows it, with its dots from left to right."""

    label: str
    hue: int
    dots: list[Dot]


class Row(NamedTuple):
    """A paper or a tag, a number that tells of it, and what lies next to it on the map."""

    link: Link
    number: str
    near: list[Link]


class Listed(NamedTuple):
    """The rows below a heading."""

    label: str
    rows: list[Row]


def listed_papers(parts: Sequence[Part]) -> list[Listed]:
    """Each paper below its tag group, with the papers next to it."""
    dots = [dot for part in parts for dot in part.dots]
    names = [Link(short(dot.view.title), dot.view.href) for dot in dots]
    near = _near([(dot.x, dot.y) for dot in dots])
    rows = (
        Row(Link(dot.view.title, dot.view.href), str(dot.view.year or ""), [names[other] for other in others])
        for dot, others in zip(dots, near, strict=True)
    )
    return [Listed(part.label, [next(rows) for _ in part.dots]) for part in parts]


def listed_tags(shelf: Shelf, regions: Sequence[Region]) -> list[Listed]:
    """Each tag with papers below its group, with the tags whose names stand next to its own."""
    addresses = {topic.tag.label: f"tags/{slug}/" for slug, topic in shelf.topics.items()}
    links = [Link(region.name.label, addresses[region.name.label]) for region in regions]
    beside = _near([(region.x, region.y) for region in regions])
    near = {link.label: [links[other] for other in some] for link, some in zip(links, beside, strict=True)}
    rows: dict[str, list[Row]] = {}
    for topic in shelf.topics.values():
        tag = topic.tag
        if topic.papers:
            row = Row(
                Link(tag.label, addresses[tag.label]), f"{len(topic.papers):,}", near.get(tag.label, [])
            )
            group = shelf.library.by_slug[lineage(tag.slug, shelf.library.by_slug)[-1]]
            rows.setdefault(group.label, []).append(row)
    return [Listed(label, own) for label, own in rows.items()]


def short(title: str) -> str:
    """What a paper goes by where there is little room: its title up to a colon, or its first words."""
    name = title.partition(": ")[0]
    return name if len(name) <= SHORT else name[:SHORT].rpartition(" ")[0].rstrip(" ,;-") + "…"


def _near(places: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The numbers of the nearest other places of each place."""
    found = []
    all_of_them = np.array(places).reshape(-1, 2)
    for number, place in enumerate(all_of_them):
        away = ((all_of_them - place) ** 2).sum(axis=1)
        away[number] = -1
        found.append(np.argsort(away, kind="stable")[1 : NEAR + 1].tolist())
    return found


NEIGHBOURS, FLOOR = 15, 0.02
MOST_GROUPS = 12
"""The style sheet can hide so many groups of dots by their numbers; the smallest share the last number."""
LINES = 26
"""The letters of a group's name, on a telephone, are this part of the map's width; map.css knows it too."""
LETTER = 0.58
"""Mean width of a letter, in its size."""
GROUPS = Search(size=0.45, details=(0.45,), reach=0.14, fewest=2)
TAGS = Search(size=0.3, details=(1, 2, 4, 8), reach=0.06, fewest=2)


class Drawing(NamedTuple):
    """The map as its template draws it, in units of a sheet of `width` to `height`."""

    width: int
    height: int
    parts: list[Part]
    groups: list[Region]
    tags: list[Region]
    hues: dict[str, int]

    @property
    def letters(self) -> int:
        """The size of letters that the style sheet takes its sizes from."""
        return max(1, round(self.width / LINES))


def map_page(shelf: Shelf) -> Iterator[Page]:
    """The page of the map; papers are taken by their ids, so that the order of the file does not matter."""
    order = sorted(range(len(shelf.library.papers)), key=lambda row: shelf.library.papers[row].id)
    papers = [shelf.library.papers[row] for row in order]
    firsts = [paper.tags[0] if paper.tags else "" for paper in papers]
    numbers = {slug: number for number, slug in enumerate(["", *shelf.topics])}
    roots = [lineage(slug, shelf.library.by_slug)[-1] if slug else "" for slug in firsts]
    sheet = layout(
        nearest(reordered(shelf.vectors, order), NEIGHBOURS, FLOOR),
        groups=[numbers[root] for root in roots],
        order=sorted(range(len(papers)), key=lambda row: (numbers[roots[row]], numbers[firsts[row]], row)),
    )
    drawing = draw(shelf, papers, roots, sheet)
    yield page(
        "map/index.md",
        "map.md.j2",
        shelf=shelf,
        drawing=drawing,
        listed=listed_papers(drawing.parts)
        if len(papers) <= LISTED
        else listed_tags(shelf, [*drawing.groups, *drawing.tags]),
        by_paper=len(papers) <= LISTED,
        short=short,
    )


def draw(shelf: Shelf, papers: Sequence[Paper], roots: Sequence[str], sheet: Layout) -> Drawing:
    """Put dots, legend and names together; `roots` are the papers' tag groups by slug."""
    views = shelf.views(papers)
    dots: defaultdict[str, list[Dot]] = defaultdict(list)
    for view, root, x, y in zip(views, roots, sheet.x.tolist(), sheet.y.tolist(), strict=True):
        dots[root].append(Dot(view, about(view), x, y))
    groups, tags = _names(shelf, papers, sheet)
    hues = {topic.tag.label: shelf.hues[topic.tag.slug] for topic in shelf.subjects}
    return Drawing(sheet.columns * PITCH, sheet.rows * PITCH, _parts(shelf, dots), groups, tags, hues)


def about(view: PaperView) -> str:
    """What is said of a paper beside its title: its year and its tags."""
    return " · ".join([*([str(view.year)] if view.year else []), *(tag.label for tag in view.tags)])


def _parts(shelf: Shelf, dots: dict[str, list[Dot]]) -> list[Part]:
    """The groups in the vocabulary's order, then what has none of these, as parts of the legend."""
    largest = sorted((root for root in dots if root), key=lambda root: -len(dots[root]))
    own = set(largest if len(largest) < MOST_GROUPS else largest[: MOST_GROUPS - 2])
    parts = [
        Part(topic.tag.label, shelf.hues[slug], dots[slug])
        for slug, topic in shelf.topics.items()
        if slug in own
    ]
    others = [dot for root in largest if root not in own for dot in dots[root]]
    parts += [
        Part(label, 0, some) for label, some in (("Other groups", others), ("No tag", dots[""])) if some
    ]
    return [part._replace(dots=sorted(part.dots, key=lambda dot: (dot.x, dot.y))) for part in parts]


def _names(shelf: Shelf, papers: Sequence[Paper], sheet: Layout) -> tuple[list[Region], list[Region]]:
    rows = {paper.id: row for row, paper in enumerate(papers)}
    outer: list[MapName] = []
    inner: list[MapName] = []
    for topic in shelf.topics.values():
        label = topic.tag.label
        members = tuple(rows[paper.id] for paper in topic.papers)
        (inner if topic.parent else outer).append(MapName(label, members, len(label) * LETTER))
    unit = sheet.columns * PITCH / LINES
    groups = regions(sheet, outer, replace(GROUPS, size=GROUPS.size * unit))
    return groups, regions(sheet, inner, replace(TAGS, size=TAGS.size * unit), groups)
