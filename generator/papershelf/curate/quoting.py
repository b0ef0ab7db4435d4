"""How reports put values of other people: cut, counted, and quoted so that they stay what they are."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from papershelf.model import PartialDate


def json_of(value: Any) -> Any:
    """Give a value as JSON has it."""
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def text_of(value: Any) -> str:
    """Give a value in words, as it is or as JSON has it."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {part}" for name, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def cut(text: str, longest: int) -> str:
    """Cut a text to so many characters, with a mark where something is missing."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def plural(number: int, noun: str) -> str:
    """Give a number with its noun: 1 paper, 2 papers."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


SHOWN = 200


def literal(text: str, longest: int = SHOWN) -> str:
    """Give a code span of the text, on one line, cut after `longest` characters; (empty) if it is blank."""
    flat = " ".join(printable(text[: 2 * longest]).split())
    if len(flat) > longest or len(text) > 2 * longest:
        flat = f"{flat[:longest]}…"
    if not flat:
        return "(empty)"
    fence = "`" * (max(map(len, re.findall("`+", flat)), default=0) + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def printable(text: str) -> str:
    r"""Give the text with what cannot be seen written out, as `\u202e`; white space as spaces."""
    return "".join(
        char if char.isprintable() else " " if char.isspace() else repr(char)[1:-1] for char in text
    )


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
