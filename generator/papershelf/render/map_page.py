"""The map: the drawing, and the same content as a list."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from papershelf.facts.groups import lineage
from papershelf.facts.map_clearing import beside_circles
from papershelf.facts.map_labels import Region
from papershelf.facts.map_layout import PITCH, kept_layout
from papershelf.facts.similarity import nearest, reordered
from papershelf.model import Paper
from papershelf.render.map_clusters import MOST_DOTS, cluster_pages, clusters
from papershelf.render.map_dots import OTHERS, Dot, LegendGroup, legend, summary
from papershelf.render.map_links import map_links
from papershelf.render.map_names import LINES, Names, placed_names
from papershelf.render.page import Page, page
from papershelf.render.shelf import Shelf
from papershelf.render.views import Link

LISTED = 300  # the most papers that are listed individually; a longer list is listed by tag
NEAR = 3
SHORT = 48
NEIGHBOURS, FLOOR = 15, 0.02


class Row(NamedTuple):
    """A paper and its year, or a tag and its number of papers, with what is next to it on the map."""

    link: Link
    number: str
    near: list[Link]


def listed_papers(parts: Sequence[LegendGroup]) -> list[tuple[str, list[Row]]]:
    """List each paper under its tag group, with the papers next to it: headings and their rows."""
    dots = [dot for part in parts for dot in part.dots]
    names = [Link(short(dot.view.title), dot.view.href) for dot in dots]
    near = _near([(dot.x, dot.y) for dot in dots])
    rows = (
        Row(Link(dot.view.title, dot.view.href), str(dot.view.year or ""), [names[other] for other in others])
        for dot, others in zip(dots, near, strict=True)
    )
    return [(part.label, [next(rows) for _ in part.dots]) for part in parts]


def listed_tags(shelf: Shelf, regions: Sequence[Region]) -> list[tuple[str, list[Row]]]:
    """List each tag that has papers under its group, with the tags next to it."""
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
    return list(rows.items())


def short(title: str) -> str:
    """Shorten a title to the part before a colon, or to its first words."""
    name = title.partition(": ")[0]
    return name if len(name) <= SHORT else name[:SHORT].rpartition(" ")[0].rstrip(" ,;-") + "…"


def _near(places: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the indices of the nearest other positions of each position."""
    found = []
    all_of_them = np.array(places).reshape(-1, 2)
    for number, place in enumerate(all_of_them):
        away = ((all_of_them - place) ** 2).sum(axis=1)
        away[number] = -1
        found.append(np.argsort(away, kind="stable")[1 : NEAR + 1].tolist())
    return found


class Drawing(NamedTuple):
    """The map as its template draws it, in units of a sheet of `width` by `height`."""

    width: int
    height: int
    parts: list[LegendGroup]
    groups: list[Region]
    tags: list[Region]
    hues: dict[str, int]
    numbers: dict[str, int]  # of the part of the legend with which a name is hidden, by label

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height

    @property
    def letters(self) -> int:
        """The font size that the sizes in the style sheet are based on."""
        return max(1, round(self.width / LINES))


def map_page(shelf: Shelf) -> Iterator[Page]:
    """Render the map; papers are sorted by id, so that their order in the file does not matter."""
    order = sorted(range(len(shelf.library.papers)), key=lambda row: shelf.library.papers[row].id)
    papers = [shelf.library.papers[row] for row in order]
    firsts = [shelf.first_tag(paper) for paper in papers]
    numbers = {slug: number for number, slug in enumerate(["", *shelf.topics])}
    roots = [shelf.theme_of[slug] if slug else "" for slug in firsts]
    sheet = kept_layout(
        nearest(reordered(shelf.vectors, order), NEIGHBOURS, FLOOR),
        groups=[numbers[root] for root in roots],
        order=sorted(range(len(papers)), key=lambda row: (numbers[roots[row]], numbers[firsts[row]], row)),
        cache=shelf.cache,
    )
    is_far = len(papers) > MOST_DOTS
    named = placed_names(shelf, papers, sheet, is_far=is_far)
    drawing = draw(shelf, papers, roots, named)
    by_paper = len(papers) <= LISTED
    names = [*drawing.groups, *drawing.tags]
    listed = listed_papers(drawing.parts) if by_paper else listed_tags(shelf, names)
    far = clusters(drawing.parts, named.clearings, drawing.size) if is_far else []
    if far:
        circles = np.array([(cluster.x, cluster.y, cluster.radius) for cluster in far], dtype=np.float64)
        drawing = drawing._replace(groups=beside_circles(named.groups, named.levels, circles))
    links = map_links(shelf, drawing.parts)
    values = {
        "drawing": drawing,
        "links": links and links.path,
        "listed": listed,
        "by_paper": by_paper,
        "short": short,
        "clusters": far,
    }
    yield page("map/index.md", "map.md.j2", shelf=shelf, **values)
    yield from [links] if links else []
    yield from cluster_pages(shelf, far)


def draw(shelf: Shelf, papers: Sequence[Paper], roots: Sequence[str], named: Names) -> Drawing:
    """Assemble dots, legend and names; `roots` has the slug of each paper's tag group, or an empty string."""
    views = shelf.views(papers)
    groups, tags, sheet, _ = named
    dots: defaultdict[str, list[Dot]] = defaultdict(list)
    for view, root, x, y in zip(views, roots, sheet.x.tolist(), sheet.y.tolist(), strict=True):
        dots[root].append(Dot(view, summary(view), x, y))
    hues = {topic.tag.label: shelf.hues[topic.tag.slug] for topic in shelf.themes}
    parts = legend(shelf, dots)
    numbers = _numbers(shelf, parts)
    return Drawing(sheet.columns * PITCH, sheet.rows * PITCH, parts, groups, tags, hues, numbers)


def _numbers(shelf: Shelf, parts: Sequence[LegendGroup]) -> dict[str, int]:
    """Return the number of the legend's part for a tag's group, by the tag's label; 0 where there is none."""
    by_label = {part.label: number for number, part in enumerate(parts, start=1)}
    groups = {slug: shelf.library.by_slug[group].label for slug, group in shelf.theme_of.items()}
    return {
        shelf.library.by_slug[slug].label: by_label.get(label, by_label.get(OTHERS, 0))
        for slug, label in groups.items()
    }
