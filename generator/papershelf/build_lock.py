"""Builds of one list take turns: each writes what it makes into `docs/`, and goes on with what is there."""

import logging
from pathlib import Path

from filelock import FileLock, Timeout
from mkdocs.exceptions import Abort

PATIENCE = 600  # seconds
log = logging.getLogger("mkdocs.plugins.papershelf")


class BuildLock:
    """What one build of a list has at a time; nothing where `.cache/` cannot be written."""

    def __init__(self, cache: Path) -> None:
        self._lock = FileLock(cache / "build.lock")

    def take(self) -> bool:
        """Wait for the builds that have begun before; return whether there was one."""
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            log.info("Another build of this list is going on; this one waits until it has ended.")
        except OSError:
            return False
        else:
            return False
        try:
            self._lock.acquire(timeout=PATIENCE)
        except Timeout:
            minutes = PATIENCE // 60
            raise Abort(
                f"another build has not ended for {minutes} minutes; end it and build again"
            ) from None
        return True

    def leave(self) -> None:
        """Let the next build begin."""
        self._lock.release()
