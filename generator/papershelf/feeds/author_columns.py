"""How the authors in one column of a table are parted, which all of its cells tell together."""

import re
from collections.abc import Callable, Sequence

LAST_AND_INITIALS = re.compile(r"(?P<last>.+) (?P<initials>(?:[^\W\d_]\.-?)+)")  # Scopus: "Okoro A.B."
SCOPUS_ID = re.compile(r"\s*\([0-9]{6,}\)")
Split = Callable[[str], list[str]]


def printed_names(cell: str) -> list[str]:
    """Part a cell of our own export; braces keep each name as it is printed, but for a final "et al."."""
    return [name if name == "et al." else f"{{{name}}}" for name in cell.split("; ") if name]


def names_in(cells: Sequence[str]) -> Split:
    """Return what parts the cells of a column: semicolons, bars, line breaks, "and" or commas.

    Commas part names only where no part of any cell can be a last name alone: "Ada Okoro, Bo Lind".
    """
    for mark in (";", "|", "\n"):
        if any(mark in cell.strip() for cell in cells):
            return lambda cell: SCOPUS_ID.sub("", cell).split(mark)
    parts = [part for cell in cells for part in _comma_list(cell)]
    if all(len(part.split()) > 1 for part in parts):
        return _turned if all(map(LAST_AND_INITIALS.fullmatch, parts)) else _comma_list
    if any(re.search(r"\sand\s", cell) for cell in cells):
        return lambda cell: re.split(r"\s+and\s+", cell)
    return lambda cell: [cell]


def _comma_list(cell: str) -> list[str]:
    return [part for part in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", cell.strip()) if part]


def _turned(cell: str) -> list[str]:
    return [LAST_AND_INITIALS.sub(r"\g<initials> \g<last>", name) for name in _comma_list(cell)]
