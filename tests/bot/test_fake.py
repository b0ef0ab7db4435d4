"""The fake of GitHub refuses what GitHub refuses; otherwise the tests that use it would show nothing."""

from contextlib import nullcontext

import pytest
import requests

from papershelf.bot.github import GitHub, GitHubError
from tests.bot.conftest import Connect
from tests.bot.fake_github import FakeGitHub


@pytest.mark.parametrize(
    ("permissions", "number", "status"),
    [
        ({}, 1, 403),
        ({"issues": "read"}, 1, 403),
        ({"pull_requests": "write"}, 1, 403),
        ({"issues": "write"}, 1, 0),
        ({"issues": "write"}, 2, 0),
        ({"pull_requests": "write"}, 2, 0),
        ({"contents": "write"}, 2, 403),
    ],
)
def test_a_comment_needs_the_right_to_its_thread(
    fake: FakeGitHub, connect: Connect, permissions: dict[str, str], number: int, status: int
) -> None:
    """On an issue `issues` counts, on a pull request `pull_requests` as well; reading is not writing."""
    fake.repository.add_issue("Suggest")
    fake.repository.add_pull("main", "main", "Theirs")
    github = connect(permissions or {"metadata": "read"})
    refused = pytest.raises(GitHubError, match=str(status)) if status else nullcontext()
    with refused:
        github.post(f"issues/{number}/comments", {"body": "x"})
    assert len(fake.repository.comments) == (status == 0)
    assert len(fake.refused) == (status != 0)


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("post", "git/refs", {"ref": "refs/heads/main", "sha": "0" * 40}, 422),
        ("post", "git/refs", {"ref": "refs/heads/new", "sha": "0" * 40}, 422),
        ("patch", "git/refs/heads/none", {"sha": "0" * 40}, 404),
        ("post", "git/blobs", {"content": "no base64!", "encoding": "base64"}, 422),
        ("post", "git/commits", {"message": "x", "tree": "0" * 40, "parents": []}, 422),
        ("post", "pulls", {"title": "x", "head": "none", "base": "main"}, 422),
        ("post", "pulls", {"title": "x" * 257, "head": "main", "base": "main"}, 422),
        ("post", "pulls", {"titel": "x", "head": "main", "base": "main"}, 422),
        ("post", "merges", {}, 404),
    ],
)
def test_what_github_refuses_is_refused(
    connect: Connect, method: str, path: str, body: dict[str, object], status: int
) -> None:
    """Names that are taken, things that are missing, wrong shapes and unknown calls are errors."""
    with pytest.raises(GitHubError) as caught:
        getattr(connect(), method)(path, body)
    assert caught.value.status == status


def test_a_branch_is_not_moved_back_without_force(fake: FakeGitHub, connect: Connect) -> None:
    """Only a fast forward goes without `force`."""
    start = fake.repository.refs["heads/main"]
    head = fake.repository.commit_files("main", {"a": b"1"})
    with pytest.raises(GitHubError, match="not a fast forward"):
        connect().patch("git/refs/heads/main", {"sha": start})
    assert fake.repository.refs["heads/main"] == head


def test_a_token_is_needed_and_headers_too(fake: FakeGitHub) -> None:
    """A wrong token is told apart from a missing right; the recommended headers are asked for."""
    with pytest.raises(GitHubError, match="401"):
        GitHub(fake.repository.name, "wrong", fake.url).get("")
    fake.tokens["secret"] = {}
    bare = requests.get(
        f"{fake.url}/repos/{fake.repository.name}", headers={"Authorization": "Bearer secret"}, timeout=5
    )
    assert bare.status_code == 400
