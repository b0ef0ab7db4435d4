"""The dots of the map, and the groups of its legend."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from papershelf.render.shelf import Shelf
from papershelf.render.views import PaperView

OTHERS = "Other groups"
MOST_GROUPS = 12  # that the style sheet can hide by number; the smallest share the last one


class Dot(NamedTuple):
    """A paper on the map, and the line shown below its title."""

    view: PaperView
    summary: str
    x: int
    y: int


class LegendGroup(NamedTuple):
    """A tag group in the legend, with its dots from left to right."""

    label: str
    hue: int
    dots: list[Dot]


def summary(view: PaperView) -> str:
    """Return the year and the tags of a paper, as one line."""
    return " · ".join([*([str(view.year)] if view.year else []), *(tag.label for tag in view.tags)])


def legend(shelf: Shelf, dots: Mapping[str, Sequence[Dot]]) -> list[LegendGroup]:
    """Return the largest groups in the vocabulary's order, then the other groups and papers without tags."""
    largest = sorted((root for root in dots if root), key=lambda root: -len(dots[root]))
    own = set(largest if len(largest) < MOST_GROUPS else largest[: MOST_GROUPS - 2])
    parts = [
        LegendGroup(topic.tag.label, shelf.hues[slug], [*dots[slug]])
        for slug, topic in shelf.topics.items()
        if slug in own
    ]
    others = [dot for root in largest if root not in own for dot in dots[root]]
    parts += [
        LegendGroup(label, 0, [*some])
        for label, some in ((OTHERS, others), ("No tag", dots.get("", ())))
        if some
    ]
    return [part._replace(dots=sorted(part.dots, key=lambda dot: (dot.x, dot.y))) for part in parts]
