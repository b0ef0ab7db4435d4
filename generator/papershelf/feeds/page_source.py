"""A captured page as text: its paragraphs, each with the line where it starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from papershelf.feeds.page_words import is_landmark
from papershelf.feeds.source import invalid
from papershelf.model import Block

WIDEST_WRAP = 200
"""No tool wraps wider, and each day has an abstract that is longer."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines with no blank one between them, stripped; `line` is the number of the first."""

    line: int
    lines: tuple[str, ...]

    @property
    def block(self) -> Block:
        """The paragraph as the page had it."""
        return Block(self.line, " ".join(self.lines))


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Split at blank lines."""
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if stripped := line.strip():
            lines.append(stripped)
        elif lines:
            yield Paragraph(number - len(lines), tuple(lines))
            lines = []


def pieces(text: str, path: str) -> list[Paragraph]:
    """Split a page into what is read as one piece: its paragraphs, or its lines where these are not parted.

    Raises InvalidInputError where lines are both wrapped and unparted: a title's end cannot be told then.
    """
    parted = list(paragraphs(text))
    wide = (piece for piece in parted if len(piece.lines) > 1)
    crowded = next((piece for piece in wide if any(map(is_landmark, piece.lines))), None)
    if crowded is None:
        return parted
    if max(map(len, text.split("\n"))) <= WIDEST_WRAP:
        message = "wrapped lines and no blank line between the parts; capture the page again, unwrapped"
        raise invalid(path, crowded.line, message)
    numbered = ((piece.line + index, line) for piece in parted for index, line in enumerate(piece.lines))
    return [Paragraph(number, (line,)) for number, line in numbered]
