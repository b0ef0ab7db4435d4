"""What holds for every workflow, checked by the linters that security people use and by rules of ours."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.runner import EXPRESSION, load_workflow

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
BIN = Path(sys.executable).parent


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in load_workflow(path)["jobs"].values() for step in job.get("steps", [])]


def lint(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(BIN / command[0]), *command[1:]], capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing() -> None:
    """The auditor of workflows, at its most pedantic, has nothing to say."""
    done = lint("zizmor", "--offline", "--pedantic", "--no-progress", str(ROOT / ".github"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing() -> None:
    """Syntax, types of expressions and untrusted input are right in each workflow."""
    done = lint("actionlint", "-no-color", *map(str, WORKFLOWS))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("linter", [("zizmor", "--offline", "--no-progress"), ("actionlint", "-no-color")])
def test_the_linters_would_find_an_injection(tmp_path: Path, linter: tuple[str, ...]) -> None:
    """A title pasted into a script is refused by both."""
    path = tmp_path / ".github/workflows/bad.yml"
    path.parent.mkdir(parents=True)
    run = "run: echo ${{ github.event.issue.title }}"
    path.write_text(
        f"on: issues\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - {run}\n", encoding="utf-8"
    )
    assert lint(*linter, str(path)).returncode != 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_scripts_hold_no_expressions(path: Path) -> None:
    """Whatever comes from outside reaches a script as a variable."""
    for step in steps(path):
        assert not EXPRESSION.search(str(step.get("run", ""))), step


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned(path: Path) -> None:
    """Each action is a commit, or our own."""
    for step in steps(path):
        if "uses" in step:
            assert re.fullmatch(r"\$/[\w./-]+|[\w./-]+@[0-9a-f]{40}", step["uses"]), step


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_given_job_by_job(path: Path) -> None:
    """No workflow has rights as a whole, and each job says its own."""
    workflow = load_workflow(path)
    assert workflow["permissions"] == {}
    assert all("permissions" in job and "timeout-minutes" in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_pull_requests_get_no_rights(path: Path) -> None:
    """What runs a stranger's code may write nothing and has no token; what may write never checks it out."""
    workflow = load_workflow(path)
    events = workflow["on"]
    assert "pull_request_target" not in events
    text = path.read_text(encoding="utf-8")
    if "workflow_run" in events:
        refs = [step.get("with", {}).get("ref") for step in steps(path) if "checkout" in step.get("uses", "")]
        assert refs == ["${{ github.event.repository.default_branch }}"] * len(refs)
    if set(events) - {"workflow_call"} == {"pull_request"}:
        rights = [right for job in workflow["jobs"].values() for right in job["permissions"].items()]
        assert set(rights) == {("contents", "read")}
        assert "secrets." not in text
        assert "github.token" not in text
