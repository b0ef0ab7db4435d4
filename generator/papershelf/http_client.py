"""The HTTP client for services, GitHub and link checks: limits, pauses, retries, and faults in words."""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from urllib3.util import Retry

from papershelf import __version__
from papershelf.http_connections import Adapter, Exchange, PrivateAddressError
from papershelf.limits import most
from papershelf.link_hosts import is_private

USER_AGENT = f"papershelf/{__version__}"
CHUNK = 64 * 1024
REDIRECTS = 5
NOT_ASKED = "not asked, the time was up"
INTO_PRIVATE = "redirects to an address that only one network reaches; it was not followed"
TRY_LATER = frozenset({429, 500, 502, 503, 504})
RETRY = Retry(total=3, connect=1, read=2, allowed_methods=None, status_forcelist=TRY_LATER)


class HttpError(Exception):
    """A request that got no usable reply; the message says what happened and what to do.

    `reason` is the error below, where the request may be sent again. `lasting` says that any other request
    to the same server would very likely fail as well.
    """

    def __init__(self, what: str, *, reason: Exception | None = None, lasting: bool = False) -> None:
        super().__init__(what)
        self.reason = reason
        self.lasting = lasting


def explain(error: Exception, *, connect: float, read: float) -> HttpError:
    """Put an error of requests or urllib3 into words, without the URL, which may hold a key.

    `connect` and `read` are the limits, in seconds, on the wait for a connection and for data.
    """
    reason = _reason(error)
    match reason:
        case urllib3.exceptions.NewConnectionError():
            what = "cannot be reached; check your connection, or try again later"
        case urllib3.exceptions.ConnectTimeoutError():
            what = f"cannot be reached within {connect:g} s; check your connection, or try again later"
        case urllib3.exceptions.ReadTimeoutError():
            what = f"sent nothing for {read:g} s; try again later"
        case urllib3.exceptions.SSLError():
            what = "its certificate cannot be trusted; check your clock and your connection"
        case urllib3.exceptions.ProtocolError():
            return HttpError("the reply broke off; try again later", reason=reason)
        case urllib3.exceptions.DecodeError():
            return HttpError("the reply cannot be decompressed; try again later", reason=reason)
        case _:
            return HttpError(f"cannot be asked ({type(error).__name__}); check its address", lasting=True)
    return HttpError(what, reason=reason, lasting=True)


def _reason(error: Exception) -> Exception:
    """Return the error of urllib3 within the wrappings of requests and MaxRetryError."""
    while not isinstance(error, urllib3.exceptions.HTTPError) or isinstance(
        error, urllib3.exceptions.MaxRetryError
    ):
        inner = getattr(error, "reason", None) or next(iter(error.args), None)
        if not isinstance(inner, Exception):
            break
        error = inner
    return error


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, in seconds, and how much to read, in bytes.

    `read` is the longest silence, `total` the longest time for one reply, `retry_after` the longest pause
    that a server may ask for before we give up. With a `size` of 0, bodies are not read at all.
    """

    connect: float = 10.0
    read: float = 30.0
    total: float = 120.0
    retry_after: float = 60.0
    size: int = field(default_factory=lambda: most("reply-size"))


@dataclass(frozen=True, slots=True)
class Request:
    """A request, sent at least `pause` seconds after the last one to the same host.

    `secret` headers are sent to the host of `url` only, not to another one that it redirects to.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = None
    pause: float = 0.0
    follow_redirects: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """A complete reply, its body decompressed; the names of `headers` match in any case."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def retry_after(reply: Reply, _tried: int = 0) -> float | None:
    """Return the seconds that a failing server asks us to wait (Retry-After, RFC 9110), if it does."""
    value = reply.headers.get("Retry-After")
    if value is None or reply.status not in TRY_LATER:
        return None
    try:
        return RETRY.parse_retry_after(value)
    except urllib3.exceptions.InvalidHeader:
        return None


class _Session(requests.Session):
    """Leaves redirects to us: requests reads their bodies, of any size, and fails on bad addresses."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Find none."""


class HttpClient:
    """Sends requests one at a time, over connections that stay open until `close`.

    `requested_pause` returns the seconds that a reply asks us to wait, given the number of retries so far,
    None where it does not ask. After `end`, a time on the clock `now`, nothing is sent.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        requested_pause: Callable[[Reply, int], float | None] = retry_after,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        end: float = math.inf,
    ) -> None:
        self.limits = limits or Limits()
        self.requested_pause = requested_pause
        self.now, self.sleep, self.end = now, sleep, end
        self.last_sent: dict[str, float] = {}
        self.session = _Session()
        self.session.headers["User-Agent"] = USER_AGENT
        self._exchange = Exchange(now, self.limits.read)
        for scheme in ("http://", "https://"):
            self.session.mount(scheme, Adapter(self._exchange))

    def close(self) -> None:
        """Close the connections."""
        self.session.close()

    def send(self, request: Request, retry: Retry = RETRY) -> Reply:
        """Send a request, again where that may help; return the last reply, whatever its status.

        `retry` limits how often, after which faults and which statuses; the wait doubles, beginning at 1 s.
        Raises HttpError where the last try brought no reply.
        """
        while True:
            try:
                reply = self._try(request)
                again = self._again(request, retry, reply)
                if not again:
                    return reply
            except HttpError as error:
                again = self._again(request, retry, error)
                if not again:
                    raise
            retry, pause = again
            self.sleep(pause)

    def _again(
        self, request: Request, retry: Retry, outcome: Reply | HttpError
    ) -> tuple[Retry, float] | None:
        """Return the retries left and the seconds until the next one, None where this try is the last."""
        tried = len(retry.history)
        asked, reason = None, None
        if isinstance(outcome, HttpError):
            reason = outcome.reason
            may_help = reason is not None
        else:
            asked = self.requested_pause(outcome, tried)
            is_short = asked is not None and asked <= self.limits.retry_after
            may_help = is_short or (asked is None and retry.is_retry(request.method, outcome.status))
        if not may_help:
            return None
        try:
            return retry.increment(request.method, error=reason), max(asked or 0.0, 2.0**tried)
        except urllib3.exceptions.HTTPError:  # no retries are left, or the method must not be repeated
            return None

    def _try(self, request: Request) -> Reply:
        """Send a request once and follow its redirects; all of it within the total time."""
        exchange = self._exchange
        exchange.deadline = self.now() + self.limits.total
        exchange.public_only = exchange.leads_private = False
        url = request.url
        try:
            for _ in range(REDIRECTS + 1):
                with self._open(request, url) as response:
                    if not (request.follow_redirects and response.is_redirect):
                        return Reply(response.status_code, self._body(response), response.headers)
                    target = _target(url, response.headers["Location"])
                # A private server, such as a mirror of one's own, may redirect to itself.
                exchange.public_only = not (exchange.leads_private and _is_same_server(target, request.url))
                if exchange.public_only and is_private(urlsplit(target).hostname or ""):
                    raise HttpError(INTO_PRIVATE)
                url = target
        except PrivateAddressError:
            raise HttpError(INTO_PRIVATE) from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError, TimeoutError) as error:
            if self.now() >= exchange.deadline:
                raise self._too_slow() from None
            raise explain(error, connect=self.limits.connect, read=self.limits.read) from None
        raise HttpError(f"redirects more than {REDIRECTS} times; check its address")

    def _too_slow(self) -> HttpError:
        what = f"the reply was not complete after {self.limits.total:g} s; try again later"
        return HttpError(what, lasting=True)

    def _open(self, request: Request, url: str) -> requests.Response:
        host = urlsplit(url).netloc
        self._keep_pause(host, request.pause)
        secret = request.secret if _is_same_server(url, request.url) else {}
        return self.session.request(
            request.method,
            url,
            headers={**request.headers, **secret},
            data=request.body,
            timeout=(self.limits.connect, self.limits.read),
            stream=True,
        )

    def _keep_pause(self, host: str, pause: float) -> None:
        now = self.now()
        due = max(now, self.last_sent.get(host, -math.inf) + pause)
        if due > self.end:
            raise HttpError(NOT_ASKED)
        if due > now:
            self.sleep(due - now)
        self.last_sent[host] = self.now()

    def _body(self, response: requests.Response) -> bytes:
        """Read piece by piece, so that neither a slow drip nor a decompression bomb exceeds the limits."""
        body = bytearray()
        while self.limits.size and (piece := response.raw.read1(CHUNK, decode_content=True)):
            body += piece
            if len(body) > self.limits.size:
                size = self.limits.size / 2**20
                raise HttpError(f"the reply is larger than {size:g} MB; it was cut off")
            if self.now() > self._exchange.deadline:
                raise self._too_slow()
        return bytes(body)


def _target(url: str, location: str) -> str:
    try:
        target = urljoin(url, location)
        scheme = urlsplit(target).scheme
    except ValueError:
        scheme = target = ""
    if scheme not in {"http", "https"}:
        raise HttpError("redirects to an address that is not http(s); it was not followed")
    if scheme == "http" and urlsplit(url).scheme == "https":
        raise HttpError("redirects from https to http, which others can read; it was not followed")
    return target


def _is_same_server(url: str, other: str) -> bool:
    return urlsplit(url)[:2] == urlsplit(other)[:2]
