"""CSV and TSV: our own export, those of databases, and tables with headers of their own."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.citing import FORMATS
from papershelf.citing.tables import COLUMNS, row
from papershelf.feeds.detect import read as detect
from papershelf.feeds.markup import plain_text
from papershelf.feeds.table_feed import OWN, read, with_headers
from papershelf.model import Candidate, Paper, PartialDate
from papershelf.problems import InvalidInputError
from tests.citing.cited import HARD, PAPERS


def one(header: str, *rows: str) -> Candidate:
    """The only candidate of a table."""
    (candidate,) = detect("\n".join([header, *rows]).encode(), "a.csv").candidates
    return candidate


@given(papers=st.lists(PAPERS, min_size=1, max_size=3, unique_by=lambda paper: paper.title))
@example(list(HARD))
def test_our_own_export(papers: list[Paper]) -> None:
    """What the site exports as CSV comes back, tags and notes as what has no place in a feed."""
    papers = [paper for paper in papers if plain_text(row(paper)["title"])]
    if not papers:
        return
    capture = detect(FORMATS["csv"].write(papers).encode(), "papers.csv")
    assert (OWN, capture.grammar, capture.unplaced) == (COLUMNS, "CSV", ())
    for paper, read_back in zip(papers, capture.candidates, strict=True):
        cells = row(paper)
        assert read_back.title == plain_text(cells["title"])
        others = ["et al."] if read_back.others else []
        assert "; ".join([*read_back.authors, *others]) == cells["authors"]
        assert (read_back.venue or "") == cells["venue"]
        assert read_back.published == paper.published
        assert (read_back.doi, read_back.links.get("code")) == (paper.doi, paper.links.get("code"))
        assert not read_back.remarks


ROWS = [
    ["One; two, three", 'Okoro, Ada; Lind, "Bo"', "2019-05-03", "A\nB", "10.1000/x", "7"],
    ["Two", "van der Berg, Jan", "2020", "", "", ""],
]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_separators(separator: str, start: str, line_end: str) -> None:
    """Any usual separator is found out; quotes keep separators, quotes and line breaks in a cell."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=line_end)
    writer.writerows([["Title", "Authors", "Year", "Abstract", "DOI", "Pages"], *ROWS])
    capture = detect((start + text.getvalue()).encode(), "library")
    first, second = capture.candidates
    assert capture.grammar == ("TSV" if separator == "\t" else "CSV")
    assert (first.title, first.authors) == ("One; two, three", ("Ada Okoro", '"Bo" Lind'))
    assert (first.published, first.abstract) == (PartialDate(2019, 5, 3), "A B")
    assert (first.doi, first.unkept) == ("10.1000/x", {"Pages": "7"})
    assert (second.authors, second.line) == (("Jan van der Berg",), 4 + start.count("\n"))


def test_a_column_without_a_name_is_called_by_its_place() -> None:
    """What it holds is told as not kept, by a name that one can look for."""
    (paper,) = read("Title,,Authors\nT,a remark,Ada Okoro\n", "list.csv").candidates
    assert paper.unkept == {"column 2": "a remark"}


def test_a_declared_separator() -> None:
    """Excel may name the separator in a line of its own."""
    assert one("sep=;", "Title;Year", "A, b;2019").title == "A, b"


@pytest.mark.parametrize(
    ("header", "cells", "authors", "venue", "date"),
    [
        (  # Zotero
            '"Key","Item Type","Publication Year","Author","Title","Publication Title","Date","Date Added"',
            '"X","journalArticle","2019","Okoro, Ada; Lind, Bo","T","J. Tests","2019-05","2024-01-01"',
            ("Ada Okoro", "Bo Lind"), "J. Tests", "2019-05",
        ),
        (  # Scopus
            '"Authors","Author full names","Author(s) ID","Title","Year","Source title","EID"',
            '"Okoro, A.; Lind, B.","Okoro, Ada (57190000000); Lind, Bo (57190000001)","1; 2",T,2019,Tests,2',
            ("Ada Okoro", "Bo Lind"), "Tests", "2019",
        ),
        (  # Scopus, older
            "Authors,Title,Year,Source title", '"Okoro A., Lind B.C.",T,2019,Tests',
            ("A. Okoro", "B.C. Lind"), "Tests", "2019",
        ),
        (  # Web of Science, tab-delimited
            "PT\tAU\tAF\tTI\tSO\tPY\tDI", "J\tOkoro, A; Lind, B\tOkoro, Ada; Lind, Bo\tT\tTESTS\t2019\t",
            ("Ada Okoro", "Bo Lind"), "TESTS", "2019",
        ),
        (  # Publish or Perish
            "Cites,Authors,Title,Year,Source,Publisher,ArticleURL",
            '3,"A Okoro, B Lind",T,2019,Tests,P,https://a.org',
            ("A Okoro", "B Lind"), "Tests", "2019",
        ),
        (  # Google Scholar's library
            "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher",
            '"Okoro, Ada; Lind, Bo; ",T,Tests,1,2,3-4,2019,P', ("Ada Okoro", "Bo Lind"), "Tests", "2019",
        ),
        (  # by hand
            "title,authors,year", "T,Ada Okoro and Bo Lind,2019", ("Ada Okoro", "Bo Lind"), None, "2019",
        ),
        ("Title,Author,Year", '"T","Okoro, Ada and Lind, Bo",2019', ("Ada Okoro", "Bo Lind"), None, "2019"),
        (
            "Title,Authors,Year", '"T","Ada Okoro, Bo Lind, and Cy Tan",2019',
            ("Ada Okoro", "Bo Lind", "Cy Tan"), None, "2019",
        ),
        ("Title,Authors,Year", '"T","Okoro, Ada\nLind, Bo",2019', ("Ada Okoro", "Bo Lind"), None, "2019"),
        ("Title|Authors|Year", "T|Okoro, Ada|2019", ("Ada Okoro",), None, "2019"),
    ],
)  # fmt: skip
def test_tables_of_others(header: str, cells: str, authors: tuple[str, ...], venue: str, date: str) -> None:
    """The headers of databases are known, and their ways to write a list of authors."""
    paper = one(header, cells)
    assert (paper.title, paper.authors, paper.venue, str(paper.published)) == ("T", authors, venue, date)


def test_columns_named_by_the_user() -> None:
    """A table whose headers say nothing is read by what the user says of them, the other columns as told."""
    text = b"Paper,Who,When,Title,Mark\nT,Ada Okoro,2019,Dr.,5\n"
    named = {"title": "Paper", "authors": "Who", "published": "When"}
    (paper,) = detect(with_headers(text, "a.csv", named), "a.csv").candidates
    assert (paper.title, paper.authors, str(paper.published)) == ("T", ("Ada Okoro",), "2019")
    assert paper.unkept == {"other Title": "Dr.", "Mark": "5"}
    for named, problem in (
        ({"title": "Name"}, "no column is called 'Name'"),
        ({"title": "Who"}, "name the column"),
    ):
        with pytest.raises(InvalidInputError, match=rf"a\.csv:1: {problem}"):
            with_headers(text, "a.csv", named)


def test_a_column_that_is_not_there() -> None:
    """All that are there are named, whatever is between them; what is no table is told to be none."""
    table = b"Titel;Autoren, mit Komma;Jahr\nA;B, C;2019\n"
    with pytest.raises(InvalidInputError, match="the columns are 'Titel', 'Autoren, mit Komma', 'Jahr'"):
        with_headers(table, "a.csv", {"title": "Tittel"})
    for other in ("@article{a,\ntitle = {A},\nyear = 2019,\n}\n", "TY  - JOUR\nTI  - A\nER  - \n", ""):
        with pytest.raises(InvalidInputError, match=r"a\.bib:1: this looks like no table, its first line is"):
            with_headers(other.encode(), "a.bib", {"title": "Title"})


def test_broken_rows_are_told_and_the_others_read() -> None:
    """A row without a title, of another length or with an open quote is unplaced with its line."""
    text = 'Title,Year\nA,2019\n,2020\nB, and more,2021\nC\n\n"D\n",2022\nE,2023,,\n"F,2024\nG,2025\n'
    capture = detect(text.encode(), "a.csv")
    assert [one.title for one in capture.candidates] == ["A", "D", "E"]
    assert [(one.block.line, one.reason.partition(";")[0]) for one in capture.unplaced] == [
        (3, "a row without a title"),
        (4, "this row has 3 cells, the header 2"),
        (5, "this row has 1 cells, the header 2"),
        (10, "a quote in this row isn't closed"),
    ]


@given(
    st.lists(st.lists(st.text(alphabet='a,;"\t\n b', max_size=6), max_size=3).map(",".join)).map("\n".join)
)
@example('"' * 300_000)
@example("x,y\n" * 20_000)
def test_every_line_is_accounted_for(rows: str) -> None:
    """Whatever is below a header, each line that is not blank is in exactly one block."""
    text = f"Title,Year\n{rows}"
    capture = read(text, "a.csv")
    blocks = [block for candidate in capture.candidates for block in candidate.blocks]
    blocks += [*capture.repeats, *(unplaced.block for unplaced in capture.unplaced)]
    lines = [
        line for block in sorted(blocks, key=lambda block: block.line) for line in block.text.split("\n")
    ]
    assert {line.strip() for line in lines} >= {
        line.strip() for line in rows.split("\n") if line.strip(', \t"')
    }


def test_a_cell_in_another_style_than_its_column() -> None:
    """A list as people type it is read as such, also where other cells of the column have semicolons."""
    table = (
        'title,authors\nA,"Okoro, Ada; Lind, Bo"\nB,"Ada Okoro, Bo Lind"\nC,Ada Okoro and Bo Lind\nD,Cy Tan\n'
    )
    found = [candidate.authors for candidate in detect(table.encode(), "a.csv").candidates]
    assert found == [("Ada Okoro", "Bo Lind")] * 3 + [("Cy Tan",)]
