"""`papershelf keys`, and what other commands do with the keys of papers."""

from pathlib import Path

import pytest

from papershelf.library import load
from tests.cli.command_line import run

PAPERS = """\
- id: one
  title: Efficient Things
  authors: [Ada Lovelace]
  published: '2020'
- id: two
  title: Efficient Ways
  key: Lovelace2020Efficient  # cited in print
  authors: [Ada Lovelace]
  published: '2020'
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of two papers in the working directory, one of which has a key."""
    monkeypatch.chdir(tmp_path)
    folder = Path("data")
    folder.mkdir()
    (folder / "tags.yaml").write_text("[]\n")
    (folder / "papers.yaml").write_text(PAPERS)
    return folder


def held(data: Path) -> dict[str, str | None]:
    """The keys that the list holds, by id."""
    return {paper.id: paper.key for paper in load(data).papers}


def test_it_writes_those_that_are_missing(data: Path) -> None:
    """It says which; the others stay to the byte, and a second time there is nothing to do."""
    done = run("keys")
    assert (done.code, done.out, done.err) == (0, "one: lovelace2020efficientthings\n", "wrote 1 key\n")
    assert held(data) == {"one": "lovelace2020efficientthings", "two": "Lovelace2020Efficient"}
    text = (data / "papers.yaml").read_text()
    assert text.endswith(PAPERS[PAPERS.index("- id: two") :])
    assert run("keys").err == "wrote 0 keys\n"
    assert (data / "papers.yaml").read_text() == text


def test_two_of_one_key_are_an_error(data: Path) -> None:
    """In any capitals, with both lines and what to do."""
    (data / "papers.yaml").write_text(PAPERS.replace("- id: two", "  key: lovelace2020efficient\n- id: two"))
    done = run("check")
    assert done.code == 1
    assert (
        "papers.yaml:8: the key 'Lovelace2020Efficient' is already that of line 1; remove it here" in done.out
    )


@pytest.mark.parametrize("key", ["a b", "a{b}", "a,b", "x" * 61, "-a", "é"])
def test_a_key_that_bibtex_cannot_hold_is_an_error(data: Path, key: str) -> None:
    """Spaces, commas, braces and letters beyond ASCII."""
    (data / "papers.yaml").write_text(f"- id: a\n  title: A\n  key: '{key}'\n")
    assert "data/papers.yaml:3: key: " in run("check").out


def test_rename_and_merge_keep_the_key_of_the_entry_that_stays(data: Path) -> None:
    """However short it is; one that only the other entry had is taken over."""
    assert run("rename", "two", "three").code == 0
    assert held(data)["three"] == "Lovelace2020Efficient"
    assert run("merge", "three", "one", "--yes").code == 0
    assert held(data) == {"one": "Lovelace2020Efficient"}
    (data / "papers.yaml").write_text(PAPERS.replace("- id: two", "  key: short\n- id: two"))
    assert run("merge", "two", "one", "--yes").code == 0
    assert held(data) == {"one": "short"}
