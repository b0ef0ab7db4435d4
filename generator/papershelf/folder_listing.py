"""What is in a folder, by which one tells whether it has changed: no file is read for that."""

import os
from collections.abc import Callable, Iterable

from papershelf.build_cache import digest


def listing(
    path: str, below: str = "", passed_over: Callable[[str], bool] = lambda _path: False
) -> list[str]:
    """Return path, size and time of each file below a folder, or of a file; nothing if there is neither.

    Links that lead nowhere, such as Emacs puts beside a file that has not been saved, are passed over, and so
    is what somebody removes meanwhile.
    """
    try:
        return _lines(path, below, passed_over)
    except NotADirectoryError:
        return [_line(path, os.stat(path))]  # noqa: PTH116 - as below, where a Path takes longer than to look
    except OSError:
        return []


def digest_of_lines(lines: Iterable[str]) -> str:
    """Return a digest of what `listing` says; no name has the character between its lines."""
    return digest("\0".join(lines)).hex()


def _lines(path: str, below: str, passed_over: Callable[[str], bool]) -> list[str]:
    found = list[str]()
    with os.scandir(path) as entries:
        inside = sorted(entries, key=lambda entry: entry.name)
    for entry in inside:
        name = below + entry.name
        if passed_over(name):
            continue
        try:
            if not entry.is_dir():
                found.append(_line(name, entry.stat()))
            elif entry.name != "__pycache__":
                found.append(f"{name}/")
                found += _lines(entry.path, f"{name}/", passed_over)
        except OSError:
            continue
    return found


def _line(path: str, about: os.stat_result) -> str:
    return f"{path} {about.st_size} {about.st_mtime_ns}"
