"""Checks that data from strangers has the shape we expect, down to the last key, before any of it is used.

A shape is a function that takes a value and where it stands, and raises ShapeError unless it fits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

Shape = Callable[[Any, str], None]


class ShapeError(ValueError):
    """A value that is not what it must be; the message says where, never what, since it may be anything."""

    def __init__(self, where: str, expected: str) -> None:
        super().__init__(f"{where or 'the file'} must be {expected}")


def text(longest: int, pattern: str = "") -> Shape:
    """Text of at most `longest` characters, all of which a `pattern` matches."""

    def check(value: Any, where: str) -> None:
        if not isinstance(value, str) or len(value) > longest:
            raise ShapeError(where, f"text of at most {longest} characters")
        if pattern and not re.fullmatch(pattern, value):
            raise ShapeError(where, f"text like {pattern}")

    return check


def number(least: int, most: int, *, whole: bool = True) -> Shape:
    """A number within bounds."""

    def check(value: Any, where: str) -> None:
        kind = int if whole else (int, float)
        right = isinstance(value, kind) and not isinstance(value, bool) and math.isfinite(value)
        if not right or not least <= value <= most:
            raise ShapeError(where, f"a {'whole ' if whole else ''}number from {least} to {most}")

    return check


def flag(value: Any, where: str) -> None:
    """True or false."""
    if not isinstance(value, bool):
        raise ShapeError(where, "true or false")


def maybe(shape: Shape) -> Shape:
    """The shape, or null."""

    def check(value: Any, where: str) -> None:
        if value is not None:
            shape(value, where)

    return check


def rows(shape: Shape, most: int) -> Shape:
    """A list of at most `most` values of one shape."""

    def check(value: Any, where: str) -> None:
        if not isinstance(value, list) or len(value) > most:
            raise ShapeError(where, f"a list of at most {most}")
        for index, item in enumerate(value):
            shape(item, f"{where}[{index}]")

    return check


def fields(shapes: Mapping[str, Shape]) -> Shape:
    """An object with exactly these keys."""

    def check(value: Any, where: str) -> None:
        if not isinstance(value, dict) or set(value) != set(shapes):
            raise ShapeError(where, f"an object with the keys {', '.join(shapes)}")
        for key, shape in shapes.items():
            shape(value[key], f"{where}.{key}".lstrip("."))

    return check
