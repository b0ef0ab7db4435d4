"""Circles on the map keep off each other and off names."""

import math

from hypothesis import given
from hypothesis import strategies as st

from papershelf.facts.map_circles import moved_apart

SIZE = (2000.0, 1400.0)


def test_circles_in_one_place_are_parted() -> None:
    """They end side by side, as near as they can be."""
    (x1, y1), (x2, y2) = moved_apart([(500, 500), (500, 500)], [20, 30], [], SIZE)
    assert 50 <= math.hypot(x1 - x2, y1 - y2) <= 56


def test_circles_leave_names() -> None:
    """Up or down, whichever is nearer."""
    box = (400.0, 480.0, 600.0, 520.0)
    above, below = moved_apart([(450, 490), (550, 515)], [20, 20], [box], SIZE)
    assert above[1] + 20 <= 481
    assert below[1] - 20 >= 519


def test_a_circle_leaves_names_between_which_it_does_not_fit() -> None:
    """Past all of them, instead of from one onto the next; a smaller circle stays in between."""
    names = [(400.0, 480.0, 700.0, 510.0), (420.0, 540.0, 720.0, 570.0), (400.0, 600.0, 700.0, 630.0)]
    large, small = moved_apart([(550, 550), (650, 585)], [20, 10], names, SIZE)
    assert large[1] + 20 <= 481 or large[1] - 20 >= 629
    assert 580 <= small[1] <= 590


def test_a_circle_leaves_a_name_at_the_edge_inwards() -> None:
    """It does not fit on the other side."""
    (place,) = moved_apart([(500, 22)], [20], [(400.0, 10.0, 600.0, 40.0)], SIZE)
    assert place[1] - 20 >= 39


def test_what_is_apart_stays() -> None:
    """Nothing moves without need, and nothing is nothing."""
    assert moved_apart([(100, 100), (300, 300)], [20, 20], [], SIZE) == [(100, 100), (300, 300)]
    assert moved_apart([], [], [], SIZE) == []


CROWD = st.lists(st.tuples(st.integers(500, 900), st.integers(400, 700), st.integers(5, 40)), max_size=60)
NAMES = [(450.0, 480.0, 800.0, 520.0), (600.0, 580.0, 950.0, 620.0), (480.0, 640.0, 700.0, 680.0)]


@given(CROWD)
def test_circles_stay_on_the_sheet_and_apart(crowd: list[tuple[int, int, int]]) -> None:
    """There is room for all, and none touches another or a name, however crowded they begin."""
    radii = [radius for *_, radius in crowd]
    found = moved_apart([(float(x), float(y)) for x, y, _ in crowd], radii, NAMES, SIZE)
    for number, ((x, y), radius) in enumerate(zip(found, radii, strict=True)):
        assert radius <= x <= SIZE[0] - radius
        assert radius <= y <= SIZE[1] - radius
        for (other_x, other_y), other in zip(found[:number], radii, strict=False):
            assert math.hypot(x - other_x, y - other_y) > radius + other
        for left, top, right, bottom in NAMES:
            aside, down = max(left - x, x - right), max(top - y, y - bottom)
            assert max(aside, down) > radius - 2
