"""MEDLINE as PubMed exports it: names in full or short, marks around DOIs and titles, what is kept."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.feeds.detect import read as detect
from papershelf.feeds.medline_feed import read
from papershelf.model import Candidate, PartialDate
from papershelf.problems import InvalidInputError

EXPORT = """
PMID- 12345678
OWN - NLM
STAT- MEDLINE
DCOM- 20200101
IS  - 0000-0000 (Print)
VI  - 7
DP  - 2019 May-Jun
TI  - Effects of testing on p < 0.05 in
      a large sample.
LID - S0000-0000(19)30001-1 [pii]
LID - 10.1000/tests.2019.1 [doi]
AB  - BACKGROUND: We test. RESULTS: It
      works.
FAU - Okoro, Ada B
AU  - Okoro AB
AD  - A lab, Somewhere.
FAU - van der Berg, Jan
AU  - van der Berg J
CN  - Group for Tests, Trials, and Errors
LA  - eng
PT  - Journal Article
TA  - J Tests
JT  - Journal of tests
JID - 0000001
MH  - Humans
MH  - *Tests
EDAT- 2019/05/03 06:00
AID - 10.1000/tests.2019.1 [doi]
SO  - J Tests. 2019 May-Jun;7:1-9.

PMID- 2
TI  - [A translated title].
AU  - Doe JQ 3rd
DP  - 2020 Winter
"""


def one(*lines: str) -> Candidate:
    """The only candidate of a record with these lines."""
    (candidate,) = read("\n".join(["PMID- 1", "OWN - NLM", *lines]), "a.nbib").candidates
    return candidate


def test_an_export() -> None:
    """Full names win over short ones, wrapped lines go on, and PubMed's marks are gone."""
    capture = detect(EXPORT.encode(), "pubmed.txt")
    first, second = capture.candidates
    assert (capture.grammar, capture.unplaced, capture.furniture) == ("MEDLINE", (), ())
    assert (first.title, first.line) == ("Effects of testing on p < 0.05 in a large sample", 2)
    assert first.abstract == "BACKGROUND: We test. RESULTS: It works."
    assert first.authors == ("Ada B Okoro", "Jan van der Berg", "Group for Tests, Trials, and Errors")
    assert (first.doi, first.venue) == ("10.1000/tests.2019.1", "Journal of tests")
    assert first.published == PartialDate(2019, 5)
    assert first.volume == "7"
    assert first.unkept == {
        "PMID": "12345678",
        "IS": "0000-0000 (Print)",
        "LID": "S0000-0000(19)30001-1 [pii]",
        "AD": "A lab, Somewhere.",
        "LA": "eng",
        "PT": "Journal Article",
        "TA": "J Tests",
        "MH": "Humans; *Tests",
    }
    assert (second.title, second.authors) == ("A translated title", ("JQ Doe 3rd",))
    assert (second.published, second.remarks) == (
        PartialDate(2020),
        ("DP '2020 Winter': only the year is read",),
    )


@pytest.mark.parametrize(
    ("date", "read_as"),
    [
        ("2019", "2019"),
        ("2019 May", "2019-05"),
        ("2019 May 3", "2019-05-03"),
        ("2019 May 3-7", "2019-05-03"),
        ("2018 Dec-2019 Jan", "2018-12"),
        ("2019 Spring", "2019"),
        ("1998-1999 Winter", "1998"),
    ],
)
def test_dates(date: str, read_as: str) -> None:
    """A date is as precise as PubMed makes it; of a span it is the start."""
    assert str(one("TI  - T.", f"DP  - {date}").published) == read_as


@pytest.mark.parametrize("title", ["Why not?", "And then ...", "Tests in the U.S."])
def test_only_pubmeds_own_full_stop_goes(title: str) -> None:
    """Other marks at the end of a title stay."""
    assert one(f"TI  - {title}").title == title.removesuffix(".") or title.endswith("...")


def test_a_record_without_a_title_is_told_and_the_others_read() -> None:
    """It is unplaced with its line; text before the first record is furniture."""
    capture = read("A search\n\nPMID- 1\nOWN - NLM\n\nPMID- 2\nTI  - T.\n", "a.nbib")
    assert [one.title for one in capture.candidates] == ["T"]
    assert [(one.block.line, one.reason) for one in capture.unplaced] == [
        (3, "a record without a title; add 'TI  - ' or remove it")
    ]
    assert [block.line for block in capture.furniture] == [1]


@given(
    st.lists(st.sampled_from(["PMID- 1", "TI  - A", "AU  - B", "      c", "", "XX", "DP  - x"])).map(
        "\n".join
    )
    | st.text()
)
@example("PMID- 1\n" * 20_000)
def test_every_line_is_accounted_for(text: str) -> None:
    """Whatever is in a file, each line that is not blank is in exactly one block."""
    try:
        capture = read(text, "a.nbib")
    except InvalidInputError:
        return
    blocks = [block for candidate in capture.candidates for block in candidate.blocks]
    blocks += [*capture.furniture, *capture.repeats, *(unplaced.block for unplaced in capture.unplaced)]
    lines = [
        line for block in sorted(blocks, key=lambda block: block.line) for line in block.text.split("\n")
    ]
    assert [line.rstrip() for line in lines if line.strip()] == [
        line.rstrip() for line in text.split("\n") if line.strip()
    ]
