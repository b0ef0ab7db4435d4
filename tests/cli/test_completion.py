"""`papershelf completion`: scripts for three shells, and the ids that they offer."""

from pathlib import Path

import pytest

from tests.cli.command_line import run


@pytest.mark.parametrize(
    ("shell", "marks"),
    [
        (
            "bash",
            ["complete -o nosort -F _papershelf_completion papershelf", "_PAPERSHELF_COMPLETE=bash_complete"],
        ),
        ("zsh", ["#compdef papershelf", "_PAPERSHELF_COMPLETE=zsh_complete"]),
        ("fish", ["complete --no-files --command papershelf", "_PAPERSHELF_COMPLETE=fish_complete"]),
    ],
)
def test_scripts(shell: str, marks: list[str]) -> None:
    """Each names the command and how to ask it for what fits."""
    done = run("completion", shell)
    assert done.code == 0
    assert all(mark in done.out for mark in marks)


def offered(monkeypatch: pytest.MonkeyPatch, line: str) -> list[str]:
    """What a shell would offer behind this line."""
    words = line.split(" ")
    monkeypatch.setenv("_PAPERSHELF_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    return [answer.partition(",")[2] for answer in run().out.split()]


@pytest.mark.parametrize("command", ["show", "edit", "rename", "remove", "merge on-teapots"])
def test_ids(shelf: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """Where a paper is wanted, the ids that begin as typed are offered."""
    assert offered(monkeypatch, f"papershelf {command} on-w") == ["on-walruses"]
    assert offered(monkeypatch, f"papershelf {command} x") == []


def test_ids_of_another_list(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are those of the list that --data names."""
    Path("data").rename("elsewhere")
    assert offered(monkeypatch, "papershelf show ") == []
    assert offered(monkeypatch, "papershelf show --data elsewhere ") == ["on-walruses", "on-teapots"]


def test_a_list_with_errors_offers_nothing(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell at work is not a place for messages."""
    Path("data/papers.yaml").write_text("- id: a\n")
    assert offered(monkeypatch, "papershelf show ") == []


def test_commands(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So are the commands and their options."""
    assert offered(monkeypatch, "papershelf ren") == ["rename", "rename-collection", "rename-tag"]
    assert "--write" in offered(monkeypatch, "papershelf import --w")


def test_fields(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fields in which a feed may win are offered, with those that the list declares itself."""
    Path("data/fields.yaml").write_text("- key: institutions\n")
    assert offered(monkeypatch, "papershelf import --theirs i") == ["institutions", "issued"]
    Path("data/papers.yaml").write_text("- id: a\n")
    assert offered(monkeypatch, "papershelf import --theirs i") == ["issued"]
