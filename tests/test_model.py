"""Dates that are only as precise as their record."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model import PartialDate

TEXTS = st.dates().flatmap(
    lambda date: st.sampled_from([f"{date.year:04}", date.isoformat()[:7], date.isoformat()])
)


@given(TEXTS)
def test_the_way_there_and_back(text: str) -> None:
    """A date is written as it was read."""
    assert str(PartialDate.parse(text)) == text


@given(st.dates())
def test_days_are_those_of_the_calendar(date: dt.date) -> None:
    """Every day of the calendar is read, with all its parts."""
    assert PartialDate.parse(date.isoformat()) == PartialDate(date.year, date.month, date.day)


@given(st.text("0123456789- \n٣", max_size=12) | st.text(max_size=12))
def test_what_is_no_date(text: str) -> None:
    """What is read is written back the same; all else is a ValueError."""
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return
    assert str(date) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "0000",
        "2024-13",
        "2024-00",
        "2024-02-30",
        "2023-02-29",
        "2024-1-1",
        "2024-01-01T00:00",
        "٢٠٢٤",
        "2024\n",
    ],
)
def test_impossible_dates(text: str) -> None:
    """They are a ValueError."""
    with pytest.raises(ValueError, match=r".*"):
        PartialDate.parse(text)


def test_order() -> None:
    """Earlier dates come first, and a less precise one before those it contains."""
    texts = ["2023-12-31", "2024", "2024-01", "2024-01-01", "2024-01-31", "2024-02", "2025"]
    assert sorted(map(PartialDate.parse, reversed(texts))) == list(map(PartialDate.parse, texts))


@pytest.mark.parametrize(
    ("text", "spoken"),
    [("2016", "2016"), ("2016-01", "January 2016"), ("2016-12-04", "4 December 2016")],
)
def test_spoken(text: str, spoken: str) -> None:
    """Readers are told as much as is known."""
    assert PartialDate.parse(text).spoken == spoken
