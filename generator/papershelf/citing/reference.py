"""A reference as a line of text, whatever its style."""

from typing import NamedTuple


class Reference(NamedTuple):
    """A reference in three runs of text, of which the middle one is set in italics, its URL, and its end."""

    before: str
    italic: str
    after: str
    address: str | None
    end: str = ""

    def __str__(self) -> str:
        return f"{self.before}{self.italic}{self.after} {self.address or ''}".rstrip() + self.end
