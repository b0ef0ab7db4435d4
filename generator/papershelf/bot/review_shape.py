"""What the artifact of a review may hold; it comes from a stranger, so everything else is refused."""

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


VERSION = 1
SAID = 300
LISTED = 100
PAGES = 200
MOST = 10**9

_SAID = text(SAID)
_COUNT = number(0, MOST)
_PAPER = {"id": _SAID, "title": _SAID, "line": _COUNT}
_CHANGE = fields({"key": _SAID, "before": maybe(_SAID), "after": maybe(_SAID)})
_ADDED = {"arxiv": maybe(_SAID), "published": maybe(_SAID), "tags": rows(_SAID, LISTED)}

ROWS = {
    "added": fields(_PAPER | _ADDED),
    "removed": fields(_PAPER),
    "moved": fields({"from": _SAID, "to": _SAID, "redirected": flag}),
    "changed": fields({**_PAPER, "fields": rows(_CHANGE, LISTED)}),
    "tags": fields({"slug": _SAID, "before": maybe(_COUNT), "after": maybe(_COUNT)}),
    "collections": fields(
        {"slug": _SAID, "title": _SAID, "before": maybe(_COUNT), "after": maybe(_COUNT)},
    ),
    "possible_duplicates": fields(
        {"first": _SAID, "second": _SAID, "alike": number(0, 100, whole=False)},
    ),
    "new_links": fields({"id": _SAID, "name": _SAID, "href": _SAID}),
}
_PROBLEM = fields(
    {
        "path": _SAID,
        "line": _COUNT,
        "message": _SAID,
        "severity": text(7, "error|warning"),
        "rule": _SAID,
    }
)
_SITE = fields(
    {
        "files": _COUNT,
        "bytes": number(0, MOST * 1000),
        "bytes_before": maybe(number(0, MOST * 1000)),
        "page_counts": fields(dict.fromkeys(("added", "removed", "changed"), _COUNT)),
        "pages": fields(dict.fromkeys(("added", "removed", "changed"), rows(_SAID, PAGES))),
    }
)

REVIEW = fields(
    {
        "version": number(VERSION, VERSION),
        "pull_request": number(1, MOST),
        "head_sha": text(40, "[0-9a-f]{40}"),
        "counts": fields(dict.fromkeys(ROWS, _COUNT)),
        "difference": maybe(fields({key: rows(shape, LISTED) for key, shape in ROWS.items()})),
        "problem_counts": fields({"error": _COUNT, "warning": _COUNT}),
        "problems": rows(_PROBLEM, LISTED),
        "site": maybe(_SITE),
    }
)
