"""The year at the end of a venue, and whether a paper appeared in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.library.venues import is_publisher, venue_series, year_of_issue
from papershelf.model import Paper, PartialDate

SERIES = [
    ("NeurIPS 2023", "NeurIPS"),
    ("VLDB, 2024", "VLDB"),
    ("CVPR-2020", "CVPR"),
    ("Journal of Things (2019)", "Journal of Things"),
    ("TMLR, 3(12), 2024", "TMLR, 3(12)"),
    ("Physical Review A 2020", "Physical Review A"),
    ("Bell System Technical Journal 1948", "Bell System Technical Journal"),
    ("ICLR 2026 (Poster)", "ICLR"),
    ("NeurIPS 2025 (spotlight)", "NeurIPS"),
    ("CVPR 2024 [Highlight]", "CVPR"),
    ("ICLR 2025 Oral", "ICLR"),
    ("ACL (2024), Best Paper", "ACL"),
    ("ICML (Poster)", "ICML"),
]
WHOLE = [
    "IEEE TPAMI",
    "2024",
    "Workshop 24",
    "Area 51",
    "Nature 593",
    "CIKM 2024 Workshops",
    "Ordinary Lives, 1870–1973",
    "Ordinary Lives 1870 - 1973",
    "Studies 1914-1918",
    "Studies (1914-1918)",
    "Studies 1914/1918",
    "Letters from 1914 to 1918",
    "Papers 1914 and 1918",
    "Histoire de 1789 à 1799",
    "Briefe 1914 bis 1918",
    "The Crash of 1929",
    "Life since 1945",
    "IEEE 1588",
    "RFC 2616",
    "Top 4000",
    "Letters 1870, 1973",
    "Item12023",
    "Oral",
    "(Poster)",
    "Science Spotlight",
    "Journal of Oral",
    "EMNLP (Findings)",
]


@pytest.mark.parametrize(("venue", "series"), [*SERIES, *((venue, venue) for venue in WHOLE)])
def test_the_series_of_a_venue(venue: str, series: str) -> None:
    """Neither a year that stands alone at the end nor the kind of presentation is part of its name."""
    assert venue_series(venue) == series


@pytest.mark.parametrize("venue", WHOLE)
@pytest.mark.parametrize("published", [None, "1914", "1988", "2008-05-01"])
def test_no_year_of_issue(venue: str, published: str | None) -> None:
    """A span, a number or a part of a phrase is none, whenever the paper was written."""
    paper = Paper("x", "X", venue=venue, published=PartialDate.parse(published) if published else None)
    assert year_of_issue(paper) is None


@pytest.mark.parametrize(
    ("venue", "published", "added", "year"),
    [
        ("NeurIPS 2023", "2023-05-01", "2024-01-01", 2023),
        ("ICLR 2025", "2024-10-01", "2024-10-05", 2025),
        ("Journal of Things 2020", "2016-03-30", "2026-11-23", 2020),
        ("NIPS 2016", "2017-01-03", None, 2016),
        ("Philosophical Transactions 1763", "1763", None, 1763),
        ("NIPS 2016", "2019", None, None),
        ("Web 2000", "2015", "2016-01-01", None),
        ("IEEE 1901", "2010", None, None),
        ("ICLR 2025 (Poster)", "2024-10-01", None, 2025),
        ("Vision 2050", "2015", "2016-01-01", None),
        ("Vision 2050", None, "2016-01-01", None),
        ("ICLR 2025", None, "2024-10-05", 2025),
        ("ICLR 2025", None, None, 2025),
        ("Letters 1987", None, "2024-10-05", 1987),
    ],
)
def test_the_year_of_issue(venue: str, published: str | None, added: str | None, year: int | None) -> None:
    """It is near the first submission; without one, it is not far after the day the paper was added."""
    dates = [PartialDate.parse(date) if date else None for date in (published, added)]
    assert year_of_issue(Paper("x", "X", venue=venue, published=dates[0], added=dates[1])) == year


@given(
    st.text(max_size=30),
    st.sampled_from(["", " 2023", ", 2023", "-2023", " (2023)", " 2023 Oral", " (Poster)"]),
)
def test_a_venue_keeps_a_name(name: str, end: str) -> None:
    """Whatever it is called, the series is the beginning of it, and not empty unless the venue is."""
    series = venue_series(name + end)
    assert (name + end).startswith(series)
    assert bool(series) == bool(name + end)


@pytest.mark.parametrize("dash", ["-", "–", " "])
def test_a_publisher_with_any_dash(dash: str) -> None:
    """TeX makes two hyphens a dash: Addison--Wesley is the publisher of a book as well."""
    assert is_publisher(f"Addison{dash}Wesley")
    assert not is_publisher(f"Notes of Addison{dash}Wesley")
