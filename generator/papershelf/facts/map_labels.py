"""Where on the map the names of tags stand: amid their papers, the largest first, none upon another."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from papershelf.facts.map_layout import PITCH, Layout

LINE = 1.25
"""Height of a line, in sizes of its letters."""
AROUND = tuple((aside / 4, lines / 2) for lines in range(-8, 9) for aside in (0, -1, 1))
"""Where a name may stand instead of in the midst of its papers: so many widths aside and lines below."""
COVERING = 3
"""A name goes so many lines further for a place where it covers no dot instead of nothing but dots."""

Ints: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Name:
    """A name that looks for a place: its papers by row, and its length in sizes of its letters."""

    label: str
    members: tuple[int, ...]
    length: float


@dataclass(frozen=True, slots=True)
class Region:
    """Where a name stands: its middle, its extent at its natural size, and from which detail on it has room.

    At a detail of 2 the map is twice as large, so that the name takes half of its extent.
    """

    name: Name
    x: int
    y: int
    width: float
    height: float
    detail: float


@dataclass(frozen=True, slots=True)
class Search:
    """How names look for places.

    `size` is that of the letters in the map's units, at a detail of 1; `details` are tried in their order.
    A name stands where most of its papers lie within `reach`, a share of the map's width, if there are
    `fewest` of them or all.
    """

    size: float
    details: tuple[float, ...]
    reach: float
    fewest: int


def regions(
    layout: Layout, names: Sequence[Name], search: Search, beside: Sequence[Region] = ()
) -> list[Region]:
    """Find places for names beside those that stand; a name without room at any detail is left out."""
    found: list[Region] = []
    waiting = [
        Region(name, *middle, name.length * search.size, LINE * search.size, 0)
        for name in sorted(names, key=lambda name: (-len(name.members), name.label))
        if (middle := _middle(layout, name.members, search))
    ]
    for detail in search.details:
        left = []
        for region in waiting:
            free = _free(layout, region, detail, [*beside, *found])
            if free:
                found.append(free)
            else:
                left.append(region)
        waiting = left
    return found


def _middle(layout: Layout, members: Sequence[int], search: Search) -> tuple[int, int] | None:
    """The mean place of the papers in the square that holds most of them."""
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
    """The place nearby at which a name is on the map, meets no other, and covers the fewest dots."""
    wide, high = layout.columns * PITCH, layout.rows * PITCH
    best, least = None, math.inf
    for aside, lines in AROUND:
        x = round(wanted.x + aside * wanted.width / detail)
        y = round(wanted.y + lines * wanted.height / detail)
        region = replace(wanted, x=_inside(x, wanted.width / detail, wide), y=y, detail=detail)
        inside = wanted.height <= 2 * detail * min(y, high - y)
        if inside and not any(_meet(region, other, detail) for other in taken):
            cost = COVERING * _covered(layout, region) + abs(lines) + abs(aside)
            if cost < least:
                best, least = region, cost
    return best


def _inside(x: int, width: float, wide: int) -> int:
    return round(min(max(x, width / 2), wide - width / 2)) if width < wide else wide // 2


def _covered(layout: Layout, region: Region) -> float:
    """The dots below a name, against those that there could be."""
    across = 2 * region.detail * abs(layout.x - region.x) < region.width
    down = 2 * region.detail * abs(layout.y - region.y) < region.height
    room = region.width * region.height / (region.detail * PITCH) ** 2
    return float((across & down).sum()) / room


def _meet(one: Region, other: Region, detail: float) -> bool:
    return (
        2 * detail * abs(one.x - other.x) < one.width + other.width
        and 2 * detail * abs(one.y - other.y) < one.height + other.height
    )
