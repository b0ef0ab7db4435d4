"""Names and dots of the map keep off each other."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.facts.map_circles import Box
from papershelf.facts.map_clearing import Level, beside_circles, cleared, with_names
from papershelf.facts.map_labels import MapName, Region
from papershelf.facts.map_layout import PITCH, Layout

COLUMNS, ROWS = 20, 12
LEVELS = (Level(0, 0.5, 4), Level(1, 1, 3), Level(2, 2, 2))
CELLS = st.lists(st.tuples(st.integers(0, COLUMNS - 1), st.integers(0, ROWS - 1)), max_size=150, unique=True)
PLACES = st.tuples(st.integers(0, COLUMNS * PITCH), st.integers(0, ROWS * PITCH))


def sheet(cells: list[tuple[int, int]]) -> Layout:
    """Papers in the middle of cells."""
    x, y = (np.array([cell[axis] for cell in cells], dtype=np.intp) * PITCH + PITCH // 2 for axis in (0, 1))
    return Layout(x, y, COLUMNS, ROWS)


def region(x: int, y: int, width: float = 90, detail: float = 0) -> Region:
    """A name; its box is 20 units high at a detail of 1."""
    return Region(MapName(f"at {x} {y}", (), 0), x, y, width, 20, detail)


def places(found: Layout) -> list[tuple[int, int]]:
    return list(zip(found.x.tolist(), found.y.tolist(), strict=True))


def covered(found: Layout, box: Box) -> int:
    """How many dots' middles lie in a box."""
    left, top, right, bottom = box
    return sum(left < x < right and top < y < bottom for x, y in places(found))


@settings(deadline=None)
@given(CELLS, st.lists(PLACES, max_size=8))
def test_a_name_that_is_shown_covers_no_dot(
    cells: list[tuple[int, int]], middles: list[tuple[int, int]]
) -> None:
    """At the level from which it is shown, nor at any later one; and each dot keeps a cell of its own."""
    names = [region(x, y) for x, y in middles]
    moved, shown, _ = with_names(sheet(cells), names, LEVELS, 3)
    assert len({(x // PITCH, y // PITCH) for x, y in places(moved)}) == len(cells)
    assert all(0 <= x < COLUMNS * PITCH and 0 <= y < ROWS * PITCH for x, y in places(moved))
    for name in shown:
        for level in LEVELS:
            assert level.detail < name.detail or covered(moved, level.clearing(name)) == 0


def test_a_name_waits_where_dots_cannot_leave() -> None:
    """The sheet is full but for two cells: a name that covers three dots is shown from a level with less."""
    full = [(column, row) for column in range(COLUMNS) for row in range(ROWS)]
    cells = [cell for cell in full if cell not in {(5, 5), (6, 5)}]
    one = region(5 * PITCH + PITCH // 2, 4 * PITCH + PITCH // 2, width=50)
    _, shown, _ = with_names(sheet(cells), [one], LEVELS, 3)
    assert [name.detail for name in shown] == [2]
    _, shown, _ = with_names(sheet(full), [one], LEVELS, 3)
    assert shown == []


def test_only_dots_below_a_name_move() -> None:
    """Each to the nearest free cell that is below no name."""
    cells = [(column, 3) for column in range(10)]
    box = (3.0 * PITCH, 3.0 * PITCH, 5.0 * PITCH, 4.0 * PITCH)
    above = (0.0, 2.0 * PITCH, 20.0 * PITCH, 3.0 * PITCH)
    found = places(cleared(sheet(cells), box, [above], 3))
    assert [place for place in found if place in places(sheet(cells))] == found[:3] + found[5:]
    assert [(x // PITCH, y // PITCH) for x, y in found[3:5]] == [(3, 4), (4, 4)]


def test_dots_move_no_farther_than_they_may() -> None:
    """Where all cells nearby are below names, a dot stays, and the name covers it."""
    whole = (0.0, 0.0, float(COLUMNS * PITCH), float(ROWS * PITCH))
    given_sheet = sheet([(4, 4), (9, 9)])
    assert places(cleared(given_sheet, whole, [], 3)) == places(given_sheet)
    box = (0.0, 3.0 * PITCH, 20.0 * PITCH, 6.0 * PITCH)
    assert places(cleared(given_sheet, box, [], 1)) == places(given_sheet)
    assert covered(cleared(given_sheet, box, [], 2), box) == 0


def test_a_name_over_a_circle_waits() -> None:
    """From afar, until it is small enough, or for the last level."""
    circles = np.array([(100, 118, 10.0), (300, 100, 60.0)])
    names = [region(100, 100), region(300, 100), region(200, 200)]
    assert [name.detail for name in beside_circles(names, LEVELS, circles)] == [2, 2, 0]
