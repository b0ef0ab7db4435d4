"""From the bytes of a feed to its text, with errors that name the line."""

from __future__ import annotations

from papershelf.problems import InvalidInputError, Problem


def decode(source: bytes, path: str) -> str:
    """Read UTF-8, with or without a byte order mark; all line ends become LF.

    Raises InvalidInputError at the first byte that is no text.
    """
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise invalid(path, line, "this is no UTF-8 text; save the file as UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise invalid(path, line, "this is a binary file; give the feed as text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def invalid(path: str, line: int, message: str) -> InvalidInputError:
    """Make the error for a feed that cannot be used because of one thing."""
    return InvalidInputError([Problem(path, line, message)])
