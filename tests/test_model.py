"""Dates that are only as precise as their record, and the addresses of arXiv ids and DOIs."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model import (
    ARXIV_ID,
    PartialDate,
    arxiv_pdf_url,
    arxiv_url,
    bare_arxiv,
    canonical_arxiv,
    doi_url,
)

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


@pytest.mark.parametrize(
    "identifier", ["0704.0001", "1412.9999", "1501.00001", "2503.10000", "hep-th/9901001", "math.GT/0309136"]
)
def test_an_arxiv_id_has_its_addresses(identifier: str) -> None:
    """Four digits up to 2014, five from 2015 on, and the ids from before 2007."""
    assert re.fullmatch(ARXIV_ID, identifier)
    assert arxiv_url(identifier) == f"https://arxiv.org/abs/{identifier}"
    assert arxiv_pdf_url(identifier) == f"https://arxiv.org/pdf/{identifier}"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("math.GT/0309136", "math/0309136"),
        ("MATH.gt/0309136v2", "math/0309136v2"),
        ("cond-mat.stat-mech/0309136", "cond-mat/0309136"),
        ("Hep-Th/9901001", "hep-th/9901001"),
        ("hep-th/9901001v1", "hep-th/9901001v1"),
        ("2503.10000v3", "2503.10000v3"),
    ],
)
def test_an_old_arxiv_id_has_one_form(written: str, canonical: str) -> None:
    """That of arXiv's addresses: lower case, no subject class; for comparisons, no version either."""
    assert re.fullmatch(rf"{ARXIV_ID}(v[0-9])?", written)
    assert canonical_arxiv(written) == canonical
    assert bare_arxiv(written) == canonical.partition("v")[0]


@pytest.mark.parametrize(
    "text",
    ["2503.1000", "1412.99991", "1501.0001", "2513.10000", "0613.0001", "hep-th/9913001", "hep-th/990100"],
)
def test_what_is_not_an_arxiv_id(text: str) -> None:
    """A lost digit, one too many, a month that does not exist."""
    assert not re.fullmatch(ARXIV_ID, text)


@pytest.mark.parametrize(
    ("doi", "path"),
    [
        ("10.1145/3575693", "10.1145/3575693"),
        ("10.1016/S0092-8674(00)80820-1", "10.1016/S0092-8674(00)80820-1"),
        ("10.1002/x;2-<1::a>?#", "10.1002/x;2-%3C1::a%3E%3F%23"),
        ("10.1000/é", "10.1000/%C3%A9"),
    ],
)
def test_a_doi_has_its_address(doi: str, path: str) -> None:
    """What no address may have is percent-encoded; brackets, colons and semicolons stay readable."""
    assert doi_url(doi) == f"https://doi.org/{path}"
