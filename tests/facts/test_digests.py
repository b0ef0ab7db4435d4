"""What a digest is about: periods, and papers by their first tag."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.facts.digests import days_since, digest, last_week
from papershelf.library import Library
from papershelf.model import Paper, PartialDate, Tag

GROUP, INNER, OTHER = Tag("group", "Group"), Tag("inner", "Inner", parent="group"), Tag("other", "Other")
TAGS = (GROUP, INNER, OTHER)


def library(*papers: Paper) -> Library:
    return Library("data/papers.yaml", papers, TAGS, {p.id: p for p in papers}, {t.slug: t for t in TAGS})


def paper(paper_id: str, added: str | None, *tags: str) -> Paper:
    return Paper(paper_id, paper_id, tags=tags, added=PartialDate.parse(added) if added else None)


def names(lists: Library, topic: Tag | None = None) -> dict[str, list[str]]:
    found = digest(lists, days_since(dt.date(2026, 11, 1), dt.date(2026, 11, 29)), topic)
    return {part.tag.slug if part.tag else "": [one.id for one in part.papers] for part in found.sections}


def test_each_paper_is_under_its_first_tag() -> None:
    """In the order of the vocabulary, the last additions first, those without a tag at the end."""
    found = names(
        library(
            paper("none", "2026-11-05"),
            paper("a", "2026-11-01", "other", "inner"),
            paper("b", "2026-11-29", "other"),
            paper("c", "2026-11-03", "inner", "other"),
        )
    )
    assert found == {"inner": ["c"], "other": ["b", "a"], "": ["none"]}
    assert list(found) == ["inner", "other", ""]


def test_a_group_stands_for_its_tags() -> None:
    """Of a paper with several tags, the first of those that were asked for counts."""
    papers = library(
        paper("a", "2026-11-01", "other", "inner"),
        paper("b", "2026-11-02", "other"),
        paper("c", "2026-11-03"),
    )
    assert names(papers, GROUP) == {"inner": ["a"]}
    assert names(papers, OTHER) == {"other": ["b", "a"]}


@pytest.mark.parametrize(
    ("added", "came"),
    [
        ("2026-10-31", False), ("2026-11-01", True), ("2026-11-29", True), ("2026-11-30", False),
        ("2026-11", False), ("2026-10", False), ("2026", False), (None, False),
    ],
)  # fmt: skip
def test_a_period_has_its_first_and_its_last_day(added: str | None, *, came: bool) -> None:
    """A paper whose day is not known came in a period only if its month or year lies in it."""
    assert bool(names(library(paper("a", added)))) == came


def test_a_month_and_a_year_can_lie_in_a_period() -> None:
    """Then its papers certainly came in it."""
    long = days_since(dt.date(2024, 12, 31), dt.date(2026, 2, 28))
    assert [long.has(PartialDate.parse(day)) for day in ("2025", "2026-02", "2024-12", "2024")] == [
        True,
        True,
        False,
        False,
    ]


@given(st.dates(dt.date(1, 1, 15)))
def test_the_last_week_is_over(today: dt.date) -> None:
    """It begins on a Monday, ends on a Sunday before today, and the next week begins within seven days."""
    week = last_week(today)
    assert (week.first.weekday(), week.last.weekday()) == (0, 6)
    assert dt.timedelta(1) <= today - week.last <= dt.timedelta(7)
    assert (week.last - week.first).days == 6


def test_what_a_digest_is_called() -> None:
    """A week by its number and as the page of the week is; other periods by their first day."""
    week = digest(library(paper("a", "2026-11-24", "inner")), last_week(dt.date(2026, 11, 30)), INNER)
    assert (week.name, week.summary) == ("2026-w48-inner", "1 paper on Inner in the week of 23 November 2026")
    since = digest(library(), days_since(dt.date(2026, 11, 1), dt.date(2026, 11, 2)))
    assert (since.name, since.summary) == ("since-2026-11-01", "0 papers since 1 November 2026")
