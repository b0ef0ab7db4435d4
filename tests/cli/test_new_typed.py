"""`papershelf new`: authors and identifiers, in each form in which people type them."""

import re
from pathlib import Path

import pytest

from papershelf.curate.typed import meant
from papershelf.library import load
from papershelf.library.draft import read_draft, template
from papershelf.problems import InvalidInputError
from tests.cli.command_line import PAPERS, run
from tests.cli.new_paper import answers, editor


@pytest.mark.parametrize(
    ("typed", "names", "told"),
    [
        ("Ada Okoro, Bo Lind", ("Ada Okoro", "Bo Lind"), ""),
        ("Okoro, Ada; Lind, Bo", ("Ada Okoro", "Bo Lind"), "authors: Ada Okoro; Bo Lind"),
        ("Okoro, Ada", ("Ada Okoro",), "authors: Ada Okoro"),
        (
            "King, Martin, Jr., and Lind, Bo",
            ("Martin King Jr.", "Bo Lind"),
            "authors: Martin King Jr.; Bo Lind",
        ),
    ],
)
def test_authors_as_people_type_them(shelf: Path, typed: str, names: tuple[str, ...], told: str) -> None:
    """What is understood is told where it isn't what was typed."""
    done = run("new", stdin=answers("On Compasses", typed, *[""] * 7))
    assert done.code == 0
    assert load(Path("data")).by_id["on-compasses"].authors == names
    assert [
        line.partition("understood as ")[2] for line in done.err.splitlines() if "understood" in line
    ] == ([told] if told else [])


def test_authors_and_others(shelf: Path) -> None:
    """The words for it are a fact of their own."""
    done = run("new", stdin=answers("On Compasses", "Ada Okoro, Bo Lind et al.", *[""] * 7))
    assert "understood as authors: Ada Okoro; Bo Lind\nunderstood as others: true\n" in done.err
    assert "  authors: [Ada Okoro, Bo Lind]\n  others: true\n" in done.out


@pytest.mark.parametrize("arxiv", ["2405.00001v2", "https://arxiv.org/pdf/2405.00001", "arXiv: 2405.00001"])
@pytest.mark.parametrize(
    "doi", ["10.1000/x", "https://doi.org/10.1000/x", "https://p.example/doi/abs/10.1000/x#top"]
)
def test_identifiers_in_any_form(shelf: Path, arxiv: str, doi: str) -> None:
    """Both questions take what `papershelf add` takes, and the list gets the bare forms."""
    assert run("new", stdin=answers("On Compasses", "", "", arxiv, doi, *[""] * 4)).code == 0
    paper = load(Path("data")).by_id["on-compasses"]
    assert (paper.arxiv, paper.doi) == ("2405.00001", "10.1000/x")


def test_an_identifier_of_the_other_kind(shelf: Path) -> None:
    """It is taken for what it is; another one of the same kind is not."""
    done = run("new", stdin=answers("On Compasses", "", "", "doi.org/10.1000/x", *[""] * 4))
    assert (done.code, "understood as doi: 10.1000/x\nVenue" in done.err) == (0, True)
    of_arxiv = "https://doi.org/10.48550/arXiv.2405.00002"
    done = run("new", stdin=answers("On Needles", "", "", "2405.00001", of_arxiv, *[""] * 5))
    assert (done.code, "'arxiv' is 2405.00001 already\nDOI" in done.err) == (0, True)
    papers = load(Path("data")).by_id
    assert [(papers[each].arxiv, papers[each].doi) for each in ("on-compasses", "on-needles")] == [
        (None, "10.1000/x"),
        ("2405.00001", None),
    ]


@pytest.mark.parametrize("given", ["2405.00001", "https://arxiv.org/abs/2405.00001v3"])
def test_an_identifier_on_the_command_line(shelf: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    """It is not asked for; the draft has it."""
    done = run("new", given, stdin=answers("On Compasses", *[""] * 7))
    assert (done.code, "arXiv id" in done.err) == (0, False)
    assert load(Path("data")).by_id["on-compasses"].arxiv == "2405.00001"
    Path("data/papers.yaml").write_text(PAPERS)
    editor(shelf, monkeypatch, template({"arxiv": "2405.00001"}).replace("title: ''", "title: On Compasses"))
    assert run("new", "--editor", given).out.splitlines()[3] == "  arxiv: '2405.00001'"


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        ("arXiv:2401.00001v2", 1, "is on the list already, data/papers.yaml:4: on-walruses"),
        ("On Compasses", 2, "'On Compasses' is not recognised; use an arXiv id"),
    ],
)
def test_what_is_no_new_identifier(shelf: Path, given: str, code: int, told: str) -> None:
    """It is refused before anything is asked."""
    done = run("new", given)
    assert done.code == code
    assert told in done.err
    assert "Title" not in done.err


@pytest.mark.parametrize(
    "lines",
    [
        "authors: Okoro, Ada; King, Bo, Jr. et al.\n  arxiv: 2405.00001v1\n  doi: https://doi.org/10.1000/x",
        "authors: [Ada Okoro, Bo King, Jr., et al.]\n  arxiv: arxiv.org/pdf/2405.00001\n  doi: doi:10.1000/x",
        "authors:\n  - Okoro, Ada\n  - Bo King Jr.\n  others: true\n  arxiv: '2405.00001'\n  doi: 10.1000/x",
    ],
)
def test_a_draft_is_read_as_answers_are(lines: str) -> None:
    """Authors and identifiers may be typed in any form."""
    assert read_draft(f"- title: A\n  {lines}\n", meant) == {
        "title": "A",
        "authors": ("Ada Okoro", "Bo King Jr."),
        "others": True,
        "arxiv": "2405.00001",
        "doi": "10.1000/x",
    }


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("arxiv: '2405.00001'\n  doi: 10.48550/arXiv.2405.00002", "3: doi: this gives another 'arxiv'"),
        ("authors:\n  - {a: b}", "3: authors: this must be text, not a mapping"),
        ("arxiv: nonsense", "2: arxiv: 'nonsense' is not a valid arXiv id"),
        ("authors: ~", "2: authors: this is empty"),
    ],
)
def test_a_draft_that_cannot_be_understood(lines: str, told: str) -> None:
    """What is wrong is told with its line."""
    with pytest.raises(InvalidInputError, match=f"the draft:{re.escape(told)}"):
        read_draft(f"- title: A\n  {lines}\n", meant)
