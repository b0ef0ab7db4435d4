"""`papershelf show`: one entry, by any of its names."""

import json
from pathlib import Path

import pytest

from tests.cli.command_line import PAPERS, run

NAMES = [
    "on-walruses",
    "2401.00001",
    "2401.00001v3",
    "arXiv:2401.00001",
    "arXiv: 2401.00001v1",
    "https://arxiv.org/abs/2401.00001v2",
    "arxiv.org/pdf/2401.00001.pdf",
    "https://www.alphaxiv.org/abs/2401.00001",
    "https://ar5iv.labs.arxiv.org/html/2401.00001",
    "https://huggingface.co/papers/2401.00001",
    "https://doi.org/10.48550/arXiv.2401.00001",
    "10.1000/AbC",
    "10.1000/abc",
    "doi:10.1000/abc",
    "https://doi.org/10.1000/ABC",
    "https://publisher.example/doi/full/10.1000/abc?download=true",
    "https://you.example/list/papers/on-walruses/",
    "http://127.0.0.1:8000/papers/on-walruses/#abstract",
    "papers/on-walruses/index.html",
]


@pytest.mark.parametrize("name", NAMES)
def test_show(shelf: Path, name: str) -> None:
    """The entry is printed as it would be written, its place beside it."""
    done = run("show", name)
    assert done.code == 0
    assert done.out == (
        "- id: on-walruses\n  title: On Walruses\n  arxiv: '2401.00001'\n  doi: '10.1000/AbC'\n"
        "  tags: [animals]\n  abstract: >-\n    Big.\n"
    )
    assert done.err == "data/papers.yaml:4\n"


@pytest.mark.parametrize("written", ["math/0309136", "math.GT/0309136"])
@pytest.mark.parametrize(
    "name", ["math.GT/0309136", "math/0309136v2", "https://arxiv.org/abs/math.GT/0309136"]
)
def test_show_by_an_old_arxiv_id(shelf: Path, written: str, name: str) -> None:
    """Its spelling makes no difference, neither in the list nor on the command line."""
    Path("data/papers.yaml").write_text(f"- id: a\n  title: A\n  arxiv: '{written}'\n")
    assert run("show", name).out == "- id: a\n  title: A\n  arxiv: 'math/0309136'\n"


@pytest.mark.parametrize("name", ["WalRus", "walrus"])
def test_show_by_a_name(shelf: Path, name: str) -> None:
    """One of the `names` of a paper does, in any case, while no other paper has it."""
    listed = "- id: a\n  title: A\n  names: [WalRus]\n- id: b\n  title: B\n"
    Path("data/papers.yaml").write_text(listed)
    assert run("show", name).out == "- id: a\n  title: A\n  names: [WalRus]\n"
    Path("data/papers.yaml").write_text(f"{listed}  names: [Walrus]\n")
    assert run("show", name).code == 1


@pytest.mark.parametrize("name", ["2405.00009", "https://arxiv.org/abs/2405.00009"])
def test_show_of_a_paper_that_is_not_listed(shelf: Path, name: str) -> None:
    """An identifier that no paper has leads to the command that adds it."""
    done = run("show", name)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"Error: no paper in data/papers.yaml is called '{name}'; to add it: papershelf add 2405.00009\n"
    )


def test_show_json(shelf: Path) -> None:
    """The same for scripts."""
    assert json.loads(run("show", "on-teapots", "--json").out) == {
        "id": "on-teapots",
        "title": "On Teapots",
        "tags": ["pots"],
        "line": 11,
    }


def test_show_by_a_former_id(shelf: Path) -> None:
    """A renamed paper answers to its old name."""
    run("rename", "on-teapots", "kettles")
    assert run("show", "on-teapots").out.startswith("- id: kettles\n")


@pytest.mark.parametrize("command", ["show", "edit", "rename", "merge", "remove"])
def test_an_unknown_paper(shelf: Path, command: str) -> None:
    """The nearest ids are offered, and nothing is changed."""
    more = {"rename": ["x"], "merge": ["on-teapots"], "remove": ["--yes"]}
    done = run(command, "on-walrus", *more.get(command, []))
    assert done.code == 1
    assert "Error: no paper in data/papers.yaml is called 'on-walrus'; did you mean on-walruses" in done.err
    assert Path("data/papers.yaml").read_text() == PAPERS


def test_an_unknown_paper_like_no_other(shelf: Path) -> None:
    """No id is offered that has but a few letters of what was typed."""
    Path("data/papers.yaml").write_text("- {id: in-press, title: In Press}\n")
    assert run("show", "nope").err == "Error: no paper in data/papers.yaml is called 'nope'\n"


BROKEN = ["- id: broken\n  titel: Broken\n", "- id: broken\n  title: A\n  tags: [pots\n"]


@pytest.mark.parametrize("broken", BROKEN)
def test_show_with_an_error_in_another_entry(shelf: Path, broken: str) -> None:
    """An entry that is right is shown, one with the list's own fields too."""
    entry = "- id: own\n  title: Own\n  keywords: [kettles]\n"
    Path("data/fields.yaml").write_text("- key: keywords\n")
    Path("data/papers.yaml").write_text(f"{broken}\n{entry}")
    line = len(broken.splitlines()) + 2
    assert run("show", "own") == (0, entry, f"data/papers.yaml:{line}\n")


def test_show_by_another_name_with_an_error_in_another_entry(shelf: Path) -> None:
    """Any name will do, as long as the entry that it means is right."""
    Path("data/papers.yaml").write_text(PAPERS.replace("On Teapots", "[On Teapots]"))
    assert run("show", "arXiv:2401.00001").err == "data/papers.yaml:4\n"
    wrong = run("show", "on-teapots")
    assert (wrong.code, wrong.out) == (1, "")
    assert wrong.err.startswith("data/papers.yaml:12: title: ")
