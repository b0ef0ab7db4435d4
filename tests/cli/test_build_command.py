"""`papershelf build`: an account of what it did, or every problem and nothing done."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock

from papershelf.cli import papershelf


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a list of one paper."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tags.yaml").write_text("- slug: hashing\n  label: Hashing\n")
    (tmp_path / "data" / "papers.yaml").write_text("- id: a\n  title: A\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_account(folder: Path) -> None:
    """It counts the pages that were written, removed and left as they were."""
    runner = CliRunner()
    assert runner.invoke(papershelf, ["build"]).stderr == "56 pages written, 0 removed, 0 unchanged\n"
    assert runner.invoke(papershelf, ["build"]).stderr == "0 pages written, 0 removed, 56 unchanged\n"
    (folder / "data" / "papers.yaml").write_text("")
    assert runner.invoke(papershelf, ["build"]).stderr == "23 pages written, 5 removed, 28 unchanged\n"
    assert not (folder / "docs" / "papers" / "a.md").exists()


def test_it_waits_for_another_build(folder: Path) -> None:
    """Two at once would write into docs/ beside each other."""
    with FileLock(folder / ".cache" / "build.lock") as lock:
        command = [sys.executable, "-m", "papershelf", "build"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as waiting:
            assert waiting.stderr is not None
            assert "this one waits until it has ended" in waiting.stderr.readline()
            assert not (folder / "docs").exists()
            lock.release()
            assert waiting.stderr.read() == "56 pages written, 0 removed, 0 unchanged\n"


def test_other_directories(folder: Path) -> None:
    """--data and --docs say where to read and write."""
    (folder / "data").rename(folder / "list")
    done = CliRunner().invoke(papershelf, ["build", "--data", "list", "--docs", "pages"])
    assert done.exit_code == 0
    assert (folder / "pages" / "papers" / "a.md").is_file()
    assert not (folder / "docs").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("data/papers.yaml", "- id: index\n  title: [\n"),
        ("data/papers.yaml", "- id: a\n  title: A\n  links: {code: 'javascript:x'}\n"),
        ("data/tags.yaml", "- slug: a\n  label: A\n  parent: a\n"),
        ("mkdocs.yml", "site_name: [\n"),
    ],
)
def test_bad_input(folder: Path, name: str, content: str) -> None:
    """Problems go to the error stream with their lines, the exit code is 1, and nothing is written."""
    (folder / name).write_text(content)
    done = subprocess.run(
        [sys.executable, "-m", "papershelf", "build"], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}:")
    assert "Traceback" not in done.stderr
    assert not (folder / "docs").exists()
