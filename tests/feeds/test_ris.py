"""RIS: what reference managers and publishers write, what is broken in it, and what a maker wrote."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.model import Candidate, PartialDate
from papershelf.problems import InvalidInputError
from tests.feeds.readers import read_ris as read
from tests.feeds.record_makers import LISTS, Record, as_found


def written(record: Record) -> str:
    """A record as a reference manager writes it."""
    lines = ["TY  - JOUR", f"TI  - {record.title}"]
    lines += [f"AU  - {name}" for name in record.family_first]
    if record.published:
        lines.append(f"DA  - {record.published:%Y/%m/%d}")
    given = (("AB", record.abstract), ("T2", record.venue), ("DO", record.doi), ("UR", record.address))
    lines += [f"{tag}  - {text}" for tag, text in (*given, ("SP", record.pages)) if text]
    return "\r\n".join([*lines, "ER  - ", ""])


def one(*lines: str) -> Candidate:
    """The only candidate of a record with these lines and a title."""
    source = "\n".join(["TY  - JOUR", "TI  - T", *lines, "ER  - "])
    (candidate,) = read(source.encode(), "a.ris").candidates
    return candidate


@given(LISTS)
def test_reading_what_was_written(records: list[Record]) -> None:
    """Whatever text a record holds, all of it is found again, and records stay apart."""
    capture = read("\r\n".join(map(written, records)).encode(), "a.ris")
    assert list(map(as_found, capture.candidates)) == records
    assert (capture.unplaced, capture.furniture, capture.repeats) == ((), (), ())


ZOTERO = """
TY  - JOUR
TI  - Efficient and robust approximate nearest neighbor search
AU  - Malkov, Yu A.
AU  - Yashunin, D. A.
AU  - {NVIDIA}
T2  - IEEE Transactions on Pattern Analysis
 and Machine Intelligence
AB  - A new approach.
PY  - 2020
DA  - 2020/04//
DO  - https://doi.org/10.1109/TPAMI.2018.2889473
UR  - http://arxiv.org/abs/1603.09320
UR  - https://a.org/paper
KW  - graphs
KW  - search
ER  -
"""


def test_an_export() -> None:
    """Everything that a reference manager exports is read, and a wrapped line goes on."""
    (paper,) = read(ZOTERO.encode(), "a.ris").candidates
    assert paper.authors == ("Yu A. Malkov", "D. A. Yashunin", "NVIDIA")
    assert paper.venue == "IEEE Transactions on Pattern Analysis and Machine Intelligence"
    assert (paper.published, paper.line) == (PartialDate(2020, 4), 2)
    assert (paper.doi, paper.arxiv) == ("10.1109/TPAMI.2018.2889473", "1603.09320")
    assert (paper.links, paper.keywords) == ({"paper": "https://a.org/paper"}, ("graphs", "search"))


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["PY  - 2016"], "2016"),
        (["Y1  - 2016/01/14/"], "2016-01-14"),
        (["Y1  - 2016///"], "2016"),
        (["DA  - 2016-01"], "2016-01"),
        (["DA  - Jan 14", "PY  - 2016"], "2016-01-14"),
        (["DA  - 2016/13/01"], "2016"),
        (["PY  - in press"], "None"),
        ([], "None"),
    ],
)
def test_dates(lines: list[str], date: str) -> None:
    """A date is as precise as the record makes it."""
    assert str(one(*lines).published) == date


@pytest.mark.parametrize(
    "line",
    ["DO  - 10.48550/arXiv.1603.09320", "M1  - arXiv:1603.09320", "AN  - arXiv:1603.09320 [cs]",
     "N1  - arXiv:1603.09320 [cs]", "JO  - arXiv preprint arXiv:1603.09320"],
)  # fmt: skip
def test_arxiv_ids(line: str) -> None:
    """The arXiv id is found wherever exporters put it; arXiv is then neither DOI nor venue."""
    paper = one(line)
    assert (paper.arxiv, paper.doi, paper.venue) == ("1603.09320", None, None)


def test_older_tags() -> None:
    """T1, A1, N2 and JF say what TI, AU, AB and T2 say; a name may have a suffix."""
    source = "TY  - JOUR\nT1  - T\nA1  - King, Martin Luther, Jr.\nN2  - A.\nJF  - J. X\nER  - "
    (paper,) = read(source.encode(), "a.ris").candidates
    assert (paper.title, paper.authors, paper.abstract) == ("T", ("Martin Luther King Jr.",), "A.")
    assert paper.venue == "J. X"


BROKEN = """Provider: a database
Content: text/plain

TY  - JOUR
TI  - Never closed

TY  - JOUR
TI  - Good
ER  -

C1  - Database: another
2.
TY  - JOUR
PY  - 2016
ER  -
TY  - JOUR
TI  - Good
ER  -
ER  -
TI  - Without a kind
AU  - Okoro, Ada
ER  -
TY  - JOUR
TI  - Cut off"""


def test_broken_records_are_told_and_the_others_read() -> None:
    """Each broken record is unplaced with its line and what to do; what is between records is furniture."""
    capture = read(BROKEN.encode(), "a.ris")
    assert [(candidate.title, candidate.line) for candidate in capture.candidates] == [
        ("Never closed", 4),
        ("Good", 7),
        ("Cut off", 23),
    ]
    assert [(unplaced.block.line, unplaced.reason) for unplaced in capture.unplaced] == [
        (13, "a record without a title; add 'TI  - ' or remove it"),
        (19, "a record without its first line; add 'TY  - ' and its kind, such as JOUR"),
    ]
    assert [block.line for block in capture.repeats] == [16]
    assert [block.line for block in capture.furniture] == [1, 11]


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends(line_end: str) -> None:
    """Files of other systems give the same capture, lines included."""
    assert read(BROKEN.replace("\n", line_end).encode(), "a.ris") == read(BROKEN.encode(), "a.ris")


@pytest.mark.parametrize("source", [b"", b"just text", b"[]", b"@article{a, title = {A}}", b"TY - x, y"])
def test_what_is_no_ris_is_refused(source: bytes) -> None:
    """A file without a record is an error."""
    with pytest.raises(InvalidInputError, match=r"a\.ris:1: there is no RIS record in this"):
        read(source, "a.ris")


LINES = st.lists(
    st.sampled_from(["TY  - JOUR", "ER  - ", "TI  - A", "AU  - B", "XX  - c", "UR  -", " d", "", "TY", "KW"])
)


@given(LINES.map("\n".join) | st.text())
@example("TY  - JOUR\n" * 20_000)
@example(" " * 100_000 + "\n" * 100_000)
def test_every_line_is_accounted_for(text: str) -> None:
    """Whatever is in a file, each line that is not blank is in exactly one block."""
    try:
        capture = read(text.encode(errors="replace"), "a.ris")
    except InvalidInputError:
        return
    blocks = [block for candidate in capture.candidates for block in candidate.blocks]
    blocks += [*capture.furniture, *capture.repeats, *(unplaced.block for unplaced in capture.unplaced)]
    lines = [
        line for block in sorted(blocks, key=lambda block: block.line) for line in block.text.split("\n")
    ]
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    assert [line.rstrip() for line in lines if line.strip()] == [
        line.rstrip() for line in plain.split("\n") if line.strip()
    ]
