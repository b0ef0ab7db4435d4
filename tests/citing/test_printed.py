"""Volume, issue, pages and publisher, in each format, each style, and back from the formats."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from papershelf.citing import apa, bibtex, csl, endnote, highwire, ieee, mla, ris
from papershelf.feeds import detect
from papershelf.model import Paper, PartialDate

ARTICLE = Paper(
    "a",
    "On Things",
    authors=("Ada Okoro",),
    issued=PartialDate(2020),
    venue="IEEE TPAMI",
    volume="42",
    number="4",
    pages="824--836",
    publisher="IEEE",
    doi="10.1000/x",
)
TALK = replace(ARTICLE, venue="VLDB 2020", volume=None, number=None, pages="1-9", publisher="ACM")
WRITERS: dict[str, Callable[[Paper], str]] = {
    "BibTeX": bibtex.entry,
    "RIS": ris.entry,
    "EndNote": endnote.entry,
    "CSL-JSON": lambda paper: csl.whole([csl.entry(paper)]),
}


@pytest.mark.parametrize("paper", [ARTICLE, TALK], ids=["article", "talk"])
@pytest.mark.parametrize("name", WRITERS)
def test_what_is_written_is_read_again(name: str, paper: Paper) -> None:
    """All of it, and under the same keys."""
    capture = detect.read(WRITERS[name](paper).encode(), "library")
    (found,) = capture.candidates
    expected = (paper.volume, paper.number, (paper.pages or "").replace("--", "–").replace("-", "–"))
    assert (found.volume, found.number, found.pages, found.publisher) == (*expected, paper.publisher)


def test_styles_of_an_article() -> None:
    """As those whose venue names volume and pages; a journal's publisher is not cited."""
    assert str(apa.reference(ARTICLE)) == (
        "Okoro, A. (2020). On Things. IEEE TPAMI, 42(4), 824–836. https://doi.org/10.1000/x"
    )
    assert str(ieee.reference(ARTICLE)) == (
        "A. Okoro, “On Things,” IEEE TPAMI, vol. 42, no. 4, pp. 824–836, 2020, doi: 10.1000/x."
    )
    assert str(mla.reference(ARTICLE)) == (
        "Okoro, Ada. “On Things.” IEEE TPAMI, vol. 42, no. 4, 2020, pp. 824–36, https://doi.org/10.1000/x."
    )


def test_styles_of_a_talk() -> None:
    """APA names pages and publisher of proceedings, IEEE and MLA the pages behind the year."""
    assert str(apa.reference(TALK)) == (
        "Okoro, A. (2020). On Things. In VLDB 2020 (pp. 1–9). ACM. https://doi.org/10.1000/x"
    )
    assert str(ieee.reference(TALK)) == (
        "A. Okoro, “On Things,” in VLDB 2020, 2020, pp. 1–9. doi: 10.1000/x."
    )
    assert str(mla.reference(TALK)) == (
        "Okoro, Ada. “On Things.” VLDB 2020, 2020, pp. 1–9, https://doi.org/10.1000/x."
    )


def test_a_page_says_it_to_reference_managers() -> None:
    """In the elements that Google Scholar and Zotero read."""
    found = dict(highwire.elements(ARTICLE))
    assert {name: found[f"citation_{name}"] for name in ("volume", "issue", "firstpage", "lastpage")} == {
        "volume": "42",
        "issue": "4",
        "firstpage": "824",
        "lastpage": "836",
    }
    assert found["citation_publisher"] == "IEEE"


def test_the_entry_comes_before_the_venue() -> None:
    """What an entry says of its volume wins over what follows the name of the journal."""
    both = replace(ARTICLE, venue="IEEE TPAMI 41(3), 1-2")
    assert "volume = {42}" in bibtex.entry(both)
    assert "volume = {41}" in bibtex.entry(replace(both, volume=None))
    assert "journal = {IEEE TPAMI}" in bibtex.entry(both)
