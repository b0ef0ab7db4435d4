"""One request and its reply, within limits of time and size."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from papershelf.apis.faults import TransportError, explained

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
