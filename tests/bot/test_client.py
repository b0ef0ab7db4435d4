"""The client: what it sends, how long it keeps trying, how it fails."""

import json
import time
from dataclasses import replace

import pytest

from papershelf.bot.github import GitHub, GitHubError, from_environ
from tests.bot.conftest import Connect
from tests.bot.fake_github import FakeGitHub, Fault


def test_the_environment_of_a_workflow_is_enough(fake: FakeGitHub) -> None:
    """GITHUB_REPOSITORY, GITHUB_TOKEN and GITHUB_API_URL make a client that works."""
    fake.tokens["secret"] = {}
    assert from_environ(fake.environ("secret")).get("")["default_branch"] == "main"


@pytest.mark.parametrize("missing", ["GITHUB_REPOSITORY", "GITHUB_TOKEN"])
def test_a_missing_variable_is_named(fake: FakeGitHub, missing: str) -> None:
    """The error says which variable the step lacks."""
    with pytest.raises(GitHubError, match=f"^{missing} is not set"):
        from_environ({**fake.environ("secret"), missing: " "})


@pytest.mark.parametrize("name", ["", "list", "a/b/c", "a/b?x", "../a", "a/b\n", "owner/näme"])
def test_what_is_no_repository_is_refused(name: str) -> None:
    """A repository's name cannot lead to another path of the API."""
    with pytest.raises(GitHubError, match="use owner/name"):
        GitHub(name, "secret")


def test_a_list_is_read_to_its_last_page(fake: FakeGitHub, connect: Connect) -> None:
    """No item is lost or repeated where GitHub splits a list."""
    for number in range(230):
        fake.repository.add_issue(f"Issue {number}")
    found = connect({"issues": "read"}).get_all("issues", {"state": "all"})
    assert [issue["title"] for issue in found] == [f"Issue {number}" for number in reversed(range(230))]
    assert len(fake.calls) == 3


def test_the_token_stays_with_its_host(fake: FakeGitHub, connect: Connect) -> None:
    """A next page on another host is not asked for."""
    link = {"Link": '<http://127.0.0.2:9/repos/x/y>; rel="next"'}
    fake.faults.append(Fault(200, link, b"[]"))
    with pytest.raises(GitHubError, match="another host"):
        connect().get_all("pulls")


def test_a_redirect_is_not_followed(fake: FakeGitHub, connect: Connect) -> None:
    """A repository that has moved is an error, since a POST would become a GET."""
    fake.faults.append(Fault(301, {"Location": f"{fake.url}/repositories/1"}))
    with pytest.raises(GitHubError, match="the repository has moved"):
        connect().post("pulls", {})
    assert len(fake.calls) == 1


def test_server_errors_are_asked_again(fake: FakeGitHub, connect: Connect, waits: list[float]) -> None:
    """A reading request survives three server errors, waiting longer each time."""
    fake.faults.append(Fault(502, body=b"<html>", times=3))
    assert connect().get("")["full_name"] == fake.repository.name
    assert waits == [1, 2, 4]


def test_giving_up_is_one_line(fake: FakeGitHub, connect: Connect) -> None:
    """A lasting error ends after four tries with one line that says what to do."""
    fake.faults.append(Fault(503, body=b'{"message": "down\\nfor now"}', times=99))
    with pytest.raises(GitHubError) as caught:
        connect().get("pulls/1")
    assert str(caught.value) == "GitHub refused GET pulls/1 (503): down for now; try again later"
    assert caught.value.status == 503
    assert len(fake.calls) == 4


@pytest.mark.parametrize(
    "fault",
    [Fault(502), Fault(503, {"Retry-After": "1"}), Fault(201, {"Content-Encoding": "gzip"}, b"not packed")],
)
def test_nothing_is_created_twice(fake: FakeGitHub, connect: Connect, fault: Fault) -> None:
    """A comment is not posted again after a server error or a broken reply: it may have arrived."""
    number = fake.repository.add_issue("Suggest")["number"]
    fake.faults.append(replace(fault))
    with pytest.raises(GitHubError):
        connect({"issues": "write"}).post(f"issues/{number}/comments", {"body": "Thanks"})
    assert len(fake.calls) == 1


@pytest.mark.parametrize(
    ("limit", "waited"),
    [
        (Fault(429, {"Retry-After": "7"}), 7),
        (Fault(403, body=b'{"message": "You have exceeded a secondary rate limit"}'), 60),
    ],
)
def test_a_rate_limit_is_waited_for(
    fake: FakeGitHub, connect: Connect, waits: list[float], limit: Fault, waited: int
) -> None:
    """Even a creating request is sent again once GitHub takes requests again."""
    fake.faults.append(replace(limit))
    number = fake.repository.add_issue("Suggest")["number"]
    connect({"issues": "write"}).post(f"issues/{number}/comments", {"body": "Thanks"})
    assert waits == [waited]
    assert fake.repository.comments_of(number) == ["Thanks"]


def test_the_hourly_limit_is_waited_for_if_it_ends_soon(
    fake: FakeGitHub, connect: Connect, waits: list[float]
) -> None:
    """A reset in half a minute is waited for; one in an hour ends the run at once."""
    soon = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(time.time()) + 30)}
    late = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(time.time()) + 3600)}
    fake.faults += [Fault(403, soon), Fault(403, late)]
    with pytest.raises(GitHubError):
        connect().get("")
    assert len(waits) == 1
    assert 25 < waits[0] < 35


def test_a_missing_permission_is_explained(fake: FakeGitHub, connect: Connect) -> None:
    """For a job without the right permission the error says where to give it, and it asks only once."""
    fake.repository.add_pull("main", "main", "Nothing")
    with pytest.raises(GitHubError, match=r"\(403\): Resource not accessible by integration; give the job"):
        connect({"pull_requests": "read"}).patch("pulls/1", {"title": "x"})
    assert len(fake.calls) == 1


def test_workflows_that_may_not_propose(fake: FakeGitHub, connect: Connect) -> None:
    """A new repository does not let its workflows create pull requests: the error says where to allow it."""
    message = b'{"message": "GitHub Actions is not permitted to create or approve pull requests."}'
    fake.faults.append(Fault(403, body=message))
    with pytest.raises(GitHubError, match="Settings, under Actions, General, Workflow permissions"):
        connect().post("pulls", {})


def test_reasons_of_a_refusal_are_reported(fake: FakeGitHub, connect: Connect) -> None:
    """Each of GitHub's reasons is in the line."""
    reply = {"message": "Validation Failed", "errors": [{"code": "missing"}, {"message": "too long"}, "odd"]}
    fake.faults.append(Fault(422, body=json.dumps(reply).encode()))
    with pytest.raises(GitHubError, match=r"Validation Failed; missing; too long; odd$"):
        connect().get("")


def test_a_reply_that_is_not_json_is_an_error(fake: FakeGitHub, connect: Connect) -> None:
    """A proxy's page is not taken for an answer."""
    fake.faults.append(Fault(200, body=b"<html>"))
    with pytest.raises(GitHubError, match="not JSON"):
        connect().get("")


def test_no_connection_is_one_line(waits: list[float]) -> None:
    """A server that is not there ends with a line, after three more tries."""
    with FakeGitHub() as gone:
        url = gone.url
    with pytest.raises(GitHubError, match=r"^GitHub \(GET a/b\): cannot be reached; check your connection"):
        GitHub("a/b", "secret", url, sleep=waits.append).get("")
    assert waits == [1, 2, 4]
