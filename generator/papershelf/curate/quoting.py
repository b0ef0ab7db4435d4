"""Values and texts of other people in reports: in words, cut, counted, and quoted so that they stay text."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from papershelf.model import PartialDate

SHOWN = 200
LONGEST = 1_000


def json_of(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def text_of(value: Any) -> str:
    """Return a value, or what JSON has of it, in words: true and false as the data files have them."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {part}" for name, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def cut(text: str, longest: int) -> str:
    """Cut a text to so many characters, with an ellipsis at the end."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def plural(number: int, noun: str) -> str:
    """Return a number with its noun: 1 paper, 2,000 papers."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def printable(text: str) -> str:
    r"""Return the text with invisible characters written out, as `\u202e`, and white space as spaces."""
    return "".join(
        char if char.isprintable() else " " if char.isspace() else repr(char)[1:-1] for char in text
    )


def literal(text: str, longest: int = SHOWN) -> str:
    """Return a Markdown code span of the text on one line, cut to `longest`; (empty) if it is blank.

    https://spec.commonmark.org/0.31.2/#code-spans
    """
    flat = " ".join(printable(text[: 2 * longest]).split())
    if len(flat) > longest or len(text) > 2 * longest:
        flat = f"{flat[:longest]}…"
    if not flat:
        return "(empty)"
    fence = "`" * (_longest_run(flat) + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def block(text: str) -> str:
    """Return a Markdown code block of the text."""
    lines = "\n".join(map(printable, text.split("\n"))).strip("\n")
    fence = "`" * max(3, _longest_run(lines) + 1)
    return f"{fence}text\n{lines}\n{fence}"


def bullets(texts: Iterable[str]) -> str:
    """Return a Markdown list of the texts, each in a code span."""
    return "\n".join(f"- {literal(text, LONGEST)}" for text in texts)


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)
