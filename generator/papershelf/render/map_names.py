"""The names on the map: where they are, from which level of detail on they are shown, and what gives way."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple
from unicodedata import east_asian_width

from papershelf.facts.map_circles import Box
from papershelf.facts.map_clearing import Level, with_names
from papershelf.facts.map_labels import MapName, Region, Search, regions
from papershelf.facts.map_layout import PITCH, Layout
from papershelf.model import Paper
from papershelf.render.shelf import Shelf

LINES = 26  # the map's width in font sizes of a group's name on a phone; map.css has the same number
LETTER, CAPITAL, WIDE = 0.52, 0.72, 1.0  # widths of letters, in font sizes
GROUPS = Search(size=0.45, details=(0.6,), reach=0.14, fewest=2)
TAGS = Search(size=0.3, details=(1, 2, 4, 8), reach=0.06, fewest=2)
GROUP_REACH, TAG_REACH = 3, 2  # columns by which a dot gives way; to a group by more where there are many
FAR = 8  # columns, of which it is one

# What map.css says of names and dots, and map.js of levels.
DETAILS = (0.65, 1, 2, 4, 8)  # a telephone's level, 0, comes before these
FIRST_OF_DOTS = 2  # place of the level from which on the dots of a long list are shown
BEGINS = 0.9  # part of a detail from which on a map is of its level
PHONE_NAME = 0.34 / 0.45  # font size of a group's name on a telephone
# Radii of dots: the first two in font sizes, the last in units.
PHONE_DOT, DOT, LARGEST_DOT = 0.115 / 0.26, 0.165, 5.0


class Names(NamedTuple):
    """The names of groups and of tags, the sheet on which dots have given way to them, and all levels."""

    groups: list[Region]
    tags: list[Region]
    sheet: Layout
    levels: list[Level]

    @property
    def clearings(self) -> list[Box]:
        """The boxes that names of groups take on a tablet."""
        return [region.box(self.levels[1].reduced) for region in self.groups]


def placed_names(shelf: Shelf, papers: Sequence[Paper], sheet: Layout, *, is_far: bool) -> Names:
    """Place the names of tags that have papers, and move dots off them.

    `is_far` says that dots are seen from near only, where names are small.
    """
    unit = sheet.columns * PITCH / LINES
    largest = unit / BEGINS  # the size of names where their level begins
    of_groups, of_others = _names(shelf, papers)
    groups = regions(sheet, of_groups, replace(GROUPS, size=GROUPS.size * largest))
    tags = regions(sheet, of_others, replace(TAGS, size=TAGS.size * largest), groups)
    levels = _levels(unit)
    with_dots = levels[FIRST_OF_DOTS:] if is_far else levels
    groups = [replace(region, detail=0) for region in groups]
    reach = max(GROUP_REACH, sheet.columns // FAR)
    sheet, groups, boxes = with_names(sheet, groups, with_dots, reach)
    sheet, tags, _ = with_names(sheet, tags, levels, TAG_REACH, boxes)
    if is_far:
        groups = [_from_afar(region, with_dots[0]) for region in groups]
    return Names(groups, tags, sheet, levels)


def _from_afar(region: Region, first: Level) -> Region:
    return replace(region, detail=0) if region.detail == first.detail else region


def _levels(unit: float) -> list[Level]:
    phone = Level(0, GROUPS.size / BEGINS / PHONE_NAME, min(PHONE_DOT * unit, LARGEST_DOT))
    others = (Level(detail, detail, min(DOT * unit / BEGINS / detail, LARGEST_DOT)) for detail in DETAILS)
    return [phone, *others]


def _names(shelf: Shelf, papers: Sequence[Paper]) -> tuple[list[MapName], list[MapName]]:
    """Return the names of groups and of other tags; what is above groups has none."""
    rows = {paper.id: row for row, paper in enumerate(papers)}
    outer: list[MapName] = []
    inner: list[MapName] = []
    groups = {topic.tag.slug for topic in shelf.theme_groups}
    above = set(shelf.theme_of.values()) - groups
    for slug, topic in shelf.topics.items():
        if slug not in above and shelf.is_on_map(slug):
            members = tuple(rows[paper.id] for paper in topic.papers)
            name = MapName(topic.tag.label, members, _length(topic.tag.label))
            (outer if slug in groups else inner).append(name)
    return outer, inner


def _length(label: str) -> float:
    """Return the width of a name, in font sizes."""
    return sum(
        WIDE if east_asian_width(letter) in "WF" else CAPITAL if letter.isupper() else LETTER
        for letter in label
    )
