"""`papershelf edit`: the entry in the user's editor, also while the data have errors."""

import stat
from pathlib import Path

import pytest

from tests.cli.command_line import PAPERS, TAGS, run


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


TAG_ERROR = ("data/tags.yaml", TAGS + "- slug: pots\n  label: More pots\n")
COLLECTION_ERROR = ("data/collections.yaml", "- slug: [\n")
ENTRY_ERROR = ("data/papers.yaml", PAPERS.replace("tags: [animals]", "tags: [beasts]\n  colour: red"))
MISSING_TITLE = ("data/papers.yaml", PAPERS.replace("  title: On Walruses\n", ""))
OTHER_ID = ("data/papers.yaml", PAPERS.replace("id: on-walruses", "id: On Walruses"))


@pytest.mark.parametrize("broken", [TAG_ERROR, COLLECTION_ERROR, ENTRY_ERROR, MISSING_TITLE, OTHER_ID])
def test_edit_opens_a_list_with_errors(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, broken: tuple[str, str]
) -> None:
    """The entry is found although something else has an error, which is told after the editor closes."""
    Path(broken[0]).write_text(broken[1])
    monkeypatch.setenv("EDITOR", str(fake_editor(shelf, "vi")))
    done = run("edit", "on-teapots")
    line = broken[1].split("- id: on-teapots")[0].count("\n") + 1 if "papers" in broken[0] else 11
    assert (shelf / "called").read_text().splitlines() == [f"+{line}", "data/papers.yaml"]
    assert done.code == 1
    assert all(each.startswith(f"{broken[0]}:") for each in done.err.splitlines())


def test_edit_opens_an_entry_with_an_error(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found by what is right in it, and nothing is left to tell once it is corrected."""
    Path("data/papers.yaml").write_text(OTHER_ID[1])
    monkeypatch.setenv(
        "EDITOR",
        str(fake_editor(shelf, "vi", "sed -i 's/id: On Walruses/id: on-walruses/' data/papers.yaml")),
    )
    done = run("edit", "arXiv:2401.00001")
    assert (shelf / "called").read_text().splitlines() == ["+4", "data/papers.yaml"]
    assert done == (0, "", "data/papers.yaml: no errors\n")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (PAPERS.replace("tags: [animals]", "tags: [animals"), 9),
        (PAPERS.replace("title: On Walruses", "title: On: Walruses"), 5),
        (PAPERS.replace("Big.", "Big\x07."), 9),
    ],
)
def test_edit_opens_what_is_not_yaml(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, content: str, line: int
) -> None:
    """An entry that cannot be found then opens at the first error, which is told."""
    Path("data/papers.yaml").write_text(content)
    monkeypatch.setenv("EDITOR", str(fake_editor(shelf, "vi")))
    done = run("edit", "2401.00001")
    assert (shelf / "called").read_text().splitlines() == [f"+{line}", "data/papers.yaml"]
    told, first, *after = done.err.splitlines()
    assert told == "'2401.00001' was not found; opening the first error"
    assert first.startswith(f"data/papers.yaml:{line}: ")
    assert (done.code, after) == (1, [first])


def test_edit_finds_an_entry_below_what_is_not_yaml(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its id, if it is right on its own."""
    Path("data/papers.yaml").write_text(PAPERS.replace("tags: [animals]", "tags: [animals"))
    monkeypatch.setenv("EDITOR", str(fake_editor(shelf, "vi")))
    done = run("edit", "on-teapots")
    assert (shelf / "called").read_text().splitlines() == ["+11", "data/papers.yaml"]
    assert done.code == 1
    assert done.err.startswith("data/papers.yaml:9: ")


def test_edit_of_an_unknown_paper(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where papers.yaml has no error that could hide it, no editor opens."""
    Path(TAG_ERROR[0]).write_text(TAG_ERROR[1])
    monkeypatch.setenv("EDITOR", str(fake_editor(shelf, "vi")))
    done = run("edit", "on-kettles")
    assert done.code == 1
    assert done.err.startswith("Error: no paper in data/papers.yaml is called 'on-kettles'")
    assert not (shelf / "called").exists()
