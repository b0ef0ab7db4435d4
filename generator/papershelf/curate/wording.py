"""How reports put things: the values of fields, numbers, and what is too long for a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from papershelf.model import PartialDate


def plain(value: Any) -> Any:
    """Give a value as JSON has it."""
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def said(value: Any) -> str:
    """Give a value in words, as it is or as JSON has it."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {part}" for name, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def cut(text: str, longest: int) -> str:
    """Cut a text to so many characters, with a mark where something is missing."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def counted(number: int, noun: str) -> str:
    """Give a number with its noun: 1 paper, 2 papers."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
