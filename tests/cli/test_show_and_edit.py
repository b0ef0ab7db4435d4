"""`papershelf show` and `papershelf edit`: one entry, by any of its names."""

import json
import stat
from pathlib import Path

import pytest

from tests.cli.command_line import PAPERS, run

NAMES = ["on-walruses", "2401.00001", "2401.00001v3", "10.1000/AbC", "10.1000/abc"]


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


def fake_editor(shelf: Path, name: str, then: str = "") -> Path:
    """An editor of that name that writes down how it was called."""
    path = shelf / "bin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{shelf}/called"\n{then}\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize(
    ("name", "options", "called"),
    [
        ("vi", "", ["+11", "data/papers.yaml"]),
        ("nvim", " -R", ["-R", "+11", "data/papers.yaml"]),
        ("nano", "", ["+11", "data/papers.yaml"]),
        ("emacs", " -nw", ["-nw", "+11", "data/papers.yaml"]),
        ("code", " --wait", ["--wait", "--goto", "data/papers.yaml:11"]),
        ("code-insiders", "", ["--goto", "data/papers.yaml:11"]),
        ("codium", "", ["--goto", "data/papers.yaml:11"]),
        ("subl", " -w", ["-w", "data/papers.yaml:11"]),
        ("hx", "", ["data/papers.yaml:11"]),
        ("zed", "", ["data/papers.yaml:11"]),
    ],
)
def test_edit_goes_to_the_line(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, name: str, options: str, called: list[str]
) -> None:
    """Each editor is told the entry's line in its own way, after its own options."""
    monkeypatch.setenv("EDITOR", f"{fake_editor(shelf, name)}{options}")
    done = run("edit", "on-teapots")
    assert (shelf / "called").read_text().splitlines() == called
    assert (done.code, done.err) == (0, "data/papers.yaml: no errors\n")


def test_visual_comes_first(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """VISUAL is asked before EDITOR; one that is blank does not count."""
    monkeypatch.setenv("EDITOR", str(shelf / "nowhere"))
    monkeypatch.setenv("VISUAL", str(fake_editor(shelf, "vi")))
    assert run("edit", "on-teapots").code == 0
    monkeypatch.setenv("EDITOR", str(fake_editor(shelf, "vi")))
    monkeypatch.setenv("VISUAL", " ")
    assert run("edit", "on-teapots").code == 0


def test_vi_where_none_is_set(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As everywhere else."""
    fake_editor(shelf, "vi")
    monkeypatch.setenv("PATH", str(shelf / "bin"), prepend=":")
    assert run("edit", "on-teapots").code == 0
    assert (shelf / "called").exists()


def test_edit_checks_afterwards(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the edit broke is told by line, with exit code 1; the text stays as it was saved."""
    monkeypatch.setenv("EDITOR", str(fake_editor(shelf, "vi", "echo '  colour: red' >> data/papers.yaml")))
    done = run("edit", "on-teapots")
    assert done.code == 1
    assert done.err.startswith("data/papers.yaml:14: unknown key 'colour'")
    assert Path("data/papers.yaml").read_text() == PAPERS + "  colour: red\n"


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        (
            "nowhere-to-be-found",
            "cannot start 'nowhere-to-be-found': No such file or directory; set VISUAL or EDITOR",
        ),
        (
            "vi 'half",
            "cannot parse the editor command 'vi 'half': No closing quotation; fix VISUAL or EDITOR",
        ),
        ("false", "'false' ended with 1"),
    ],
)
def test_an_editor_that_fails(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, message: str
) -> None:
    """It is told in one line what to set."""
    monkeypatch.setenv("EDITOR", chosen)
    done = run("edit", "on-teapots")
    assert done.code == 1
    assert done.err.startswith(f"Error: {message}")
    assert done.err.count("\n") == 1
