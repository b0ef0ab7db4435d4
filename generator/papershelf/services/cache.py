"""Replies kept on disk, so that no question is put twice within a week, whatever stopped the last run.

HTTP caches for requests do not fit: requests-cache reads a whole body before anybody can limit it and keeps
what later proves to be no answer; CacheControl obeys `no-store`, which most of these APIs send.
"""

import hashlib
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

WEEK = 7 * 24 * 60 * 60.0
SCHEMA = """CREATE TABLE IF NOT EXISTS replies
            (question TEXT PRIMARY KEY, taken REAL, status INTEGER, body BLOB)"""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an API answered."""

    status: int
    body: bytes


class Cache:
    """Replies by question, in `replies.sqlite3` of a directory that is made when needed.

    A cache that cannot be used costs time, not the run: it then is empty, and `trouble` says why.
    """

    def __init__(self, directory: Path, *, age: float = WEEK, now: Callable[[], float] = time.time) -> None:
        self.path = directory / "replies.sqlite3"
        self.age = age
        self.now = now
        self.trouble: str | None = None
        try:
            directory.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as database, database:
                database.execute(SCHEMA)
                database.execute("DELETE FROM replies WHERE taken < ?", [now() - age])
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def get(self, question: str) -> Reply | None:
        """The reply to a question, unless it is too old."""
        if self.trouble:
            return None
        query = "SELECT status, body FROM replies WHERE question = ? AND taken >= ?"
        try:
            with closing(self._open()) as database:
                row = database.execute(query, [_digest(question), self.now() - self.age]).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        return Reply(*row) if row else None

    def put(self, question: str, reply: Reply) -> None:
        """Keep a reply; it is on disk when this returns."""
        if self.trouble:
            return
        values = [_digest(question), self.now(), reply.status, reply.body]
        try:
            with closing(self._open()) as database, database:
                database.execute("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?)", values)
        except sqlite3.Error as error:
            self._give_up(error)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path)

    def _give_up(self, error: Exception) -> None:
        self.trouble = f"{self.path} cannot be used ({error}); replies are not kept, remove or free it"


def _digest(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()
