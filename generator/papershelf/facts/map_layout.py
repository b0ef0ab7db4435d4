"""Where papers lie on the map: near those they are most like."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
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

GridInts: TypeAlias = NDArray[np.intp]
GridFloats: TypeAlias = NDArray[np.float64]
P = TypeVar("P")


@dataclass(frozen=True)
class _Part:
    """Some points, the cells that they share, and the rectangle that they came from."""

    points: GridInts
    cells: tuple[tuple[int, int], tuple[int, int]]
    bounds: tuple[tuple[float, float], tuple[float, float]]


def spread(x: GridFloats, y: GridFloats) -> tuple[GridInts, GridInts, int, int]:
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


def _in_cell(part: _Part, at: NDArray[np.float64]) -> GridInts:
    """The place of the one point of a cell, off the middle as it lay in the rectangle that it came from."""
    places = []
    for axis, (start, end) in enumerate(part.bounds):
        share = (at[axis, part.points] - start) / ((end - start) or 1)
        sway = np.rint((np.clip(share, 0, 1) - 0.5) * 2 * SWAY)
        places.append(part.cells[axis][0] * PITCH + PITCH // 2 + sway)
    return np.array(places, dtype=np.intp)


ROUNDS = 400
PUSHES = 16
"""So many others push a paper in each round."""
PUSH, PULL = 8.0, 0.02
"""How hard two papers push each other off, and how hard a group draws its papers to its middle."""
SIDE = 60.0
"""Side of the square in which papers start; two that touch are about 1 apart."""
FAR = 4.0
"""No force is larger: one step moves a paper by half of it at most."""
STEPS = 200
"""Scores are read in so many steps."""
ASIDE = 0.001
"""Keeps the limits between steps off the round scores that papers have, which would fall to either side."""
AT_A_TIME = 10_000
MIXER = 2_654_435_761
"""A prime above the number of papers: its multiples visit all distances between rows."""

Ints: TypeAlias = NDArray[np.intp]
Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Layout:
    """Where papers lie: whole units from the top left, at most one paper in each cell of PITCH units."""

    x: Ints
    y: Ints
    columns: int
    rows: int


@dataclass(frozen=True)
class _Pairs:
    """Papers that draw each other, each pair once, and how hard."""

    one: Ints
    other: Ints
    weight: Floats


def layout(
    nearest: Sequence[tuple[Ints, NDArray[np.floating]]], groups: Sequence[int], order: Sequence[int]
) -> Layout:
    """Lay papers out by the rows most like each of them and their scores, as `similarity.nearest` gives them.

    `groups` are numbers from 0 that papers of a tag group share; papers start in the order of `order`.
    """
    x, y = _relaxed(_pairs(nearest), np.array(groups, dtype=np.intp), np.array(order, dtype=np.intp))
    return Layout(*spread(x, y))


def _pairs(nearest: Sequence[tuple[Ints, NDArray[np.floating]]]) -> _Pairs:
    """Each pair's score against the best of either paper, squared: the few nearest count most."""
    count = len(nearest)
    one = np.repeat(np.arange(count), [len(rows) for rows, _ in nearest])
    other = np.array([row for rows, _ in nearest for row in rows], dtype=np.intp)
    scores = np.array([score for _, found in nearest for score in found], dtype=np.float64)
    low, high = np.minimum(one, other), np.maximum(one, other)
    _, first = np.unique(low * count + high, return_index=True)
    low, high, score = low[first], high[first], np.maximum(np.rint(scores[first] * STEPS + ASIDE), 1)
    best = np.ones(count)
    np.maximum.at(best, low, score)
    np.maximum.at(best, high, score)
    weight = np.maximum(score / best[low], score / best[high])
    return _Pairs(low, high, weight * weight)


def _relaxed(pairs: _Pairs, groups: Ints, order: Ints) -> tuple[Floats, Floats]:
    count = len(groups)
    x, y = _start(order)
    if count < 2:  # noqa: PLR2004 - one paper has nobody to push it
        return x, y
    sizes = np.maximum(np.bincount(groups), 1)
    for number in range(ROUNDS):
        along, across = x[pairs.one] - x[pairs.other], y[pairs.one] - y[pairs.other]
        draw = 2 * pairs.weight / (1 + along * along + across * across)
        turns = number * PUSHES + np.arange(PUSHES)
        push_x, push_y = _pushed(x, y, 1 + turns * MIXER % (count - 1))
        step = 0.5 - 0.5 * number / ROUNDS
        x, y = (
            at + step * np.clip(force + PULL * _to_middle(at, groups, sizes), -FAR, FAR)
            for at, force in (
                (x, _drawn(pairs, draw * along, count) + push_x),
                (y, _drawn(pairs, draw * across, count) + push_y),
            )
        )
    return x, y


def _drawn(pairs: _Pairs, draw: Floats, count: int) -> Floats:
    ways = [np.bincount(ends, draw, count).astype(np.float64) for ends in (pairs.other, pairs.one)]
    return ways[0] - ways[1]


def _pushed(x: Floats, y: Floats, turns: Ints) -> tuple[Floats, Floats]:
    """What pushes each paper: those so many rows further; few at a time, to fit a processor's cache."""
    count = len(x)
    total = np.zeros((2, count))
    behind = [sliding_window_view(np.concatenate([at, at]), count) for at in (x, y)]
    for some in np.array_split(turns, min(PUSHES, 1 + count * PUSHES // AT_A_TIME)):
        off_x, off_y = x - behind[0][some], y - behind[1][some]
        square = off_x * off_x + off_y * off_y
        push = PUSH / ((0.01 + square) * (1 + square))
        total[0] += np.clip(push * off_x, -FAR, FAR).sum(axis=0)
        total[1] += np.clip(push * off_y, -FAR, FAR).sum(axis=0)
    return total[0], total[1]


def _to_middle(at: Floats, groups: Ints, sizes: Ints) -> Floats:
    away: Floats = (np.bincount(groups, at) / sizes)[groups] - at
    return away


def _start(order: Ints) -> tuple[Floats, Floats]:
    """Places along a Hilbert curve, which keeps what follows each other in a patch."""
    count = len(order)
    side = 2
    while side * side < count:
        side *= 2
    left = np.arange(count) * (side * side) // max(count, 1)
    x, y = np.zeros(count, dtype=np.intp), np.zeros(count, dtype=np.intp)
    size = 1
    while size < side:
        right = left // 2 % 2
        up = (left + right) % 2
        flipped = (up == 0) & (right == 1)
        x, y = np.where(flipped, size - 1 - x, x), np.where(flipped, size - 1 - y, y)
        x, y = np.where(up == 0, y, x) + size * right, np.where(up == 0, x, y) + size * up
        left //= 4
        size *= 2
    places = np.empty((2, count))
    places[:, order] = (np.stack([x, y]) + 0.5) * (SIDE / side)
    return places[0], places[1]
