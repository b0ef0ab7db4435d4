"""What `mkdocs serve` watches: all that people write, but not the pages that a build writes beside it."""

import os
import time
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from threading import get_ident
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import DirDeletedEvent, FileSystemEvent
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingEmitter

from papershelf.whole_files import is_leftover

INTERVAL = 0.05  # seconds; MkDocs looks twice a second
SETTLED = 2_000_000_000  # nanoseconds after which a folder that changes again has another time


class SettledChanges(PollingEmitter):
    """Tells of changes when one more look has found no other: a file half written is not yet an edit.

    What is watched may be gone for a while, as editors that rename a file before they write it let it be.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._held: list[FileSystemEvent] = []
        self._looks_in: int | None = None  # a thread

    def queue_event(self, event: FileSystemEvent) -> None:
        """Hold a change that a look has found."""
        self._held.append(event)

    def queue_events(self, timeout: float) -> None:
        """Look once, after `timeout` seconds, and tell of what is held if that has found nothing more."""
        before = len(self._held)
        self._looks_in = get_ident()
        super().queue_events(timeout)
        self._looks_in = None
        self._held = [event for event in self._held if event != DirDeletedEvent(self.watch.path)]
        if len(self._held) == before:
            for event in self._held:
                super().queue_event(event)
            self._held = []

    def stop(self) -> None:
        """Stop looking if another thread says so, but not because one look found nothing there."""
        if get_ident() != self._looks_in:
            super().stop()


class WatchedFiles:
    """Keeps a server from building again because of what it has just built, and looks often.

    `generated` is set before each build, to the paths that it may write or remove. The files that it puts in
    their place are passed over too: they are there for less than a moment, but now and then are seen.
    `is_seen` says that readers see a site, which a broken edit must not take away.
    """

    def __init__(self) -> None:
        self.generated: AbstractSet[Path] = frozenset()
        self.is_seen = False
        self._listed: dict[str, tuple[int, AbstractSet[Path], list[os.DirEntry[str]]]] = {}

    def limit(self, server: LiveReloadServer) -> None:
        """Let a server that has not started look at the files of people only, wherever it was to look."""
        self.is_seen = True
        paths = list(server._watched_paths)  # noqa: SLF001 - MkDocs, which is frozen, tells it nowhere else
        for path in paths:
            server.unwatch(path)
        emitter: Any = partial(SettledChanges, listdir=self._of_people)
        observer: Any = BaseObserver(emitter, timeout=INTERVAL)
        server.observer = observer
        for path in paths:
            server.watch(path)

    def _of_people(self, folder: str | None) -> Iterator[os.DirEntry[str]]:
        """Yield what people have in a folder; other files are passed over once, until it changes."""
        place = folder or "."
        changed, generated = Path(place).stat().st_mtime_ns, self.generated
        known = self._listed.get(place)
        if known and known[0] == changed and known[1] is generated:
            return iter(known[2])
        entries = [
            entry
            for entry in os.scandir(place)
            if Path(entry.path) not in generated and not is_leftover(entry.name)
        ]
        if generated is not self.generated:  # a build has begun to write what is not an edit
            return self._of_people(folder)
        if time.time_ns() - changed > SETTLED:
            self._listed[place] = (changed, generated, entries)
        return iter(entries)
