"""A web server on this machine that answers as a test says: well, badly, or not at all."""

import gzip
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

LONGEST = 20.0  # seconds after which a server that stays silent gives up, whatever happened to its test
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Request:
    """One request as it came."""

    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[Request] = []
        self.behaviours: list[Behaviour] = []
        self.ending = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that went away; that is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        params = {key: values[0] for key, values in parse_qs(parts.query).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = Request(self.command, parts.path, params, dict(self.headers), body)
        self.server.requests.append(request)
        behaviours = self.server.behaviours
        behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        behaviour(self, request)

    do_POST = do_GET  # noqa: N815 - http.server's name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Keep the tests' output clean."""


Behaviour = Callable[[_Handler, Request], None]


class Server:
    """What a test holds: the address, what was asked, and how the next requests are answered."""

    def __init__(self, server: _Server) -> None:
        self._server = server
        self.url = f"http://127.0.0.1:{server.server_port}"

    @property
    def requests(self) -> list[Request]:
        """All requests so far, in order."""
        return self._server.requests

    def will(self, *behaviours: Behaviour) -> None:
        """Answer the next requests so, one each; the last stays."""
        self._server.behaviours[:] = behaviours


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Run a server until the block ends, over TLS if given."""
    server = _Server()
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Server(server)
    finally:
        server.ending.set()
        server.shutdown()
        server.server_close()
        thread.join()


def reply(
    body: bytes | str = b"{}", status: int = 200, kind: str = "application/json", **headers: str
) -> Behaviour:
    """Answer properly; `headers` are named with underscores."""
    content = body.encode() if isinstance(body, str) else body

    def behave(handler: _Handler, _: Request) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return behave


def by_path(behaviours: Mapping[str, Behaviour]) -> Behaviour:
    """Answer by the longest beginning of the path that is named; what is not is 404."""

    def behave(handler: _Handler, request: Request) -> None:
        known = [start for start in behaviours if request.path.startswith(start)]
        behaviours.get(max(known, key=len, default=""), reply(status=404))(handler, request)

    return behave


def silence(handler: _Handler, _: Request) -> None:
    """Take the request and never answer."""
    handler.server.ending.wait(LONGEST)
    handler.close_connection = True


def hang_up(handler: _Handler, _: Request) -> None:
    """Take the request and close the connection."""
    handler.close_connection = True


def half(handler: _Handler, _: Request) -> None:
    """Promise more than comes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"message": ')
    handler.close_connection = True


def broken_chunks(handler: _Handler, _: Request) -> None:
    """Break off within a chunk."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b'20\r\n{"message": ')
    handler.close_connection = True


def drip(handler: _Handler, _: Request) -> None:
    """Send a byte at a time, each soon enough, and never come to an end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    _without_end(handler, b" ")


def slow_head(handler: _Handler, _: Request) -> None:
    """Send the headers a byte at a time, each soon enough, and never come to their end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _without_end(handler, b"x")


def only_continue(handler: _Handler, _: Request) -> None:
    """Say for ever that the request may go on."""
    _without_end(handler, b"HTTP/1.1 100 Continue\r\n\r\n")


def _without_end(handler: _Handler, piece: bytes) -> None:
    for _piece in range(int(LONGEST / 0.01)):
        handler.wfile.write(piece)
        if handler.server.ending.wait(0.01):
            break
    handler.close_connection = True


def flood(handler: _Handler, _: Request) -> None:
    """Send 50 MB."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(50 * MEGABYTE))
    handler.end_headers()
    for _piece in range(50):
        handler.wfile.write(b" " * MEGABYTE)


def bomb(handler: _Handler, request: Request) -> None:
    """Send some kilobytes that unpack to 100 MB."""
    packed = gzip.compress(b" " * (100 * MEGABYTE), 9)
    reply(packed, Content_Encoding="gzip")(handler, request)


def bad_gzip(handler: _Handler, request: Request) -> None:
    """Send what is called gzip and is none."""
    reply(b"not packed at all", Content_Encoding="gzip")(handler, request)


def redirect(location: str, body: bytes = b"") -> Behaviour:
    """Send elsewhere; `{n}` in the location is a new number each time."""

    def behave(handler: _Handler, request: Request) -> None:
        count = len(handler.server.requests)
        reply(body, status=302, Location=location.replace("{n}", str(count)))(handler, request)

    return behave
