"""The workflows of a list: short calls of ours, at the version that the list was written by."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from papershelf import __version__
from papershelf.starter.engine_source import ENGINE, PINNED, EngineSource
from papershelf.starter.list_files import followed_files
from papershelf.starter.start_answers import checked_answers
from tests.workflows.runner import EXPRESSION, load_workflow

OURS = Path(__file__).parents[2] / ".github/workflows"
HOSTILE = "x: ${{ github.token }} \" ' 😀"
FILES = followed_files(checked_answers(HOSTILE, HOSTILE, "me/list", None, "MIT"), EngineSource(PINNED))
NAMES = sorted(path.rpartition("/")[2] for path in FILES if path.startswith(".github/workflows/"))
LEVELS = ("none", "read", "write")


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a list's workflows."""
    root = tmp_path_factory.mktemp("list")
    for path, content in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root / ".github/workflows"


def call(theirs: Path, name: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A workflow of a list, its only job, and the workflow of ours that this calls."""
    workflow = load_workflow(theirs / name)
    ((_, job),) = workflow["jobs"].items()
    match = re.fullmatch(r"([\w-]+/[\w-]+)/\.github/workflows/([\w-]+\.yml)@v(.+)", job["uses"])
    assert match
    assert (match[1], match[3]) == (ENGINE, __version__)
    return workflow, job, load_workflow(OURS / match[2])


def test_actionlint_finds_nothing(theirs: Path) -> None:
    """They are right by syntax and types."""
    program = Path(sys.executable).with_name("actionlint")
    done = subprocess.run(
        [str(program), "-no-color", *map(str, sorted(theirs.glob("*.yml")))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing_but_our_tag(theirs: Path) -> None:
    """What they call is pinned by version, not by commit; the auditor has nothing else to say."""
    program = Path(sys.executable).with_name("zizmor")
    command = [str(program), "--offline", "--no-progress", "--format", "plain", str(theirs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = set(re.findall(r"^(?:error|warning|info|help)\[([\w-]+)\]", done.stdout, re.MULTILINE))
    assert found <= {"unpinned-uses", "dangerous-triggers"}, done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_each_calls_one_of_ours(theirs: Path, name: str) -> None:
    """It can be called, takes what it is given, and gets the rights that its jobs need, no more."""
    workflow, job, ours = call(theirs, name)
    called = ours["on"]["workflow_call"] or {}
    assert set(job.get("with", {})) <= set(called.get("inputs", {}))
    assert set(job.get("secrets", {})) == set(called.get("secrets", {}))
    needed: dict[str, str] = {}
    for one in ours["jobs"].values():
        for scope, level in one["permissions"].items():
            needed[scope] = max(needed.get(scope, "none"), level, key=LEVELS.index)
    assert workflow["permissions"] == {}
    given = job["permissions"]
    assert given == needed


@pytest.mark.parametrize("name", NAMES)
def test_each_starts_as_ours_does(theirs: Path, name: str) -> None:
    """By the same events; a list's site has one of its own."""
    workflow, _, ours = call(theirs, name)
    if name != "site.yml":
        assert workflow["on"] == {event: how for event, how in ours["on"].items() if event != "workflow_call"}
    assert workflow["name"] == name.partition(".")[0].capitalize()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_was_typed_is_in_a_workflow(theirs: Path, name: str) -> None:
    """Answers stay out of them; the only expressions are inputs and secrets that are passed on."""
    text = (theirs / name).read_text(encoding="utf-8")
    assert "me/list" not in text
    assert all(re.fullmatch(r"(inputs|secrets)\.\w+", each) for each in EXPRESSION.findall(text))


def test_the_digests_secrets_reach_their_step() -> None:
    """What a list passes on has the names that the workflow reads."""
    text = (OURS / "digest.yml").read_text(encoding="utf-8")
    declared = load_workflow(OURS / "digest.yml")["on"]["workflow_call"]["secrets"]
    assert set(re.findall(r"secrets\.(\w+)", text)) == set(declared)


def test_the_repository_of_the_engine_is_this_one(project_root: Path) -> None:
    """What lists call is where this site says that its repository is."""
    settings = (project_root / "mkdocs.yml").read_text(encoding="utf-8")
    assert f"repo_url: !ENV [REPO_URL, 'https://github.com/{ENGINE}']" in settings
    guide = (project_root / "docs/guide/start.md").read_text(encoding="utf-8")
    assert f"`{ENGINE}`" in guide
