"""JSON whose form nobody vouches for: what is missing or of another kind reads as nothing."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from papershelf.feeds.fields import fold, iso_date, names, partial_date
from papershelf.model import PartialDate


def parse(source: bytes) -> Any:
    """Read a reply that must be an object or a list; ValueError where it is neither."""
    value = json.loads(source)
    if not isinstance(value, dict | list):
        raise ValueError("neither an object nor a list")  # noqa: TRY004 - as JSON that is broken
    return value


def at(value: Any, *path: str | int) -> Any:
    """Follow keys and positions; None where the way ends."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def items(value: Any, *path: str | int) -> list[Any]:
    """The list at a path, or an empty one."""
    found = at(value, *path)
    return found if isinstance(found, list) else []


def text(value: Any, *path: str | int) -> str | None:
    """The text at a path on one line and without mark-up; None where there is none."""
    found = at(value, *path)
    if not isinstance(found, str):
        return None
    return fold(html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", found))) or None


def texts(values: list[Any], *path: str | int) -> tuple[str, ...]:
    """The texts at the same path of each value, the missing and the repeated ones left out."""
    return names(text(value, *path) for value in values)


def date(value: Any, *path: str | int) -> PartialDate | None:
    """A date given as ISO text, as a year or as Crossref's `[year, month, day]`, as far as it goes."""
    found = at(value, *path)
    if isinstance(found, list):
        return partial_date(*found)
    return partial_date(found) if isinstance(found, int) else iso_date(found)
