"""Whether an address still leads somewhere: polite questions, and doubts that are never held against it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from papershelf.bot.dead_links import Prober, Verdict
from papershelf.http_client import NOT_ASKED


@dataclass
class Web:
    """A web server: `replies` maps "HEAD /path" or "/path" to a status, or to where it redirects."""

    url: str = ""
    replies: dict[str, int | str | list[int]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def web() -> Iterator[Web]:
    """A server on this machine."""
    running = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            running.asked.append(f"{self.command} {self.path}")
            reply = running.replies.get(running.asked[-1], running.replies.get(self.path, 200))
            if isinstance(reply, list):
                reply = reply.pop(0)
            if reply == 0:
                self.close_connection = True
                return
            self.send_response(302 if isinstance(reply, str) else reply)
            if isinstance(reply, str):
                self.send_header("Location", reply)
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815 - http.server's name

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
            """Keep the tests' output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        running.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield running
        server.shutdown()


@dataclass
class Clock:
    """A clock that moves only when somebody sleeps."""

    time: float = 0.0
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds


def verdict(web: Web, path: str = "/x") -> Verdict:
    return Prober(60, pause=0).probe_all([web.url + path])[web.url + path]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, "alive"), (204, "alive"), (404, "dead"), (410, "dead"), (401, "unsure"), (403, "unsure"),
        (405, "unsure"), (418, "unsure"), (429, "unsure"), (451, "unsure"), (500, "unsure"), (503, "unsure"),
    ],
)  # fmt: skip
def test_what_a_server_says(web: Web, status: int, state: str) -> None:
    """Only a page that is reported missing is dead; a refusal or a failure says nothing about the page."""
    web.replies["/x"] = status
    assert verdict(web) == Verdict(state, str(status))  # type: ignore[arg-type]


def test_a_head_is_enough_where_it_says_yes(web: Web) -> None:
    """Nothing more is asked, and nothing is downloaded."""
    assert verdict(web).state == "alive"
    assert web.asked == ["HEAD /x"]


@pytest.mark.parametrize("status", [404, 405, 403, 500])
def test_a_server_that_does_not_know_head(web: Web, status: int) -> None:
    """GET has the last word."""
    web.replies["HEAD /x"] = status
    assert verdict(web).state == "alive"
    assert web.asked == ["HEAD /x", "GET /x"]


def test_dead_is_dead_twice(web: Web) -> None:
    """A page that is back the second time, after all others were asked, is alive."""
    web.replies["/x"] = [404, 404, 200]
    found = Prober(60, pause=0).probe_all([f"{web.url}/x", f"{web.url}/y"])
    assert [each.state for each in found.values()] == ["alive", "alive"]
    assert web.asked == ["HEAD /x", "GET /x", "HEAD /y", "HEAD /x"]


def test_redirects(web: Web) -> None:
    """They are followed, and what is at their end counts."""
    web.replies |= {"/x": "/moved", "/moved": "y", "/y": 404}
    assert verdict(web) == Verdict("dead", "404")
    web.replies["/y"] = 200
    assert verdict(web).state == "alive"


@pytest.mark.parametrize(
    "target", ["/x", "file:///etc/passwd", "ftp://a.example/", "http://[", "javascript:x"]
)
def test_redirects_that_lead_nowhere(web: Web, target: str) -> None:
    """In circles, or to something other than a web address: not followed, and not called dead."""
    web.replies["/x"] = target
    assert verdict(web).state == "unsure"


def test_no_answer(web: Web) -> None:
    """A server that hangs up, or an invalid address, proves nothing."""
    web.replies["/x"] = 0
    assert verdict(web).state == "unsure"
    nonsense = ["http://127.0.0.1:1/", "http://[", "http://", "https://a b/"]
    found = Prober(60, pause=0).probe_all(nonsense)
    assert {each.state for each in found.values()} == {"unsure"}


def test_a_host_is_given_its_pause(web: Web) -> None:
    """Requests to one host are three seconds apart; another host need not wait for it."""
    clock = Clock()
    other = web.url.replace("127.0.0.1", "localhost")
    prober = Prober(60, now=clock.now, sleep=clock.sleep)
    prober.probe_all([f"{web.url}/a", f"{other}/a", f"{web.url}/b", f"{web.url}/b"])
    assert clock.waits == [3.0]


def test_it_ends_in_time(web: Web) -> None:
    """What would have to wait beyond the end is not asked, and not judged."""
    clock = Clock()
    found = Prober(4, now=clock.now, sleep=clock.sleep).probe_all(f"{web.url}/{name}" for name in "abc")
    assert [each.state for each in found.values()] == ["alive", "alive", "unsure"]
    assert found[f"{web.url}/c"].reason == NOT_ASKED
    assert clock.time <= 4
