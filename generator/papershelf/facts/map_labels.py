"""Place the names of tags on the map: amid their papers, the largest tag first, without overlaps."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from papershelf.facts.map_layout import PITCH, Layout

LINE = 1.25  # height of a line, in font sizes
AROUND = tuple((aside / 4, lines / 2) for lines in range(-8, 9) for aside in (0, -1, 1))
"""Offsets to try from the middle of a name's papers, the best first: widths to the side, lines down."""
COVERING = 3  # lines that a name moves to cover no dots at all instead of nothing but dots


@dataclass(frozen=True, slots=True)
class MapName:
    """A name to place: the rows of its papers, and its length in font sizes."""

    label: str
    members: tuple[int, ...]
    length: float


@dataclass(frozen=True, slots=True)
class Region:
    """A placed name: its middle, its extent at a detail of 1, and the lowest detail at which it has room.

    Positions and extents are in the map's units. At a detail of 2 the map is drawn twice as large, so
    the name takes up half of its extent.
    """

    name: MapName
    x: int
    y: int
    width: float
    height: float
    detail: float

    def box(self, detail: float) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom at some detail."""
        aside, down = self.width / detail / 2, self.height / detail / 2
        return self.x - aside, self.y - down, self.x + aside, self.y + down


@dataclass(frozen=True, slots=True)
class Search:
    """How to look for places.

    `size` is the font size in the map's units at a detail of 1; `details` are tried in order. A name goes
    where most of its papers lie within `reach`, a fraction of the map's width, provided that at least
    `fewest` of them, or all, do.
    """

    size: float
    details: tuple[float, ...]
    reach: float
    fewest: int


def regions(
    layout: Layout, names: Sequence[MapName], search: Search, beside: Sequence[Region] = ()
) -> list[Region]:
    """Find a place for each name, clear of `beside`; omit names that have no room at any detail."""
    found: list[Region] = []
    waiting = [
        Region(name, *middle, name.length * search.size, LINE * search.size, 0)
        for name in sorted(names, key=lambda name: (-len(name.members), name.label))
        if (middle := _middle(layout, name.members, search))
    ]
    for detail in search.details:
        left = []
        for region in waiting:
            if free := _free(layout, region, detail, [*beside, *found]):
                found.append(free)
            else:
                left.append(region)
        waiting = left
    return found


def _middle(layout: Layout, members: Sequence[int], search: Search) -> tuple[int, int] | None:
    """Return the mean position of the papers in the square that holds most of them."""
    if not members:
        return None
    rows = np.array(members, dtype=np.intp)
    x, y = layout.x[rows], layout.y[rows]
    half = max(1, round(search.reach * layout.columns))
    side = 2 * half + 1
    count = np.zeros((layout.rows + side, layout.columns + side), dtype=np.intp)
    np.add.at(count, (y // PITCH + half + 1, x // PITCH + half + 1), 1)
    total = count.cumsum(axis=0).cumsum(axis=1)
    within = total[side:, side:] - total[:-side, side:] - total[side:, :-side] + total[:-side, :-side]
    row, column = divmod(int(np.argmax(within)), layout.columns)
    own = (abs(x // PITCH - column) <= half) & (abs(y // PITCH - row) <= half)
    if own.sum() < min(search.fewest, len(rows)):
        return None
    return int(x[own].mean()), int(y[own].mean())


def _free(layout: Layout, wanted: Region, detail: float, taken: Sequence[Region]) -> Region | None:
    """Return the nearby place that is on the map, overlaps no other name and covers the fewest dots."""
    wide, high = layout.columns * PITCH, layout.rows * PITCH
    best, least = None, math.inf
    for aside, lines in AROUND:
        x = round(wanted.x + aside * wanted.width / detail)
        y = round(wanted.y + lines * wanted.height / detail)
        region = replace(wanted, x=_inside(x, wanted.width / detail, wide), y=y, detail=detail)
        inside = wanted.height <= 2 * detail * min(y, high - y)
        if inside and not any(_overlap(region, other, detail) for other in taken):
            cost = COVERING * _covered(layout, region) + abs(lines) + abs(aside)
            if cost < least:
                best, least = region, cost
    return best


def _inside(x: int, width: float, wide: int) -> int:
    return round(min(max(x, width / 2), wide - width / 2)) if width < wide else wide // 2


def _covered(layout: Layout, region: Region) -> float:
    """Return the fraction of the cells below a name that hold a dot."""
    across = 2 * region.detail * abs(layout.x - region.x) < region.width
    down = 2 * region.detail * abs(layout.y - region.y) < region.height
    room = region.width * region.height / (region.detail * PITCH) ** 2
    return float((across & down).sum()) / room


def _overlap(one: Region, other: Region, detail: float) -> bool:
    return (
        2 * detail * abs(one.x - other.x) < one.width + other.width
        and 2 * detail * abs(one.y - other.y) < one.height + other.height
    )
