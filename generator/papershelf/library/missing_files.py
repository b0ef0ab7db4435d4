"""The problems of data files that are not there, or that cannot be read."""

from pathlib import Path

from papershelf.problems import Problem


def missing(path: Path) -> Problem:
    """Return the problem of a file that is not there, or of its folder if that is not, either."""
    if path.parent.is_dir():
        message = "this file does not exist; create it, or use the folder that has it"
        return Problem(str(path), 1, message)
    message = "this folder does not exist; put the data of the list there, or start one with papershelf init"
    return Problem(str(path.parent), 1, message)


def unreadable(path: Path, error: OSError) -> Problem:
    """Return the problem of a file that is there but cannot be read."""
    return Problem(str(path), 1, f"cannot be read: {error.strerror}; fix that first")
