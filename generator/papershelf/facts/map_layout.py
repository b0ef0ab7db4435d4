"""Lay papers out on the map, near those they are most similar to."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from papershelf.build_cache import BuildCache, digest

PITCH = 16  # units from one cell to the next
SWAY = 3  # how far a point may be from the middle of its cell
FILL = 0.55  # fraction of cells that hold a point; the rest is white space between clusters
ASPECT = 1.5
EVEN = 0.5  # how evenly points are spread: 0 leaves them crowded, 1 is equally dense everywhere

Ints: TypeAlias = NDArray[np.intp]
Floats: TypeAlias = NDArray[np.float64]
P = TypeVar("P")
ROUNDS = 400
PUSHES = 16  # how many other papers push each paper in a round
PUSH, PULL = 8.0, 0.02  # how hard papers repel each other, and a group pulls its papers to its middle
SIDE = 60.0  # of the square in which papers start; papers that touch are about 1 apart
FAR = 4.0  # the largest force; one step moves a paper by at most half of it
STEPS = 200  # number of steps to which scores are rounded
ASIDE = 0.001  # keeps the boundaries between steps away from the round scores that papers have
AT_A_TIME = 10_000
MIXER = 2_654_435_761  # a prime above any number of papers: its multiples visit every distance of rows


@dataclass(frozen=True)
class _Patch:
    """Some points, the cells that they share, and the rectangle that they came from, each by its sides."""

    points: Ints
    cells: tuple[tuple[int, int], tuple[int, int]]
    bounds: tuple[tuple[float, float], tuple[float, float]]


def spread(x: Floats, y: Floats) -> tuple[Ints, Ints, int, int]:
    """Give each point a cell of its own; return x, y, and the number of columns and rows."""
    count = len(x)
    columns = max(1, int(np.ceil(np.sqrt(count / FILL * ASPECT))))
    rows = max(1, int(np.ceil(count / FILL / columns)))
    at = np.stack([x, y])
    positions = _in_cells(at, np.ones((rows, columns), dtype=np.bool_))
    return positions[0], positions[1], columns, rows


def _in_cells(at: Floats, free: NDArray[np.bool_]) -> Ints:
    """Give each point a free cell of its own.

    The sheet is halved repeatedly, the longer side first, and the points with it.
    """
    count, (rows, columns) = at.shape[1], free.shape
    rooms = np.zeros((rows + 1, columns + 1), dtype=np.intp)  # free cells above and to the left
    rooms[1:, 1:] = free.cumsum(axis=0).cumsum(axis=1)
    positions = np.zeros((2, count), dtype=np.intp)
    if count:
        low, high = at.min(axis=1).tolist(), at.max(axis=1).tolist()
        waiting = [
            _Patch(np.arange(count), ((0, columns), (0, rows)), ((low[0], high[0]), (low[1], high[1])))
        ]
        while waiting:
            part = waiting.pop()
            (left, right), (top, bottom) = part.cells
            if right - left == bottom - top == 1:
                positions[:, part.points] = _in_cell(part, at)
            elif len(part.points):
                waiting += _halves(part, at, rooms)
    return positions


def _room(rooms: Ints, cells: tuple[tuple[int, int], tuple[int, int]]) -> int:
    """Return how many cells are free in a rectangle of them."""
    (left, right), (top, bottom) = cells
    return int(rooms[bottom, right] - rooms[top, right] - rooms[bottom, left] + rooms[top, left])


def _halves(part: _Patch, at: Floats, rooms: Ints) -> list[_Patch]:
    sizes = [end - start for start, end in part.cells]
    axis = 0 if sizes[0] >= sizes[1] else 1
    half = sizes[axis] // 2
    own = at[:, part.points]
    order = np.lexsort((part.points, own[1 - axis], own[axis]))
    points, along = part.points[order], own[axis][order]
    start, end = part.bounds[axis]
    middle = start + (end - start) * half / sizes[axis]
    first, last = part.cells[axis]
    cut = first + half
    room, more_room = (
        _room(rooms, _replaced(part.cells, axis, cells)) for cells in ((first, cut), (cut, last))
    )
    evenly = len(points) * room / (room + more_room)
    wanted = round(EVEN * evenly + (1 - EVEN) * int(np.searchsorted(along, middle)))
    taken = max(len(points) - more_room, min(wanted, room))
    if 0 < taken < len(points):
        middle = float(along[taken - 1] + along[taken]) / 2
    return [
        _Patch(some, _replaced(part.cells, axis, cells), _replaced(part.bounds, axis, bounds))
        for some, cells, bounds in (
            (points[:taken], (first, cut), (start, middle)),
            (points[taken:], (cut, last), (middle, end)),
        )
    ]


def _replaced(both: tuple[P, P], axis: int, value: P) -> tuple[P, P]:
    return (value, both[1]) if axis == 0 else (both[0], value)


def _in_cell(part: _Patch, at: Floats) -> Ints:
    """Return the position of a cell's only point, off-centre as it was in the rectangle it came from."""
    positions = []
    for axis, (start, end) in enumerate(part.bounds):
        share = (at[axis, part.points] - start) / ((end - start) or 1)
        sway = np.rint((np.clip(share, 0, 1) - 0.5) * 2 * SWAY)
        positions.append(part.cells[axis][0] * PITCH + PITCH // 2 + sway)
    return np.array(positions, dtype=np.intp)


@dataclass(frozen=True)
class Layout:
    """Positions of papers in whole units from the top left, at most one paper in each cell of PITCH units."""

    x: Ints
    y: Ints
    columns: int
    rows: int


@dataclass(frozen=True)
class _Pairs:
    """Pairs of papers that attract each other, each pair once, and how strongly."""

    one: Ints
    other: Ints
    weight: Floats


def layout(
    nearest: Sequence[tuple[Ints, NDArray[np.floating]]], groups: Sequence[int], order: Sequence[int]
) -> Layout:
    """Lay papers out by their nearest rows and scores, as returned by `similarity.nearest`.

    `groups` holds a number from 0 for each paper, shared by the papers of a tag group. `order` is the order
    of papers along the curve on which they start.
    """
    return _laid_out(_pairs(nearest), groups, order)


def kept_layout(
    nearest: Sequence[tuple[Ints, NDArray[np.floating]]],
    groups: Sequence[int],
    order: Sequence[int],
    cache: BuildCache,
) -> Layout:
    """Return what `layout` does, or what an earlier build found from the same.

    That is the same where scores differ by less than a step: a word more in a paper seldom moves anything.
    """
    pairs = _pairs(nearest)

    def make(_places: Sequence[int]) -> list[bytes]:
        made = _laid_out(pairs, groups, order)
        return [json.dumps([made.x.tolist(), made.y.tolist(), made.columns, made.rows]).encode()]

    parts = (pairs.one, pairs.other, pairs.weight)
    key = digest(*(part.tobytes() for part in parts), repr(groups), repr(order))
    x, y, columns, rows = json.loads(next(cache.made("layout", [key], make)))
    return Layout(np.array(x, dtype=np.intp), np.array(y, dtype=np.intp), columns, rows)


def _laid_out(pairs: _Pairs, groups: Sequence[int], order: Sequence[int]) -> Layout:
    return Layout(*spread(*_relaxed(pairs, np.array(groups, dtype=np.intp), np.array(order, dtype=np.intp))))


def _pairs(nearest: Sequence[tuple[Ints, NDArray[np.floating]]]) -> _Pairs:
    """Weigh each pair by its score relative to the best of either paper, squared: the nearest count most."""
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
    if count < 2:  # noqa: PLR2004 - a single paper has no neighbours
        return x, y
    sizes = np.maximum(np.bincount(groups), 1)
    for number in range(ROUNDS):
        along, across = x[pairs.one] - x[pairs.other], y[pairs.one] - y[pairs.other]
        draw = 2 * pairs.weight / (1 + along * along + across * across)
        turns = number * PUSHES + np.arange(PUSHES)
        push_x, push_y = _repulsion(x, y, 1 + turns * MIXER % (count - 1))
        step = 0.5 - 0.5 * number / ROUNDS
        x, y = (
            at + step * np.clip(force + PULL * ((np.bincount(groups, at) / sizes)[groups] - at), -FAR, FAR)
            for at, force in (
                (x, _attraction(pairs, draw * along, count) + push_x),
                (y, _attraction(pairs, draw * across, count) + push_y),
            )
        )
    return x, y


def _attraction(pairs: _Pairs, draw: Floats, count: int) -> Floats:
    ways = [np.bincount(ends, draw, count).astype(np.float64) for ends in (pairs.other, pairs.one)]
    return ways[0] - ways[1]


def _repulsion(x: Floats, y: Floats, turns: Ints) -> tuple[Floats, Floats]:
    """Sum the repulsion by the papers `turns` rows further on; a few at a time, to fit the CPU cache."""
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


def _start(order: Ints) -> tuple[Floats, Floats]:
    """Place papers along a Hilbert curve, which keeps neighbours in the order close together."""
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
    positions = np.empty((2, count))
    positions[:, order] = (np.stack([x, y]) + 0.5) * (SIDE / side)
    return positions[0], positions[1]
