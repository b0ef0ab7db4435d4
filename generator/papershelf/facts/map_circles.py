"""Move circles on the map apart, and off its names, as little as needed."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.intp]
Box: TypeAlias = tuple[float, float, float, float]

ROUNDS = 150
GAP = 4.0  # units between two circles
GIVING_WAY = 0.5  # of an overlap that each of two circles moves in a round


def moved_apart(
    places: Sequence[tuple[float, float]],
    radii: Sequence[float],
    boxes: Sequence[Box],
    size: tuple[float, float],
) -> list[tuple[int, int]]:
    """Return where circles are when they keep off each other and off boxes, on a sheet of some size.

    A box is left, top, right and bottom. Where there is not room for all, some overlap remains.
    """
    at = np.array(places, dtype=np.float64).reshape(-1, 2)
    room = np.array(radii, dtype=np.float64)
    sheet = np.array(size, dtype=np.float64)
    for _ in range(ROUNDS):
        step = _off_each_other(at, room)
        for box in boxes:
            step += _off_box(at, room, box)
        if not step.any():
            break
        at = np.clip(at + step, room[:, None], np.maximum(sheet - room[:, None], room[:, None]))
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


def _off_box(at: Floats, room: Floats, box: Box) -> Floats:
    """Move circles out of a box, up or down, whichever is nearer: names are wide and low."""
    left, top, right, bottom = box
    inside = (at[:, 0] > left - room) & (at[:, 0] < right + room)
    middle = (top + bottom) / 2
    up = at[:, 1] < middle
    deep = np.where(up, at[:, 1] + room - top, bottom - at[:, 1] + room)
    step = np.where(inside & (deep > 0), deep, 0)
    return np.stack([np.zeros(len(at)), np.where(up, -step, step)], axis=1)
