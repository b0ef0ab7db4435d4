"""The workflow that answers issues, each of its steps executed against a made-up GitHub."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from papershelf.library import load
from tests.bot.fake_github import FakeGitHub
from tests.bot.issue_makers import correction, event, paper_request
from tests.services.misbehaving import Server, reply, serving
from tests.workflows.runner import SKIPPED, Job, github_environ, load_workflow, run_workflow_job

WORKFLOW = Path(".github/workflows/submissions.yml")
JOB = "answer"
LABELLED = (
    "contains(github.event.issue.labels.*.name, 'suggestion') ||"
    " contains(github.event.issue.labels.*.name, 'correction')"
)
HOSTILE = "$(touch owned) `touch owned` ${{ github.token }}\n::add-mask::x\nGITHUB_ENV<<EOF\n@all #1"
ADDRESSES = {
    "steps.pages.outputs.site_url": "https://list-owner.github.io/reading-list/",
    "steps.pages.outputs.repo_url": "https://github.com/list-owner/reading-list",
    "steps.pages.outputs.branch": "main",
    "steps.pages.outputs.publish": "false",
}
FILES = ("data/papers.yaml", "data/tags.yaml", "mkdocs.yml")


@dataclass
class Desk:
    """A clone of a list, the made-up GitHub that holds it, and who plays arXiv."""

    workflow: Path
    clone: Path
    github: FakeGitHub
    arxiv: Server

    def run(self, body: str, *labels: str, title: str = "Suggest: a paper") -> Job:
        """Open an issue and run the job on its event, as GitHub would."""
        issue = self.github.repository.add_issue(title, body)
        issue["labels"] = [{"name": name} for name in labels]
        payload = event(issue, self.github.repository.name)
        environ = github_environ(self.github, "issues", payload, self.clone.parent)
        return run_workflow_job(
            self.workflow,
            JOB,
            expressions={
                LABELLED: str(bool({"suggestion", "correction"} & set(labels))).lower(),
                "github.event.repository.default_branch": "main",
                "github.token": "secret",
            },
            env={**environ, "PAPERSHELF_ARXIV_URL": f"{self.arxiv.url}/arxiv"},
            cwd=self.clone,
            actions={"actions/checkout": _checked_out, "$/.github/actions/set-up": SKIPPED},
        )

    @property
    def comments(self) -> list[str]:
        """All comments."""
        return [str(comment["body"]) for comment in self.github.repository.comments.values()]


def _checked_out(given: Mapping[str, str]) -> None:
    """The default branch is checked out, whatever the event says, and the token is not left behind."""
    assert given == {"ref": "main", "persist-credentials": "false"}


@pytest.fixture
def desk(tmp_path: Path, project_root: Path, list_dir: Path) -> Iterator[Desk]:
    """A list of 75 papers; the token has what the workflow grants, and no more."""
    clone = tmp_path / "clone"
    (clone / "data").mkdir(parents=True)
    for source in (list_dir / "papers.yaml", list_dir / "tags.yaml"):
        shutil.copy(source, clone / "data")
    shutil.copy(project_root / "mkdocs.yml", clone)
    granted = load_workflow(project_root / WORKFLOW)["jobs"][JOB]["permissions"]
    recorded = project_root / "tests/fixtures/arxiv/old-style-id.atom.xml"
    with FakeGitHub() as github, serving() as arxiv:
        github.tokens["secret"] = {scope.replace("-", "_"): level for scope, level in granted.items()}
        github.repository.commit_files("main", {name: (clone / name).read_bytes() for name in FILES})
        arxiv.will(reply(recorded.read_bytes(), kind="application/atom+xml"))
        yield Desk(project_root / WORKFLOW, clone, github, arxiv)
        assert github.repository.files("main") == {name: (clone / name).read_bytes() for name in FILES}


def test_a_paper_request_is_proposed(desk: Desk) -> None:
    """The job ends well, with a pull request whose list can be loaded, and a comment with its address."""
    done = desk.run(paper_request("https://arxiv.org/abs/astro-ph/0601001"), "suggestion")
    assert done.succeeded, done.stderr
    assert done.ran[-1] == "Answer the issue"
    (pull,) = desk.github.repository.pulls.values()
    papers = desk.github.repository.files("papershelf/issue-1")["data/papers.yaml"]
    before = len(load(desk.clone / "data").papers)
    assert len(load(desk.clone / "data", papers=papers).papers) == before + 1
    assert pull["body"].startswith("Closes #1\n")
    assert [pull["html_url"] in comment for comment in desk.comments] == [True]


def test_a_correction_is_proposed(desk: Desk) -> None:
    """The field of a paper is changed, and nothing else."""
    paper = load(desk.clone / "data").papers[0]
    assert desk.run(correction("note", "It scales.", paper.id), "correction").succeeded
    papers = desk.github.repository.files("papershelf/issue-1")["data/papers.yaml"]
    after = load(desk.clone / "data", papers=papers).papers
    assert after[0].note == "It scales."
    assert after[1:] == load(desk.clone / "data").papers[1:]


def test_a_duplicate_is_answered_with_its_page(desk: Desk) -> None:
    """The address is that of the published site."""
    paper = next(paper for paper in load(desk.clone / "data").papers if paper.arxiv)
    assert desk.run(paper_request(str(paper.arxiv)), "suggestion").succeeded
    (comment,) = desk.comments
    assert f"(https://list-owner.github.io/reading-list/papers/{paper.id}/)" in comment
    assert desk.github.repository.pulls == {}


def test_other_issues_start_nothing(desk: Desk) -> None:
    """Without the label of a form no step runs, so that no token is handed out."""
    assert desk.run(paper_request("astro-ph/0601001"), "bug").steps == []
    assert desk.github.calls == []


@pytest.mark.parametrize("scope", ["contents", "issues", "pull_requests"])
def test_each_permission_is_needed(desk: Desk, scope: str) -> None:
    """The job has no permission that it could do without."""
    del desk.github.tokens["secret"][scope]
    assert not desk.run(paper_request("astro-ph/0601001"), "suggestion").succeeded
    assert desk.github.refused


@pytest.mark.parametrize(
    ("body", "label"),
    [
        (paper_request(HOSTILE, why=HOSTILE), "suggestion"),
        (paper_request(tags=f"A (planets), {HOSTILE}"), "suggestion"),
        (correction(HOSTILE, HOSTILE, HOSTILE, HOSTILE), "correction"),
        (HOSTILE, "suggestion"),
        (paper_request(why="x" * 5_000_000), "suggestion"),
    ],
)
def test_hostile_text_changes_nothing(desk: Desk, body: str, label: str) -> None:
    """No command of the text runs, no variable is set, no file appears; the answer is one short comment."""
    done = desk.run(body, label, title=HOSTILE)
    assert done.succeeded, done.stderr
    assert (done.outputs, done.summary) == (ADDRESSES, "")
    assert "::add-mask" not in done.stdout + done.stderr
    assert {path.name for path in desk.clone.iterdir()} == {"data", "mkdocs.yml", ".venv"}
    (comment,) = desk.comments
    assert len(comment) < 2_000
    assert desk.github.repository.pulls == {}


def test_hostile_words_of_a_good_request(desk: Desk) -> None:
    """They stand in the entry as text, and in nothing that GitHub would act on."""
    why = " ".join(HOSTILE.split())
    done = desk.run(paper_request("astro-ph/0601001", why=HOSTILE), "suggestion", title=HOSTILE)
    assert done.succeeded, done.stderr
    papers = desk.github.repository.files("papershelf/issue-1")["data/papers.yaml"]
    assert why in [paper.note for paper in load(desk.clone / "data", papers=papers).papers]
    (pull,) = desk.github.repository.pulls.values()
    head = desk.github.repository.commits[pull["head"]["sha"]]
    assert "touch" not in pull["title"] + head["message"]
    assert f"``{why}``" in pull["body"]


def test_the_workflow_grants_and_runs_no_more() -> None:
    """Nothing is granted but to the one job, and a script holds no expression."""
    workflow: dict[str, Any] = load_workflow(Path(__file__).parents[2] / WORKFLOW)
    assert workflow["permissions"] == {}
    assert workflow["on"] == {"issues": {"types": ["opened", "edited"]}, "workflow_call": None}
    assert list(workflow["jobs"]) == [JOB]
    assert "github.event.issue.number" in workflow["concurrency"]["group"]
    scripts = [step.get("run", "") for step in workflow["jobs"][JOB]["steps"]]
    assert [script for script in scripts if script] == [
        '.venv/bin/papershelf pages >> "$GITHUB_OUTPUT"',
        ".venv/bin/papershelf answer",
    ]
