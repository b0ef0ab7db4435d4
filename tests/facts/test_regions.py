"""Where names are on the map."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from papershelf.facts.map_labels import MapName, Region, Search, regions
from papershelf.facts.map_layout import PITCH, Layout


def sheet(cells: list[tuple[int, int]], columns: int = 20, rows: int = 12) -> Layout:
    """Papers in the middle of cells."""
    x, y = (np.array([cell[axis] for cell in cells], dtype=np.intp) * PITCH + PITCH // 2 for axis in (0, 1))
    return Layout(x, y, columns, rows)


def near(region: Region, cell: tuple[int, int]) -> bool:
    return abs(region.x - cell[0] * PITCH) <= 2 * PITCH and abs(region.y - cell[1] * PITCH) <= 2 * PITCH


SEARCH = Search(size=6, details=(1, 2, 4), reach=0.1, fewest=2)


def test_a_name_stands_where_most_of_its_papers_lie() -> None:
    """One stray paper does not draw the name away from the others."""
    found = regions(sheet([(4, 4), (5, 4), (4, 5), (18, 10)]), [MapName("a", (0, 1, 2, 3), 2.0)], SEARCH)
    assert len(found) == 1
    assert near(found[0], (5, 5))
    assert found[0].detail == 1


def test_scattered_papers_and_none_have_no_name() -> None:
    """A name in the middle of nothing would mislead; a single paper may have its tag beside it."""
    papers = sheet([(0, 0), (19, 11), (19, 0), (3, 3)])
    names = [MapName("scattered", (0, 1, 2), 5.0), MapName("none", (), 5.0), MapName("single", (3,), 3.0)]
    assert [region.name.label for region in regions(papers, names, SEARCH)] == ["single"]


def test_the_largest_come_first() -> None:
    """Two names for one place: that with more papers has room at once, the other when the map is larger."""
    cells = [(10, 6), (11, 6), (10, 5)]
    long = 2 * 20 * PITCH / SEARCH.size / 2
    names = [
        MapName("small", (0, 1), long),
        *(MapName(f"large {number}", (0, 1, 2), long) for number in range(17)),
    ]
    found = {region.name.label: region.detail for region in regions(sheet(cells), names, SEARCH)}
    assert found["large 0"] == 1
    assert found.get("small", 9) > 1


@given(
    st.lists(st.tuples(st.integers(0, 19), st.integers(0, 11)), min_size=1, max_size=30, unique=True),
    st.lists(st.tuples(st.sets(st.integers(0, 29), max_size=8), st.floats(1, 30)), max_size=12),
)
def test_no_two_names_meet(cells: list[tuple[int, int]], wanted: list[tuple[set[int], float]]) -> None:
    """At the detail at which both show, or any larger one; and none is cut off above or below."""
    names = [
        MapName(str(number), tuple(row for row in rows if row < len(cells)), length)
        for number, (rows, length) in enumerate(wanted)
    ]
    found = regions(sheet(cells), names, SEARCH)
    for number, one in enumerate(found):
        assert one.height / 2 <= one.detail * one.y <= one.detail * 12 * PITCH - one.height / 2
        for other in found[:number]:
            detail = max(one.detail, other.detail)
            aside = 2 * detail * abs(one.x - other.x) >= one.width + other.width
            assert aside or 2 * detail * abs(one.y - other.y) >= one.height + other.height
