"""Who has a letter already: a file that gets a line before the end of each message, and one after it.

A line is written to the disk before anything that depends on it happens. It has no address, but a digest of
letter and address: who has the file can find out whether somebody they know is in it, and no more.
"""

import datetime as dt
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from papershelf.problems import InvalidInputError, Problem, UserFacingError

State = Literal["begun", "sent", "failed"]
STATES: dict[str, State] = {"begun": "begun", "sent": "sent", "failed": "failed"}
LINE = re.compile(r"([0-9a-f]{32}) (begun|sent|failed)")
UNTIL = re.compile(r"until ([0-9]{4}-[0-9]{2}-[0-9]{2})")
HEAD = "# Who has this digest. Keep this file until nobody waits for the digest any more."


class SentRecord:
    """The state of each recipient, by digest, and the last day of the letter that the first of them got."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.until: str | None = None
        self._states: dict[str, State] = {}
        self._lines: dict[str, int] = {}
        self._count = 0
        content = path.read_bytes() if path.exists() else b""
        self._whole = content.rpartition(b"\n")[0].count(b"\n") + 1 if b"\n" in content else 0
        self._length = content.rfind(b"\n") + 1  # after a crash the last line may be a part of one
        self._read(content[: self._length].decode("utf-8", "replace"))

    def _read(self, text: str) -> None:
        for number, line in enumerate(text.splitlines(), start=1):
            if line.startswith("#"):
                continue
            if (until := UNTIL.fullmatch(line)) and _is_day(until[1]):
                self.until = until[1]
            elif found := LINE.fullmatch(line):
                self._note(found[1], STATES[found[2]], number)
            else:
                message = (
                    "this line says of nobody whether they have the digest; remove it, or restore the file"
                )
                raise InvalidInputError([Problem(str(self.path), number, message)])

    def _note(self, digest: str, state: State, number: int) -> None:
        self._states[digest] = state
        self._lines[digest] = number
        self._count = max(self._count, number)

    def state(self, digest: str) -> State | None:
        """Return what is known of a recipient: "begun" means that nobody knows whether the message came."""
        return self._states.get(digest)

    def line(self, digest: str) -> int:
        """Return the line that says so."""
        return self._lines[digest]

    def begin(self, until: str) -> None:
        """Write down which letter it is, if this is the first time."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.until is None:
            self._append(f"{HEAD}\nuntil {until}\n")
            self.until = until

    def note(self, digest: str, state: State) -> None:
        """Write down what became of a recipient's message."""
        self._append(f"{digest} {state}\n")
        self._note(digest, state, self._whole)

    def _append(self, lines: str) -> None:
        with self.path.open("r+b" if self.path.exists() else "wb") as file:
            file.seek(self._length)
            file.truncate()
            file.write(lines.encode())
            file.flush()
            os.fsync(file.fileno())
        self._length += len(lines.encode())
        self._whole += lines.count("\n")


def _is_day(text: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


@contextmanager
def locked(path: Path) -> Iterator[SentRecord]:
    """Give the record to one process at a time. Raises UserFacingError where another has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=0):
            yield SentRecord(path)
    except Timeout:
        raise UserFacingError(
            f"{path}: this digest is being sent already; wait until that has ended"
        ) from None
