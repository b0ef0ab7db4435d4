"""Where new entries go in the text of `papers.yaml`: so that two branches that each add some merge.

Git cannot merge two additions at the same place, and the end of the file is everybody's place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from papershelf.library.layout import Entry, keeps_blank_lines, line_end, next_line, place_below


def chosen_entry(paper_id: str, count: int) -> int:
    """Which of `count` entries the new one follows, from 0: by its id, spread evenly over all of them.

    The same paper comes to the same place, so that two branches that add it differently still conflict.
    """
    return int.from_bytes(hashlib.sha256(paper_id.encode()).digest()[:8]) % count


def position_below(text: str, present: Sequence[Entry], place: int) -> int:
    """Tell where in the text the entry at a place in the list ends, with the lines that belong to it.

    Those are the blank lines that its last value keeps, and what a block written below it might take in:
    comments that are indented more than the dash, and lines of nothing but blanks. Below the last entry
    it is the end of the text.
    """
    if place == len(present) - 1:
        return len(text)
    entry, following = present[place], present[place + 1]
    done = position = next_line(text, place_below(text, entry.node))
    column = entry.dash - text.rfind("\n", 0, entry.dash) - 1
    while done < following.dash:
        line = text[done : line_end(text, done)]
        done = next_line(text, done)
        if done <= following.dash and not _is_loose(line, column):
            position = done
    return position


def ends_open(text: str, entry: Entry) -> bool:
    """Tell whether a blank line below an entry would become part of its text."""
    return keeps_blank_lines(text, entry.node)


def _is_loose(line: str, column: int) -> bool:
    bare = line.lstrip(" ")
    return not line or (bare.startswith("#") and len(line) - len(bare) <= column)
