"""Everything that can be said against a list, in one place for all who ask."""

from pathlib import Path

from papershelf.curate.matching import duplicate_warnings
from papershelf.library import Library, load
from papershelf.library.load import warnings
from papershelf.problems import InvalidInputError, Problem


def checked(data: Path) -> tuple[Library | None, list[Problem]]:
    """Read a data directory; give the list, or None where it has errors, and what is to be told of it."""
    try:
        library = load(data)
    except InvalidInputError as error:
        return None, list(error.problems)
    return library, sorted([*warnings(library), *duplicate_warnings(library.path, library.papers)])
