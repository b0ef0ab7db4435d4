"""What the readers of records share: which fields of a record are accounted for as not kept."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.feeds import detect, record_values
from papershelf.feeds.record_values import with_remarks, with_unkept
from papershelf.feeds.written_dates import doubt_about, written_date
from papershelf.model import Candidate, PartialDate

PAPER = Candidate(
    "A title",
    arxiv="2503.10000",
    doi="10.1000/x",
    published=PartialDate(2024, 5),
    venue="Annals of Tests",
    links={"paper": "https://example.org/p"},
)


@pytest.mark.parametrize(
    "text",
    [
        "arXiv:2503.10000",
        "arXiv preprint arXiv:2503.10000v2 [cs.CL]",
        "https://doi.org/10.1000/X",
        "https://arxiv.org/abs/2503.10000",
        "abs/2503.10000",
        "2024-05",
        "<https://example.org/p>",
        "annals of tests",
    ],
)
def test_a_field_that_repeats_the_others_is_kept(text: str) -> None:
    """An identifier, an address or a name that the candidate has is not told as lost."""
    assert with_unkept(PAPER, {"note": text}, ()).unkept == {}


@pytest.mark.parametrize(
    "text", ["arXiv:2503.10000, 12 pages", "Best paper", "https://example.org/other", "17"]
)
def test_a_field_with_words_of_its_own_is_told(text: str) -> None:
    """Whatever a field says beside what the candidate has makes it one that is not kept."""
    assert with_unkept(PAPER, {"note": text}, ()).unkept == {"note": text}


PIECES = st.lists(st.sampled_from(["a", "ab", "v1", "v", " ", ".", "é", "_", "2"]), max_size=8).map("".join)


@given(PIECES, PIECES.filter(bool))
def test_what_is_said_is_found_as_a_pattern_finds_it(text: str, said: str) -> None:
    """Only whole words are taken out, or an id before its version."""
    pattern = rf"(?<!\w){re.escape(said)}(?!(?!v[0-9])\w)"
    assert record_values._without(text, said) == re.sub(pattern, " ", text)


def test_what_could_not_be_read_is_not_kept_either() -> None:
    """A remark on a field counts it too, beside those that the list has no place for."""
    candidate = with_unkept(Candidate("T"), {"title": "T", "pages": "1-9"}, {"title"})
    told = with_remarks(candidate, {"year": "soon", "doi": ""})
    assert told.remarks == ("year 'soon'",)
    assert told.unkept == {"pages": "1-9", "year": "soon"}


def test_a_short_title_is_no_part_of_words() -> None:
    """A fact is looked for as whole words: a paper called "T" does not make "https" another word."""
    paper = Candidate("T", arxiv="2503.10000")
    assert with_unkept(paper, {"url": "https://arxiv.org/abs/2503.10000v1"}, ()).unkept == {}
    assert with_unkept(paper, {"note": "TTT"}, ()).unkept == {"note": "TTT"}


DOUBTS = {
    **dict.fromkeys(
        (
            "2023-02-30",
            "2023-13",
            "2023/13/01",
            "20230230",
            "30 February 2023",
            "May 39, 2020",
            "31 Nov 2020",
        ),
        "the calendar has no such date",
    ),
    **dict.fromkeys(("30.02.2023", "13/2023", "99/99/2023"), "the calendar has no such date"),
    **dict.fromkeys(("3/5/2023", "12-11-2023"), "day and month could be either way round"),
    **dict.fromkeys(
        ("2023?", "Spring 2023", "2023 (in press)", "Q3 2023", "2023-W05", "Frankfurt am Main, 2023"),
        "only the year is read",
    ),
}
SURE = {
    "2023-02-28": "2023-02-28",
    "2023.02.28": "2023-02-28",
    "2023-02": "2023-02",
    "2023-05-00": "2023-05",
    "5-7 May 2020": "2020-05",
    "25.12.2019": "2019-12-25",
    "3. 5. 2019": "2019-05-03",
    "25/12/2019": "2019-12-25",
    "12/25/2019": "2019-12-25",
    "5/5/2019": "2019-05-05",
    "05/2019": "2019-05",
    "15. Dezember 2019": "2019-12-15",
    "März 2019": "2019-03",
    **dict.fromkeys(("2019-20", "2019/20", "2019-2020", "2019", "(2019)", "2019a"), "2019"),
    "soon": "None",
}


@pytest.mark.parametrize("text", [*DOUBTS, *SURE])
def test_what_a_date_leaves_in_doubt(text: str) -> None:
    """Told are days that the calendar lacks, two ways to read one, and what is not read; not unknown days."""
    assert doubt_about(text) == DOUBTS.get(text, "")


@pytest.mark.parametrize("text", SURE)
def test_dates_as_people_write_them(text: str) -> None:
    """In numbers the day comes first where dots are written, and where the other order is no date."""
    assert str(written_date(text)) == SURE[text]


@pytest.mark.parametrize("text", ["3/5/2023", "2023?", "99/99/2023", "Frankfurt am Main, 2023"])
def test_a_date_in_doubt_has_its_year(text: str) -> None:
    """What is not certain is not guessed."""
    assert written_date(text) == PartialDate(2023)


DATED = {
    "BibTeX": b"@article{a, title={T}, date={2023-02-30}}",
    "CSV": b"title,date\nT,2023-02-30\n",
    "RIS": b"TY  - JOUR\nTI  - T\nDA  - 2023/02/30\nER  - \n",
    "CSL-JSON": b'[{"type": "book", "title": "T", "issued": {"date-parts": [[2023, 2, 30]]}}]',
    "CSL-JSON, raw": b'[{"type": "book", "title": "T", "issued": {"raw": "2023-02-30"}}]',
}


@pytest.mark.parametrize("form", DATED)
def test_what_a_date_is_that_the_calendar_lacks(form: str) -> None:
    """Its month is the paper's, and the day is told as not understood."""
    (paper,) = detect.read(DATED[form], "feed").candidates
    (remark,) = paper.remarks
    assert paper.published == PartialDate(2023, 2)
    assert remark.endswith("30': the calendar has no such date")
