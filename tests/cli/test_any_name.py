"""Each command that is about papers of the list takes any of their names."""

import stat
from pathlib import Path

import pytest

from papershelf.library import load
from tests.cli.command_line import run

NAMES = ["arXiv:2401.00001v2", "https://doi.org/10.1000/ABC", "https://you.example/papers/on-walruses/"]


@pytest.mark.parametrize("name", NAMES)
def test_rename_merge_and_remove(shelf: Path, name: str) -> None:
    """The paper that is meant changes, and no other."""
    assert run("rename", name, "walruses").code == 0
    assert [paper.id for paper in load(Path("data")).papers] == ["walruses", "on-teapots"]
    assert run("merge", "https://you.example/papers/on-teapots/", name, "--yes").code == 0
    assert load(Path("data")).by_id["walruses"].formerly == ("on-walruses", "on-teapots")
    assert run("remove", name, "--yes").code == 0
    assert load(Path("data")).papers == ()


def test_one_paper_by_several_names(shelf: Path) -> None:
    """It is one paper to remove, and one to suggest tags for."""
    assert run("suggest-tags", "on-walruses", *NAMES).out.count("on-walruses: On Walruses") == 1
    assert run("remove", "on-walruses", *NAMES, "--yes").err.endswith("removed 1 paper\n")


@pytest.mark.parametrize("name", NAMES)
def test_edit(shelf: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The editor opens at the entry."""
    editor = shelf / "vi"
    editor.write_text(f'#!/bin/sh\necho "$1" > "{shelf}/called"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", str(editor))
    assert run("edit", name).code == 0
    assert (shelf / "called").read_text() == "+4\n"
