"""The map of a long list from afar: papers of a group that are close together are a shape with a number.

Each shape leads to a page that lists its papers, by parts of the sheet. From near, the map's script makes
dots of these lists.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import isqrt, sqrt
from typing import NamedTuple

from papershelf.facts.map_circles import Box, moved_apart
from papershelf.facts.map_layout import FILL, PITCH
from papershelf.render.map_dots import Dot, LegendGroup
from papershelf.render.page import Page, page
from papershelf.render.shelf import Shelf

MOST_DOTS = 900  # papers that are shown as dots of their own from afar
MOST_CLUSTERS = 350
LISTED_TOGETHER = 300  # papers on the page of a part of the sheet, about
COMMON = 2  # tags that a cluster is called by
FULL = 0.65  # width of the largest shape, in squares


class Cluster(NamedTuple):
    """Papers of a tag group in a square of the sheet; `part` numbers the group, `sheet` the page, from 1.

    The area of the shape is in proportion to the number of papers.
    """

    part: int
    sheet: int
    number: int
    label: str
    dots: Sequence[Dot]
    x: int
    y: int
    radius: int

    @property
    def extent(self) -> str:
        """The smallest box around its dots: left, top, right and bottom."""
        across, down = [dot.x for dot in self.dots], [dot.y for dot in self.dots]
        return f"{min(across)} {min(down)} {max(across)} {max(down)}"

    @property
    def href(self) -> str:
        """Where its papers are listed, from the site's root."""
        return f"map/part-{self.sheet}/#c{self.number}"


class Square(NamedTuple):
    """How the sheet is divided: into squares of so many cells, and parts of so many squares each way."""

    cells: int
    together: int

    @property
    def units(self) -> int:
        """The side of a square in units of the sheet."""
        return self.cells * PITCH

    def of(self, dot: Dot) -> tuple[int, int]:
        """Return the row and the column of a dot's square."""
        return dot.y // self.units, dot.x // self.units


def clusters(parts: Sequence[LegendGroup], boxes: Sequence[Box], size: tuple[float, float]) -> list[Cluster]:
    """Return the clusters of all dots, part by part of the sheet; shapes keep off `boxes`."""
    square = _square(parts)
    found: defaultdict[tuple[int, int, int, int, int], list[Dot]] = defaultdict(list)
    for number, part in enumerate(parts, start=1):
        for dot in part.dots:
            row, column = square.of(dot)
            place = (row // square.together, column // square.together)
            found[*place, row, column, number].append(dot)
    sheets = {place: number for number, place in enumerate(sorted({key[:2] for key in found}), start=1)}
    largest = max(map(len, found.values()))
    unit = FULL * square.units / 2 / sqrt(largest)
    keys = sorted(found)
    radii = [max(1, round(unit * sqrt(len(found[key])))) for key in keys]
    places = moved_apart([_middle(found[key]) for key in keys], radii, boxes, size)
    return [
        Cluster(
            part=key[-1],
            sheet=sheets[key[:2]],
            number=number,
            label=_label(found[key]),
            dots=found[key],
            x=place[0],
            y=place[1],
            radius=radius,
        )
        for number, (key, place, radius) in enumerate(zip(keys, places, radii, strict=True), start=1)
    ]


def _middle(dots: Sequence[Dot]) -> tuple[float, float]:
    return sum(dot.x for dot in dots) / len(dots), sum(dot.y for dot in dots) / len(dots)


def _square(parts: Sequence[LegendGroup]) -> Square:
    """Return the smallest squares that make few enough clusters."""
    cells = 1
    while _count(parts, Square(cells, 1)) > MOST_CLUSTERS:
        cells += 1
    return Square(cells, max(1, isqrt(int(LISTED_TOGETHER / (cells * cells * FILL)))))


def _count(parts: Sequence[LegendGroup], square: Square) -> int:
    return sum(len({square.of(dot) for dot in part.dots}) for part in parts)


def _label(dots: Sequence[Dot]) -> str:
    """Return the tags that most of its papers have; of papers without tags, that they have none."""
    counts = Counter(tag.label for dot in dots for tag in dot.view.tags)
    common = sorted(counts, key=lambda label: (-counts[label], label))[:COMMON]
    return ", ".join(common) or "No tag"


def cluster_pages(shelf: Shelf, found: Sequence[Cluster]) -> Iterator[Page]:
    """Render the lists of papers to which clusters lead."""
    sheets: defaultdict[int, list[Cluster]] = defaultdict(list)
    for cluster in found:
        sheets[cluster.sheet].append(cluster)
    for number, some in sheets.items():
        values = {"clusters": some, "number": number, "count": len(sheets)}
        yield page(f"map/part-{number}.md", "map_part.md.j2", shelf=shelf, **values)
