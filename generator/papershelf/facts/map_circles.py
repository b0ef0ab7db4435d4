"""Move circles on the map apart, and off its names, as little as needed."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.intp]
Bools: TypeAlias = NDArray[np.bool_]
Box: TypeAlias = tuple[float, float, float, float]

ROUNDS = 60  # in which most circles find room; the few that push each other to and fro are placed one by one
SETTLED = 0.5  # units: pages give places as whole ones
GAP = 4.0  # units between two circles
GRID = 8.0  # units between the places that are tried for a circle
AT_ONCE = 1_000  # of these places
GIVING_WAY = 0.5  # of an overlap that each of two circles moves in a round


def moved_apart(
    places: Sequence[tuple[float, float]],
    radii: Sequence[float],
    boxes: Sequence[Box],
    size: tuple[float, float],
) -> list[tuple[int, int]]:
    """Return where circles are when they keep off each other and off boxes, on a sheet of some size.

    A box is left, top, right and bottom. A circle that fits nowhere stays where it is.
    """
    at = np.array(places, dtype=np.float64).reshape(-1, 2)
    room = np.array(radii, dtype=np.float64)
    sheet = np.array(size, dtype=np.float64)
    obstacles = _obstacles(boxes)
    for _ in range(ROUNDS):
        step = _off_each_other(at, room) + _off_boxes(at, room, obstacles, size[1])
        if np.abs(step).max(initial=0) < SETTLED:
            break
        at = np.clip(at + step, room[:, None], np.maximum(sheet - room[:, None], room[:, None]))
    at = _with_room(at, room, np.array(boxes, dtype=np.float64).reshape(-1, 4), sheet)
    return [(int(x), int(y)) for x, y in np.rint(at).tolist()]


def _pairs_within(at: Floats, reach: float) -> tuple[Ints, Ints]:
    """Return the pairs of places at most `reach` apart, the lower number first: of each, those beside it."""
    count = len(at)
    order = np.argsort(at[:, 0], kind="stable")
    across = at[order, 0]
    lengths = np.searchsorted(across, across + reach, side="right") - np.arange(count) - 1
    one = np.repeat(np.arange(count), lengths)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    one, other = order[one], order[other]
    near = np.hypot(*(at[one] - at[other]).T) <= reach
    low, high = np.minimum(one, other)[near], np.maximum(one, other)[near]
    sorted_ = np.lexsort((high, low))
    return low[sorted_], high[sorted_]


class _Obstacle(NamedTuple):
    """A box, or what two boxes and that between them are to circles of more than a radius."""

    box: Box
    least: float


def _obstacles(boxes: Sequence[Box]) -> list[_Obstacle]:
    """Return the boxes, and where one is above another both as one: a circle may not fit in between.

    Tall obstacles come first: a circle has to leave all of what it is in, not one box for the next.
    """
    gaps: dict[tuple[Box, Box], float] = {
        (one, other): max(other[1] - one[3], 0)
        for one, other in product(boxes, boxes)
        if one[1] < other[1] and one[0] < other[2] and other[0] < one[2]
    }
    for middle, one, other in product(boxes, boxes, boxes):  # a third one in between makes two narrower gaps
        if (one, middle) in gaps and (middle, other) in gaps and (one, other) in gaps:
            by_way = max(gaps[one, middle], gaps[middle, other])
            gaps[one, other] = min(gaps[one, other], by_way)
    found = [_Obstacle(box, 0) for box in boxes]
    for (one, other), gap in gaps.items():
        both = (max(one[0], other[0]), one[1], min(one[2], other[2]), max(one[3], other[3]))
        found.append(_Obstacle(both, gap / 2))
    return sorted(found, key=lambda each: each.box[1] - each.box[3])


def _off_each_other(at: Floats, room: Floats) -> Floats:
    """Move circles that overlap away from each other, those in one place to the left and right."""
    one, other = _pairs_within(at, 2 * room.max(initial=0) + GAP)
    off = at[one] - at[other]
    distance = np.hypot(off[:, 0], off[:, 1])
    overlap = np.clip(room[one] + room[other] + GAP - distance, 0, None)
    same = distance == 0
    off[same] = (-1, 0)
    distance[same] = 1
    push = off * (GIVING_WAY * overlap / distance)[:, None]
    step = np.zeros_like(at)
    np.add.at(step, one, push)
    np.add.at(step, other, -push)
    return step


def _off_boxes(at: Floats, room: Floats, obstacles: Sequence[_Obstacle], height: float) -> Floats:
    """Move circles up or down, whichever is nearer and has room: names are wide and low."""
    step = np.zeros_like(at)
    waiting = np.ones(len(at), dtype=np.bool_)
    for (left, top, right, bottom), least in obstacles:
        inside = waiting & (room > least) & (at[:, 0] > left - room) & (at[:, 0] < right + room)
        inside &= (at[:, 1] > top - room) & (at[:, 1] < bottom + room)
        up = (at[:, 1] < (top + bottom) / 2) & (top >= 2 * room) | (bottom + 2 * room > height)
        away = np.where(up, top - room - at[:, 1], bottom + room - at[:, 1])
        step[inside, 1] = away[inside]
        waiting &= ~inside
    return step


def _with_room(at: Floats, room: Floats, boxes: Floats, sheet: Floats) -> Floats:
    """Move circles that still overlap to the nearest free places, the largest first."""
    at, is_placed = at.copy(), np.ones(len(at), dtype=np.bool_)
    crowded = [circle for circle in range(len(at)) if not _is_free(at[[circle]], circle, at, room, boxes)[0]]
    is_placed[crowded] = False
    for circle in sorted(crowded, key=lambda each: (-room[each], each)):
        others = np.where(is_placed, room, -np.inf)
        others[circle] = room[circle]
        tried = np.concatenate([at[[circle]], _places(room[circle], sheet)])
        tried = tried[np.argsort(np.hypot(*(tried - at[circle]).T), kind="stable")]
        for some in np.array_split(tried, max(1, len(tried) // AT_ONCE)):
            free = _is_free(some, circle, at, others, boxes)
            if free.any():
                at[circle] = some[np.argmax(free)]
                break
        is_placed[circle] = True
    return at


def _places(radius: float, sheet: Floats) -> Floats:
    """Return places all over the sheet for a circle of some radius."""
    across, down = (np.arange(radius, most - radius, GRID) for most in sheet)
    return np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)


def _is_free(tried: Floats, circle: int, at: Floats, room: Floats, boxes: Floats) -> Bools:
    """Return at which places a circle would overlap no other one, and be off all boxes."""
    distance = np.hypot(*(tried[:, None] - at).transpose(2, 0, 1))
    distance[:, circle] = np.inf
    touches = (distance < room[circle] + room + GAP - SETTLED).any(axis=1)
    left, top, right, bottom = boxes.T
    x, y, radius = tried[:, :1], tried[:, 1:], room[circle] - SETTLED
    covers = (left - radius < x) & (x < right + radius) & (top - radius < y) & (y < bottom + radius)
    free: Bools = ~(touches | covers.any(axis=1))
    return free
