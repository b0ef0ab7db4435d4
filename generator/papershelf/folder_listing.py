"""What is in a folder, by which one tells whether it has changed: no file is read for that."""

import os
from collections.abc import Callable, Iterator


def listing(
    path: str, below: str = "", passed_over: Callable[[str], bool] = lambda _path: False
) -> Iterator[str]:
    """Yield path, size and time of each file below a folder, or of a file; nothing if there is neither.

    Links that lead nowhere, such as Emacs puts beside a file that has not been saved, are passed over, and so
    is what somebody removes meanwhile.
    """
    try:
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except NotADirectoryError:
        yield _line(path, os.stat(path))  # noqa: PTH116 - as below, where a Path takes longer than to look
        return
    except OSError:
        return
    for entry in entries:
        if passed_over(f"{below}{entry.name}"):
            continue
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield f"{below}{entry.name}/"
                yield from listing(entry.path, f"{below}{entry.name}/", passed_over)
        else:
            try:
                about = entry.stat()
            except OSError:
                continue
            yield _line(f"{below}{entry.name}", about)


def _line(path: str, about: os.stat_result) -> str:
    return f"{path} {about.st_size} {about.st_mtime_ns}"
