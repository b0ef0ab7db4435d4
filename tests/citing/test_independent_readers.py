"""Every export says the same to a reader that is not ours."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.citing import FORMATS
from papershelf.citing.work import work
from papershelf.library import load
from papershelf.model import Paper, PartialDate
from papershelf.text import shown
from tests.citing import independent
from tests.citing.cited import HARD, PAPERS
from tests.citing.independent import Found, has_maths

READERS: dict[str, Callable[[str], Iterator[Found]]] = {
    "bibtex": independent.read_bibtex, "ris": independent.read_ris, "csl-json": independent.read_csl,
}  # fmt: skip
LABELS = {"one": "Fish & Chips", "two": "50% <b>"}
LISTS = st.lists(PAPERS, min_size=1, max_size=2, unique_by=lambda paper: paper.id)


def printed(author: str) -> str:
    """A name on one line, without the comma before "Jr."."""
    return re.sub(r",? (?=(?:[JS]r\.?|I{2,3}|IV)$)", " ", " ".join(author.split()))


def said(paper: Paper, *, title: str) -> Found:
    """What a reference to a paper says."""
    cited = work(paper)
    return Found(
        title=title,
        authors=tuple(map(printed, paper.authors)),
        others=bool(paper.others and paper.authors),
        issued=_parts(cited.issued),
        venue=cited.container,
        volume=cited.volume,
        issue=cited.issue,
        arxiv=paper.arxiv,
        doi=paper.doi,
        url=cited.url,
        pdf=cited.pdf,
        accessed=_parts(cited.accessed) if cited.url else None,
        keywords=tuple(LABELS.get(slug, slug) for slug in paper.tags),
        abstract=cited.abstract or None,
    )


def _parts(date: PartialDate | None) -> tuple[int, ...] | None:
    return tuple(part for part in (date.year, date.month, date.day) if part) if date else None


def check(name: str, papers: Sequence[Paper]) -> None:
    """Compare what the reader of a format finds with what each paper says; formulas are not compared."""
    found = list(READERS[name](FORMATS[name].write(papers, LABELS)))
    assert len(found) == len(papers)
    for paper, read in zip(papers, found, strict=True):
        expected = said(paper, title=work(paper).title)
        if name == "bibtex" and has_maths(paper.title):
            expected = expected._replace(title=read.title)
        if name == "bibtex" and has_maths(paper.abstract or ""):
            expected = expected._replace(abstract=read.abstract)
        if name == "csl-json":
            expected = expected._replace(pdf=None)  # CSL has no variable for it
        assert read == expected


@pytest.mark.parametrize("name", READERS)
@given(papers=LISTS)
def test_made_up_papers(name: str, papers: list[Paper]) -> None:
    """Title, authors, date, venue, volume, identifiers and address are those of the paper."""
    check(name, papers)


@pytest.mark.parametrize("name", READERS)
def test_hard_papers_and_those_of_the_list(name: str, project_root: Path) -> None:
    """The papers of the shipped list, and some that are hard to cite."""
    check(name, [*HARD, *load(project_root / "data").papers])


def check_tables(papers: Sequence[Paper]) -> None:
    """Compare the cells of a CSV file, and the items of a Markdown list, with the papers."""
    rows = list(independent.read_csv(FORMATS["csv"].write(papers)))
    items = list(independent.read_markdown(FORMATS["markdown"].write(papers)))
    assert len(rows) == len(items) == len(papers)
    for paper, row, (title, address, text) in zip(papers, rows, items, strict=True):
        authors = [" ".join(author.split()) for author in paper.authors]
        more = ["et al."] if paper.others and authors else []
        assert (row["id"], row["title"]) == (paper.id, " ".join(shown(paper.title).split()))
        assert [name for name in row["authors"].split("; ") if name] == [*authors, *more]
        given = (row["published"], row["venue"], row["arxiv"], row["doi"])
        assert given == tuple(
            str(each or "") for each in (paper.published, paper.venue, paper.arxiv, paper.doi)
        )
        assert (title, unquote(address or "")) == (work(paper).title, unquote(work(paper).url or ""))
        assert all(author in text for author in authors[:3])
        assert (" et al." in text) == (len(authors) > 3 or bool(more))
        year = str(issued.year) if (issued := work(paper).issued) else ""
        assert year in text


@given(papers=LISTS)
def test_made_up_papers_in_tables(papers: list[Paper]) -> None:
    """CSV and Markdown hold the facts that they have a place for."""
    check_tables(papers)


def test_hard_papers_and_those_of_the_list_in_tables(project_root: Path) -> None:
    """The same for the shipped list."""
    check_tables([*HARD, *load(project_root / "data").papers])
