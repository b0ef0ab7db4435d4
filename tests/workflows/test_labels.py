"""The labels of the repository, made by the workflow's own step against a made-up GitHub."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from papershelf.bot.comments import LABELS
from tests.bot.fake_github import FakeGitHub
from tests.workflows.runner import SKIPPED, Job, github_environ, load_workflow, run_workflow_job

WORKFLOW = Path(".github/workflows/labels.yml")


@pytest.fixture
def github(project_root: Path) -> Iterator[FakeGitHub]:
    """A repository whose token may do what the workflow's job may."""
    permissions = load_workflow(project_root / WORKFLOW)["jobs"]["make"]["permissions"]
    with FakeGitHub() as fake:
        fake.tokens["secret"] = {key.replace("-", "_"): level for key, level in permissions.items()}
        yield fake


def make(project_root: Path, github: FakeGitHub, folder: Path) -> Job:
    folder.mkdir(exist_ok=True)
    return run_workflow_job(
        project_root / WORKFLOW,
        "make",
        expressions={
            "github.ref_name == github.event.repository.default_branch": "true",
            "github.token": "secret",
        },
        env=github_environ(github, "push", {}, folder.parent),
        cwd=folder,
        actions={"actions/checkout": SKIPPED, "$/.github/actions/set-up": SKIPPED},
    )


def test_missing_labels_are_made_once(project_root: Path, github: FakeGitHub, tmp_path: Path) -> None:
    """A bare repository gets all of them, and a second run makes nothing."""
    assert make(project_root, github, tmp_path / "clone").succeeded
    assert set(LABELS) == set(github.repository.labels)
    before = len(github.writes())
    assert make(project_root, github, tmp_path / "clone").succeeded
    assert len(github.writes()) == before


def test_a_label_that_exists_stays(project_root: Path, github: FakeGitHub, tmp_path: Path) -> None:
    """The colour that somebody gave a label is not taken away, whatever the case of its name."""
    github.repository.labels["Suggestion"] = {"name": "Suggestion", "color": "000000", "description": "ours"}
    assert make(project_root, github, tmp_path / "clone").succeeded
    assert github.repository.labels["Suggestion"]["color"] == "000000"
    assert "suggestion" not in github.repository.labels


def test_without_permission_it_says_so(project_root: Path, github: FakeGitHub, tmp_path: Path) -> None:
    """A token that may not write issues makes the job fail, with GitHub's reason and no traceback."""
    github.tokens["secret"] = {"contents": "read"}
    job = make(project_root, github, tmp_path / "clone")
    assert not job.succeeded
    assert "Traceback" not in job.stdout
