"""What was added to the list, week by week."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from papershelf.facts.additions import additions, tag_counts
from papershelf.model import Paper, PartialDate, Tag


def paper(paper_id: str, added: str | None, *tags: str) -> Paper:
    return Paper(paper_id, paper_id, added=PartialDate.parse(added) if added else None, tags=tags)


def test_weeks_begin_on_monday() -> None:
    """A Sunday belongs to the week before; the last week comes first, and in it the last day."""
    papers = [paper("mon", "2026-11-23"), paper("sun", "2026-11-22"), paper("sat", "2026-11-28")]
    found = additions(papers)
    assert [(week.slug, week.label, [one.id for one in week.papers]) for week in found] == [
        ("2026-w48", "the week of 23 November 2026", ["sat", "mon"]),
        ("2026-w47", "the week of 16 November 2026", ["sun"]),
    ]
    assert found[0].latest == PartialDate(2026, 11, 28)


def test_totals_count_all_that_came_before() -> None:
    """Papers with no recorded date were there from the start."""
    papers = [paper("one", "2026-01-01"), paper("two", "2026-06-01"), paper("before", None)]
    assert [week.total for week in additions(papers)] == [3, 2]


def test_a_week_over_the_turn_of_the_year_is_one() -> None:
    """It has the number that ISO 8601 gives it."""
    (week,) = additions([paper("old", "2025-12-31"), paper("new", "2026-01-01")])
    assert (week.slug, week.label) == ("2026-w01", "the week of 29 December 2025")


def test_a_month_or_a_year_takes_the_place_of_a_week_that_is_not_recorded() -> None:
    """Papers of which no day is known are not put into a week that was perhaps another."""
    papers = [paper("day", "2026-11-30"), paper("month", "2026-11"), paper("year", "2026")]
    assert [(week.slug, week.label) for week in additions(papers)] == [
        ("2026-w49", "the week of 30 November 2026"),
        ("2026-11", "November 2026"),
        ("2026", "2026"),
    ]


def test_the_first_day_of_the_calendar_has_a_week() -> None:
    """A date that is allowed breaks no build."""
    assert [week.slug for week in additions([paper("old", "0001-01-01")])] == ["0001-w01"]


@given(st.lists(st.dates() | st.none(), max_size=20))
def test_each_dated_paper_is_in_one_week(days: list[dt.date | None]) -> None:
    """None is lost, none is twice, slugs are unique, and the last week has the total of the list."""
    papers = [paper(f"p{number}", day.isoformat() if day else None) for number, day in enumerate(days)]
    weeks = additions(papers)
    found = [one.id for week in weeks for one in week.papers]
    assert sorted(found) == sorted(one.id for one in papers if one.added)
    assert len({week.slug for week in weeks}) == len(weeks)
    assert not weeks or weeks[0].total == len(papers)


def test_the_most_frequent_tag_is_first() -> None:
    """Tags that no paper carries are left out; ties stay in the vocabulary's order."""
    a, b, c = Tag("a", "A"), Tag("b", "B"), Tag("c", "C")
    papers = [paper("one", None, "c", "b"), paper("two", None, "c")]
    assert tag_counts(papers, (a, b, c)) == [(c, 2), (b, 1)]
