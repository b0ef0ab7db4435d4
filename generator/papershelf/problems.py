"""Problems with an input, reported so that its author can fix them."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

MOST_LISTED = 30
SHORT = 4
ALIKE, ALIKE_IF_SHORT = 0.6, 0.65
"""How much of a word must be that of another, by difflib; of up to SHORT letters a few agree by chance."""
Severity = Literal["error", "warning"]
Finding = tuple[int, str]  # a line (from 1) and a message
Report = Callable[[int, str], None]  # takes a line (from 1) and a message; its owner adds the path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong or doubtful: `path` as the user gave it, `line` from 1, `rule` by its name for tools."""

    path: str
    line: int
    message: str
    severity: Severity = "error"
    rule: str = "invalid-data"

    def __str__(self) -> str:
        """Return `path:line: message` on one line, the form that editors and CI turn into links."""
        mark = "" if self.severity == "error" else "warning: "
        text = f"{self.path}:{self.line}: {mark}{self.message}"
        return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


class UserFacingError(Exception):
    """A failure whose message, one line, is all that a user needs: what happened, and what to do."""


class InvalidInputError(Exception):
    """An input that cannot be used; has every problem found in it, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type, tuple[tuple[Problem, ...]]]:
        """Let it go from one process to another with its problems."""
        return type(self), (self.problems,)


def alike(word: str, known: Iterable[str], most: int) -> list[str]:
    """Return the known words that are like an unknown one, the most alike first."""
    least = ALIKE_IF_SHORT if len(word) <= SHORT else ALIKE
    return difflib.get_close_matches(word, list(known), n=most, cutoff=least)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is like an unknown one, if any is."""
    return next(iter(alike(word, known, 1)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the end of a message about an unknown word: the nearest known one, or all if they are few."""
    known = [each for each in known if each]  # an entry that lacks its name is told elsewhere
    if not known:
        return "; there is none yet"
    if close := nearest(word, known):
        return f", did you mean '{close}'?"
    few = len(known) <= MOST_LISTED
    return f"; known are {', '.join(known)}" if few else "; see the vocabulary for those known"
