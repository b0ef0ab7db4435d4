"""Where papers lie on the map."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.facts.map_layout import PITCH, SWAY, Layout, layout, spread
from papershelf.facts.similarity import nearest, vectors
from papershelf.library import load

Nearest = list[tuple[np.ndarray, np.ndarray]]


def likeness(rows: Sequence[dict[int, float]]) -> Nearest:
    """What `nearest` gives, from scores by row."""
    return [(np.array(list(row), dtype=np.intp), np.array(list(row.values()))) for row in rows]


@st.composite
def lists(draw: st.DrawFn) -> tuple[Nearest, list[int]]:
    """A list of any kind: who is like whom, and the tag groups."""
    count = draw(st.integers(0, 40))
    rows = st.dictionaries(st.integers(0, max(count - 1, 0)), st.floats(0.02, 1), max_size=5)
    found = [{other: score for other, score in draw(rows).items() if other != row} for row in range(count)]
    return likeness(found), draw(st.lists(st.integers(0, 4), min_size=count, max_size=count))


def places(found: Layout) -> list[tuple[int, int]]:
    return list(zip(found.x.tolist(), found.y.tolist(), strict=True))


def cliques(count: int, size: int) -> Nearest:
    """Groups of papers that are like all others of their group, and like no other papers."""
    return likeness(
        [
            {other: 0.5 for other in range(row - row % size, row - row % size + size) if other != row}
            for row in range(count)
        ]
    )


@settings(deadline=None, max_examples=40)
@given(lists())
def test_dots_lie_apart_and_on_the_sheet(given_list: tuple[Nearest, list[int]]) -> None:
    """Whatever the list: each paper has its own cell, no two dots touch, none leaves the sheet."""
    close, groups = given_list
    found = layout(close, groups, range(len(groups)))
    dots = places(found)
    assert len({(x // PITCH, y // PITCH) for x, y in dots}) == len(groups)
    assert all(0 <= x < found.columns * PITCH and 0 <= y < found.rows * PITCH for x, y in dots)
    least = (PITCH - 2 * SWAY) ** 2
    apart = [(a - c) ** 2 + (b - d) ** 2 for n, (a, b) in enumerate(dots) for c, d in dots[:n]]
    assert all(square >= least for square in apart)


@settings(deadline=None, max_examples=40)
@given(lists(), st.floats(-4e-6, 4e-6))
def test_the_same_list_gives_the_same_map(given_list: tuple[Nearest, list[int]], noise: float) -> None:
    """Twice the same, also where a processor rounds the last digits of scores otherwise."""
    close, groups = given_list
    rounded = [(rows, np.round(scores, 5)) for rows, scores in close]
    noisy = [(rows, scores + noise) for rows, scores in rounded]
    once = layout(rounded, groups, range(len(groups)))
    assert places(layout(rounded, groups, range(len(groups)))) == places(once)
    assert places(layout(noisy, groups, range(len(groups)))) == places(once)


@pytest.mark.parametrize(("count", "size"), [(40, 5), (120, 10), (600, 12)])
def test_papers_that_are_alike_lie_close(count: int, size: int) -> None:
    """The nearest on the map are those that are alike, whatever order papers start in."""
    order = [row * 7 % count for row in range(count)]
    assert sorted(order) == list(range(count))
    found = layout(cliques(count, size), [0] * count, order)
    x, y = found.x.astype(float), found.y.astype(float)
    away = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2
    near = np.argsort(away, axis=1)[:, 1:size]
    alike = near // size == np.arange(count)[:, None] // size
    assert alike.mean() > 0.6


def test_a_tag_group_keeps_together() -> None:
    """If words give no hint, papers of a group lie closer to each other than to the rest."""
    groups = [row // 20 for row in range(80)]
    found = layout(likeness([{} for _ in groups]), groups, range(80))
    x, y = found.x.astype(float), found.y.astype(float)
    away = np.sqrt((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2)
    same = np.equal.outer(groups, groups)
    assert away[same].mean() < 0.7 * away[~same].mean()


def test_the_sheet_is_used() -> None:
    """Every ninth of the sheet has papers, of a real list."""
    count = 75
    found = layout(cliques(count, 5), [row // 15 for row in range(count)], range(count))
    ninths = {(3 * x // (found.columns * PITCH), 3 * y // (found.rows * PITCH)) for x, y in places(found)}
    assert len(ninths) == 9


def test_no_paper_one_and_two() -> None:
    """Short lists have small maps."""
    assert places(layout([], [], [])) == []
    assert len(places(layout(likeness([{}]), [0], [0]))) == 1
    assert len(set(places(layout(likeness([{1: 1.0}, {0: 1.0}]), [0, 0], [0, 1])))) == 2


def test_the_real_list_keeps_its_neighbours(list_dir: Path) -> None:
    """Half of the five nearest in words are among the ten nearest on the map; by chance a seventh is."""
    papers = sorted(load(list_dir).papers, key=lambda paper: paper.id)
    close = nearest(vectors(papers), 15, 0.02)
    slugs = sorted({paper.tags[0] for paper in papers})
    groups = [slugs.index(paper.tags[0]) for paper in papers]
    found = layout(close, groups, np.argsort(groups, kind="stable").tolist())
    x, y = found.x.astype(float), found.y.astype(float)
    near = np.argsort((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2, axis=1)[:, 1:11]
    kept = [row in near[number] for number, (rows, _) in enumerate(close) for row in rows[:5]]
    assert np.mean(kept) > 0.5


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), max_size=60))
def test_points_keep_their_order_where_they_have_room(points: list[tuple[float, float]]) -> None:
    """Any points find cells of their own; along a line they stay in order."""
    x, y = (np.array([point[axis] for point in points]) for axis in (0, 1))
    across, down, columns, rows = spread(x, y)
    assert len(set(zip((across // PITCH).tolist(), (down // PITCH).tolist(), strict=True))) == len(points)
    assert columns * rows >= len(points)
    line = np.arange(5.0) * 100
    in_order, _, _, _ = spread(line, line)
    assert all(one <= other for one, other in pairwise(in_order.tolist()))
