"""Builds of one list take turns: each writes what it makes into `docs/`, and goes on with what is there."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from papershelf.problems import InvalidInputError, Problem

PATIENCE = 600  # seconds


class BuildLock:
    """What one build of a list has at a time; nothing where `.cache/` cannot be written.

    `tell` is told, in a sentence, that a build has to wait for another.
    """

    def __init__(self, cache: Path, tell: Callable[[str], None]) -> None:
        self._path, self._tell = cache / "build.lock", tell
        self._lock = FileLock(self._path)

    def take(self) -> bool:
        """Wait for the builds that have begun before; return whether there was one.

        Raises InvalidInputError where one does not end.
        """
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            self._tell("Another build of this list is going on; this one waits until it has ended.")
        except OSError:
            return False
        else:
            return False
        try:
            self._lock.acquire(timeout=PATIENCE)
        except Timeout:
            message = f"another build has not ended for {PATIENCE // 60} minutes; end it and build again"
            raise InvalidInputError([Problem(str(self._path), 1, message)]) from None
        return True

    def leave(self) -> None:
        """Let the next build begin."""
        self._lock.release()

    def __enter__(self) -> Self:
        """Take it."""
        self.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Leave it."""
        self.leave()
