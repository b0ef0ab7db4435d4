"""Text of several lines or items within our Markdown: it shows as it is, and nothing in it can act."""

from __future__ import annotations

import re
from collections.abc import Iterable

from papershelf.github.literals import literal, printable

LONGEST = 1_000


def block(text: str) -> str:
    """A code block with the lines of a text."""
    lines = "\n".join(printable(line) for line in text.split("\n")).strip("\n")
    longest = max((len(run) for run in re.findall("`+", lines)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{lines}\n{fence}"


def bullets(texts: Iterable[str]) -> str:
    """A list, an item a text, each in a code span."""
    return "\n".join(f"- {literal(text, LONGEST)}" for text in texts)
