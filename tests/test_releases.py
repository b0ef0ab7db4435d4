"""A release is the tagged version, with notes, in packages of the same bytes wherever they are built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from papershelf import __version__
from tests.workflows.runner import load_workflow

NAMED = ("pyproject.toml", "CITATION.cff", "generator/papershelf/__init__.py")
CHANGES = """\
# Changelog

## [Unreleased]

- Later.

## [9.2.0] - 2026-12-01

### Added

- Tea.

## [9.1.0]
"""


@pytest.fixture
def project(project_root: Path, tmp_path: Path) -> Path:
    """The files that name the version, which is 9.2.0 in all of them."""
    for name in NAMED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        text = (project_root / name).read_text(encoding="utf-8")
        assert text.count(__version__) == 1
        (tmp_path / name).write_text(text.replace(__version__, "9.2.0"), encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    return tmp_path


def notes(root: Path, project: Path, tag: str) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [sys.executable, root / "scripts/release_notes.py", tag]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_the_notes_of_a_version(project_root: Path, project: Path) -> None:
    """They are what the changelog says below its heading, and nothing of other versions."""
    done = notes(project_root, project, "v9.2.0")
    assert (done.returncode, done.stdout, done.stderr) == (0, "### Added\n\n- Tea.\n", "")


def test_whatever_disagrees_with_the_tag_is_said(project_root: Path, project: Path) -> None:
    """All of it at once, and no notes."""
    done = notes(project_root, project, "v9.3.0")
    assert (done.returncode, done.stdout) == (1, "")
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        "pyproject.toml", "generator/papershelf/__init__.py", "CITATION.cff", "CHANGELOG.md",
    ]  # fmt: skip
    assert "pyproject.toml:7: this is version 9.2.0; make it 9.3.0" in done.stderr


@pytest.mark.parametrize("tag", ["9.2.0", "v9.2", "v9.2.0rc1", "v09.2.0", "v9.2.0\n", ""])
def test_what_is_not_a_version_is_refused(project_root: Path, project: Path, tag: str) -> None:
    """A tag has three numbers after a v."""
    done = notes(project_root, project, tag)
    assert (done.returncode, done.stdout) == (1, "")
    assert "is not the tag of a version" in done.stderr


def test_a_version_needs_its_day(project_root: Path, project: Path) -> None:
    """One that is still being written has none, and is not released."""
    (project / "CHANGELOG.md").write_text(CHANGES.replace(" - 2026-12-01", ""))
    assert "CHANGELOG.md:1: there is nothing about 9.2.0" in notes(project_root, project, "v9.2.0").stderr


def test_the_packages_have_the_same_bytes(project_root: Path, tmp_path: Path) -> None:
    """In another folder, with files of another time that others may not read."""
    made = []
    for name, mode, time in (("one", 0o644, 1e9), ("another place", 0o600, 1.5e9)):
        copy = tmp_path / name
        ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(project_root / "generator", copy / "generator", ignore=ignored)
        for file in (*project_root.glob("*.*"), project_root / "LICENSE", project_root / ".gitignore"):
            if file.is_file():
                shutil.copy(file, copy)
        for path in copy.rglob("*"):
            if path.is_file():
                path.chmod(mode)
                os.utime(path, (time, time))
        hatchling = Path(sys.executable).with_name("hatchling")
        subprocess.run([hatchling, "build", "-d", "dist"], cwd=copy, check=True, capture_output=True)
        made.append({path.name: path.read_bytes() for path in (copy / "dist").iterdir()})
    name = f"papershelf-{__version__}"
    assert sorted(made[0]) == [f"{name}-py3-none-any.whl", f"{name}.tar.gz"]
    assert made[0] == made[1]


def test_a_release_waits_for_tests_and_signatures(project_root: Path) -> None:
    """Nothing is published before, by no secret, and where nobody wants releases nothing runs at all."""
    path = project_root / ".github/workflows/release.yml"
    jobs = load_workflow(path)["jobs"]
    assert {"test", "build", "attest"} <= {*jobs["publish"]["needs"]}
    assert jobs["release"]["needs"] == "publish"
    assert jobs["publish"]["environment"]["name"]
    assert "secrets." not in path.read_text(encoding="utf-8")
    first = [job for job in jobs.values() if "needs" not in job]
    assert [job["if"] for job in first] == ["vars.RELEASES == 'true'"] * 2
    assert all("always" not in str(job.get("if")) for job in jobs.values())
