"""The search index of a served site, made by a process of its own: pages need not wait for it.

`python -m papershelf.following_index SITE CACHE` is that process.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock, Thread

from papershelf.build_cache import BuildCache
from papershelf.problems import InvalidInputError

Ended = Callable[[Sequence[str]], None]


class FollowingIndex:
    """Makes the index of a site beside everything else, one process at a time.

    `ended` is told, by another thread, what went wrong with an index that nobody stopped; nothing, if it is
    there.
    """

    def __init__(self, site: Path, cache: Path, ended: Ended) -> None:
        self._command = [sys.executable, "-m", __name__, str(site), str(cache)]
        self._ended = ended
        self._process: subprocess.Popen[str] | None = None
        self._lock = Lock()

    def start(self) -> None:
        """Begin to make the index; `stop` has to come before another start."""
        # A session of its own: ^C in a terminal stops the server, and that stops this.
        self._process = subprocess.Popen(
            self._command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        Thread(target=self._wait, args=[self._process], daemon=True).start()

    def stop(self) -> None:
        """End the process, if there is one: it would read pages that are about to change."""
        with self._lock:
            process, self._process = self._process, None
        if process and process.poll() is None:
            _end(process)
            process.wait()

    def _wait(self, process: subprocess.Popen[str]) -> None:
        said, _ = process.communicate()
        with self._lock:
            if process is self._process:
                self._process = None
                self._ended(said.splitlines() or ["it was killed"] if process.returncode else [])


def _end(process: subprocess.Popen[str]) -> None:
    """End a process with those that it has begun."""
    if sys.platform == "win32":
        process.terminate()
    else:
        os.killpg(process.pid, signal.SIGTERM)


def main(site: str, cache: str) -> int:
    """Make the index and the database of a site, with what the last index was made of still there."""
    from papershelf.list_database import write_database  # noqa: PLC0415 - the server itself never needs it
    from papershelf.search_index import write_index  # noqa: PLC0415 - the same

    try:
        write_index(Path(site), BuildCache(Path(cache)), keeps_last=True)
        write_database(Path(site))
    except InvalidInputError as error:
        print(*error.problems, sep="\n")  # noqa: T201 - this is read by the server
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
