"""A fake of GitHub's REST API on loopback, as strict as the real one about tokens, paths and bodies.

    with FakeGitHub() as fake:
        fake.tokens["secret"] = {"contents": "write", "pull_requests": "write"}
        fake.repository.commit_files("main", {"data/papers.yaml": b"[]"})
        … GitHub(fake.repository.name, "secret", fake.url) …

Afterwards `fake.repository` holds what was done, `fake.calls` what was asked, `fake.refused` what was
not granted.
Commands that run as processes get `fake.environ("secret")`.
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

import tests.bot.fake_threads  # noqa: F401 - registers its calls
from tests.bot.fake_routes import Asked, RefusedError, find_route
from tests.bot.fake_state import Repository

Reply = tuple[int, dict[str, str], bytes]
LEVELS = ("none", "read", "write")


@dataclass
class Fault:
    """A reply that takes the place of the right one, `times` times, for calls whose path contains `path`."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b'{"message": "made to fail"}'
    times: int = 1
    path: str = ""


class FakeGitHub:
    """The server, a context manager. `tokens` maps a token to its permissions, as a job's `permissions:`."""

    def __init__(self, repository: Repository | None = None) -> None:
        self.repository = repository or Repository()
        self.tokens: dict[str, dict[str, str]] = {}
        self.calls: list[tuple[str, str]] = []
        self.refused: list[str] = []
        self.faults: list[Fault] = []
        self.lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def environ(self, token: str) -> dict[str, str]:
        """The variables by which a process finds this API."""
        return {
            "GITHUB_REPOSITORY": self.repository.name,
            "GITHUB_API_URL": self.url,
            "GITHUB_TOKEN": token,
        }

    def writes(self) -> list[tuple[str, str]]:
        """The calls that change something."""
        return [call for call in self.calls if call[0] != "GET"]

    def reply(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Answer one request."""
        path = urlsplit(target).path
        self.calls.append((method, path))
        for fault in self.faults:
            if fault.times and fault.path in path:
                fault.times -= 1
                return fault.status, dict(fault.headers), fault.body
        try:
            status, answer, more = self._answer(method, target, headers, body)
        except RefusedError as refusal:
            self.refused.append(f"{method} {path}: {refusal.status} {refusal.message}")
            return refusal.status, {}, json.dumps({"message": refusal.message}).encode()
        return status, more, b"" if answer is None else json.dumps(answer).encode()

    def _answer(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, Any, dict[str, str]]:
        split = urlsplit(target)
        permissions = self.tokens.get(headers.get("Authorization", "").removeprefix("Bearer "))
        if permissions is None:
            raise RefusedError(401, "Bad credentials")
        if headers.get("Accept") != "application/vnd.github+json" or not headers.get("X-GitHub-Api-Version"):
            raise RefusedError(400, "the headers that GitHub recommends are missing")
        prefix = f"/repos/{self.repository.name}"
        route, arguments = (
            find_route(method, split.path.removeprefix(prefix))
            if split.path.startswith(prefix)
            else (None, ())
        )
        if route is None:
            raise RefusedError(404, "Not Found")
        asked = Asked(self.repository, dict(parse_qsl(split.query)), _object(method, body))
        accepted = route.permissions(self.repository, arguments)
        if not any(
            LEVELS.index(permissions.get(scope, "none")) >= LEVELS.index(level) for scope, level in accepted
        ):
            raise RefusedError(403, "Resource not accessible by integration")
        with self.lock:
            status, answer = route.act(asked, *arguments)
        return (
            self._paged(status, answer, split.path, asked.query)
            if isinstance(answer, list)
            else (status, answer, {})
        )

    def _paged(
        self, status: int, rows: list[Any], path: str, query: Mapping[str, str]
    ) -> tuple[int, Any, dict[str, str]]:
        size, page = min(int(query.get("per_page", 30)), 100), int(query.get("page", 1))
        more = {}
        if len(rows) > size * page:
            onward = urlencode({**query, "page": str(page + 1)})
            more["Link"] = f'<{self.url}{path}?{onward}>; rel="next"'
        return status, rows[size * (page - 1) : size * page], more


def _object(method: str, body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        read = json.loads(body)
    except ValueError:
        raise RefusedError(400, "Problems parsing JSON") from None
    if not isinstance(read, dict) or method == "GET":
        raise RefusedError(400, "Body should be a JSON object")
    return read


def _handler(fake: FakeGitHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _handle(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, headers, answer = fake.reply(self.command, self.path, dict(self.headers), body)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(answer)), "Connection": "close"}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _handle  # noqa: N815 - the library's names

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler
