"""Names and dots of the map keep off each other: dots move, and a name waits until it covers none."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from papershelf.facts.map_circles import Box, Floats
from papershelf.facts.map_labels import Region
from papershelf.facts.map_layout import PITCH, SWAY, Layout


class Level(NamedTuple):
    """A level of detail from which on names are shown, and what is drawn when it begins.

    `reduced` is the detail at which `Region.box` has the size of a name then, `radius` is that of a dot.
    """

    detail: float
    reduced: float
    radius: float

    def clearing(self, region: Region) -> Box:
        """Return the box in which the middle of no dot may be."""
        left, top, right, bottom = region.box(self.reduced)
        return left - self.radius, top - self.radius, right + self.radius, bottom + self.radius


def cleared(sheet: Layout, box: Box, others: Sequence[Box], reach: int) -> Layout:
    """Move the dots in a box (left, top, right, bottom), each to the nearest free cell in none of the others.

    A dot stays where no such cell is within `reach` columns and rows.
    """
    x, y = sheet.x.copy(), sheet.y.copy()
    taken = np.zeros((sheet.rows, sheet.columns), dtype=np.bool_)
    for each in (box, *others):
        taken |= _touched(sheet, each)
    taken[y // PITCH, x // PITCH] = True
    for paper in np.flatnonzero(_covered(sheet, box)):
        row, column = y[paper] // PITCH, x[paper] // PITCH
        top_row, left_column = max(0, row - reach), max(0, column - reach)
        down, along = np.nonzero(~taken[top_row : row + reach + 1, left_column : column + reach + 1])
        if len(down):
            down, along = down + top_row - row, along + left_column - column
            nearest = np.argmin(down * down + along * along)  # the first of equals: above, then to the left
            x[paper] += along[nearest] * PITCH
            y[paper] += down[nearest] * PITCH
            taken[y[paper] // PITCH, x[paper] // PITCH] = True
    return Layout(x, y, sheet.columns, sheet.rows)


def with_names(
    sheet: Layout, names: Sequence[Region], levels: Sequence[Level], reach: int, taken: Sequence[Box] = ()
) -> tuple[Layout, list[Region], list[Box]]:
    """Move dots off names, one name after another, and into no box of another name or that is taken.

    Return the sheet, the names with the first level at which each covers no dot, and the boxes taken then.
    A name that always covers some is omitted.
    """
    found, boxes = [], [*taken]
    for number, region in enumerate(names):
        for level in levels:
            if level.detail < region.detail:
                continue
            box = level.clearing(region)
            to_come = [level.clearing(other) for other in names[number + 1 :] if other.detail <= level.detail]
            moved = cleared(sheet, box, [*boxes, *to_come], reach)
            if not _covered(moved, box).any():
                sheet = moved
                found.append(replace(region, detail=level.detail))
                boxes.append(box)
                break
    return sheet, found, boxes


def beside_circles(names: Sequence[Region], levels: Sequence[Level], circles: Floats) -> list[Region]:
    """Let each name wait for the first level at which it covers no circle, or for the last one.

    A circle is a row with the position of its middle and its radius, in the map's units.
    """
    found = []
    for region in names:
        later = [level for level in levels if level.detail >= region.detail]
        free = (level for level in later if not _meets(region.box(level.reduced), circles))
        found.append(replace(region, detail=next(free, later[-1]).detail))
    return found


def _covered(sheet: Layout, box: Box) -> NDArray[np.bool_]:
    """Return for each dot whether its middle is in a box."""
    left, top, right, bottom = box
    return (left < sheet.x) & (sheet.x < right) & (top < sheet.y) & (sheet.y < bottom)


def _touched(sheet: Layout, box: Box) -> NDArray[np.bool_]:
    """Return for each cell whether a dot in it could be in a box."""
    left, top, right, bottom = box
    columns, rows = (np.arange(count) * PITCH + PITCH // 2 for count in (sheet.columns, sheet.rows))
    in_columns = (left - SWAY < columns) & (columns < right + SWAY)
    in_rows = (top - SWAY < rows) & (rows < bottom + SWAY)
    return in_rows[:, None] & in_columns


def _meets(box: Box, circles: Floats) -> bool:
    left, top, right, bottom = box
    x, y, radius = circles.T
    aside = np.maximum(np.maximum(left - x, x - right), 0)
    down = np.maximum(np.maximum(top - y, y - bottom), 0)
    return bool((np.hypot(aside, down) < radius).any())
