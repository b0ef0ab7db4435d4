"""The values of BibTeX fields: `{braces}`, `"quotes"`, numbers and names of abbreviations, joined by `#`."""

from __future__ import annotations

import re
from collections.abc import Mapping

BARE = re.compile(r"[^\s#{}\",=]+")
MARK = re.compile(r"\\.|[{}\"]", re.DOTALL)


def evaluate(source: str, strings: Mapping[str, str]) -> str:
    """Give the text of a value; an unknown abbreviation stands for itself, as `jan` does.

    Raises ValueError where there is more than the value, mostly since a comma is missing behind it.
    """
    parts: list[str] = []
    position = 0
    while True:
        part, position = _part(source, position, strings)
        parts.append(part)
        rest = source[position:].lstrip()
        if not rest:
            return "".join(parts)
        if not rest.startswith("#"):
            raise ValueError(rest)
        position = len(source) - len(rest) + 1


def _part(source: str, position: int, strings: Mapping[str, str]) -> tuple[str, int]:
    position += len(source[position:]) - len(source[position:].lstrip())
    opening = source[position : position + 1]
    if opening in {"{", '"'}:
        end = _closing(source, position)
        return source[position + 1 : end], end + 1
    match = BARE.match(source, position)
    if not match:
        raise ValueError(source[position:])
    return strings.get(match.group().lower(), match.group()), match.end()


def _closing(source: str, start: int) -> int:
    """Where the brace or quote at `start` is closed; a quote in braces closes nothing."""
    in_quotes = source[start] == '"'
    depth = 0
    for match in MARK.finditer(source, start + in_quotes):
        mark = match.group()
        depth += (mark == "{") - (mark == "}")
        if depth == 0 and mark == ('"' if in_quotes else "}"):
            return match.start()
    raise ValueError(source[start:])
