"""Patterns of the vocabulary that take too long for a text of the list, found before a build meets them."""

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as codes  # type: ignore[attr-defined] # not in the stubs
from re import _parser as parser  # type: ignore[attr-defined] # not in the stubs
from typing import Any

from papershelf.library import Library
from papershelf.problems import InvalidInputError, Problem
from papershelf.tagging.needed_texts import NOT_A_NUMBER
from papershelf.tagging.patterns import Patterns, Vocabulary
from papershelf.text import shown

REPEATS = frozenset({codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT})
OPTIONAL = 10  # parts that may be absent; each doubles the ways to match


def slow_patterns(library: Library) -> list[Problem]:
    """Return the patterns that a build would give up on, each once, and those that aren't valid."""
    try:
        patterns = Vocabulary.of_library(library).patterns
    except InvalidInputError as error:
        return list(error.problems)
    suspects = [each for each in patterns.compiled if may_be_slow(each.compiled.pattern)]
    if not suspects:
        return []
    texts = [shown(text) for paper in library.papers for text in (paper.title, paper.abstract) if text]
    found = (_problem(Patterns(patterns.path, (each,)), texts) for each in suspects)
    return [problem for problem in found if problem]


def _problem(pattern: Patterns, texts: Iterable[str]) -> Problem | None:
    try:
        for text in texts:
            for _ in pattern.find(text):
                pass
    except InvalidInputError as error:
        return error.problems[0]
    return None


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
