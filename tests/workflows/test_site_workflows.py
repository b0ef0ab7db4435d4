"""Site and List site: what is tested, built and published after which push, each step executed."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.bot.fake_github import FakeGitHub
from tests.workflows.runner import SKIPPED, Job, github_environ, load_workflow, run_workflow_job

WORKFLOWS = Path(__file__).parents[2] / ".github/workflows"
ENGINE_JOBS = {"test", "engines", "lighthouse", "costs", "validate", "fuzz"}
PUSHED = "github.event_name == 'pull_request' && 'HEAD^' || steps.published.outputs.sha"
PAGES = {"html_url": "https://papers.example", "build_type": "workflow"}
SET_UP = {
    "actions/checkout": SKIPPED,
    "actions/cache": SKIPPED,
    "$/.github/actions/set-up": SKIPPED,
}


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


def commit(folder: Path, **files: str) -> str:
    """Commit files, given by their paths with `__` for a slash and `_` for a dot; return the commit."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "A change")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    """A repository whose tokens may do what each job may."""
    with FakeGitHub() as fake:
        yield fake


@pytest.fixture
def clone(project_root: Path, tmp_path: Path) -> Path:
    """A repository of an engine and a list, the one in which we are."""
    folder = tmp_path / "clone"
    (folder / "scripts").mkdir(parents=True)
    shutil.copy(project_root / "scripts/engine-changed", folder / "scripts")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, data__papers_yaml="1", generator__a_py="1", docs__about_md="1")
    return folder


def changes(github: FakeGitHub, clone: Path, published: str | None, event: str = "push") -> str:
    """Run the job that decides what is tested; give its answer."""
    github.tokens["secret"] = load_workflow(WORKFLOWS / "site.yml")["jobs"]["changes"]["permissions"]
    other = {"sha": "f" * 40, "environment": "preview"}
    mine = [{"sha": published, "environment": "github-pages"}] if published else []
    github.repository.deployments = [other, *mine, {"sha": "e" * 40, "environment": "github-pages"}][
        : len(mine) + 1
    ]
    pull = event == "pull_request"
    job = run_workflow_job(
        WORKFLOWS / "site.yml",
        "changes",
        expressions={
            "github.event_name != 'pull_request'": str(not pull).lower(),
            "github.token": "secret",
            PUSHED: "HEAD^" if pull else published or "",
        },
        env=github_environ(github, event, {}, clone.parent),
        cwd=clone,
        actions=SET_UP,
    )
    assert job.succeeded, job
    if not pull:
        assert job.outputs["steps.published.outputs.sha"] == (published or "")
    return job.outputs["steps.look.outputs.engine"]


@pytest.mark.parametrize(
    ("files", "engine"),
    [
        ({"data__papers_yaml": "2", "data__feeds__a_txt": "2"}, "false"),
        ({"docs__about_md": "2", "docs__digests__2026-w48_md": "2"}, "false"),
        ({}, "false"),
        ({"data__papers_yaml": "2", "generator__a_py": "2"}, "true"),
        ({"README_md": "2"}, "true"),
        ({"generator__data__a_py": "2"}, "true"),
        ({"docs__guide__a_md": "2"}, "true"),
    ],
)
def test_the_engine_is_tested_where_it_changes(
    github: FakeGitHub, clone: Path, files: dict[str, str], engine: str
) -> None:
    """A push and a pull request of data alone, or of the list's own words, wait for no test."""
    before = git(clone, "rev-parse", "HEAD")
    commit(clone, **files)
    assert changes(github, clone, before) == engine
    assert changes(github, clone, None, "pull_request") == engine


def test_an_engine_that_was_not_published_is_tested_again(github: FakeGitHub, clone: Path) -> None:
    """A change of data after a change of the engine that failed its tests does not carry it onto the site."""
    published = git(clone, "rev-parse", "HEAD")
    broken = commit(clone, generator__a_py="2")
    commit(clone, data__papers_yaml="2")
    assert changes(github, clone, published) == "true"
    assert changes(github, clone, broken) == "false"


def test_without_a_published_commit_all_is_tested(github: FakeGitHub, clone: Path) -> None:
    """On the first push, and where history was rewritten."""
    commit(clone, data__papers_yaml="2")
    assert changes(github, clone, None) == "true"
    assert changes(github, clone, "0" * 40) == "true"


def test_what_is_published_was_tested() -> None:
    """The engine's jobs wait for the decision; a deployment needs the tests, unless only the list changed."""
    jobs = load_workflow(WORKFLOWS / "site.yml")["jobs"]
    conditional = {
        name for name, job in jobs.items() if job.get("if") == "needs.changes.outputs.engine == 'true'"
    }
    assert conditional == ENGINE_JOBS
    assert all(jobs[name]["needs"] == "changes" for name in ENGINE_JOBS)
    assert "needs" not in jobs["build"]
    assert jobs["deploy"]["needs"] == ["changes", "test", "build"]
    condition = " ".join(jobs["deploy"]["if"].split())
    assert condition == (
        "!cancelled() && needs.changes.result == 'success' && needs.build.result == 'success' && "
        "needs.build.outputs.publish == 'true' && "
        "(needs.test.result == 'success' || needs.changes.outputs.engine == 'false')"
    )


def build(github: FakeGitHub, clone: Path, workflow: str = "list-site.yml", *, publish: bool = True) -> Job:
    """Run the job that builds, as after a push to the default branch."""
    github.tokens["secret"] = load_workflow(WORKFLOWS / workflow)["jobs"]["build"]["permissions"]
    github.repository.pages = PAGES if publish else None
    uploads: list[Mapping[str, str]] = []

    def set_up(_: Mapping[str, str]) -> None:
        asked = re.search(r"^PAPERSHELF \?= (.*)$", (clone / "Makefile").read_text(), re.MULTILINE)
        assert asked
        (clone / ".venv/.wanted").write_text(f"{asked[1]}\n")
        (clone / ".venv/.site-stamp").touch()

    job = run_workflow_job(
        WORKFLOWS / workflow,
        "build",
        expressions={
            "github.token": "secret",
            "github.sha": "0" * 40,
            "steps.pages.outputs.publish == 'true'": str(publish).lower(),
        },
        env=github_environ(github, "push", {}, clone.parent),
        cwd=clone,
        actions={
            **SET_UP,
            "$/.github/actions/set-up": set_up,
            "actions/upload-pages-artifact": uploads.append,
        },
    )
    assert len(uploads) == (publish and job.succeeded)
    return job


@pytest.fixture
def new_list(tmp_path: Path) -> Path:
    """A list as `papershelf init` writes it."""
    command = [sys.executable, "-m", "papershelf", "init", "list", "--yes"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    git(tmp_path / "list", "init", "--quiet")
    return tmp_path / "list"


def test_a_new_list_is_checked_built_and_published(github: FakeGitHub, new_list: Path) -> None:
    """For the address that Pages gives it, with links to its repository and default branch."""
    github.repository.default_branch = "trunk"
    done = build(github, new_list)
    assert done.succeeded, done
    page = next((new_list / "site/papers").glob("spann*/index.html")).read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://papers.example/papers/' in page
    assert "https://github.com/list-owner/reading-list/blob/trunk/data/papers.yaml" in page


def test_the_first_push_is_green(github: FakeGitHub, new_list: Path) -> None:
    """Without Pages nothing is uploaded, nothing fails, and the summary says what to click."""
    done = build(github, new_list, publish=False)
    assert done.succeeded, done
    assert "choose Source: GitHub Actions at" in done.summary
    page = (new_list / "site/index.html").read_text(encoding="utf-8")
    assert "https://list-owner.github.io/reading-list/" in page


def test_broken_data_are_annotated_and_not_published(github: FakeGitHub, new_list: Path) -> None:
    """The check stops the build, and says on which line of which file."""
    with (new_list / "data/papers.yaml").open("a", encoding="utf-8") as file:
        file.write("- id: a\n")
    done = build(github, new_list)
    assert [step.name for step in done.steps if step.outcome == "failure"] == ["Check the list"]
    assert "::error file=data/papers.yaml,line=" in done.stdout


def test_a_list_waits_for_nothing_but_its_build() -> None:
    """Check, build, deploy: a merged paper is on the site as soon as they are through."""
    jobs = load_workflow(WORKFLOWS / "list-site.yml")["jobs"]
    assert list(jobs) == ["build", "deploy"]
    assert jobs["deploy"]["needs"] == "build"
    runs = [step["run"] for step in jobs["build"]["steps"] if "run" in step]
    assert [line.split("/")[-1].split(" >>")[0] for line in runs] == [
        "papershelf pages", "papershelf check --format github", "make site",
    ]  # fmt: skip
