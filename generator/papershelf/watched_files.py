"""What `mkdocs serve` watches: all that people write, but not the pages that a build writes beside it."""

import os
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS


class WatchedFiles:
    """Keeps a server from building again because of what it has just built.

    `generated` is set before each build, to the paths that it may write or remove.
    """

    def __init__(self) -> None:
        self.generated: AbstractSet[Path] = frozenset()

    def limit(self, server: LiveReloadServer) -> None:
        """Let a server that has not started look at the files of people only, wherever it was to look."""
        paths = list(server._watched_paths)  # noqa: SLF001 - MkDocs, which is frozen, tells it nowhere else
        for path in paths:
            server.unwatch(path)
        interval = server.observer.timeout
        observer: Any = PollingObserverVFS(os.stat, self._of_people, polling_interval=interval)
        server.observer = observer
        for path in paths:
            server.watch(path)

    def _of_people(self, folder: str | None) -> Iterator[os.DirEntry[str]]:
        generated = self.generated
        return (entry for entry in os.scandir(folder) if Path(entry.path) not in generated)
