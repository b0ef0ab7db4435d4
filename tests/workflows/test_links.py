"""The weekly check of links, each of its steps executed against a made-up GitHub."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from papershelf.bot.dead_links import Link, in_turn, links
from papershelf.cli import papershelf
from papershelf.library import Library
from papershelf.model import Paper
from tests.bot.fake_github import FakeGitHub
from tests.services.misbehaving import Request, Server, reply, serving
from tests.workflows.runner import SKIPPED, Job, github_environ, load_workflow, run_workflow_job

WORKFLOW = Path(".github/workflows/links.yml")


@dataclass
class Desk:
    """A list of two papers, the made-up GitHub, and a web in which some addresses are `gone`."""

    workflow: Path
    clone: Path
    github: FakeGitHub
    web: Server
    gone: set[str]

    def run(self, job: str = "check") -> Job:
        """Run a job of the workflow."""
        return run_workflow_job(
            self.workflow,
            job,
            expressions={
                "!github.event.repository.fork": "true",
                "github.event_name == 'schedule'": "true",
                "github.event.repository.default_branch": "main",
                "github.token": "secret",
            },
            env=github_environ(self.github, "schedule", {}, self.clone.parent),
            cwd=self.clone,
            actions={"actions/checkout": SKIPPED, "$/.github/actions/set-up": SKIPPED},
        )

    @property
    def issues(self) -> list[dict[str, Any]]:
        """The issues that are open."""
        return [issue for issue in self.github.repository.issues.values() if issue["state"] == "open"]


@pytest.fixture
def desk(project_root: Path, tmp_path: Path) -> Iterator[Desk]:
    """The workflow with a pause of nothing, since its pace is tested elsewhere."""
    clone = tmp_path / "clone"
    (clone / "data").mkdir(parents=True)
    workflow = tmp_path / "links.yml"
    text = (project_root / WORKFLOW).read_text(encoding="utf-8")
    assert "links --issue" in text
    workflow.write_text(text.replace("links --issue", "links --pause 0 --issue"), encoding="utf-8")
    with FakeGitHub() as github, serving() as web:
        gone: set[str] = set()

        def answer(handler: Any, request: Request) -> None:
            reply(status=404 if request.path in gone else 200)(handler, request)

        web.will(answer)
        (clone / "data/tags.yaml").write_text("[]\n")
        (clone / "data/papers.yaml").write_text(
            f"- id: a\n  title: A\n  links:\n    code: {web.url}/a@all$(idowned)\n"
            f"- id: b\n  title: B\n  links:\n    code: {web.url}/b\n"
        )
        github.repository.commit_files("main", {"data/tags.yaml": b"[]\n"})
        permissions = load_workflow(project_root / WORKFLOW)["jobs"]["check"]["permissions"]
        github.tokens["secret"] = {key.replace("-", "_"): level for key, level in permissions.items()}
        yield Desk(workflow, clone, github, web, gone)


def test_one_issue_follows_the_links(desk: Desk) -> None:
    """It is opened for a dead link, changed for the next, closed once all are well; the job never fails."""
    assert desk.run().succeeded
    assert desk.issues == []
    desk.gone.add("/b")
    assert desk.run().succeeded
    (issue,) = desk.issues
    assert (issue["title"], [label["name"] for label in issue["labels"]]) == ("Dead links", ["dead-links"])
    assert f"`b`, line 7, `links.code`: `{desk.web.url}/b` (404)" in issue["body"]
    before = len(desk.github.writes())
    assert desk.run().succeeded
    assert len(desk.github.writes()) == before
    desk.gone.add("/a@all$(idowned)")
    assert desk.run().succeeded
    (issue,) = desk.issues
    assert issue["body"].count("- [ ]") == 2
    desk.gone.clear()
    assert desk.run().succeeded
    assert desk.issues == []
    assert desk.github.refused == []
    assert not list(desk.clone.parent.rglob("owned"))


def test_nobody_elses_issue_is_touched(desk: Desk) -> None:
    """An issue of a person with the same label stays as it is."""
    theirs = desk.github.repository.add_issue("Dead links", "<!-- papershelf: dead-links -->\nmine")
    desk.github.repository.label(theirs["number"], ["dead-links"])
    desk.gone.add("/b")
    assert desk.run().succeeded
    assert len(desk.issues) == 2
    assert theirs["body"].endswith("mine")


def test_it_stays_on_schedule(desk: Desk) -> None:
    """The workflow re-enables itself."""
    desk.github.tokens["secret"] = load_workflow(desk.workflow)["jobs"]["stay"]["permissions"]
    assert desk.run("stay").succeeded
    assert desk.github.calls[0][1].endswith("/actions/workflows/links.yml/enable")


def run(desk: Desk, *arguments: str) -> Any:
    command = ["links", "--data", str(desk.clone / "data"), "--pause", "0", *arguments]
    return CliRunner().invoke(papershelf, command, env={**os.environ, **desk.github.environ("secret")})


def test_the_report(desk: Desk) -> None:
    """A dead link is named with file and line; the exit code is 0."""
    desk.gone.add("/b")
    done = run(desk)
    assert done.exit_code == 0
    told = "this link is dead; correct or remove it (404)"
    assert done.stdout == f"{desk.clone}/data/papers.yaml:7: {told}: {desk.web.url}/b\n"
    assert done.stderr == "1 alive, 1 dead, 0 unsure\n"


def test_the_report_for_machines(desk: Desk) -> None:
    """Every link with its state."""
    desk.gone.add("/b")
    rows = json.loads(run(desk, "--json").stdout)
    assert [(row["paper"], row["state"], row["reason"]) for row in rows] == [
        ("a", "alive", "200"),
        ("b", "dead", "404"),
    ]


def test_what_was_not_looked_at_closes_nothing(desk: Desk) -> None:
    """A check of a part of the list cannot say that all is well."""
    desk.gone |= {"/b", "/a@all$(idowned)"}
    assert run(desk, "--issue").exit_code == 0
    desk.gone.clear()
    done = run(desk, "--issue", "--most", "1")
    assert "no issue is closed" in done.stderr
    assert len(desk.issues) == 1


@pytest.mark.parametrize("most", [1, 3, 4, 10, 11])
def test_all_have_their_turn(most: int) -> None:
    """Of a longer list others are looked at each week, until none is left out."""
    every = [Link(f"https://a.example/{number}", "a", "links.code", 1) for number in range(10)]
    weeks = [in_turn(every, most, week) for week in range(10)]
    assert {len(week) for week in weeks} == {min(most, 10)}
    assert {link.address for week in weeks for link in week} == {link.address for link in every}


def test_the_links_of_a_paper() -> None:
    """What it names, its arXiv page and its DOI, as addresses; what is not a web address is left alone."""
    named = {"code": "HTTPS://c.example", "mail": "mailto:a@b"}
    paper = Paper("a", "A", arxiv="2401.00001v2", doi="10.1/a<b>#c", links=named)
    assert [(link.key, link.address) for link in links(Library("papers.yaml", (paper,)))] == [
        ("links.code", "HTTPS://c.example"),
        ("arxiv", "https://arxiv.org/abs/2401.00001v2"),
        ("doi", "https://doi.org/10.1/a%3Cb%3E%23c"),
    ]
