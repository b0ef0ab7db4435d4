"""`papershelf check`: every problem on a line of its own, and an exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from papershelf.cli import papershelf

TAGS = "- slug: hashing\n  label: Hashing\n"
GOOD = "- id: a\n  title: A\n  arxiv: '2401.00001'\n  tags: [hashing]\n  abstract: Whole.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with data in order."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tags.yaml").write_text(TAGS)
    (tmp_path / "data" / "papers.yaml").write_text(GOOD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> tuple[int, list[str], str]:
    """Exit code, lines of output, and what is said beside it."""
    done = CliRunner().invoke(papershelf, ["check", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.stdout.splitlines(), done.stderr


def test_data_in_order(folder: Path) -> None:
    """Nothing is printed but a count, and the exit code is 0."""
    assert check() == (0, [], "1 paper and 1 tag: nothing wrong\n")


def test_dates_that_are_yet_to_come(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry is added by tomorrow, which may be today elsewhere."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714550400")  # 2024-05-01
    papers = folder / "data" / "papers.yaml"
    papers.write_text(f"{GOOD}  added: '2024-05-02'\n")
    assert check()[1] == []
    papers.write_text(f"{GOOD}  added: '2042-05-01'\n")
    assert check()[1] == [
        "data/papers.yaml:6: warning: added on 1 May 2042, which is yet to come; correct 'added'",
    ]


def test_collections(folder: Path) -> None:
    """They are counted, and what is wrong in them is told as that of the other files."""
    path = folder / "data" / "collections.yaml"
    path.write_text("- slug: s\n  title: S\n  description: D.\n  steps:\n  - paper: a\n    why: First.\n")
    code, lines, said = check()
    assert (code, said) == (0, "1 paper, 1 tag and 1 collection: 1 warning\n")
    assert lines == [
        "data/collections.yaml:1: warning: 's' has a single step; add what to read before or after"
    ]
    path.write_text(path.read_text().replace("paper: a", "paper: b"))
    code, lines, said = check("--format", "json")
    assert (code, said) == (1, "1 error\n")
    (problem,) = json.loads("\n".join(lines))
    assert (problem["path"], problem["line"], problem["rule"]) == (
        "data/collections.yaml",
        5,
        "unknown-paper",
    )
    sarif = json.loads("\n".join(check("--format", "sarif")[1]))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["unknown-paper"]


def test_problems(folder: Path) -> None:
    """All of both files, by file and line, with paths as given; the exit code is 1."""
    (folder / "data" / "papers.yaml").write_text(GOOD + "- id: a\n  title: [x]\n  tags: [hash]\n")
    (folder / "data" / "tags.yaml").write_text(TAGS + "  parent: nowhere\n")
    code, lines, said = check()
    assert code == 1
    assert [line.split(": ")[0] for line in lines] == [
        "data/papers.yaml:6",
        "data/papers.yaml:7",
        "data/papers.yaml:8",
        "data/tags.yaml:3",
    ]
    assert "4 errors" in said
    assert check("--data", str(folder / "data"))[1][0].startswith(f"{folder}/data/papers.yaml:6: ")


def test_a_directory_that_is_not_there(folder: Path) -> None:
    """It is a usage error, with exit code 2."""
    code, lines, said = check("--data", "nowhere")
    assert (code, lines) == (2, [])
    assert "Directory 'nowhere' does not exist" in said


def test_outside_of_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody named the data, it says where to run the command."""
    monkeypatch.chdir(tmp_path)
    code, lines, said = check()
    assert (code, lines) == (2, [])
    assert "no data/ found here; run this in the top folder of a list" in said
    assert "Directory 'data' does not exist" in check("--data", "data")[2]


def test_a_directory_with_a_vocabulary_only(folder: Path) -> None:
    """That is how a list begins."""
    (folder / "data" / "papers.yaml").unlink()
    assert check()[0] == 0


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b"- &a [*a]\n", b"- id: a\n  title: \xff\n", b"- a: b: c\n"]
)
def test_nothing_brings_it_down(folder: Path, content: bytes) -> None:
    """Hostile files end in one line and exit code 1, in a process of its own; nothing is written."""
    (folder / "data" / "papers.yaml").write_bytes(content)
    before = sorted(folder.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-m", "papershelf", "check"], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert done.stdout.startswith("data/papers.yaml:")
    assert "Traceback" not in done.stderr
    assert sorted(folder.rglob("*")) == before
