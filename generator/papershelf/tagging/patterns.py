"""Finding the vocabulary's patterns in a text, each within a time budget.

A pattern such as `(a+)+$` can keep a backtracking engine busy for longer than the universe is old, and
Python's `re` cannot be stopped. The `regex` package reads the same syntax and can be given a limit. A static
check would refuse harmless patterns and let some harmful ones pass; a linear-time engine such as RE2 knows no
look-around and splits words at accented letters. The budget is far above what a sound pattern takes on an
abstract (some microseconds), so that a busy machine never decides.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex

from papershelf.model import Tag
from papershelf.problems import InvalidInputError, Problem
from papershelf.tagging.spans import Span

BUDGET = 1.0  # seconds for one pattern on one text


class _Pattern(NamedTuple):
    slug: str
    line: int
    compiled: regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of all tags; `path` is tags.yaml as the user named it."""

    path: str
    compiled: tuple[_Pattern, ...]

    @classmethod
    def of(cls, tags: Iterable[Tag], path: str) -> Patterns:
        """Compile the patterns; InvalidInputError with the lines of those that are none."""
        compiled: list[_Pattern] = []
        problems: list[Problem] = []
        for tag in tags:
            line = tag.lines.get("patterns", tag.line)
            for pattern in tag.patterns:
                try:
                    compiled.append(_Pattern(tag.slug, line, regex.compile(pattern, regex.IGNORECASE)))
                except (regex.error, RecursionError, OverflowError) as error:
                    message = f"'{pattern}' is no regular expression: {error}; mend or remove it"
                    problems.append(Problem(path, line, message))
        if problems:
            raise InvalidInputError(problems)
        return cls(path, tuple(compiled))

    def of_tags(self, slugs: Container[str]) -> Patterns:
        """The patterns of some tags only, for when no other is asked about."""
        return Patterns(self.path, tuple(each for each in self.compiled if each.slug in slugs))

    def find(self, text: str) -> Iterator[Span]:
        """All matches; InvalidInputError for a pattern that takes longer than its budget."""
        for pattern in self.compiled:
            try:
                for match in pattern.compiled.finditer(text, timeout=BUDGET):
                    if match.end() > match.start():
                        yield Span(pattern.slug, match.start(), match.end())
            except TimeoutError:
                raise InvalidInputError([self._too_slow(pattern)]) from None

    def _too_slow(self, pattern: _Pattern) -> Problem:
        message = (
            f"the pattern '{pattern.compiled.pattern}' of '{pattern.slug}' is not through with a text after"
            f" {BUDGET:g} s; write it without a repetition inside a repetition"
        )
        return Problem(self.path, pattern.line, message)
