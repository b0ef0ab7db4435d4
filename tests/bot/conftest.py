"""A made-up GitHub for the tests of what speaks to it."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from papershelf.bot.github import GitHub
from tests.bot.fake_github import FakeGitHub

Connect = Callable[..., GitHub]


@pytest.fixture
def fake() -> Iterator[FakeGitHub]:
    """A repository with one file on its default branch."""
    with FakeGitHub() as server:
        server.repository.commit_files("main", {"data/papers.yaml": b"[]\n", "README.md": b"A list\n"})
        yield server


@pytest.fixture
def waits() -> list[float]:
    """The seconds that clients of `connect` would have waited."""
    return []


@pytest.fixture
def connect(fake: FakeGitHub, waits: list[float]) -> Connect:
    """Make a client whose token has the permissions given."""

    def make(permissions: Mapping[str, str] | None = None) -> GitHub:
        fake.tokens["secret"] = dict(permissions or {"contents": "write", "pull_requests": "write"})
        return GitHub(fake.repository.name, "secret", fake.url, sleep=waits.append)

    return make
