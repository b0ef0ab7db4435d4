"""What reference managers read from a page's head: Highwire's elements, and Dublin Core where these end."""

from dataclasses import replace

import pytest

from papershelf.citing.highwire import elements
from papershelf.model import Paper, PartialDate

PREPRINT = Paper(
    "p",
    "On $x^2$ & -- “things”",
    authors=("Ada Lovelace", "Laurens van der Maaten", "Martin King Jr.", "Gemini Team", "山田 太郎"),
    published=PartialDate(2024, 4, 10),
    arxiv="2404.06780",
    tags=("one", "two"),
    abstract="It is.\n\nIt was.",
)
ARTICLE = replace(PREPRINT, venue="IEEE TPAMI 42(4), 824--836", issued=PartialDate(2020), doi="10.1/x")


def told(paper: Paper) -> dict[str, list[str]]:
    """The contents of the elements by their names."""
    found: dict[str, list[str]] = {}
    for name, content in elements(paper, {"one": "One; first", "two": "Two"}):
        found.setdefault(name, []).append(content)
    return found


def test_a_preprint() -> None:
    """Authors family name first, in the list's order; the day as Google Scholar wants it; arXiv's number."""
    assert told(PREPRINT) == {
        "citation_title": ["On x² & – “things”"],
        "citation_author": [
            "Lovelace, Ada", "van der Maaten, Laurens", "King, Martin Jr.", "Gemini Team,", "山田 太郎,",
        ],
        "citation_publication_date": ["2024/04/10"],
        "citation_publisher": ["arXiv"],
        "citation_technical_report_number": ["arXiv:2404.06780"],
        "citation_arxiv_id": ["2404.06780"],
        "citation_pdf_url": ["https://arxiv.org/pdf/2404.06780"],
        "citation_public_url": ["https://arxiv.org/abs/2404.06780"],
        "citation_keywords": ["One, first; Two"],
        "citation_abstract": ["It is. It was."],
        "DC.type": ["preprint"],
    }  # fmt: skip


def test_an_article() -> None:
    """Journal, volume, issue and both pages, from what the venue says; nothing of the preprint's number."""
    found = told(ARTICLE)
    assert found["citation_journal_title"] == ["IEEE TPAMI"]
    numbers = ("citation_volume", "citation_issue", "citation_firstpage", "citation_lastpage")
    assert [found[name] for name in numbers] == [["42"], ["4"], ["824"], ["836"]]
    assert found["citation_publication_date"] == ["2020"]
    assert found["citation_public_url"] == ["https://doi.org/10.1/x"]
    assert not found.keys() & {"DC.type", "DC.source", "citation_publisher", "citation_conference_title"}


def test_a_conference_paper() -> None:
    """The conference, and once more as the volume that the paper is printed in."""
    found = told(replace(PREPRINT, venue="VLDB 2024"))
    assert found["citation_conference_title"] == found["DC.source"] == ["VLDB 2024"]
    assert not found.keys() & {"citation_journal_title", "citation_publisher", "DC.type"}


def test_a_book() -> None:
    """Its publisher, and no container."""
    found = told(Paper("b", "B", venue="MIT Press 2016", published=PartialDate(2016)))
    assert found == {
        "citation_title": ["B"],
        "citation_publication_date": ["2016"],
        "citation_publisher": ["MIT Press"],
        "DC.type": ["book"],
    }


def test_nothing_is_known_but_the_title() -> None:
    """It is a document, not the article for which a reader would take it."""
    assert told(Paper("x", "X")) == {"citation_title": ["X"], "DC.type": ["document"]}


@pytest.mark.parametrize(
    ("author", "content"),
    [("Ada Lovelace", "Lovelace, Ada"), ("Ludwig Maria van Beethoven", "Ludwig Maria van Beethoven")],
)
def test_a_single_author_is_not_taken_for_two(author: str, content: str) -> None:
    """Zotero splits `A B, C D` at the comma where it is the only author."""
    assert told(Paper("x", "X", authors=(author,)))["citation_author"] == [content]
