"""What was added to the list, week by week."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from papershelf.facts.groups import latest_additions
from papershelf.model import MONTHS, Paper, PartialDate, Tag


@dataclass(frozen=True, slots=True)
class Additions:
    """Papers added in one week, the last ones first; `total` is the size of the list after that.

    Where the day of an addition is not recorded, but its month or its year, that takes the place of the week.
    The slug is `2026-w48`, `2026-11` or `2026`.
    """

    slug: str
    label: str
    papers: tuple[Paper, ...]
    total: int

    @property
    def latest(self) -> PartialDate:
        """The last day on which one of them was added."""
        return max(paper.added for paper in self.papers if paper.added)


def additions(papers: Sequence[Paper]) -> tuple[Additions, ...]:
    """Return the additions of each week, the last week first; papers with no recorded date are left out."""
    found: defaultdict[tuple[dt.date, str], list[Paper]] = defaultdict(list)
    for paper in latest_additions(papers):
        if paper.added:
            found[first_day(paper.added), week_slug(paper.added)].append(paper)
    weeks = sorted(found)
    undated = len(papers) - sum(map(len, found.values()))
    totals = accumulate((len(found[week]) for week in weeks), initial=undated)
    next(totals)
    parts = [
        Additions(slug, week_label(day, slug), tuple(found[day, slug]), total)
        for (day, slug), total in zip(weeks, totals, strict=True)
    ]
    return tuple(reversed(parts))


def first_day(added: PartialDate) -> dt.date:
    """Return the Monday of the week of an addition, or the first day of its month or year."""
    day = dt.date(added.year, added.month or 1, added.day or 1)
    return day - dt.timedelta(days=day.weekday()) if added.day and day > dt.date.min.replace(day=7) else day


def week_slug(added: PartialDate) -> str:
    """Return what a week is called in addresses: "2026-w48", "2026-11"."""
    if not added.day:
        return str(added)
    year, week, _ = dt.date(added.year, added.month, added.day).isocalendar()
    return f"{year:04}-w{week:02}"


def week_label(first: dt.date, slug: str) -> str:
    """Return what readers call it: "the week of 23 November 2026", "November 2026"."""
    if "-w" in slug:
        return f"the week of {first.day} {MONTHS[first.month - 1]} {first.year}"
    return PartialDate.parse(slug).spoken


def tag_counts(papers: Iterable[Paper], tags: Iterable[Tag]) -> list[tuple[Tag, int]]:
    """Return the tags that papers carry, with how many do, the most frequent first."""
    counts = Counter(slug for paper in papers for slug in paper.tags)
    return sorted(((tag, counts[tag.slug]) for tag in tags if counts[tag.slug]), key=lambda pair: -pair[1])
