"""`papershelf changes`, in a real git repository."""

import json
import subprocess
from pathlib import Path

import pytest

from papershelf.library import load
from papershelf.model import KeptChange
from tests.cli.command_line import run

TAGS = "- slug: sky\n  label: Sky\n"
FIRST = "- id: a\n  title: One\n- id: b\n  title: Two\n- id: c\n  title: Something else\n"
SECOND = """\
- id: a
  title: One
  note: Good.
- id: b-2
  title: Two
  formerly: [b]
- id: d
  title: Four
"""


def commit(folder: Path, papers: str, day: str) -> None:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "tags.yaml").write_text(TAGS)
    (folder / "data" / "papers.yaml").write_text(papers)
    when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for arguments in (["add", "."], ["commit", "--quiet", "--allow-empty", "-m", "x"]):
        subprocess.run(["git", *identity, *arguments], cwd=folder, env=when, check=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits: the second changes a paper, moves one, removes one and adds one."""
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "--quiet", "--initial-branch", "main"], cwd=tmp_path, check=True)
    commit(tmp_path, FIRST, "2026-01-02")
    commit(tmp_path, SECOND, "2026-01-05")
    return tmp_path


def test_it_shows_first(repository: Path) -> None:
    """Without --write nothing is written."""
    done = run("changes")
    assert (done.code, done.out) == (0, "2026-01-05: 5 changes\n")
    assert not (repository / "data" / "changes.jsonl").exists()


def test_what_commits_did_is_recorded(repository: Path) -> None:
    """By paper and day, from the first commit on; it is what the list then knows."""
    assert run("changes", "--write").code == 0
    record = load(repository / "data").record
    assert record.since == "2026-01-02"
    assert set(record.changes) == {
        KeptChange("2026-01-05", "d", "added"),
        KeptChange("2026-01-05", "a", "changed", ("note",)),
        KeptChange("2026-01-05", "b-2", "changed", ("formerly",)),
        KeptChange("2026-01-05", "b", "moved", to="b-2"),
        KeptChange("2026-01-05", "c", "removed"),
    }


def test_it_goes_on_where_it_ended(repository: Path) -> None:
    """Later commits are added; without any, nothing changes."""
    run("changes", "--write")
    before = (repository / "data" / "changes.jsonl").read_text().splitlines()
    assert "nothing new" in run("changes", "--write").err
    commit(repository, FIRST, "2026-02-01")
    assert run("changes", "--write").out.startswith("2026-02-01: ")
    after = (repository / "data" / "changes.jsonl").read_text().splitlines()
    assert after[1 : len(before)] == before[1:]
    assert all(json.loads(line)["day"] == "2026-02-01" for line in after[len(before) :])


def test_a_commit_with_errors_is_left_out(repository: Path) -> None:
    """What came of it shows in the next one."""
    commit(repository, "- id: a\n", "2026-01-06")
    commit(repository, SECOND, "2026-01-07")
    done = run("changes", "--write")
    assert "left out, since it has errors" in done.err
    assert "2026-01-07" not in done.out


def test_a_commit_that_is_not_there(repository: Path) -> None:
    """A clone of the last commit alone cannot go on with the record, and says what to do."""
    (repository / "data" / "changes.jsonl").write_text(f'{{"since": "2026-01-02", "commit": "{"0" * 40}"}}\n')
    done = run("changes", "--write")
    assert done.code == 1
    assert "fetch --unshallow" in done.err


def test_errors_of_the_record_are_found_by_the_check(repository: Path) -> None:
    """With the line, and what to do."""
    (repository / "data" / "changes.jsonl").write_text("{}x\n")
    done = run("check")
    assert done.code == 1
    assert "data/changes.jsonl:1: the first line must be like" in done.out + done.err


def test_outside_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to record from."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tags.yaml").write_text(TAGS)
    done = run("changes")
    assert done.code == 1
    assert "no history found here" in done.err
