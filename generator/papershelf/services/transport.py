"""One HTTP exchange within limits of time and size, and what its faults and replies mean."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from papershelf.services.cache import Reply
from papershelf.services.endpoints import Api


class TransportError(Exception):
    """A request that brought no usable reply; the message says what happened and what to do.

    `reason` is the error below or `response` the reply, which urllib3 counts retries by; `final` tells that
    the same request would give the same again, `lasting` that any other would as well.
    """

    def __init__(
        self,
        what: str,
        *,
        reason: Exception | None = None,
        response: urllib3.BaseHTTPResponse | None = None,
        final: bool = False,
        lasting: bool = False,
    ) -> None:
        super().__init__(what)
        self.reason = reason
        self.response = response
        self.final = final
        self.lasting = lasting


def explained(error: Exception, *, connect: float, read: float) -> TransportError:
    """Tell an error of requests or urllib3 in words; the URL, which may hold a key, is left out."""
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
            return TransportError("the reply broke off; try again later", reason=reason)
        case urllib3.exceptions.DecodeError():
            return TransportError("the reply cannot be unpacked; try again later", reason=reason)
        case _:
            what = f"cannot be asked ({type(error).__name__}); check its address"
            return TransportError(what, final=True, lasting=True)
    return TransportError(what, reason=reason, lasting=True)


def _reason(error: Exception) -> Exception:
    """What urllib3 said below the wrappings of requests and MaxRetryError."""
    while not isinstance(error, urllib3.exceptions.HTTPError) or isinstance(
        error, urllib3.exceptions.MaxRetryError
    ):
        inner = getattr(error, "reason", None) or next(iter(error.args), None)
        if not isinstance(inner, Exception):
            break
        error = inner
    return error


CHUNK = 64 * 1024
REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, in seconds, and how much to take, in bytes.

    `read` is the longest silence, `total` the longest time for one reply, `retry_after` the longest wait
    that an API may ask for before we rather give up.
    """

    connect: float = 10.0
    read: float = 30.0
    total: float = 120.0
    retry_after: float = 60.0
    size: int = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request as it goes out. `secret` headers go to the host of `url` only, not where it redirects."""

    method: str
    url: str
    headers: Mapping[str, str]
    secret: Mapping[str, str]
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A complete reply; `raw` is for urllib3's Retry, its body is read."""

    status: int
    type: str
    body: bytes
    raw: urllib3.BaseHTTPResponse


class Session(requests.Session):
    """Leaves redirects to us: requests reads their bodies, of whatever size, and trips over bad addresses."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Find none."""


def receive(
    session: Session, outgoing: Outgoing, limits: Limits, now: Callable[[], float] = time.monotonic
) -> Received:
    """Send a request, follow redirects to http(s), read the reply. Raises TransportError."""
    deadline = now() + limits.total
    url = outgoing.url
    for _ in range(REDIRECTS + 1):
        same_host = urlsplit(url).netloc == urlsplit(outgoing.url).netloc
        headers = {**outgoing.headers, **(outgoing.secret if same_host else {})}
        try:
            with session.request(
                outgoing.method,
                url,
                headers=headers,
                data=outgoing.body,
                timeout=(limits.connect, limits.read),
                stream=True,
            ) as response:
                if not response.is_redirect:
                    body = _body(response, limits, deadline, now)
                    return Received(
                        response.status_code, response.headers.get("Content-Type", ""), body, response.raw
                    )
                url = _target(url, response.headers["Location"])
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise explained(error, connect=limits.connect, read=limits.read) from None
    raise TransportError(f"redirects more than {REDIRECTS} times; check its address", final=True)


def _body(response: requests.Response, limits: Limits, deadline: float, now: Callable[[], float]) -> bytes:
    """Read piece by piece as it comes, unpacked; neither a drip nor a bomb gets past the limits."""
    body = bytearray()
    while piece := response.raw.read1(CHUNK, decode_content=True):
        body += piece
        if len(body) > limits.size:
            size = limits.size / 2**20
            raise TransportError(f"the reply is larger than {size:g} MB; it was cut off", final=True)
        if now() > deadline:
            what = f"the reply was not complete after {limits.total:g} s; try again later"
            raise TransportError(what, final=True, lasting=True)
    return bytes(body)


def _target(url: str, location: str) -> str:
    try:
        target = urljoin(url, location)
        scheme = urlsplit(target).scheme
    except ValueError:
        scheme = target = ""
    if scheme not in {"http", "https"}:
        raise TransportError("redirects to an address that is not http(s); it was not followed", final=True)
    return target


OK = 200
NOT_KNOWN = frozenset({404, 410})
REFUSED = frozenset({401, 403})
TOO_MANY = 429
RETRIED = frozenset({TOO_MANY, 500, 502, 503, 504})
SERVER_ERROR = 500


def checked(api: Api, received: Received) -> Reply:
    """Let through data, and "not known" without its page; everything else is a TransportError."""
    status = received.status
    if status in NOT_KNOWN:
        return Reply(status, b"")
    if status != OK:
        raise TransportError(
            _told(api, status),
            response=received.raw,
            final=status not in RETRIED,
            lasting=status in REFUSED or status == TOO_MANY or status >= SERVER_ERROR,
        )
    start = received.body[:200].lstrip().lower()
    if "html" in received.type or start.startswith((b"<!doctype html", b"<html")):
        what = f"sent a web page instead of data; check that {api.url} is the API, or try again later"
        raise TransportError(what, final=True)
    return Reply(status, received.body)


def _told(api: Api, status: int) -> str:
    if status == TOO_MANY:
        key = f", or set {api.key_variable} to a key of your own" if api.key_variable else ""
        return f"has had too many questions ({status}); try again later{key}"
    if status in REFUSED:
        remedy = f"{api.key_variable} to a valid key" if api.key_variable else "PAPERSHELF_CONTACT"
        return f"refuses to answer ({status}); set {remedy}"
    if status >= SERVER_ERROR:
        return f"has trouble of its own ({status}); try again later"
    return f"does not take the question ({status}); check {api.url_variable} if you set it"
