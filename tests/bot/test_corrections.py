"""Corrections of one field: the paper and its new value, as people type them into the form."""

import pytest

from papershelf.bot.answers import DeclinedError, corrected
from papershelf.bot.submissions import Correction
from papershelf.library import Library
from papershelf.model import Paper
from papershelf.problems import InvalidInputError

BEFORE = (
    "- id: on-walruses\n  title: On Walruses\n  authors: [Cy Tan]\n  others: true\n  arxiv: math/0309136\n"
)
PAPER = Paper("on-walruses", "On Walruses", authors=("Cy Tan",), others=True, arxiv="math/0309136")
LIBRARY = Library("data/papers.yaml", (PAPER,), by_id={PAPER.id: PAPER})


def after(key: str, value: str, paper: str = "on-walruses") -> str:
    """The text of the list after a correction."""
    return corrected(Correction(paper, key, value), LIBRARY).edit(BEFORE, LIBRARY)


@pytest.mark.parametrize(
    "name",
    [
        "https://you.example/list/papers/on-walruses/",
        "math.GT/0309136",
        "https://arxiv.org/abs/math/0309136v2",
        " on-walruses ",
    ],
)
def test_the_paper_by_any_of_its_names(name: str) -> None:
    """The form asks for the id; whoever has an address at hand may give that."""
    assert "  title: On Seals\n" in after("title", "On Seals", name)


@pytest.mark.parametrize(
    "typed",
    [
        "Ada Okoro, Bo King Jr.",
        "Okoro, Ada; King, Bo, Jr.",
        "Okoro, Ada and King, Jr., Bo",
        "Ada Okoro\nBo King Jr.",
    ],
)
def test_authors(typed: str) -> None:
    """They are read as people mean them, and are all of them unless the list says that it goes on."""
    assert "  authors: [Ada Okoro, Bo King Jr.]\n  arxiv:" in after("authors", typed)
    assert "  authors: [Ada Okoro, Bo King Jr.]\n  others: true\n" in after("authors", f"{typed} et al.")


@pytest.mark.parametrize(
    ("key", "typed", "line"),
    [
        ("arxiv", "https://arxiv.org/abs/math.AG/0309137v1", "arxiv: 'math/0309137'"),
        ("arxiv", "'2405.00001'", "arxiv: '2405.00001'"),
        ("doi", "https://doi.org/10.1000/x", "doi: '10.1000/x'"),
        ("doi", "https://publisher.example/doi/full/10.1000/x", "doi: '10.1000/x'"),
    ],
)
def test_identifiers(key: str, typed: str, line: str) -> None:
    """The list gets the bare form."""
    assert f"  {line}\n" in after(key, typed)


def test_an_identifier_of_the_other_kind() -> None:
    """A field is not set by a correction of another one."""
    with pytest.raises(
        InvalidInputError, match=r"Field: 'https://.*00001' is not a value of doi, but of arxiv"
    ):
        after("doi", "https://arxiv.org/abs/2405.00001")


@pytest.mark.parametrize(("key", "typed"), [("authors", "Tan, Cy et al."), ("arxiv", "math.GT/0309136")])
def test_what_the_list_says_already(key: str, typed: str) -> None:
    """Another way to write it is not a change."""
    with pytest.raises(DeclinedError, match="Nothing to change"):
        after(key, typed)
