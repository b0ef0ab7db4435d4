"""Patterns of the vocabulary that take too long for a text of the list, found before a build meets them."""

from collections.abc import Iterable

from papershelf.library import Library
from papershelf.library.repetitions import may_be_slow
from papershelf.problems import InvalidInputError, Problem
from papershelf.tagging.patterns import Patterns, Vocabulary
from papershelf.text import shown


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
