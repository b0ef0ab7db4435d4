"""Move circles on the map apart, and off its names, as little as needed."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
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
    apart = room[:, None] + room[None, :] + GAP
    for _ in range(ROUNDS):
        step = _off_each_other(at, apart)
        for box in boxes:
            step += _off_box(at, room, box)
        if not step.any():
            break
        at = np.clip(at + step, room[:, None], np.maximum(sheet - room[:, None], room[:, None]))
    return [(int(x), int(y)) for x, y in np.rint(at).tolist()]


def _off_each_other(at: Floats, apart: Floats) -> Floats:
    off = at[:, None, :] - at[None, :, :]
    distance = np.sqrt((off * off).sum(axis=2))
    same = distance == 0
    distance[same] = 1
    # Circles in one place go different ways, by their order.
    rows = np.arange(len(at))
    off[same] = np.stack([np.sign(rows[:, None] - rows[None, :])[same], np.zeros(int(same.sum()))], axis=1)
    overlap = np.clip(apart - np.where(same, 0, distance), 0, None)
    np.fill_diagonal(overlap, 0)
    return np.asarray((off * (GIVING_WAY * overlap / distance)[:, :, None]).sum(axis=1), dtype=np.float64)


def _off_box(at: Floats, room: Floats, box: Box) -> Floats:
    """Move circles out of a box, up or down, whichever is nearer: names are wide and low."""
    left, top, right, bottom = box
    inside = (at[:, 0] > left - room) & (at[:, 0] < right + room)
    middle = (top + bottom) / 2
    up = at[:, 1] < middle
    deep = np.where(up, at[:, 1] + room - top, bottom - at[:, 1] + room)
    step = np.where(inside & (deep > 0), deep, 0)
    return np.stack([np.zeros(len(at)), np.where(up, -step, step)], axis=1)
