"""Asks a service over HTTP: politely, with retries, and from the cache where it can."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self, TypeVar
from urllib.parse import urlencode, urlsplit

import urllib3
from urllib3.util import Retry

from papershelf import __version__
from papershelf.problems import InvalidInputError
from papershelf.services.cache import Cache, Reply
from papershelf.services.endpoints import Api, ApiError
from papershelf.services.transport import (
    NOT_KNOWN,
    OK,
    RETRIED,
    Limits,
    Outgoing,
    Session,
    TransportError,
    checked,
    receive,
)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of which API; a `body` of JSON makes it a POST, `fresh` passes over kept replies."""

    api: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    fresh: bool = False

    def url(self, api: Api, **own: str) -> str:
        """The address with its parameters, and those that only tell who asks."""
        params = urlencode({**self.params, **own})
        return f"{api.url}/{self.path}" + (f"?{params}" if params else "")


def outgoing(api: Api, query: Query, contact: str | None) -> Outgoing:
    """Add who asks: the contact address and the key, where the API wants them."""
    own = {}
    if api.contact_parameter and contact:
        own[api.contact_parameter] = contact
    if api.key_parameter and api.key:
        own[api.key_parameter] = api.key
    headers = {"Content-Type": "application/json"} if query.body else {}
    secret = {api.key_header: api.key} if api.key_header and api.key else {}
    return Outgoing("POST" if query.body else "GET", query.url(api, **own), headers, secret, query.body)


T = TypeVar("T")
RETRY = Retry(
    total=3, connect=1, read=2, backoff_factor=1.0, backoff_max=30.0, status_forcelist=RETRIED
)  # fmt: skip
CONTACT = re.compile(r"[^@\s<>()\"]+@[^@\s<>()\"]+")


class Client:
    """Asks the APIs, one request at a time.

    `contact` is the user's e-mail address, for those who run the APIs. Without a cache each question is put.
    Leaving its `with` closes the connections.
    """

    def __init__(  # noqa: PLR0913 - what a test wants to turn, each by name
        self,
        apis: Mapping[str, Api],
        *,
        contact: str | None = None,
        cache: Cache | None = None,
        limits: Limits | None = None,
        retry: Retry = RETRY,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if contact and not CONTACT.fullmatch(contact):
            raise ApiError("PAPERSHELF_CONTACT", f"'{contact}' is no e-mail address; write name@example.org")
        self.apis = apis
        self.contact = contact
        self.cache = cache
        self.limits = limits or Limits()
        self.retry = retry
        self.now = now
        self.sleep = sleep
        self.session = Session()
        address = f" (mailto:{contact})" if contact else ""
        self.session.headers["User-Agent"] = f"papershelf/{__version__}{address}"
        self.last_asked: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.session.close()

    def ask(self, query: Query, read: Callable[[bytes], T]) -> T:
        """Ask what an API always answers, if only with an empty list; as `find`, but 404 is an error."""
        answer = self._answer(query, read, allowed=frozenset({OK}))
        if answer is None:
            api = self.apis[query.api]
            raise ApiError(api.name, f"is not at {api.url} (404); correct {api.url_variable} if you set it")
        return answer

    def find(self, query: Query, read: Callable[[bytes], T]) -> T | None:
        """Ask for one thing; None where the API says that it has none such (404).

        `read` makes what is wanted of the reply and raises ValueError or InvalidInputError for what is no
        answer, which then is not kept. Raises ApiError for all that goes wrong.
        """
        return self._answer(query, read, allowed=NOT_KNOWN | {OK})

    def _answer(self, query: Query, read: Callable[[bytes], T], allowed: frozenset[int]) -> T | None:
        api = self.apis[query.api]
        question = f"{query.url(api)} {(query.body or b'').decode()}"
        kept = self.cache.get(question) if self.cache and not query.fresh else None
        reply = kept or self._fetch(api, outgoing(api, query, self.contact))
        answer = None if reply.status in NOT_KNOWN else _understood(api, reply.body, read)
        if self.cache and not kept and reply.status in allowed:
            self.cache.put(question, reply)
        return answer

    def _fetch(self, api: Api, request: Outgoing) -> Reply:
        retry = self.retry
        while True:
            self._pace(api)
            try:
                return checked(api, receive(self.session, request, self.limits, self.now))
            except TransportError as error:
                retry, wait = self._again(api, retry, error)
            self.sleep(wait)

    def _pace(self, api: Api) -> None:
        host = urlsplit(api.url).netloc
        if host in self.last_asked:
            wait = self.last_asked[host] + api.interval - self.now()
            if wait > 0:
                self.sleep(wait)
        self.last_asked[host] = self.now()

    def _again(self, api: Api, retry: Retry, error: TransportError) -> tuple[Retry, float]:
        """What is left of the retries and how long to wait before the next; ApiError where none is."""
        wait = 0.0
        if error.response is not None:
            wait = _retry_after(retry, error.response)
            if wait > self.limits.retry_after:
                what = f"asks to be left alone for {wait:.0f} s; run this again after that"
                raise ApiError(api.name, what, lasting=True) from None
        failure = ApiError(api.name, str(error), lasting=error.lasting)
        if error.final:
            raise failure from None
        try:
            retry = retry.increment("GET", api.url, response=error.response, error=error.reason)
        except urllib3.exceptions.MaxRetryError:
            raise failure from None
        return retry, max(wait, retry.get_backoff_time())


def _retry_after(retry: Retry, response: urllib3.BaseHTTPResponse) -> float:
    try:
        return retry.get_retry_after(response) or 0.0
    except urllib3.exceptions.InvalidHeader:
        return 0.0


def _understood(api: Api, body: bytes, read: Callable[[bytes], T]) -> T:
    try:
        return read(body)
    except InvalidInputError as error:
        raise ApiError(api.name, f"the reply is no answer: {error.problems[0].message}") from None
    except (ValueError, RecursionError):
        what = "the reply cannot be understood (broken, or of another form); try again later"
        raise ApiError(api.name, what) from None
