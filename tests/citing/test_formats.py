"""The list in each format, as reference managers get it."""

import csv
import io
import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from papershelf.citing import FORMATS, csl
from papershelf.citing.work import work
from papershelf.feeds import detect
from papershelf.model import Paper, PartialDate
from tests.citing.cited import HARD

GOLDENS = Path(__file__).parent / "goldens"


@pytest.mark.parametrize("name", FORMATS)
def test_hard_papers(name: str) -> None:
    """Each format is that of the golden; UPDATE_GOLDENS=1 rewrites it, and fails for a review."""
    golden = GOLDENS / FORMATS[name].file
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    written = FORMATS[name].write(HARD)
    if os.environ.get("UPDATE_GOLDENS") and written != expected:
        golden.write_text(written, encoding="utf-8", newline="\n")
    assert written == expected


@pytest.mark.parametrize(
    ("name", "text"), [("bibtex", ""), ("ris", ""), ("csl-json", "[]\n"), ("markdown", "")]
)
def test_an_empty_list_is_an_empty_file(name: str, text: str) -> None:
    """Readers of these formats take it."""
    assert FORMATS[name].write(()) == text


def test_a_table_reads_back() -> None:
    """Each cell is what the list says; names are joined by semicolons."""
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].write(HARD))))
    assert [row["id"] for row in rows] == [paper.id for paper in HARD]
    assert rows[0]["authors"].split("; ") == list(HARD[0].authors)
    assert (rows[0]["note"], rows[0]["tags"], rows[3]["published"]) == ("Read it.", "one; two", "")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-x", "@SUM(A1)", '=HYPERLINK("//a.example")'])
def test_no_cell_is_a_formula(title: str) -> None:
    """A spreadsheet shows such a title behind an apostrophe, and our import takes that off again."""
    text = FORMATS["csv"].write([replace(HARD[0], title=title)])
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["title"] == f"'{title}"
    assert detect.read(text.encode(), "a.csv").candidates[0].title == title


def test_the_order_is_that_of_the_papers() -> None:
    """In all formats, so that ids.json says which entry is which paper's."""
    backwards = HARD[::-1]
    keys = [work(paper).key for paper in backwards]
    assert [item["id"] for item in json.loads(FORMATS["csl-json"].write(backwards))] == keys
    text = FORMATS["bibtex"].write(backwards)
    places = [text.index(f"{{{key},") for key in keys]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("venue", "kind"),
    [
        ("NeurIPS 2024", "paper-conference"),
        ("VLDB 2021", "paper-conference"),
        ("Nature Conference 2020", "article-journal"),
        ("IEEE TPAMI", "article-journal"),
        ("ACM Transactions on Graphics 2022", "article-journal"),
        ("TMLR 2024", "article-journal"),
        ("IEEE BigData 2024", "paper-conference"),
        ("MIT Press 2016", "book"),
        ("O’Reilly", "book"),
        ("Springer", "book"),
        ("IEEE Press", "paper-conference"),
        ("Springer Journal of X", "article-journal"),
        (None, "article"),
    ],
)
def test_what_kind_of_work_it_is(venue: str | None, kind: str) -> None:
    """A venue is a conference, a journal or a publisher; with none, an arXiv id makes a preprint."""
    assert csl.item(Paper("x", "X", venue=venue, arxiv="2404.06780"))["type"] == kind


@pytest.mark.parametrize(
    ("venue", "container", "volume", "issue"),
    [
        ("IEEE TPAMI 42(4)", "IEEE TPAMI", "42", "4"),
        ("TMLR, 3(12), 2024", "TMLR", "3", "12"),
        ("TMLR 2024", "TMLR", None, None),
        ("Nature 593", "Nature 593", None, None),
        ("Annals of Lives, 1870–1973", "Annals of Lives, 1870–1973", None, None),
        ("VLDB 14(2)", "VLDB 14(2)", None, None),
    ],
)
def test_volume_and_issue(venue: str, container: str, volume: str | None, issue: str | None) -> None:
    """They are a journal's, and known only if its name is followed by both."""
    item = csl.item(Paper("x", "X", venue=venue))
    assert (item["container-title"], item.get("volume"), item.get("issue")) == (container, volume, issue)


@pytest.mark.parametrize(
    ("venue", "numbers"),
    [
        ("IEEE TPAMI 42(4), 824-836", ("IEEE TPAMI", "42", "4", "824–836")),
        ("IEEE TPAMI 42(4-5): 824--836 (2020)", ("IEEE TPAMI", "42", "4-5", "824–836")),
        ("Nature 521, pp. 436–444", ("Nature", "521", None, "436–444")),
        ("Nature 521, 436", ("Nature 521, 436", None, None, None)),
        ("Annals of Lives, 1870–1973, 12-14", ("Annals of Lives, 1870–1973, 12-14", None, None, None)),
    ],
)
def test_pages(venue: str, numbers: tuple[str | None, ...]) -> None:
    """They are a journal's, after its volume, whichever way they are written."""
    item = csl.item(Paper("x", "X", venue=venue))
    assert tuple(item.get(key) for key in ("container-title", "volume", "issue", "page")) == numbers


def test_pages_and_publishers_in_each_format() -> None:
    """BibTeX, RIS and EndNote have a place for both."""
    article = Paper("x", "X", venue="Nature 521(1), 436-444", published=PartialDate(2015))
    book = Paper("y", "Y", venue="MIT Press 2016", published=PartialDate(2016))
    bibtex, ris, endnote = (FORMATS[name].write([article, book]) for name in ("bibtex", "ris", "endnote"))
    assert "  pages = {436--444}" in bibtex
    assert re.search(r"@book\{.*\n(?:.*\n)*  publisher = \{MIT Press\}", bibtex)
    assert "booktitle" not in bibtex
    assert {"SP  - 436", "EP  - 444", "TY  - BOOK", "PB  - MIT Press"} <= set(ris.splitlines())
    assert {"%P 436–444", "%0 Book", "%I MIT Press"} <= set(endnote.splitlines())


@pytest.mark.parametrize(
    ("venue", "published", "issued"),
    [
        ("ICLR 2025", PartialDate(2024, 10, 1), [2025]),
        ("ICLR 2025", PartialDate(2025, 1, 3), [2025, 1, 3]),
        ("ICLR 2025", None, [2025]),
        ("IEEE TPAMI", PartialDate(2016, 3), [2016, 3]),
        ("Route 66", PartialDate(2016, 3), [2016, 3]),
        ("Ordinary Lives, 1870–1973", PartialDate(1988), [1988]),
        ("Vision 2050", PartialDate(2016, 3), [2016, 3]),
    ],
)
def test_the_year_is_that_of_the_version_of_record(
    venue: str, published: PartialDate | None, issued: list[int]
) -> None:
    """If the venue names one; the first submission is then given as submitted. The entry's own year wins."""
    paper = Paper("x", "X", venue=venue, published=published)
    item = csl.item(paper)
    assert item["issued"] == {"date-parts": [issued]}
    assert csl.item(replace(paper, issued=PartialDate(2027)))["issued"] == {"date-parts": [[2027]]}
    assert item.get("submitted") == (
        {"date-parts": [[int(n) for n in str(published).split("-")]]} if published else None
    )
