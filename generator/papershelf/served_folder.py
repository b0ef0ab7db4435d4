"""Where a served site is kept between servers, so that the next one begins with it."""

from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from papershelf.last_build import Record, RecordFile

FOLDER = "served"


class ServedFolder:
    """The folder of a served site in `.cache/`, with a record of what the site was made from.

    Only one server at a time has it; another one beside it, or one that cannot write there, serves from the
    temporary folder that MkDocs gives it.
    """

    def __init__(self, cache: Path, temporary: Path) -> None:
        folder = cache / FOLDER
        self.site = temporary
        self._file: RecordFile | None = None
        self._lock = FileLock(folder.with_suffix(".lock"), blocking=False)
        with suppress(OSError, Timeout):
            cache.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            (folder / "site").mkdir(parents=True, exist_ok=True)
            self.site = folder / "site"
            self._file = RecordFile(folder)

    def record(self) -> Record | None:
        """Return what the site was made from, if the last server left one that is right."""
        return self._file.read() if self._file else None

    def keep(self, record: Record | None) -> None:
        """Remember for the next server what the site was made from; None while that is not sure."""
        if self._file:
            self._file.write(record)

    def close(self) -> None:
        """Leave the folder to another server."""
        self._lock.release()
