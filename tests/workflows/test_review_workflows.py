"""Review and Comment, the workflows of a pull request from a fork, each of their steps executed.

Review runs in a clone as GitHub would check it out; what it uploads is what Comment downloads in another
clone, that of the default branch, against a made-up GitHub.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from papershelf.bot.review_shape import VERSION
from tests.bot.fake_github import FakeGitHub
from tests.workflows.runner import SKIPPED, Job, github_environ, run_workflow_job

COUNTED = [
    "added",
    "removed",
    "moved",
    "changed",
    "tags",
    "collections",
    "citations",
    "possible_duplicates",
    "new_links",
]
HOSTILE = "$(touch pwned) `touch pwned` ${{ github.token }}\n::set-output name=x::y\n@mention <script> | "
TAGS = "- slug: hashing\n  label: Hashing\n  description: Hash tables.\n"
SITE_PARTS = ("generator", "Makefile", "pyproject.toml", "requirements.txt", ".gitignore")
SET_UP = {"actions/checkout": SKIPPED, "$/.github/actions/set-up": SKIPPED}


def entry(key: str, title: str) -> str:
    return f"- id: {key}\n  title: {json.dumps(title)}\n  tags: [hashing]\n  added: '2026-11-20'\n"


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def write(folder: Path, papers: str) -> None:
    (folder / "data/papers.yaml").write_text(papers, encoding="utf-8")
    (folder / "data/tags.yaml").write_text(TAGS, encoding="utf-8")
    (folder / "data/collections.yaml").unlink(missing_ok=True)


@dataclass
class Forge:
    """A repository with a pull request from a fork: GitHub, the folder for clones, and what was uploaded."""

    project: Path
    folder: Path
    github: FakeGitHub
    origin: Path
    number: int = 0

    @property
    def uploads(self) -> Path:
        return self.folder / "uploads"

    def propose(self, papers: str, title: str = "Add a paper") -> None:
        """Open the pull request with these papers, or push them to it."""
        git(self.origin, "checkout", "-q", "-B", "patch-1", "main")
        write(self.origin, papers)
        git(self.origin, "commit", "-qam", "Propose", "--allow-empty")
        if self.number:
            self.github.repository.pulls[self.number]["head"]["sha"] = self.sha
            return
        pull = self.github.repository.add_pull(
            "patch-1", "main", title, title * 100_000, sha=self.sha, repo="stranger/reading-list"
        )
        self.number = pull["number"]

    @property
    def sha(self) -> str:
        """The commit at the head of the pull request."""
        return git(self.origin, "rev-parse", "patch-1")

    def clone(self, name: str, branch: str) -> Path:
        """Check a branch out as a workflow does."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        shutil.rmtree(self.folder / f"{name}-runner", ignore_errors=True)
        git(self.folder, "clone", "-q", "--branch", branch, str(self.origin), name)
        return self.folder / name

    def review(self) -> Job:
        """Run Review on the merge of the pull request, as the event of a fork: without a token."""
        shutil.rmtree(self.uploads, ignore_errors=True)
        clone = self.clone("merge", "main")
        git(clone, "merge", "-q", "--no-ff", "-m", "Merge", "origin/patch-1")
        pull = self.github.repository.pulls[self.number]
        return run_workflow_job(
            self.project / ".github/workflows/review.yml",
            "review",
            expressions={
                "github.event.pull_request.number": str(self.number),
                "github.event.pull_request.head.sha": pull["head"]["sha"],
            },
            env=github_environ(self.github, "pull_request", {"pull_request": pull}, self.folder),
            cwd=clone,
            actions={**SET_UP, "actions/upload-artifact": self._upload},
        )

    def comment(self, event: str = "pull_request", head_sha: str = "") -> Job:
        """Run Comment, whose token is that of its `permissions:`, on what was uploaded."""
        self.github.tokens["secret"] = {"actions": "read", "contents": "read", "pull_requests": "write"}
        commit = head_sha or self.sha
        run = {"event": event, "head_sha": commit, "id": 99}
        return run_workflow_job(
            self.project / ".github/workflows/comment.yml",
            "comment",
            expressions={
                "github.event.workflow_run.event == 'pull_request' &&"
                " github.event.workflow_run.conclusion != 'cancelled'": str(event == "pull_request").lower(),
                "github.event.repository.default_branch": "main",
                "github.event.workflow_run.id": "99",
                "github.event.workflow_run.head_sha": commit,
                "github.token": "secret",
            },
            env=github_environ(self.github, "workflow_run", {"workflow_run": run}, self.folder),
            cwd=self.clone("default", "main"),
            actions={**SET_UP, "actions/download-artifact": self._download},
        )

    def comments(self) -> list[str]:
        return self.github.repository.comments_of(self.number)

    def _upload(self, given: Mapping[str, str]) -> None:
        source = self.folder / "merge" / given["path"]
        if source.exists() or given.get("if-no-files-found") != "ignore":
            shutil.copytree(source, self.uploads / given["name"])

    def _download(self, given: Mapping[str, str]) -> None:
        assert (given["run-id"], given["github-token"]) == ("99", "secret")
        shutil.copytree(self.uploads / given["name"], given["path"], symlinks=True)


@pytest.fixture
def forge(tmp_path: Path, project_root: Path, copy_project: Callable[[Path], Path]) -> Iterator[Forge]:
    """A small list on its default branch."""
    origin = tmp_path / "origin"
    origin.mkdir()
    copy_project(origin)
    for name in SITE_PARTS:
        source = project_root / name
        if source.is_dir():
            shutil.copytree(source, origin / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, origin / name)
    shutil.rmtree(origin / "data/feeds", ignore_errors=True)
    write(origin, entry("a", "A first paper"))
    git(origin, "init", "-q", "--initial-branch", "main")
    git(origin, "add", ".")
    git(origin, "commit", "-qm", "Start")
    with FakeGitHub() as github:
        github.repository.commit_files("main", {"data/papers.yaml": b"[]\n"})
        yield Forge(project_root, tmp_path, github, origin)


def traces(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("pwned*") if path.is_file()]


def test_a_pull_request_is_built_reviewed_and_commented_on(forge: Forge) -> None:
    """The comment tells what was added, how large the site is and which pages came; a push updates it."""
    forge.propose(entry("a", "A first paper") + entry("b", "Another thing"))
    reviewed = forge.review()
    assert reviewed.succeeded, reviewed
    assert reviewed.ran[3:6] == ["Build the site as proposed", "Build the site as it was", "Review the list"]
    assert (forge.uploads / "site/papers/b/index.html").exists()
    assert [path.name for path in (forge.uploads / "review").iterdir()] == ["review.json"]
    assert not forge.github.calls, "a job of a fork has no token and asks nothing"
    assert forge.comment().succeeded
    (text,) = forge.comments()
    assert "- `Another thing` (`b`): `hashing`" in text
    assert "  - `papers/b/`" not in text
    assert "- `papers/b/`" in text
    assert "https://github.com/list-owner/reading-list/actions/runs/99" in text
    forge.propose(entry("a", "A first paper") + entry("c", "A third, better"))
    assert forge.review().succeeded
    assert forge.comment().succeeded
    (text,) = forge.comments()
    assert "A third, better" in text
    assert "Another thing" not in text


def test_code_that_is_proposed_changes_only_its_own_run(forge: Forge) -> None:
    """What the list's pages do not show differs in no page, so the comparison is of like with like."""
    forge.propose(entry("a", "A first paper") + "# a remark\n")
    assert forge.review().succeeded
    made = json.loads((forge.uploads / "review/review.json").read_text(encoding="utf-8"))
    assert made["site"]["page_counts"] == {"added": 0, "removed": 0, "changed": 0}


def test_broken_data_is_annotated_and_explained(forge: Forge) -> None:
    """The run fails, the lines are annotated, no site is uploaded, and the comment says what to correct."""
    forge.propose("- id: a\n")
    reviewed = forge.review()
    assert [step.name for step in reviewed.steps if step.outcome == "failure"] == ["Review the list"]
    assert "::error file=data/papers.yaml,line=1," in reviewed.stdout
    assert [path.name for path in forge.uploads.iterdir()] == ["review"]
    assert forge.comment().succeeded
    (text,) = forge.comments()
    assert "The list can't be compared" in text
    assert "the entry has no 'title'" in text


def test_hostile_text_does_nothing(forge: Forge) -> None:
    """Commands, workflow commands and markup in a title, in a body of 10 MB and in the list are only text."""
    forge.propose(entry("a", "A first paper") + entry("b", HOSTILE), HOSTILE)
    reviewed = forge.review()
    assert reviewed.succeeded
    assert "\n::set-output" not in reviewed.stdout + reviewed.stderr
    assert forge.comment().succeeded
    (text,) = forge.comments()
    assert (
        "`$(touch pwned) `touch pwned` ${{ github.token }} ::set-output name=x::y @mention <script> |`"
        in text
    )
    assert "secret" not in text
    assert not traces(forge.folder)


def overwrite(forge: Forge, name: str, content: str) -> None:
    path = forge.uploads / "review" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def forged(**changes: Any) -> str:
    """A review that was never made by us."""
    whole = {
        "version": VERSION,
        "pull_request": 1,
        "head_sha": "0" * 40,
        "counts": dict.fromkeys(COUNTED, 0),
        "difference": None,
        "problem_counts": {"error": 0, "warning": 0},
        "problems": [],
        "site": None,
    }
    return json.dumps(whole | changes)


def test_the_forged_review_would_be_posted_if_it_were_right(forge: Forge) -> None:
    """The cases below fail for what is wrong in each, and for nothing else."""
    forge.propose(entry("a", "A first paper"))
    overwrite(forge, "review.json", forged())
    forge.github.repository.pulls[forge.number]["head"]["sha"] = "0" * 40
    assert forge.comment(head_sha="0" * 40).succeeded
    assert len(forge.comments()) == 1


@pytest.mark.parametrize(
    "files",
    [
        {"review.json": forged(), "../generator/papershelf/cli/comment.py": "raise SystemExit"},
        {"review.json": forged(), "extra.json": "{}"},
        {"review.json": "x" * 5_000_000},
        {"review.json": forged(markdown="@everybody")},
        {"review.json": forged(head_sha="f" * 40)},
        {"review.json": forged(pull_request="1; touch pwned")},
        {"$(touch pwned)": "{}"},
    ],
    ids=["a path out", "another file", "5 MB", "another key", "another commit", "no number", "another name"],
)
def test_a_forged_artifact_changes_nothing(forge: Forge, files: dict[str, str]) -> None:
    """Whatever the stranger's job uploads, nothing but a review of its own commit is posted."""
    forge.propose(entry("a", "A first paper"))
    for name, content in files.items():
        overwrite(forge, name, content)
    if "../generator/papershelf/cli/comment.py" in files:  # as it would come out of a careless unpacking
        shutil.copytree(forge.uploads / "generator", forge.uploads / "review" / "generator")
    head = "0" * 40
    forge.github.repository.pulls[forge.number]["head"]["sha"] = head
    done = forge.comment(head_sha=head)
    assert [step.name for step in done.steps if step.outcome == "failure"] == ["Comment"]
    assert not forge.github.writes()
    assert "Traceback" not in done.stderr
    assert not traces(forge.folder)


def test_other_events_get_no_comment(forge: Forge) -> None:
    """A run of Review that was not for a pull request is passed over, its artifact not even fetched."""
    assert forge.comment(event="push", head_sha="0" * 40).steps == []
