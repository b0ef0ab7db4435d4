"""Points spread over a sheet so that none covers another, each as near as can be to where it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

PITCH = 16
"""Units from one cell to the next."""
SWAY = 3
"""A point lies at most so far from the middle of its cell, so that two are PITCH - 2 * SWAY apart or more."""
FILL = 0.55
"""Share of the cells that are taken: the rest is white between the clusters."""
ASPECT = 1.5
EVEN = 0.5
"""How far the points are evened out: 0 leaves them where they crowd, 1 is as dense everywhere."""

Ints: TypeAlias = NDArray[np.intp]
Floats: TypeAlias = NDArray[np.float64]
P = TypeVar("P")


@dataclass(frozen=True)
class _Part:
    """Some points, the cells that they share, and the rectangle that they came from."""

    points: Ints
    cells: tuple[tuple[int, int], tuple[int, int]]
    bounds: tuple[tuple[float, float], tuple[float, float]]


def spread(x: Floats, y: Floats) -> tuple[Ints, Ints, int, int]:
    """Give each point a cell of its own: its place there, and the number of columns and rows.

    The sheet is halved again and again, the longer way first, and the points with it.
    """
    count = len(x)
    columns = max(1, int(np.ceil(np.sqrt(count / FILL * ASPECT))))
    rows = max(1, int(np.ceil(count / FILL / columns)))
    at = np.stack([x, y])
    places = np.zeros((2, count), dtype=np.intp)
    if count:
        low, high = at.min(axis=1).tolist(), at.max(axis=1).tolist()
        waiting = [_Part(np.arange(count), ((0, columns), (0, rows)), ((low[0], high[0]), (low[1], high[1])))]
        while waiting:
            part = waiting.pop()
            (left, right), (top, bottom) = part.cells
            if right - left == bottom - top == 1:
                places[:, part.points] = _in_cell(part, at)
            elif len(part.points):
                waiting += _halves(part, at)
    return places[0], places[1], columns, rows


def _halves(part: _Part, at: NDArray[np.float64]) -> tuple[_Part, _Part]:
    sizes = [end - start for start, end in part.cells]
    axis = 0 if sizes[0] >= sizes[1] else 1
    half = sizes[axis] // 2
    own = at[:, part.points]
    order = np.lexsort((part.points, own[1 - axis], own[axis]))
    points, along = part.points[order], own[axis][order]
    start, end = part.bounds[axis]
    middle = start + (end - start) * half / sizes[axis]
    room, more_room = half * sizes[1 - axis], (sizes[axis] - half) * sizes[1 - axis]
    evenly = len(points) * room / (room + more_room)
    wanted = round(EVEN * evenly + (1 - EVEN) * int(np.searchsorted(along, middle)))
    taken = max(len(points) - more_room, min(wanted, room))
    if 0 < taken < len(points):
        middle = float(along[taken - 1] + along[taken]) / 2
    cut = part.cells[axis][0] + half
    one = _Part(
        points[:taken],
        _replaced(part.cells, axis, (part.cells[axis][0], cut)),
        _replaced(part.bounds, axis, (start, middle)),
    )
    other = _Part(
        points[taken:],
        _replaced(part.cells, axis, (cut, part.cells[axis][1])),
        _replaced(part.bounds, axis, (middle, end)),
    )
    return one, other


def _replaced(both: tuple[P, P], axis: int, value: P) -> tuple[P, P]:
    return (value, both[1]) if axis == 0 else (both[0], value)


def _in_cell(part: _Part, at: NDArray[np.float64]) -> Ints:
    """The place of the one point of a cell, off the middle as it lay in the rectangle that it came from."""
    places = []
    for axis, (start, end) in enumerate(part.bounds):
        share = (at[axis, part.points] - start) / ((end - start) or 1)
        sway = np.rint((np.clip(share, 0, 1) - 0.5) * 2 * SWAY)
        places.append(part.cells[axis][0] * PITCH + PITCH // 2 + sway)
    return np.array(places, dtype=np.intp)
