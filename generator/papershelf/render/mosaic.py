"""The mosaic of the home page: a tile for each tag group, sized by its papers, with its tags inside."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papershelf.facts.groups import Topic
from papershelf.render.shelf import Shelf

WIDTH, HEIGHT = 1000.0, 430.0
GAP = 4.0
HEADS = (24.0, 38.0)  # heights of a group's name, in one line and in two
PADDING = 7.0
LEAST = 0.12  # of a group's equal share of the picture, which it has however few its papers, for its name
SMALLEST = 20.0  # a group with less room does not show its tags
SIZES = (13.0, 11.0, 9.0)  # font sizes; the largest that fits is used
LETTER, LINE = 0.54, 1.2  # width of a letter and height of a line, in font sizes
LEANING = 1  # letters by which a number may extend into the padding
SHORTEST = 5  # letters to which a word may be cut
VOWELS = frozenset("aeiouy")
WIDER = (1.0, 1.3, 1.7, 2.2, 3.0)  # how much wider than high tiles may be for whole words to fit


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the units of the picture."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tile:
    """A tag and its box; `lines` is what fits of its label at the font size `size`, if anything.

    If `rest` is not 0, the tile stands for so many smaller tags of the group `topic`.
    """

    topic: Topic
    box: Box
    lines: tuple[str, ...]
    size: float
    tiles: tuple[Tile, ...] = ()
    rest: int = 0
    count: int = 0

    @property
    def label(self) -> str:
        """What it stands for, in words."""
        name = self.topic.tag.label
        return f"{self.rest} more in {name}" if self.rest else name

    @property
    def is_cut(self) -> bool:
        """Whether a word of its name is divided or left out."""
        return not self.rest and "".join(self.lines).replace(" ", "") != self.topic.tag.label.replace(" ", "")


def mosaic(shelf: Shelf) -> tuple[Tile, ...]:
    """Lay out the groups that have papers, and in each the tags that have papers.

    A group is as large as its share of the papers, but no smaller than its name.
    """
    topics = sorted(shelf.theme_groups, key=lambda topic: -len(topic.papers))
    least = LEAST * sum(len(topic.papers) for topic in topics) / max(len(topics), 1)
    weights = [max(len(topic.papers), least) for topic in topics]
    ways = (
        tuple(_group(shelf, topic, box) for topic, box in zip(topics, boxes, strict=True))
        for boxes in _ways(weights, Box(0, 0, WIDTH, HEIGHT))
    )
    return min(ways, key=lambda tiles: sum(tile.is_cut + _cut(tile.tiles) for tile in tiles))


def _group(shelf: Shelf, topic: Topic, box: Box) -> Tile:
    count = len(topic.papers)
    heads = (Box(box.x, box.y, box.width, min(height, box.height)) for height in HEADS)
    fitted = [(head.height, *_fitted_label(topic.tag.label, count, head)) for head in heads]
    height, lines, size = next((each for each in fitted if each[-1] > SIZES[-1]), fitted[-1])
    if not lines and box.height >= SIZES[-1] * LINE + PADDING:
        short = int(box.width / SIZES[-1] / LETTER) - len(f" {count}") - 1
        start = textwrap.shorten(topic.tag.label, max(short, 1), placeholder="…")
        lines = (start,) if start != "…" else ()
    inside = Box(box.x + GAP, box.y + height, box.width - GAP, box.height - height)
    children = [shelf.topics[child.slug] for child in topic.children if shelf.topics[child.slug].papers]
    if min(inside.width, inside.height) < SMALLEST:
        children = []
    tiles = _tags(topic, sorted(children, key=lambda child: -len(child.papers)), inside)
    return Tile(topic, box, lines, size, tiles, count=count)


def _tags(group: Topic, children: Sequence[Topic], box: Box) -> tuple[Tile, ...]:
    """Lay out as many tags as have room for their names, the largest ones; one tile stands for the others."""
    for shown in range(len(children), 0, -1):
        parts = [(child, 0, len(child.papers)) for child in children[:shown]]
        if rest := len(children) - shown:
            parts.append((group, rest, sum(len(child.papers) for child in children[shown:])))
        parts.sort(key=lambda part: -part[2])
        ways = [
            tuple(_tile(*part, place) for part, place in zip(parts, boxes, strict=True))
            for boxes in _ways([count for _, _, count in parts], box)
        ]
        if whole := [tiles for tiles in ways if all(tile.lines for tile in tiles)]:
            return min(whole, key=_cut)
    return ()


def _cut(tiles: Sequence[Tile]) -> int:
    """Return how many of some tiles do not show their names as they are."""
    return sum(tile.is_cut for tile in tiles)


def _tile(topic: Topic, rest: int, count: int, box: Box) -> Tile:
    lines, size = _fitted_label(f"{rest} more" if rest else topic.tag.label, count, box)
    return Tile(topic, box, lines, size, rest=rest, count=count)


def _fitted_label(label: str, count: int, box: Box) -> tuple[tuple[str, ...], float]:
    """Break a label into lines that fit a box, with room for the number after the last, which may be empty.

    If no font size fits, words too long for the smallest are divided, or cut where no line is left;
    if that is not enough, there are no lines.
    """
    for size in SIZES:
        room = int((box.width - 2 * PADDING) / size / LETTER)
        lines = textwrap.wrap(label, max(room, 1), break_long_words=False)
        ways = [lines]
        if size == SIZES[-1] and room >= SHORTEST:
            ways.append([part for line in lines for part in _divided(line, room)])
            ways.append([line if len(line) <= room else f"{line[: room - 1]}…" for line in lines])
        for way in ways:
            numbered = [*way, ""] if len(f"{way[-1]} {count}") > room + LEANING else way
            if max(map(len, way)) <= room and len(numbered) * size * LINE + PADDING <= box.height:
                return tuple(numbered), size
    return (), SIZES[-1]


def _divided(line: str, room: int) -> Iterator[str]:
    """Divide a word that is too long for a line, after a vowel before a consonant where there is one."""
    while len(line) > room:
        places = range(room - 1, max(room - 4, 1), -1)
        good = (at for at in places if line[at - 1] in VOWELS and line[at] not in VOWELS)
        at = next(good, room - 1)
        yield f"{line[:at]}-"
        line = line[at:]
    yield line


def _ways(weights: Sequence[float], box: Box) -> Iterator[list[Box]]:
    """Yield ways to divide a box: into tiles as square as possible, then into wider ones."""
    for wider in WIDER:
        narrow = squarified(weights, Box(0, box.y, box.width / wider, box.height))
        yield [
            _with_gap(Box(box.x + each.x * wider, each.y, each.width * wider, each.height)) for each in narrow
        ]


def _with_gap(box: Box) -> Box:
    return Box(box.x, box.y, max(box.width - GAP, 1), max(box.height - GAP, 1))


def squarified(weights: Sequence[float], box: Box) -> list[Box]:
    """Divide a box into rectangles, as square as possible, with areas in proportion to falling weights.

    This is the squarified treemap of Bruls, Huizing and van Wijk (2000),
    https://doi.org/10.1007/978-3-7091-6783-0_4.
    """
    scale = box.width * box.height / sum(weights) if weights else 0
    areas = [weight * scale for weight in weights]
    boxes: list[Box] = []
    while areas:
        side = min(box.width, box.height)
        count = 1
        while count < len(areas) and _worst(areas[: count + 1], side) <= _worst(areas[:count], side):
            count += 1
        row, areas = areas[:count], areas[count:]
        depth = sum(row) / side
        upright = box.width < box.height
        along = 0.0
        for area in row:
            length = area / depth
            x, y, width, height = (along, 0, length, depth) if upright else (0, along, depth, length)
            boxes.append(Box(box.x + x, box.y + y, width, height))
            along += length
        x, y = (0, depth) if upright else (depth, 0)
        box = Box(box.x + x, box.y + y, box.width - x, box.height - y)
    return boxes


def _worst(row: Sequence[float], side: float) -> float:
    """Return the worst aspect ratio in a row, 1 or more."""
    depth = sum(row) / side
    return max(max(depth / (area / depth), area / depth / depth) for area in row)
