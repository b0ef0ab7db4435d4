"""The client of services: asks each one politely, and keeps replies on disk for a week.

HTTP caches for requests do not fit: requests-cache reads a whole body before it can be limited and keeps
replies that later prove unusable; CacheControl obeys `no-store`, which most of these APIs send.
"""

import hashlib
import re
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

from papershelf.http_client import USER_AGENT, HttpClient, HttpError, Reply, Request, retry_after
from papershelf.limits import TooMuchError
from papershelf.problems import InvalidInputError
from papershelf.services.endpoints import Api, ApiError

WEEK = 7 * 24 * 60 * 60.0
SCHEMA = """CREATE TABLE IF NOT EXISTS replies
            (question TEXT PRIMARY KEY, taken REAL, status INTEGER, body BLOB)"""
CONTACT = re.compile(r"[^@\s<>()\"]+@[^@\s<>()\"]+")
OK = 200
NOT_FOUND = frozenset({404, 410})
REFUSED = frozenset({401, 403})
TOO_MANY = 429
SERVER_ERROR = 500
K = TypeVar("K")
T = TypeVar("T")


class Cache:
    """Replies (status and body) by question, in `replies.sqlite3` of a directory that is made when needed.

    Replies are kept for `age` seconds; `now` is the clock, in seconds. A cache that cannot be used costs
    time, not the run: it then is empty, and `trouble` says why.
    """

    def __init__(self, directory: Path, *, age: float = WEEK, now: Callable[[], float] = time.time) -> None:
        self.path = directory / "replies.sqlite3"
        self.age = age
        self.now = now
        self.trouble: str | None = None
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._give_up(error)
        self._execute(SCHEMA)
        self._execute("DELETE FROM replies WHERE taken < ?", now() - age)

    def get(self, question: str) -> Reply | None:
        """Return the reply to a question, unless it is too old."""
        query = "SELECT status, body FROM replies WHERE question = ? AND taken >= ?"
        rows = self._execute(query, _digest(question), self.now() - self.age)
        return Reply(*rows[0]) if rows else None

    def put(self, question: str, reply: Reply) -> None:
        """Keep a reply; it is on disk when this returns."""
        command = "INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?)"
        self._execute(command, _digest(question), self.now(), reply.status, reply.body)

    def _execute(self, command: str, *values: object) -> list[Any]:
        """Return the rows that a command gives; none where the database cannot be used."""
        if self.trouble:
            return []
        try:
            with closing(sqlite3.connect(self.path)) as database, database:
                return database.execute(command, values).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _give_up(self, error: Exception) -> None:
        self.trouble = f"{self.path} cannot be used ({error}); replies are not kept, remove or free it"


def _digest(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the API with this id; a `body` of JSON makes it a POST, `fresh` skips the cache."""

    api: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    fresh: bool = False

    def url(self, api: Api, **own: str) -> str:
        """Return the URL with the parameters of the question, and `own` ones that only say who asks."""
        params = urlencode({**self.params, **own})
        return f"{api.url}/{self.path}" + (f"?{params}" if params else "")


class Client:
    """Asks the APIs, given by id, one request at a time.

    `contact` is the user's e-mail address, for those who run the APIs. Without a cache each question is sent.
    Leaving its `with` closes the connections.
    """

    def __init__(
        self,
        apis: Mapping[str, Api],
        *,
        contact: str | None = None,
        cache: Cache | None = None,
        http: HttpClient | None = None,
    ) -> None:
        if contact and not CONTACT.fullmatch(contact):
            what = f"'{contact}' is not an e-mail address; write name@example.org"
            raise ApiError("PAPERSHELF_CONTACT", what)
        self.apis = apis
        self.contact = contact
        self.cache = cache
        self.http = http or HttpClient()
        self._backoff: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def ask(self, query: Query, read: Callable[[bytes], T]) -> T:
        """Ask what an API always answers, if only with an empty list; as `find`, but 404 is an error."""
        answer = self._answer(query, read, kept=frozenset({OK}))
        if answer is None:
            api = self.apis[query.api]
            what = f"was not found at {api.url} (404); correct {api.url_variable} if you set it"
            raise ApiError(api.name, what)
        return answer

    def find(self, query: Query, read: Callable[[bytes], T]) -> T | None:
        """Ask for one thing; None where the API says that it has no such thing (404).

        `read` parses the reply and raises ValueError or InvalidInputError for one that cannot be used, which
        then is not kept. Raises ApiError for everything that goes wrong.
        """
        return self._answer(query, read, kept=NOT_FOUND | {OK})

    def find_each(self, queries: Mapping[K, Query], read: Callable[[bytes], T | None]) -> dict[K, T]:
        """Ask for several things, as `find`; those that the API does not have are left out."""
        found = {key: self.find(query, read) for key, query in queries.items()}
        return {key: answer for key, answer in found.items() if answer is not None}

    def _answer(self, query: Query, read: Callable[[bytes], T], kept: frozenset[int]) -> T | None:
        """Answer from the cache or over the network; replies with a status in `kept` go into the cache."""
        api = self.apis[query.api]
        question = f"{query.url(api)} {(query.body or b'').decode()}"
        cached = self.cache.get(question) if self.cache and not query.fresh else None
        reply = cached or self._fetch(api, query)
        answer = None if reply.status in NOT_FOUND else _parse(api, reply.body, read)
        if self.cache and not cached and reply.status in kept:
            self.cache.put(question, reply)
        return answer

    def _fetch(self, api: Api, query: Query) -> Reply:
        """Return a reply with data, or the status that there is none; everything else is an ApiError."""
        try:
            reply = self.http.send(self._request(api, query))
        except HttpError as error:
            raise ApiError(api.name, str(error), lasting=error.lasting) from None
        if reply.status in NOT_FOUND:
            return Reply(reply.status)
        if (pause := retry_after(reply) or 0.0) > self.http.limits.retry_after:
            what = f"asks us to wait for {pause:.0f} s; run this again after that"
            raise ApiError(api.name, what, lasting=True)
        if reply.status != OK:
            lasting = reply.status in REFUSED or reply.status == TOO_MANY or reply.status >= SERVER_ERROR
            raise ApiError(api.name, _refusal(api, reply.status), lasting=lasting)
        start = reply.body[:200].lstrip().lower()
        is_page = start.startswith((b"<!doctype html", b"<html"))
        if is_page or "html" in reply.headers.get("Content-Type", ""):
            what = f"sent a web page instead of data; check that {api.url} is the API, or try again later"
            raise ApiError(api.name, what)
        self._backoff[api.id] = _backoff(reply, self.http.limits.retry_after)
        return reply

    def _request(self, api: Api, query: Query) -> Request:
        """Add who asks: the contact address and the key, as the API wants them."""
        own = {}
        if api.contact_parameter and self.contact:
            own[api.contact_parameter] = self.contact
        if api.key_parameter and api.key:
            own[api.key_parameter] = api.key
        return Request(
            "POST" if query.body else "GET",
            query.url(api, **own),
            headers={
                "User-Agent": f"{USER_AGENT} (mailto:{self.contact})" if self.contact else USER_AGENT,
                **({"Content-Type": "application/json"} if query.body else {}),
            },
            secret={api.key_header: api.key} if api.key_header and api.key else {},
            body=query.body,
            pause=max(api.interval, self._backoff.get(api.id, 0.0)),
        )


def _backoff(reply: Reply, most: float) -> float:
    """Return the seconds that a server under load asks us to wait before the next question (Zotero does)."""
    asked = reply.headers.get("Backoff", "")
    return min(float(asked), most) if asked.isdecimal() else 0.0


def checked(read: Callable[[bytes], object]) -> Callable[[bytes], bytes]:
    """Make a reader that returns a reply as it came, once `read` accepts it."""

    def source_of(source: bytes) -> bytes:
        read(source)
        return source

    return source_of


def _parse(api: Api, body: bytes, read: Callable[[bytes], T]) -> T:
    try:
        return read(body)
    except InvalidInputError as error:
        raise ApiError(api.name, f"the reply cannot be used: {error.problems[0].message}") from None
    except TooMuchError as error:
        raise ApiError(api.name, f"the reply cannot be used: {error}") from None
    except (ValueError, RecursionError):
        what = "the reply cannot be read (broken, or of an unknown form); try again later"
        raise ApiError(api.name, what) from None


def _refusal(api: Api, status: int) -> str:
    if status == TOO_MANY:
        key = f", or set {api.key_variable} to a key of your own" if api.key_variable else ""
        return f"received too many requests ({status}); try again later{key}"
    if status in REFUSED:
        remedy = f"{api.key_variable} to a valid key" if api.key_variable else "PAPERSHELF_CONTACT"
        return f"refused the request ({status}); set {remedy}"
    if status >= SERVER_ERROR:
        return f"failed ({status}); try again later"
    return f"rejected the request ({status}); check {api.url_variable} if you set it"
