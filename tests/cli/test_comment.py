"""`papershelf review` and `papershelf comment`: from a change of data to a comment, and what stops it."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papershelf.cli import papershelf
from tests.bot.fake_github import FakeGitHub

SHA = "0123456789" * 4
TAGS = "- slug: hashing\n  label: Hashing\n"
ONE = "- id: a\n  title: One paper\n  tags: [hashing]\n"
TWO = "- id: b\n  title: Another thing\n  tags: [hashing]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose last commit has one paper, and whose files have two."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, ONE)
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "One"]):
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *command], cwd=tmp_path, check=True)
    write(tmp_path, ONE + TWO)
    return tmp_path


def write(folder: Path, papers: str) -> None:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data/papers.yaml").write_text(papers, encoding="utf-8")
    (folder / "data/tags.yaml").write_text(TAGS, encoding="utf-8")


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    """GitHub with a pull request, number 1, from a fork, and a token that may comment on it."""
    with FakeGitHub() as server:
        server.tokens["secret"] = {"pull_requests": "write"}
        server.repository.commit_files("main", {"data/papers.yaml": b"[]\n"})
        server.repository.add_pull("patch-1", "main", "Theirs", sha=SHA, repo="stranger/reading-list")
        for name, value in server.environ("secret").items():
            monkeypatch.setenv(name, value)
        yield server


def review(*more: str, number: str = "1", sha: str = SHA) -> Result:
    command = ["review", "--base", "HEAD", "--out", "out", "--pull-request", number, "--head-sha", sha]
    return CliRunner().invoke(papershelf, [*command, *more])


def comment(sha: str = SHA) -> Result:
    command = ["comment", "--from", "out", "--head-sha", sha, "--run", "7"]
    return CliRunner().invoke(papershelf, command)


def test_a_review_becomes_one_comment(folder: Path, fake: FakeGitHub) -> None:
    """The comment tells what was added and links to the run; the next review takes its place."""
    assert review().exit_code == 0
    done = comment()
    assert (done.exit_code, done.stdout) == (0, fake.repository.comments[2]["html_url"] + "\n")
    (text,) = fake.repository.comments_of(1)
    assert "- `Another thing` (`b`): `hashing`" in text
    write(folder, ONE)
    review()
    comment()
    (text,) = fake.repository.comments_of(1)
    assert "The list says the same as before." in text


def test_broken_data_is_reviewed(folder: Path, fake: FakeGitHub) -> None:
    """With errors the command fails, annotates the lines, and the comment names them."""
    write(folder, "- id: a\n  title: One paper\n  tags: [sketches]\n")
    done = review()
    assert done.exit_code == 1
    assert done.stdout.startswith(
        "::error file=data/papers.yaml,line=3,title=unknown-tag::unknown tag 'sketches'"
    )
    assert comment().exit_code == 0
    (text,) = fake.repository.comments_of(1)
    assert "The list can't be compared" in text
    assert "`data/papers.yaml:3` **error**: `unknown tag 'sketches'" in text


def test_a_base_that_is_broken_is_no_fault_of_the_request(folder: Path, fake: FakeGitHub) -> None:
    """Mending a broken list is possible: the base's error is a warning."""
    (folder / "old").mkdir()
    write(folder / "old", "- id: a\n")
    done = CliRunner().invoke(
        papershelf,
        ["review", "--base", "old/data", "--out", "out", "--pull-request", "1", "--head-sha", SHA],
    )
    assert done.exit_code == 0
    assert "::warning file=old/data/papers.yaml,line=1,title=unreadable-base::" in done.stdout
    comment()
    assert "The list can't be compared" in fake.repository.comments_of(1)[0]


def test_sites_are_compared_where_there_are_any(folder: Path) -> None:
    """A build that failed, and so has no folder, is passed over."""
    for name, text in (("before", "x"), ("after", "y")):
        (folder / name).mkdir()
        (folder / name / "index.html").write_text(text, encoding="utf-8")
    review("--site-before", "before", "--site-after", "after")
    made = json.loads((folder / "out/review.json").read_text(encoding="utf-8"))
    assert made["site"]["pages"]["changed"] == ["/"]
    review("--site-before", "none", "--site-after", "after")
    made = json.loads((folder / "out/review.json").read_text(encoding="utf-8"))
    assert made["site"]["bytes_before"] is None
    review("--site-after", "none")
    assert json.loads((folder / "out/review.json").read_text(encoding="utf-8"))["site"] is None


@pytest.mark.parametrize(("number", "sha"), [("1", "main"), ("1", SHA.upper() + "x"), ("0", SHA), ("x", SHA)])
def test_a_review_needs_a_number_and_a_commit(folder: Path, number: str, sha: str) -> None:
    """What cannot be a pull request or a commit is refused in one line."""
    done = review(number=number, sha=sha)
    assert done.exit_code in {1, 2}
    assert "Error: " in done.output
    assert not (folder / "out/review.json").exists()


def test_a_review_of_another_commit_is_not_posted(folder: Path, fake: FakeGitHub) -> None:
    """An artifact that claims another commit than its run is refused before GitHub is asked."""
    review()
    done = comment("f" * 40)
    assert done.exit_code == 1
    assert "another commit than its run; nothing was posted" in done.output
    assert not fake.calls


@pytest.mark.parametrize("change", [{"state": "closed"}, {"head": {"sha": "f" * 40}}])
def test_a_pull_request_that_moved_on_gets_no_old_review(
    folder: Path, fake: FakeGitHub, change: dict[str, object]
) -> None:
    """A later push brings its own review; this one is left out without an error."""
    review()
    fake.repository.pulls[1].update(change)
    done = comment()
    assert (done.exit_code, done.stdout) == (
        0,
        "pull request 1 is closed or has newer commits; nothing was posted\n",
    )
    assert not fake.writes()


def test_the_pull_request_of_somebody_else_is_out_of_reach(folder: Path, fake: FakeGitHub) -> None:
    """An artifact that names another pull request, whose commit is another, comments on neither."""
    fake.repository.add_pull("patch-2", "main", "Others", sha="f" * 40, repo="other/reading-list")
    review(number="2")
    assert "nothing was posted" in comment().stdout
    assert not fake.writes()


def test_a_number_that_is_no_pull_request_is_an_error(folder: Path, fake: FakeGitHub) -> None:
    """An issue, or nothing, is not a place for a review."""
    fake.repository.add_issue("Suggest")
    review(number="2")
    done = comment()
    assert done.exit_code == 1
    assert done.output == "Error: GitHub refused GET pulls/2 (404): Not Found\n"
    assert not fake.writes()


@pytest.mark.parametrize("kind", ["extra file", "link", "too long", "no JSON", "other shape", "empty"])
def test_an_artifact_that_is_not_ours_is_refused(folder: Path, fake: FakeGitHub, kind: str) -> None:
    """Anything but the one file in its one shape ends in one line, and GitHub is not even asked."""
    review()
    file = folder / "out/review.json"
    if kind == "extra file":
        (folder / "out/generator").mkdir()
    elif kind == "link":
        shutil.move(file, folder / "secret.json")
        file.symlink_to(folder / "secret.json")
    elif kind == "too long":
        file.write_bytes(file.read_bytes() + b" " * 5_000_000)
    elif kind == "no JSON":
        file.write_text("$(touch pwned)", encoding="utf-8")
    elif kind == "other shape":
        file.write_text(json.dumps({"version": 1, "body": "@everybody"}), encoding="utf-8")
    else:
        file.unlink()
    done = comment()
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert done.output.endswith("; nothing was posted\n")
    assert done.output.count("\n") == 1
    assert not fake.calls


def test_a_token_without_the_right_is_told(folder: Path, fake: FakeGitHub) -> None:
    """A job without `pull-requests: write` learns what it lacks."""
    fake.tokens["secret"] = {"pull_requests": "read", "contents": "write"}
    review()
    done = comment()
    assert done.exit_code == 1
    assert "give the job the permission" in done.output
    assert not fake.repository.comments
