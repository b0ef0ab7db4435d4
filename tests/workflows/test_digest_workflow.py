"""The weekly digest, each of its steps executed against a made-up GitHub and a real mail server."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bot.fake_github import FakeGitHub
from tests.cli.test_digest import PAPERS, SETTINGS
from tests.mailing.post_office import PostOffice, post_office
from tests.workflows.runner import SKIPPED, Job, github_environ, load_workflow, run_workflow_job

WORKFLOW = Path(".github/workflows/digest.yml")
BRANCH = "papershelf/digest"
MAY, NEXT_WEEK = "1714550400", "1715155200"  # 2024-05-01 and a week later


@dataclass
class Desk:
    """A machine that begins empty for each run, the cache of the workflow, GitHub, and a mail server."""

    workflow: Path
    folder: Path
    cache: Path
    github: FakeGitHub
    office: PostOffice
    recipients: str = "ada@readers.example\nbo@readers.example"
    server: str | None = None

    def run(self, job: str = "send", now: str = MAY) -> Job:
        """Run a job on a machine that has the default branch and nothing else."""
        clone = self.folder / "clone"
        shutil.rmtree(clone, ignore_errors=True)
        for name, content in self.github.repository.files("main").items():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            (clone / name).write_bytes(content)
        server = self.office.address if self.server is None else self.server
        return run_workflow_job(
            self.workflow,
            job,
            expressions={
                "vars.SMTP_SERVER != '' && !github.event.repository.fork": "true" if server else "false",
                "github.event_name == 'schedule' && vars.SMTP_SERVER != ''": "true",
                "always()": "true",
                "!cancelled()": "true",
                "github.event.repository.default_branch": "main",
                "github.run_id": "1",
                "github.run_attempt": "1",
                "github.token": "token",
                "vars.SMTP_SERVER": server,
                "secrets.SMTP_USER": "",
                "secrets.SMTP_PASSWORD": "",
                "secrets.DIGEST_RECIPIENTS": self.recipients,
            },
            env={**github_environ(self.github, "schedule", {}, self.folder), "SOURCE_DATE_EPOCH": now},
            cwd=clone,
            actions={
                "actions/checkout": SKIPPED,
                "$/.github/actions/set-up": SKIPPED,
                "actions/cache/restore": self._restore,
                "actions/cache/save": self._save,
            },
        )

    def _restore(self, given: Mapping[str, str]) -> None:
        if self.cache.exists():
            shutil.copytree(self.cache, self.folder / "clone" / given["path"])

    def _save(self, given: Mapping[str, str]) -> None:
        made = self.folder / "clone" / given["path"]
        if made.exists():
            shutil.copytree(made, self.cache, dirs_exist_ok=True)


@pytest.fixture
def desk(project_root: Path, tmp_path: Path) -> Iterator[Desk]:
    """The token has what the workflow gives it, and no more."""
    with FakeGitHub() as github, post_office() as office:
        tags = b"- slug: animals\n  label: Animals\n- slug: pots\n  label: Pots\n"
        files = {"data/papers.yaml": PAPERS.encode(), "data/tags.yaml": tags, "mkdocs.yml": SETTINGS.encode()}
        github.repository.commit_files("main", {**files, "docs/about.md": b"# About\n"})
        permissions = load_workflow(project_root / WORKFLOW)["jobs"]["send"]["permissions"]
        github.tokens["token"] = {key.replace("-", "_"): level for key, level in permissions.items()}
        yield Desk(project_root / WORKFLOW, tmp_path, tmp_path / "cache", github, office)


def test_the_week_is_sent_and_its_page_is_proposed(desk: Desk) -> None:
    """Everybody gets a letter; the page, the feed and the list of digests are in one pull request."""
    done = desk.run()
    assert done.succeeded, done
    assert desk.office.recipients == ["ada@readers.example", "bo@readers.example"]
    assert set(desk.github.repository.files(BRANCH)) - set(desk.github.repository.files("main")) == {
        "docs/digests/2024-w17.md", "docs/digests/feed.xml", "docs/digests/index.md",
    }  # fmt: skip
    (pull,) = desk.github.repository.pulls.values()
    assert pull["title"] == "Digest: 1 paper in the week of 22 April 2024"


def test_a_run_that_failed_is_made_up_for(desk: Desk) -> None:
    """On another machine, with what the cache kept, nobody gets a second copy; its log names nobody."""
    desk.office.once["ada@readers.example"] = "450 later, ada@readers.example"
    done = desk.run()
    assert not done.succeeded
    assert "standard input:1: not taken now: 450 later, …" in done.stderr
    assert "ada@" not in done.stdout + done.stderr
    assert "Propose the page" in done.ran
    again = desk.run()
    assert again.succeeded, again
    assert sorted(desk.office.recipients) == ["ada@readers.example", "bo@readers.example"]


def test_later_weeks_join_the_pull_request(desk: Desk) -> None:
    """While it is open, it has all digests that the default branch lacks, and their feed has all of them."""
    assert desk.run().succeeded
    assert desk.run(now=NEXT_WEEK).succeeded
    (pull,) = desk.github.repository.pulls.values()
    assert pull["title"] == "Digest: 1 paper in the week of 29 April 2024"
    files = desk.github.repository.files(BRANCH)
    assert {"docs/digests/2024-w17.md", "docs/digests/2024-w18.md"} <= set(files)
    assert files["docs/digests/feed.xml"].count(b"<entry>") == 2
    assert len(desk.office.messages) == 4


def test_a_week_without_papers_sends_nothing(desk: Desk) -> None:
    """The job succeeds, and proposes nothing."""
    done = desk.run(now="1800000000")
    assert done.succeeded, done
    assert desk.office.messages == []
    assert desk.github.repository.pulls == {}


def test_a_list_without_a_mail_server_runs_nothing(desk: Desk) -> None:
    """A copy of the repository sends nothing until it is set up."""
    desk.server = ""
    assert desk.run().ran == []


def test_it_stays_on_schedule(desk: Desk) -> None:
    """The workflow re-enables itself."""
    desk.github.tokens["token"] = load_workflow(desk.workflow)["jobs"]["stay"]["permissions"]
    assert desk.run("stay").succeeded
    assert desk.github.calls[0][1].endswith("/actions/workflows/digest.yml/enable")
