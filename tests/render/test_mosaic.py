"""The picture of the whole list."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from papershelf.library import load
from papershelf.render.mosaic import HEIGHT, SIZES, WIDTH, Box, Tile, mosaic, squarified
from papershelf.render.page import page
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings

NEARLY = 1e-6


def inside(inner: Box, outer: Box) -> bool:
    return (
        inner.x >= outer.x - NEARLY
        and inner.y >= outer.y - NEARLY
        and inner.x + inner.width <= outer.x + outer.width + NEARLY
        and inner.y + inner.height <= outer.y + outer.height + NEARLY
    )


def apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.width <= other.x + NEARLY
        or other.x + other.width <= one.x + NEARLY
        or one.y + one.height <= other.y + NEARLY
        or other.y + other.height <= one.y + NEARLY
    )


@given(st.lists(st.integers(1, 500), max_size=12).map(lambda some: sorted(some, reverse=True)))
def test_areas_are_the_weights(weights: list[int]) -> None:
    """The boxes fill the whole, do not overlap, and are as large as their shares."""
    whole = Box(10, 20, 300, 100)
    boxes = squarified(weights, whole)
    total = sum(weights)
    assert len(boxes) == len(weights)
    for number, (weight, box) in enumerate(zip(weights, boxes, strict=True)):
        assert abs(box.width * box.height - 30_000 * weight / total) < 0.01
        assert inside(box, whole)
        assert all(apart(box, other) for other in boxes[:number])


def test_equal_weights_make_squares() -> None:
    """Four of a square's quarter each."""
    assert {(box.width, box.height) for box in squarified([1, 1, 1, 1], Box(0, 0, 8, 8))} == {(4, 4)}


def test_tags_are_inside_their_group(list_dir: Path) -> None:
    """Every group with papers has a tile, and each of its tags lies in it, apart from the others."""
    shelf = Shelf(load(list_dir), Settings())
    tiles = mosaic(shelf)
    assert {tile.topic.tag.slug for tile in tiles} == {topic.tag.slug for topic in shelf.subjects}
    for group in tiles:
        assert inside(group.box, Box(0, 0, WIDTH, HEIGHT))
        assert group.lines
        for tile in group.tiles:
            assert tile.topic.parent == group.topic.tag
            assert inside(tile.box, group.box)
            assert all(tile is other or apart(tile.box, other.box) for other in group.tiles)


def test_words_are_those_of_the_label(list_dir: Path) -> None:
    """A label is broken at blanks and hyphens; only in the smallest letters is a word cut, and it shows."""
    shelf = Shelf(load(list_dir), Settings())
    shown: list[Tile] = [tile for group in mosaic(shelf) for tile in group.tiles if tile.lines]
    assert len(shown) > 15
    for tile in shown:
        shortest = "[^ -]+" if tile.size == SIZES[-1] else "…"
        pattern = "[ -]?".join(re.escape(line).replace("…", shortest) for line in tile.lines if line)
        assert re.fullmatch(pattern, tile.topic.tag.label)


def test_every_tile_is_a_link_with_a_name(list_dir: Path) -> None:
    """Also where its words do not fit."""
    shelf = Shelf(load(list_dir), Settings())
    text = page("index.md", "home.md.j2", shelf=shelf, latest=[], paths=[], tiles=mosaic(shelf)).text
    picture = text.partition('<svg class="ps-mosaic"')[2].partition("</svg>")[0]
    links = re.findall(r'<a href="tags/[a-z0-9-]+/" aria-label="[^"]+, \d+">', picture)
    assert len(links) == picture.count("<rect") == sum(1 + len(group.tiles) for group in mosaic(shelf))
