"""The shape of a review artifact; it comes from a stranger, so anything else is refused."""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from papershelf.problems import UserFacingError

Shape = Callable[[Any, str], None]
"""Takes a value and its place; raises ShapeError."""


class ShapeError(UserFacingError):
    """A value of another shape; the message says where, never what it is, since it may be anything."""

    def __init__(self, where: str, expected: str) -> None:
        super().__init__(f"{where or 'the file'} must be {expected}")


def text(longest: int, pattern: str = "") -> Shape:
    """Make the shape of a text of at most `longest` characters, all of which match `pattern`."""

    def check(value: Any, where: str) -> None:
        if not isinstance(value, str) or len(value) > longest:
            raise ShapeError(where, f"text of at most {longest} characters")
        if pattern and not re.fullmatch(pattern, value):
            raise ShapeError(where, f"text like {pattern}")

    return check


def number(least: int, most: int, *, whole: bool = True) -> Shape:
    """Make the shape of a number within bounds."""

    def check(value: Any, where: str) -> None:
        right = type(value) is int or (type(value) is float and not whole and math.isfinite(value))
        if not right or not least <= value <= most:
            raise ShapeError(where, f"a {'whole ' if whole else ''}number from {least} to {most}")

    return check


def flag(value: Any, where: str) -> None:
    """Take true or false."""
    if not isinstance(value, bool):
        raise ShapeError(where, "true or false")


def maybe(shape: Shape) -> Shape:
    """Make the shape that is also null."""
    return lambda value, where: None if value is None else shape(value, where)


def rows(shape: Shape, most: int) -> Shape:
    """Make the shape of a list of at most `most` values of one shape."""

    def check(value: Any, where: str) -> None:
        if not isinstance(value, list) or len(value) > most:
            raise ShapeError(where, f"a list of at most {most}")
        for index, item in enumerate(value):
            shape(item, f"{where}[{index}]")

    return check


def fields(shapes: Mapping[str, Shape]) -> Shape:
    """Make the shape of an object with exactly these keys."""

    def check(value: Any, where: str) -> None:
        if not isinstance(value, dict) or set(value) != set(shapes):
            raise ShapeError(where, f"an object with the keys {', '.join(shapes)}")
        for key, shape in shapes.items():
            shape(value[key], f"{where}.{key}".lstrip("."))

    return check


VERSION = 3
LONGEST_TEXT = 300
LISTED = 100
PAGES = 200
MOST = 10**9

_TEXT, _COUNT, _BYTES = text(LONGEST_TEXT), number(0, MOST), number(0, MOST * 1000)
_TEXT_CHANGE = {"before": maybe(_TEXT), "after": maybe(_TEXT)}
_COUNT_CHANGE = {"before": maybe(_COUNT), "after": maybe(_COUNT)}
_PAPER = {"id": _TEXT, "title": _TEXT, "line": _COUNT}
_ADDED = {"arxiv": maybe(_TEXT), "published": maybe(_TEXT), "tags": rows(_TEXT, LISTED)}
_PAGES = ("added", "removed", "changed")

ROWS = {
    "added": fields(_PAPER | _ADDED),
    "removed": fields(_PAPER),
    "moved": fields({"from": _TEXT, "to": _TEXT, "redirected": flag}),
    "changed": fields({**_PAPER, "fields": rows(fields({"key": _TEXT, **_TEXT_CHANGE}), LISTED)}),
    "tags": fields({"slug": _TEXT, "former": maybe(_TEXT), **_COUNT_CHANGE}),
    "collections": fields({"slug": _TEXT, "former": maybe(_TEXT), "title": _TEXT, **_COUNT_CHANGE}),
    "citations": fields({"id": _TEXT, "added": rows(_TEXT, LISTED), "removed": rows(_TEXT, LISTED)}),
    "possible_duplicates": fields({"first": _TEXT, "second": _TEXT, "alike": number(0, 100, whole=False)}),
    "new_links": fields({"id": _TEXT, "name": _TEXT, "href": _TEXT}),
}
_SEVERITY = text(7, "error|warning")
_PROBLEM = {"path": _TEXT, "line": _COUNT, "message": _TEXT, "severity": _SEVERITY, "rule": _TEXT}
_SITE = {
    "files": _COUNT,
    "bytes": _BYTES,
    "bytes_before": maybe(_BYTES),
    "page_counts": fields(dict.fromkeys(_PAGES, _COUNT)),
    "pages": fields(dict.fromkeys(_PAGES, rows(_TEXT, PAGES))),
}
REVIEW = fields(
    {
        "version": number(VERSION, VERSION),
        "pull_request": number(1, MOST),
        "head_sha": text(40, "[0-9a-f]{40}"),
        "counts": fields(dict.fromkeys(ROWS, _COUNT)),
        "difference": maybe(fields({key: rows(shape, LISTED) for key, shape in ROWS.items()})),
        "problem_counts": fields({"error": _COUNT, "warning": _COUNT}),
        "problems": rows(fields(_PROBLEM), LISTED),
        "site": maybe(fields(_SITE)),
    }
)
