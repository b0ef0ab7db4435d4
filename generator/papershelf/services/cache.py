"""Replies kept on disk, so that no question is asked twice within a week, whatever stopped the last run.

HTTP caches for requests do not fit: requests-cache reads a whole body before it can be limited and keeps
replies that later prove unusable; CacheControl obeys `no-store`, which most of these APIs send.
"""

import hashlib
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from papershelf.http_client import Reply

WEEK = 7 * 24 * 60 * 60.0
SCHEMA = """CREATE TABLE IF NOT EXISTS replies
            (question TEXT PRIMARY KEY, taken REAL, status INTEGER, body BLOB)"""


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
