"""The picture of the whole list."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.library import Library, load
from papershelf.model import Paper, Tag
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
    """Every group with papers has a tile, and in it each tag with room for its name, apart from others."""
    shelf = Shelf(load(list_dir), Settings())
    tiles = mosaic(shelf)
    assert {tile.topic.tag.slug for tile in tiles} == {topic.tag.slug for topic in shelf.subjects}
    for group in tiles:
        assert inside(group.box, Box(0, 0, WIDTH, HEIGHT))
        assert group.lines
        for tile in group.tiles:
            assert tile.lines
            assert tile.topic == group.topic if tile.rest else tile.topic.parent == group.topic.tag
            assert inside(tile.box, group.box)
            assert all(tile is other or apart(tile.box, other.box) for other in group.tiles)


def test_names_are_shown_as_they_are(list_dir: Path) -> None:
    """Tiles become wider than high before a word is divided or left out."""
    shown = [tile for group in mosaic(Shelf(load(list_dir), Settings())) for tile in (group, *group.tiles)]
    assert [tile.label for tile in shown if tile.is_cut] == []
    assert any(len(tile.lines) > 1 for tile in shown if tile.tiles), "no name of a group takes two lines"


def test_a_long_word_goes_on_in_the_next_line() -> None:
    """Where no tile is wide enough, a hyphen shows that a word goes on."""
    word = "Electroencephalographically" * 8  # longer than the picture is wide
    tags = (
        Tag("all", "Everything"),
        Tag("a", "A", parent="all"),
        Tag("b", word, parent="all"),
        Tag("c", "C"),
    )
    papers = [
        Paper(f"{slug}{one}", "P", tags=(slug,)) for slug in "abc" for one in range(60 if slug == "c" else 30)
    ]
    by_id = {paper.id: paper for paper in papers}
    library = Library("p.yaml", tuple(papers), tags, by_id, {tag.slug: tag for tag in tags})
    shown = {tile.label: tile for group in mosaic(Shelf(library, Settings())) for tile in group.tiles}
    assert shown[word].is_cut
    assert "".join(line.removesuffix("-") for line in shown[word].lines) == word


def test_words_are_those_of_the_label(list_dir: Path) -> None:
    """A label is broken at blanks and hyphens; a word only in the smallest letters, and it shows."""
    shelf = Shelf(load(list_dir), Settings())
    shown: list[Tile] = [tile for group in mosaic(shelf) for tile in group.tiles if not tile.rest]
    assert len(shown) > 15
    for tile in shown:
        shortest = "[^ -]+" if tile.size == SIZES[-1] else "…"
        lines = [re.escape(line).replace("…", shortest) for line in tile.lines if line]
        if tile.size == SIZES[-1]:
            lines = [re.sub(r"\\-$", "-?", line) for line in lines]
        pattern = "[ -]?".join(lines)
        assert re.fullmatch(pattern, tile.topic.tag.label)


def test_every_tile_is_a_link_with_a_name(list_dir: Path) -> None:
    """Also where its words do not fit."""
    shelf = Shelf(load(list_dir), Settings())
    text = page("index.md", "home.md.j2", shelf=shelf, latest=[], paths=[], tiles=mosaic(shelf)).text
    picture = text.partition('<svg class="ps-mosaic"')[2].partition("</svg>")[0]
    links = re.findall(r'<a href="tags/[a-z0-9-]+/">\s*<title>[^<]+ \d+</title>', picture)
    assert len(links) == picture.count("<rect") == sum(1 + len(group.tiles) for group in mosaic(shelf))


def faceted(*counts: int) -> Shelf:
    """A list whose papers all have a tag of one group, so many each."""
    tags = (
        Tag("all", "Everything"),
        *(Tag(f"t{number}", f"A tag called {number}", parent="all") for number in range(len(counts))),
    )
    papers = tuple(
        Paper(f"p{number}-{one}", "P", tags=(f"t{number}",))
        for number, count in enumerate(counts)
        for one in range(count)
    )
    by_id = {paper.id: paper for paper in papers}
    return Shelf(Library("p.yaml", papers, tags, by_id, {tag.slug: tag for tag in tags}), Settings())


def test_small_tags_share_a_tile() -> None:
    """No tile is without a name: one stands for the tags that have no room for theirs, and counts them."""
    tags = (
        Tag("big", "Big"),
        Tag("other", "Other"),
        *(Tag(f"t{number}", f"A rather long name {number}", parent="big") for number in range(200)),
    )
    papers = [Paper(f"o{number}", "P", tags=("other",)) for number in range(300)]
    papers += [Paper(f"p{number}", "P", tags=(f"t{number % 200}",)) for number in range(200)]
    papers += [Paper(f"q{number}", "P", tags=(f"t{number % 3}",)) for number in range(400)]
    by_id = {paper.id: paper for paper in papers}
    library = Library("p.yaml", tuple(papers), tags, by_id, {tag.slug: tag for tag in tags})
    big = next(tile for tile in mosaic(Shelf(library, Settings())) if tile.topic.tag.slug == "big")
    assert all(tile.lines for tile in big.tiles)
    (rest,) = [tile for tile in big.tiles if tile.rest]
    assert rest.rest + len(big.tiles) - 1 == 200
    assert sum(tile.count for tile in big.tiles) == 600
    assert rest.label == f"{rest.rest} more in Big"


def test_a_group_with_all_papers_is_divided() -> None:
    """The tags below it take the place of groups, each with a colour of its own."""
    shelf = faceted(30, 20, 10)
    assert [tile.label for tile in mosaic(shelf)] == [f"A tag called {number}" for number in range(3)]
    assert len({shelf.hues[tile.topic.tag.slug] for tile in mosaic(shelf)}) == 3


def test_one_tag_alone_is_not_divided() -> None:
    """Where a group has papers in one tag only, the group is what there is to show."""
    assert [tile.label for tile in mosaic(faceted(5))] == ["Everything"]
    assert mosaic(faceted()) == ()


@pytest.mark.parametrize("counts", [(300, 200, 80, 9, 1), (300, 150, 130, 9, 2), (589, 1), (590, 1, 1, 1)])
def test_a_group_with_few_papers_has_room_for_its_name(counts: tuple[int, ...]) -> None:
    """However many the others have."""
    names = ("Benchmarks", "Models", "Environments", "Surveys", "Methods")[-len(counts) :]
    tags = tuple(
        tag
        for name in names
        for tag in (Tag(name.lower(), name), Tag(f"{name.lower()}-all", f"All {name}", parent=name.lower()))
    )
    papers = tuple(
        Paper(f"{name}-{number}", "X", tags=(f"{name.lower()}-all",))
        for name, count in zip(names, counts, strict=True)
        for number in range(count)
    )
    library = Library(
        "p.yaml", papers, tags, {paper.id: paper for paper in papers}, {tag.slug: tag for tag in tags}
    )
    tiles = mosaic(Shelf(library, Settings()))
    assert len(tiles) == len(counts)
    for tile in tiles:
        assert tile.lines
        assert not tile.is_cut
        assert len(tile.lines) * tile.size * 1.2 <= tile.box.height
