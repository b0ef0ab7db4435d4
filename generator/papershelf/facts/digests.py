"""What a digest is about: the papers that came in a period, grouped by tag."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from papershelf.facts.additions import week_label, week_slug
from papershelf.facts.groups import latest_additions, lineage
from papershelf.library import Library
from papershelf.model import Paper, PartialDate, Tag

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`; `label` completes "3 papers …": "in the week of 23 November 2026"."""

    first: dt.date
    last: dt.date
    slug: str
    label: str

    def has(self, added: PartialDate) -> bool:
        """Tell whether a paper certainly came in these days: a month has to lie in them as a whole."""
        month = added.month or 12
        last = added.day or calendar.monthrange(added.year, month)[1]
        start = dt.date(added.year, added.month or 1, added.day or 1)
        return self.first <= start and dt.date(added.year, month, last) <= self.last


@dataclass(frozen=True, slots=True)
class DigestSection:
    """Papers of a digest with the same first tag, the last additions first; without any, `tag` is None."""

    tag: Tag | None
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What came in a period, of the whole list or with one tag; each paper is in one section."""

    period: Period
    topic: Tag | None
    sections: tuple[DigestSection, ...]

    @property
    def name(self) -> str:
        """What the digest is called in addresses and files: `2026-w48`, `since-2026-11-01-a-tag`."""
        return f"{self.period.slug}-{self.topic.slug}" if self.topic else self.period.slug

    @property
    def total(self) -> int:
        """The number of its papers."""
        return sum(len(section.papers) for section in self.sections)

    @property
    def summary(self) -> str:
        """What came, for titles: "3 papers on Graphs since 1 November 2026"."""
        papers = f"{self.total:,} paper{'' if self.total == 1 else 's'}"
        topic = f" on {self.topic.label}" if self.topic else ""
        return f"{papers}{topic} {self.period.label}"


def last_week(today: dt.date) -> Period:
    """Return the last week, Monday to Sunday, that is over."""
    monday = today - dt.timedelta(days=today.weekday()) - WEEK
    slug = week_slug(PartialDate(monday.year, monday.month, monday.day))
    return Period(monday, monday + WEEK - dt.timedelta(days=1), slug, f"in {week_label(monday, slug)}")


def days_since(first: dt.date, last: dt.date) -> Period:
    """Return the days from one to another."""
    spoken = PartialDate(first.year, first.month, first.day).spoken
    return Period(first, last, f"since-{first}", f"since {spoken}")


def digest(library: Library, period: Period, topic: Tag | None = None) -> Digest:
    """Collect what came in a period; a group of tags stands for its tags. Sections follow the vocabulary."""

    def fits(slug: str) -> bool:
        return not topic or topic.slug in lineage(slug, library.by_slug)

    came = [paper for paper in latest_additions(library.papers) if paper.added and period.has(paper.added)]
    found = _by_first_tag(came, fits)
    if topic:
        found.pop(None, None)
    sections = [DigestSection(tag, tuple(found[tag.slug])) for tag in library.tags if tag.slug in found]
    if None in found:
        sections.append(DigestSection(None, tuple(found[None])))
    return Digest(period, topic, tuple(sections))


def _by_first_tag(papers: Iterable[Paper], fits: Callable[[str], bool]) -> dict[str | None, list[Paper]]:
    found: defaultdict[str | None, list[Paper]] = defaultdict(list)
    for paper in papers:
        found[next(filter(fits, paper.tags), None)].append(paper)
    return dict(found)
