"""What a text must hold for a pattern to match in it: most texts lack it, and need no search.

A pattern is read as Python's own `re` reads it (`re._parser`), whose patterns are nearly all of those of the
package `regex`. What is read in no other way, or could match anything, needs nothing.
"""

import re
import warnings
from collections.abc import Iterable, Sequence
from re import _constants as codes  # type: ignore[attr-defined] # not in the stubs
from re import _parser as parser  # type: ignore[attr-defined] # not in the stubs
from typing import Any

from papershelf.library.repetitions import NOT_A_NUMBER

MOST = 12  # alternatives: looking for more takes as long as the pattern
DOTLESS = "ı"  # `regex` takes it for an i, though no folding of case does
Alternatives = tuple[str, ...]


def needed_texts(pattern: str) -> Alternatives:
    """Return texts in folded case, one of which is in all that the pattern matches; () if none need be."""
    if NOT_A_NUMBER.search(pattern):
        return ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = parser.parse(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError):
        return ()
    if tree.state.flags & re.VERBOSE:
        return ()
    found = _of_sequence(tree)
    return found if _worth(found) else ()


def may_match(needed: Alternatives, folded: str) -> bool:
    """Tell whether a text, in folded case, holds what a pattern needs."""
    return not needed or DOTLESS in folded or any(each in folded for each in needed)


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> Alternatives:
    """Return the alternatives of that part of a sequence which says most."""
    found: list[Alternatives] = []
    run = ""
    for code, value in items:
        if code is codes.LITERAL:
            run += chr(value).casefold()
            continue
        found.append((run,))
        run = ""
        if code is codes.SUBPATTERN:
            found.append(_of_sequence(value[3]))
        elif code is codes.ATOMIC_GROUP:
            found.append(_of_sequence(value))
        elif code is codes.BRANCH:
            found.append(_of_branches(value[1]))
        elif code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT} and value[0]:
            found.append(_of_sequence(value[2]))
    found.append((run,))
    return max(found, key=_worth)


def _of_branches(branches: Sequence[Iterable[tuple[Any, Any]]]) -> Alternatives:
    found = [_of_sequence(branch) for branch in branches]
    return tuple(sorted({text for each in found for text in each})) if all(map(_worth, found)) else ()


def _worth(alternatives: Alternatives) -> int:
    """The length of the shortest alternative; too many, or one that is empty, say nothing."""
    return min(map(len, alternatives), default=0) if len(alternatives) <= MOST else 0
