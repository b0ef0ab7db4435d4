"""The map for those who do not see it: what lies on it, and next to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from papershelf.facts.groups import lineage
from papershelf.facts.regions import Region
from papershelf.render.shelf import Shelf
from papershelf.render.views import Link, PaperView

LISTED = 300
"""So many papers are listed one by one; of more papers, the tags are."""
NEAR = 3
SHORT = 48


class Dot(NamedTuple):
    """A paper on the map, and what is said of it beside its title."""

    view: PaperView
    about: str
    x: int
    y: int


class Part(NamedTuple):
    """A tag group as the legend shows it, with its dots from left to right."""

    label: str
    hue: int
    dots: list[Dot]


class Row(NamedTuple):
    """A paper or a tag, a number that tells of it, and what lies next to it on the map."""

    link: Link
    number: str
    near: list[Link]


class Listed(NamedTuple):
    """The rows below a heading."""

    label: str
    rows: list[Row]


def listed_papers(parts: Sequence[Part]) -> list[Listed]:
    """Each paper below its tag group, with the papers next to it."""
    dots = [dot for part in parts for dot in part.dots]
    names = [Link(short(dot.view.title), dot.view.href) for dot in dots]
    near = _near([(dot.x, dot.y) for dot in dots])
    rows = (
        Row(Link(dot.view.title, dot.view.href), str(dot.view.year or ""), [names[other] for other in others])
        for dot, others in zip(dots, near, strict=True)
    )
    return [Listed(part.label, [next(rows) for _ in part.dots]) for part in parts]


def listed_tags(shelf: Shelf, regions: Sequence[Region]) -> list[Listed]:
    """Each tag with papers below its group, with the tags whose names stand next to its own."""
    addresses = {topic.tag.label: f"tags/{slug}/" for slug, topic in shelf.topics.items()}
    links = [Link(region.name.label, addresses[region.name.label]) for region in regions]
    beside = _near([(region.x, region.y) for region in regions])
    near = {link.label: [links[other] for other in some] for link, some in zip(links, beside, strict=True)}
    rows: dict[str, list[Row]] = {}
    for topic in shelf.topics.values():
        tag = topic.tag
        if topic.papers:
            row = Row(
                Link(tag.label, addresses[tag.label]), f"{len(topic.papers):,}", near.get(tag.label, [])
            )
            group = shelf.library.by_slug[lineage(tag.slug, shelf.library.by_slug)[-1]]
            rows.setdefault(group.label, []).append(row)
    return [Listed(label, own) for label, own in rows.items()]


def short(title: str) -> str:
    """What a paper goes by where there is little room: its title up to a colon, or its first words."""
    name = title.partition(": ")[0]
    return name if len(name) <= SHORT else name[:SHORT].rpartition(" ")[0].rstrip(" ,;-") + "…"


def _near(places: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The numbers of the nearest other places of each place."""
    found = []
    all_of_them = np.array(places).reshape(-1, 2)
    for number, place in enumerate(all_of_them):
        away = ((all_of_them - place) ** 2).sum(axis=1)
        away[number] = -1
        found.append(np.argsort(away, kind="stable")[1 : NEAR + 1].tolist())
    return found
