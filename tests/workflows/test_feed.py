"""The workflow that proposes papers of the day, each of its steps executed against a made-up GitHub."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from papershelf.library import load
from tests.bot.fake_github import FakeGitHub
from tests.services.misbehaving import Server, reply, serving
from tests.workflows.runner import SKIPPED, Job, github_environ, load_workflow, run_workflow_job

WORKFLOW = Path(".github/workflows/feed.yml")
BRANCH = "papershelf/feed"
HOSTILE = "Benchmark: $(touch owned) `touch owned` ${{ x }} @all #1 </details> <script>"
ACTIONS = {"actions/checkout": SKIPPED, "$/.github/actions/set-up": SKIPPED}


def record(number: int, title: str, votes: int = 50) -> dict[str, Any]:
    """A paper as the API of the Daily Papers has it."""
    arxiv = f"2611.{number:05}"
    abstract = "We measure what others only say, at length, and with care. " * 5
    paper = {"id": arxiv, "title": title, "summary": abstract, "authors": [{"name": "Ada"}], "upvotes": votes}
    return {"paper": paper, "title": title, "summary": abstract, "publishedAt": "2026-11-20T00:00:00.000Z"}


@dataclass
class Desk:
    """A clone of a small list, the made-up GitHub that holds it, and who plays Hugging Face."""

    workflow: Path
    clone: Path
    github: FakeGitHub
    service: Server

    def run(self, *records: dict[str, Any], date: str = "2026-11-20", job: str = "propose") -> Job:
        """Let the feed of a day hold these papers, and run the job on it."""
        self.service.will(reply(json.dumps(records)))
        payload = {"repository": {"default_branch": "main", "fork": False}}
        return run_workflow_job(
            self.workflow,
            job,
            expressions={
                "!github.event.repository.fork": "true",
                "github.event_name == 'schedule'": "true",
                "github.event.repository.default_branch": "main",
                "github.token": "secret",
                "inputs.date": date,
            },
            env={
                **github_environ(self.github, "schedule", payload, self.clone.parent),
                "PAPERSHELF_HUGGING_FACE_URL": f"{self.service.url}/api",
                "SOURCE_DATE_EPOCH": "1795500000",  # 2026-11-24
            },
            cwd=self.clone,
            actions=ACTIONS,
        )

    def ids(self, branch: str = BRANCH) -> list[str]:
        """The ids on the list of a branch."""
        entries = yaml.safe_load(self.github.repository.files(branch)["data/papers.yaml"])
        return sorted(entry["id"] for entry in entries)

    def merge(self) -> None:
        """Merge the pull request, and bring the clone up to date."""
        files = self.github.repository.files(BRANCH)
        self.github.repository.commit_files("main", files)
        for pull in self.github.repository.pulls.values():
            pull["state"] = "closed"
        for path in (path for path in files if path.startswith("data/")):
            (self.clone / path).parent.mkdir(exist_ok=True)
            (self.clone / path).write_bytes(files[path])


@pytest.fixture
def desk(project_root: Path, copy_project: Callable[[Path], Path], tmp_path: Path) -> Iterator[Desk]:
    """A list of one paper with three tags; the token has what the workflow gives it, and no more."""
    clone = copy_project(tmp_path / "clone")
    shutil.rmtree(clone / "data")
    (clone / "data").mkdir()
    (clone / "data/tags.yaml").write_bytes(
        (project_root / "generator/papershelf/starter/empty/tags.yaml").read_bytes()
    )
    (clone / "data/papers.yaml").write_text("- id: old\n  title: An old benchmark\n  arxiv: '2601.00001'\n")
    with FakeGitHub() as github, serving() as service:
        files = {f"data/{path.name}": path.read_bytes() for path in (clone / "data").iterdir()}
        github.repository.commit_files("main", files)
        permissions = load_workflow(project_root / WORKFLOW)["jobs"]["propose"]["permissions"]
        github.tokens["secret"] = {key.replace("-", "_"): level for key, level in permissions.items()}
        yield Desk(project_root / WORKFLOW, clone, github, service)


def test_one_pull_request(desk: Desk) -> None:
    """It holds the papers that fit and their feed, its text has a reason for every paper; main stays."""
    start = desk.github.repository.refs["heads/main"]
    done = desk.run(record(1, "A benchmark of stars"), record(2, "Of nothing in particular"))
    assert done.succeeded, done
    assert desk.ids() == ["a-benchmark-of-stars", "old"]
    assert "data/feeds/daily-papers-2026-11-20.json" in desk.github.repository.files(BRANCH)
    (pull,) = desk.github.repository.pulls.values()
    assert (pull["title"], pull["base"]["ref"]) == ("Add 1 paper from the feed of the day", "main")
    assert "benchmarks: 'benchmark' in the title" in pull["body"]
    assert "2611.00002   its text suggests no tag: Of nothing in particular" in pull["body"]
    assert pull["body"].strip() == done.summary.strip()
    assert desk.github.repository.refs["heads/main"] == start
    assert not [refusal for refusal in desk.github.refused if ": 404" not in refusal]


def test_the_entry_is_in_order(desk: Desk) -> None:
    """A proposed paper has the facts of the feed, proposed tags, the day and its feed."""
    assert desk.run(record(1, "A benchmark of stars")).succeeded
    desk.merge()
    paper = load(desk.clone / "data").by_id["a-benchmark-of-stars"]
    assert (paper.arxiv, paper.tags, paper.votes, str(paper.added)) == (
        "2611.00001",
        ("benchmarks",),
        50,
        "2026-11-24",
    )
    assert paper.feed == "feeds/daily-papers-2026-11-20.json"


def test_the_next_day_adds_to_it(desk: Desk) -> None:
    """What nobody has decided yet stays in the one pull request."""
    assert desk.run(record(1, "A benchmark of stars")).succeeded
    done = desk.run(record(2, "A benchmark of planets"), date="2026-11-21")
    assert done.succeeded, done
    assert desk.ids() == ["a-benchmark-of-planets", "a-benchmark-of-stars", "old"]
    (pull,) = desk.github.repository.pulls.values()
    assert pull["title"] == "Add 2 papers from the feed of the day"


def test_what_was_declined_does_not_come_back(desk: Desk) -> None:
    """After a pull request was closed the next one begins without its papers."""
    assert desk.run(record(1, "A benchmark of stars")).succeeded
    desk.github.repository.pulls[1]["state"] = "closed"
    assert desk.run(record(2, "A benchmark of planets"), date="2026-11-21").succeeded
    assert desk.ids() == ["a-benchmark-of-planets", "old"]


def test_nothing_new(desk: Desk) -> None:
    """A day without papers, or without new ones, changes nothing on GitHub and does not fail."""
    for records in ((), (record(1, "Of nothing in particular"),)):
        done = desk.run(*records)
        assert done.succeeded, done
        assert "nothing new to propose" in done.stderr
    desk.run(record(1, "A benchmark of stars"))
    desk.merge()
    desk.github.calls.clear()
    assert desk.run(record(1, "A benchmark of stars", votes=60), date="2026-11-21").succeeded
    assert desk.github.writes() == []


def test_the_work_of_people_is_kept(desk: Desk) -> None:
    """A pull request on which somebody works is left alone, and that is not a failure."""
    assert desk.run(record(1, "A benchmark of stars")).succeeded
    theirs = desk.github.repository.commit_files(BRANCH, {"data/papers.yaml": b"[]\n"})
    done = desk.run(record(2, "A benchmark of planets"), date="2026-11-21")
    assert done.succeeded, done
    assert desk.github.repository.refs[f"heads/{BRANCH}"] == theirs


def test_a_site_that_cannot_be_built_is_not_proposed(desk: Desk) -> None:
    """The workflow builds what it proposes, as nobody else may."""
    about = desk.clone / "docs/about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\n[x](nowhere.md)\n", encoding="utf-8")
    done = desk.run(record(1, "A benchmark of stars"))
    assert not done.succeeded
    assert "nowhere.md" in done.stderr
    assert desk.github.writes() == []


def test_hostile_text(desk: Desk) -> None:
    """A title is text: it runs nothing, mentions nobody, and closes no markup of ours."""
    done = desk.run(record(1, HOSTILE), record(2, f"Not so: {HOSTILE.removeprefix('Benchmark: ')}"))
    assert done.succeeded, done
    assert not list(desk.clone.parent.rglob("owned"))
    body = desk.github.repository.pulls[1]["body"]
    assert re.sub(r"(`+)[^`].*?[^`]\1(?!`)", "", body, flags=re.DOTALL).count("</details>") == 1  # ours
    assert "@all" not in re.sub(r"(`+)[^`].*?[^`]\1(?!`)", "", body, flags=re.DOTALL)


@pytest.mark.parametrize("date", ["2026-13-01", "$(touch owned)", "--help"])
def test_a_date_that_is_none(desk: Desk, date: str) -> None:
    """What somebody types into the form reaches the command as one argument."""
    done = desk.run(record(1, "A benchmark of stars"), date=date)
    assert not done.succeeded
    assert "--date" in done.stderr
    assert desk.github.writes() == []
    assert not list(desk.clone.parent.rglob("owned"))


def test_yesterday(desk: Desk) -> None:
    """Without a date it is the day before, in UTC."""
    assert desk.run(date="").succeeded
    assert desk.service.requests[-1].params["date"] == "2026-11-23"


def test_it_stays_on_schedule(desk: Desk, project_root: Path) -> None:
    """The workflow re-enables itself, with a token that can do nothing else."""
    permissions = load_workflow(project_root / WORKFLOW)["jobs"]["stay"]["permissions"]
    assert permissions == {"actions": "write"}
    desk.github.tokens["secret"] = dict(permissions)
    done = desk.run(job="stay")
    assert done.succeeded, done
    path = f"/repos/{desk.github.repository.name}/actions/workflows/feed.yml/enable"
    assert desk.github.calls == [("PUT", path)]
    desk.github.tokens["secret"] = {}
    assert not desk.run(job="stay").succeeded
