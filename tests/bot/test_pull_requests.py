"""Proposals: one commit, one branch of ours, one pull request."""

import dataclasses

import pytest

from papershelf.bot.github import GitHubError
from papershelf.bot.pull_requests import OthersWorkError, Proposal, ensure_current, pending_files, propose
from tests.bot.conftest import Connect
from tests.bot.fake_github import FakeGitHub, Fault

BRANCH = "papershelf/import"
NEW = Proposal(
    BRANCH,
    "main",
    {"data/papers.yaml": b"- id: a\n", "README.md": None},
    "Import\n2 papers",
    "The receipt",
    ("feed",),
)


def test_a_proposal_becomes_a_pull_request(fake: FakeGitHub, connect: Connect) -> None:
    """The branch holds all files in one commit on top of the base, which is untouched."""
    start = fake.repository.refs["heads/main"]
    assert propose(connect(), NEW) == "https://github.com/list-owner/reading-list/pull/1"
    assert fake.repository.files(BRANCH) == {"data/papers.yaml": b"- id: a\n"}
    assert fake.repository.commits[fake.repository.refs[f"heads/{BRANCH}"]]["parents"] == [start]
    assert fake.repository.refs["heads/main"] == start
    pull = fake.repository.pulls[1]
    assert (pull["title"], pull["body"], pull["base"]["ref"]) == ("Import 2 papers", "The receipt", "main")
    assert [label["name"] for label in pull["labels"]] == ["feed"]


def test_what_the_base_says_already_is_not_proposed(fake: FakeGitHub, connect: Connect) -> None:
    """No commit, branch or pull request where nothing would change, not even by deleting what is not."""
    same = dataclasses.replace(NEW, files={"data/papers.yaml": b"[]\n", "data/none.yaml": None})
    assert propose(connect(), same) is None
    assert fake.writes() == []


def test_the_same_proposal_again_changes_nothing(fake: FakeGitHub, connect: Connect) -> None:
    """A second run neither commits nor edits, so that nobody is notified."""
    url = propose(connect(), NEW)
    head = fake.repository.refs[f"heads/{BRANCH}"]
    fake.calls.clear()
    assert propose(connect(), NEW) == url
    assert fake.repository.refs[f"heads/{BRANCH}"] == head
    assert {path.rpartition("/")[2] for _, path in fake.writes()} <= {"blobs", "trees"}


def test_an_open_pull_request_is_updated(fake: FakeGitHub, connect: Connect) -> None:
    """Other files, a base that has moved: one commit on the new base, the same pull request."""
    url = propose(connect(), NEW)
    base = fake.repository.commit_files("main", {"data/tags.yaml": b"[]\n"})
    other = dataclasses.replace(NEW, files={"data/papers.yaml": b"- id: b\n"}, title="Import 3 papers")
    assert propose(connect(), other) == url
    head = fake.repository.refs[f"heads/{BRANCH}"]
    assert fake.repository.commits[head]["parents"] == [base]
    assert fake.repository.files(BRANCH)["data/papers.yaml"] == b"- id: b\n"
    assert [pull["title"] for pull in fake.repository.pulls.values()] == ["Import 3 papers"]


def test_the_work_of_people_is_kept(fake: FakeGitHub, connect: Connect) -> None:
    """A commit that somebody added to the open pull request is not overwritten."""
    propose(connect(), NEW)
    theirs = fake.repository.commit_files(BRANCH, {"data/papers.yaml": b"- id: corrected\n"})
    with pytest.raises(OthersWorkError, match="people have committed"):
        propose(connect(), dataclasses.replace(NEW, files={"data/papers.yaml": b"- id: c\n"}))
    assert fake.repository.refs[f"heads/{BRANCH}"] == theirs


def test_a_branch_left_over_is_used_again(fake: FakeGitHub, connect: Connect) -> None:
    """Once its pull request is closed, the branch starts again, whoever wrote it last."""
    propose(connect(), NEW)
    fake.repository.commit_files(BRANCH, {"data/papers.yaml": b"- id: corrected\n"})
    fake.repository.pulls[1]["state"] = "closed"
    assert propose(connect(), NEW) == "https://github.com/list-owner/reading-list/pull/2"
    assert fake.repository.files(BRANCH)["data/papers.yaml"] == b"- id: a\n"


def test_a_fork_cannot_stand_in_for_our_branch(fake: FakeGitHub, connect: Connect) -> None:
    """A pull request from a fork's branch of the same name is not taken for ours."""
    fake.repository.add_pull(BRANCH, "main", "Theirs", sha="0" * 40, repo="list-owner/a-fork")
    fake.repository.pulls[1]["base"]["ref"] = "main"
    propose(connect(), NEW)
    assert [pull["title"] for pull in fake.repository.pulls.values()] == ["Theirs", "Import 2 papers"]


@pytest.mark.parametrize(
    "branch", ["main", "papershelf/", "papershelf/../main", "papershelf/a b", "x/papershelf/a"]
)
def test_only_branches_of_ours_are_written(branch: str) -> None:
    """Any other name is refused before GitHub is asked."""
    with pytest.raises(ValueError, match=branch):
        dataclasses.replace(NEW, branch=branch)


def test_a_long_text_is_cut_to_what_github_takes(fake: FakeGitHub, connect: Connect) -> None:
    """A receipt of 5 MB and a title of 1,000 characters make a pull request that says what it lacks."""
    propose(connect(), dataclasses.replace(NEW, title="t" * 1000, body="- a paper 🙂\n" * 400_000))
    assert fake.repository.pulls[1]["body"].startswith(
        "> **Cut off**: GitHub takes 65,536 characters; the last "
    )
    assert len(fake.repository.pulls[1]["title"]) == 256


def test_a_token_that_may_only_read_proposes_nothing(fake: FakeGitHub, connect: Connect) -> None:
    """Without the permission there is neither branch nor pull request."""
    with pytest.raises(GitHubError, match="403"):
        propose(connect({"contents": "read", "pull_requests": "write"}), NEW)
    assert list(fake.repository.refs) == ["heads/main"]
    assert not fake.repository.pulls


def test_a_server_error_between_is_survived(fake: FakeGitHub, connect: Connect) -> None:
    """What is named by its content is sent again."""
    fake.faults += [Fault(502, path=f"/git/{what}") for what in ("blobs", "trees", "commits")]
    assert propose(connect(), NEW)


@pytest.fixture
def large(fake: FakeGitHub) -> FakeGitHub:
    """A repository whose files GitHub lists only in part at once; each folder is small enough."""
    others = {f"a{number}/x": b"" for number in range(8)}
    fake.repository.commit_files("main", {**others, "data/feeds/old.json": b"{}"})
    fake.repository.tree_limit = 10
    return fake


def test_a_large_repository_gets_a_pull_request(large: FakeGitHub, connect: Connect) -> None:
    """What the base has already is known, and so not proposed, although the list of its files is cut."""
    files = {"data/papers.yaml": b"- id: a\n", "data/feeds/old.json": b"{}", "data/none.yaml": None}
    propose(connect(), dataclasses.replace(NEW, files=files))
    assert large.repository.files(BRANCH)["data/papers.yaml"] == b"- id: a\n"
    assert [path.rpartition("/")[2] for _, path in large.writes()].count("blobs") == 1
    assert propose(connect(), dataclasses.replace(NEW, files={"data/papers.yaml": b"[]\n"})) is None


def test_a_file_of_a_large_repository_is_current(large: FakeGitHub, connect: Connect) -> None:
    """A file that is as it was is found; one that was changed or removed is an error."""
    ensure_current(connect(), "main", "data/papers.yaml", b"[]\n")
    for path in ("data/papers.yaml", "data/none.yaml", "none/papers.yaml"):
        with pytest.raises(GitHubError, match=f"{path} has changed on main"):
            ensure_current(connect(), "main", path, b"- id: mine\n")


def test_pending_files_of_a_large_repository(large: FakeGitHub, connect: Connect) -> None:
    """Every feed that the open pull request adds is found, those of the base are not among them."""
    feeds = {f"data/feeds/{day}.json": b"[]" for day in range(5)}
    propose(connect(), dataclasses.replace(NEW, files=feeds))
    pending = pending_files(connect(), BRANCH, "main", "data/feeds")
    assert pending == {f"{day}.json": b"[]" for day in range(5)}
    large.repository.pulls[1]["state"] = "closed"
    assert pending_files(connect(), BRANCH, "main", "data/feeds") == {}


def test_pending_files_of_a_fork_are_not_ours(fake: FakeGitHub, connect: Connect) -> None:
    """A fork's pull request from a branch of the same name adds nothing to what we propose."""
    fake.repository.commit_files(BRANCH, {"data/feeds/theirs.json": b"[]"})
    fake.repository.add_pull(BRANCH, "main", "Theirs", sha="0" * 40, repo="list-owner/a-fork")
    assert pending_files(connect(), BRANCH, "main", "data/feeds") == {}


def test_a_folder_that_github_cuts_is_an_error(large: FakeGitHub, connect: Connect) -> None:
    """Where even one folder has more files than GitHub lists, nothing is guessed and nothing written."""
    large.repository.tree_limit = 1
    with pytest.raises(GitHubError, match="more files than GitHub lists at once"):
        propose(connect(), NEW)
    with pytest.raises(GitHubError, match="more files than GitHub lists at once"):
        ensure_current(connect(), "main", "data/papers.yaml", b"[]\n")
    assert large.writes() == []
