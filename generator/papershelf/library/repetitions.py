"""Patterns that repeat anything: only these can take longer than a text is long."""

import re
import warnings
from collections.abc import Iterator, Sequence
from re import _constants as codes  # type: ignore[attr-defined] # not in the stubs
from re import _parser as parser  # type: ignore[attr-defined] # not in the stubs
from typing import Any

REPEATS = frozenset({codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT})
OPTIONAL = 10  # parts that may be absent; each doubles the ways to match
NOT_A_NUMBER = re.compile(r"\{(?![0-9,]+\})")  # `{e<=1}` is an approximate match to `regex`, and text to `re`


def may_be_slow(pattern: str) -> bool:
    """Whether a pattern may need more than time in proportion to a text: without repetitions none does."""
    if NOT_A_NUMBER.search(pattern):
        return True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = parser.parse(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError):  # `regex` knows more than `re`
        return True
    most = list(_repeats(tree))
    return any(each > 1 for each in most) or len(most) > OPTIONAL


def _repeats(items: Any) -> Iterator[int]:
    """Yield how often each repeated part may come, in all that is within the parts of a pattern."""
    for item in items:
        if isinstance(item, tuple) and item and item[0] in REPEATS:
            yield int(item[1][1])
            yield from _repeats(item[1][2])
        elif (isinstance(item, Sequence) and not isinstance(item, str)) or hasattr(item, "data"):
            yield from _repeats(item)
