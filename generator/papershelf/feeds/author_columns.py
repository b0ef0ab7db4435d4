"""How the authors in one column of a table are parted, which all of its cells tell together."""

import re
from collections.abc import Callable, Sequence

from papershelf.feeds.author_lists import read_authors

LAST_AND_INITIALS = re.compile(r"(?P<last>.+) (?P<initials>(?:[^\W\d_]\.-?)+)")  # Scopus: "Okoro A.B."
SCOPUS_ID = re.compile(r"\s*\([0-9]{6,}\)")
Split = Callable[[str], list[str]]


def printed_names(cell: str) -> list[str]:
    """Part a cell of our own export; braces keep each name as it is printed, but for a final "et al."."""
    return [name if name == "et al." else f"{{{name}}}" for name in cell.split("; ") if name]


def names_in(cells: Sequence[str]) -> Split:
    """Return what parts the cells of a column: a mark that is in any of them, else as people type lists.

    A cell without that mark has one author, or a list as people type it.
    """
    for mark in (";", "|", "\n"):
        if any(mark in cell.strip() for cell in cells):
            return lambda cell: SCOPUS_ID.sub("", cell).split(mark) if mark in cell.strip() else _typed(cell)
    if all(LAST_AND_INITIALS.fullmatch(name) for cell in cells for name in _comma_list(cell)):
        return _turned
    return _typed


def _comma_list(cell: str) -> list[str]:
    return [part for part in re.split(r"\s*,\s*", cell.strip()) if part]


def _typed(cell: str) -> list[str]:
    listed = read_authors(cell)
    return [f"{{{name}}}" for name in listed.names] + (["et al."] if listed.others else [])


def _turned(cell: str) -> list[str]:
    return [LAST_AND_INITIALS.sub(r"\g<initials> \g<last>", name) for name in _comma_list(cell)]
