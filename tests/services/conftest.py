"""What tests of the APIs share: a server that misbehaves, and a client that asks it without waiting."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from papershelf.http_client import HttpClient, Limits
from papershelf.services.client import Client
from papershelf.services.endpoints import APIS
from tests.services.misbehaving import Server, serving


class Clock:
    """Time that passes only when somebody sleeps; it remembers for how long."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def now(self) -> float:
        """The time."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.time += seconds
        if seconds:
            self.slept.append(seconds)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that answers as the test says."""
    with serving() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    """The client's clock."""
    return Clock()


@pytest.fixture
def make_client(server: Server, clock: Clock) -> Iterator[Callable[..., Client]]:
    """Makes clients whose APIs are all on the server, each under a path of its own name."""
    made: list[Client] = []

    def make(**options: Any) -> Client:
        keys = options.pop("keys", {})
        apis = {api.id: replace(api, url=f"{server.url}/{api.id}", key=keys.get(api.id)) for api in APIS}
        limits = options.pop("limits", Limits(connect=5, read=5))
        http = HttpClient(limits=limits, now=options.pop("now", clock.now), sleep=clock.sleep)
        made.append(Client(apis, http=http, **options))
        return made[-1]

    yield make
    for client in made:
        client.http.close()


@pytest.fixture
def client(make_client: Callable[..., Client]) -> Client:
    """A client without a cache."""
    return make_client()
