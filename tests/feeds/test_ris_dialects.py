"""RIS as people get it: other tags for the same thing, loose forms of lines, and what of a record is kept."""

import pytest

from papershelf.feeds.capture import Capture
from papershelf.feeds.detect import read as detect
from papershelf.model import Candidate, PartialDate
from tests.feeds.readers import read_ris


def read(text: str) -> Capture:
    return read_ris(text.encode(), "a.ris")


def one(*lines: str, kind: str = "JOUR") -> Candidate:
    """The only candidate of a record with these lines."""
    capture = read("\n".join([f"TY  - {kind}", *lines, "ER  - "]))
    assert capture.unplaced == ()
    (candidate,) = capture.candidates
    return candidate


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (["A1  - Okoro, Ada", "AU  - Lind, Bo", "AU  - Tan, Cy"], ("Ada Okoro", "Bo Lind", "Cy Tan")),
        (["AU  - Okoro, Ada", "A1  - Lind, Bo"], ("Ada Okoro", "Bo Lind")),
        (["A1  - Okoro, Ada", "A1  - Lind, Bo"], ("Ada Okoro", "Bo Lind")),
        (["A1  - Okoro, Ada", "AU  - Okoro, Ada"], ("Ada Okoro",)),
        (["AU  - Okoro, Ada", "AU  - Okoro, Ada"], ("Ada Okoro", "Ada Okoro")),
        (["AU  - Okoro, Ada; Lind, Bo;Tan, Cy"], ("Ada Okoro", "Bo Lind", "Cy Tan")),
        (["AU  - Okoro, Ada and Lind, Bo"], ("Ada Okoro", "Bo Lind")),
        (["AU  - Okoro, A., Lind, B."], ("A. Okoro", "B. Lind")),
        (["AU  - Ada Okoro, Bo Lind, Cy Tan"], ("Ada Okoro", "Bo Lind", "Cy Tan")),
        (["AU  - King, Martin Luther, Jr."], ("Martin Luther King Jr.",)),
        (["AU  - King, Jr., Martin Luther"], ("Martin Luther King Jr.",)),
        (["AU  - van der Berg, Jan Willem"], ("Jan Willem van der Berg",)),
        (["AU  - NASA,"], ("NASA",)),
        (
            ["AU  - National Academies of Sciences, Engineering, and Medicine,"],
            ("National Academies of Sciences, Engineering, and Medicine",),
        ),
        (["AU  - Sciences, Engineering, and Medicine"], ("Sciences, Engineering, and Medicine",)),
        (["AU  - Smith &amp; Sons"], ("Smith & Sons",)),
        (["AU  - Tests, Inc."], ("Tests, Inc.",)),
        (["AU  - University of California, Berkeley"], ("University of California, Berkeley",)),
        (["AU  - 王, 小明"], ("王小明",)),
        (["AU  - M&uuml;ller, J&#246;rg"], ("Jörg Müller",)),
    ],
)
def test_authors(lines: list[str], authors: tuple[str, ...]) -> None:
    """Names come in the order of the record and with the first name first, whichever tag holds them."""
    candidate = one("TI  - T", *lines)
    assert (candidate.authors, candidate.others) == (authors, None)


@pytest.mark.parametrize(
    "lines",
    [
        ["AU  - Okoro, Ada", "AU  - et al."],
        ["AU  - Okoro, Ada et al"],
        ["AU  - Okoro, Ada; others"],
        ["AU  - Okoro, Ada, et al."],
        ["AU  - Okoro, Ada", "AU  - and others"],
        ["AU  - Okoro, Ada", "AU  - ..."],
    ],
)
def test_more_authors_than_are_listed(lines: list[str]) -> None:
    """Et al. is a fact about the list of authors, never a name in it."""
    candidate = one("TI  - T", *lines)
    assert (candidate.authors, candidate.others) == (("Ada Okoro",), True)


LINES = ["TY{}JOUR", "TI{}A title", "AU{}Okoro, Ada", "PY{}2009", "AB{}One", "wrapped - line", "ER{}"]
SAID = ("A title", ("Ada Okoro",), PartialDate(2009), "One wrapped - line")


@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n", "1.\n", "Provider: a database\n\n"])
@pytest.mark.parametrize("dash", ["  - ", " - ", "   - ", "  -", " -  "])
@pytest.mark.parametrize("is_lower", [False, True])
def test_loose_forms_of_lines(start: str, dash: str, is_lower: bool) -> None:
    """One space before the dash, tags in lower case and a byte order mark are RIS all the same."""
    lines = [
        line.format(dash if line.startswith(("TY", "ER")) or dash != "  -" else "  - ") for line in LINES
    ]
    text = start + "\n".join(
        line[:2].lower() + line[2:] if is_lower and "-" in line[2:6] else line for line in lines
    )
    capture = detect(text.encode(), "a.txt")
    assert capture.grammar == "RIS"
    (found,) = capture.candidates
    assert (found.title, found.authors, found.published, found.abstract) == SAID


@pytest.mark.parametrize("end", ["ER  - ", "ER  -", "ER -", "ER", "ER  ", "", "\n"])
@pytest.mark.parametrize("between", ["", "\n", "\n2.\n", "\n\n[2]\n\n", "\nRecord 2 of 2\n"])
def test_records_stay_apart(end: str, between: str) -> None:
    """An end without its dash, or none, ends a record where the next begins; numbers belong to neither."""
    capture = read(
        f"TY  - JOUR\nAU  - Okoro, Ada\nTI  - First\n{end}\n{between}TY  - JOUR\nTI  - Second\n{end}"
    )
    assert [(one.title, one.unkept) for one in capture.candidates] == [("First", {}), ("Second", {})]
    assert capture.unplaced == ()


def test_text_between_records_is_passed_over() -> None:
    """What a database writes between records, tagged or not, is furniture."""
    first, second = (f"TY  - JOUR\nT1  - {title}\nER  - \n" for title in "AB")
    capture = read(f"1.\n{first}\nC1  - Database: Embase\n\n2.\n{second}The end.")
    assert [one.title for one in capture.candidates] == ["A", "B"]
    assert [block.line for block in capture.furniture] == [1, 6, 12]
    assert capture.unplaced == ()


@pytest.mark.parametrize(
    ("kind", "lines", "title", "venue", "unkept"),
    [
        ("JOUR", ["T1  - A", "JF  - Journal", "JA  - J. Tests"], "A", "Journal", {"JA": "J. Tests"}),
        ("JOUR", ["TI  - A", "JO  - J. Tests"], "A", "J. Tests", {}),
        ("JOUR", ["TI  - A", "T2  - Journal", "JO  - Journal"], "A", "Journal", {}),
        ("CHAP", ["TI  - A", "T2  - The book", "T3  - The series"], "A", "The book", {"T3": "The series"}),
        ("CHAP", ["TI  - A", "BT  - The book"], "A", "The book", {}),
        ("BOOK", ["TI  - A", "T2  - The series"], "A", None, {"T2": "The series"}),
        ("BOOK", ["BT  - A"], "A", None, {}),
        ("UNPB", ["CT  - A"], "A", None, {}),
        ("CPAPER", ["TI  - A", "T2  - Conference on Tests"], "A", "Conference on Tests", {}),
        ("THES", ["TI  - A", "PB  - A university"], "A", "A university", {}),
    ],
)  # fmt: skip
def test_titles_and_venues(
    kind: str, lines: list[str], title: str, venue: str | None, unkept: dict[str, str]
) -> None:
    """A book's second title is its series, which no book appeared in; a chapter's is its book."""
    candidate = one(*lines, kind=kind)
    assert (candidate.title, candidate.venue, candidate.unkept) == (title, venue, unkept)


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["PY  - 2020", "DA  - 2020/04//"], "2020-04"),
        (["PY  - 2020", "Y1  - 2020/04/03/"], "2020-04-03"),
        (["PY  - 2020", "DA  - Apr 3"], "2020-04-03"),
        (["PY  - 2020 Apr"], "2020-04"),
        (["Y1  - 3 April 2020"], "2020-04-03"),
        (["PY  - c2020"], "2020"),
        (["PY  - 2020///"], "2020"),
    ],
)
def test_dates_of_several_fields(lines: list[str], date: str) -> None:
    """The date is as precise as all its fields together, none of which is then left over."""
    candidate = one("TI  - T", *lines)
    assert (str(candidate.published), candidate.unkept, candidate.remarks) == (date, {}, ())


def test_a_season_gives_the_year() -> None:
    """What the year does not say is told, unless another field has the date."""
    season = "PY  - Spring 2020"
    candidate = one("TI  - T", season)
    assert str(candidate.published) == "2020"
    assert candidate.remarks == ("PY 'Spring 2020': only the year is read",)
    candidate = one("TI  - T", season, "DA  - 2020/04/03")
    assert (str(candidate.published), candidate.remarks) == ("2020-04-03", ())


def test_what_is_not_kept_is_accounted_for() -> None:
    """Each field that becomes no fact is told by its tag; those about the record itself are not."""
    candidate = one(
        *["TI  - T", "TI  - Another", "KW  - graphs", "KW  - search", "SP  - 1", "EP  - 9", "N1  - A note"],
        *["ID  - 17", "DB  - A database", "DO  - 10.1000/x", "UR  - https://doi.org/10.1000/x"],
        *["UR  - https://a.org/1; https://a.org/2", "L1  - https://a.org/1.pdf", "DA  - soon", "AN  - "],
        "C7  - 10.1000/x",
    )
    assert candidate.links == {"paper": "https://a.org/1", "pdf": "https://a.org/1.pdf"}
    assert candidate.unkept == {
        "TI": "Another",
        "KW": "graphs; search",
        "SP": "1",
        "EP": "9",
        "N1": "A note",
        "UR": "https://a.org/2",
        "DA": "soon",
    }
    assert (candidate.keywords, candidate.remarks) == (("graphs", "search"), ("DA 'soon'",))


def test_two_records_that_differ_in_what_is_not_kept_are_two() -> None:
    """Two editorials of one year are told apart by their pages alone."""
    record = "TY  - JOUR\nTI  - Editorial\nPY  - 2020\nSP  - {}\nER  - \n"
    capture = read(record.format(1) + record.format(7) + record.format(7))
    assert [one.unkept for one in capture.candidates] == [{"SP": "1"}, {"SP": "7"}]
    assert len(capture.repeats) == 1


@pytest.mark.parametrize(
    "line", ["M3  - 10.1000/x", "N1  - doi: 10.1000/x", "L2  - https://doi.org/10.1000/x"]
)
def test_dois_in_other_fields(line: str) -> None:
    """A field that is nothing but a DOI gives it, and isn't left over."""
    candidate = one("TI  - T", line)
    assert (candidate.doi, candidate.unkept) == ("10.1000/x", {})
