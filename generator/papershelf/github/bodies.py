"""Texts of comments and pull requests, within what GitHub takes."""

from __future__ import annotations

LIMIT = 65_536
TITLE_LIMIT = 256


def length(text: str) -> int:
    """Count as GitHub's form does, in UTF-16 units, which are never fewer than characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def within_limit(text: str, limit: int = LIMIT) -> str:
    """Give the text whole, or as many of its first lines as fit, below a note that tells how many do not.

    The note stands on top: below, an open code block or a table would swallow it.
    """
    if length(text) <= limit:
        return text
    lines = text.splitlines(keepends=True)
    room = limit - length(_note(len(lines), limit))
    kept = 0
    for line in lines:
        room -= length(line)
        if room < 0:
            break
        kept += 1
    return _note(len(lines) - kept, limit) + "".join(lines[:kept])


def _note(left_out: int, limit: int) -> str:
    what = f"the last {left_out} lines are left out" if left_out > 1 else "the last line is left out"
    return f"> **Cut off**: GitHub takes {limit:,} characters; {what}.\n\n"
