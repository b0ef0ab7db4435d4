"""The vocabulary as the tagger reads it: names of tags, and patterns that may run only so long."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import regex

from papershelf.library import Library
from papershelf.library.load import TAGS
from papershelf.model import Tag
from papershelf.problems import InvalidInputError, Problem
from papershelf.tagging.phrases import Names, Span

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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Tags by slug, in the order of tags.yaml, and what finds them in a text."""

    tags: Mapping[str, Tag]
    names: Names
    patterns: Patterns

    @classmethod
    def of(cls, tags: Sequence[Tag], path: str = TAGS) -> Vocabulary:
        """Prepare tags; `path` is for messages. Raises InvalidInputError for a pattern that is none."""
        return cls({tag.slug: tag for tag in tags}, Names.of(tags), Patterns.of(tags, path))

    @classmethod
    def of_library(cls, library: Library) -> Vocabulary:
        """Prepare the tags that a library was loaded with."""
        return cls.of(library.tags, str(Path(library.path).with_name(TAGS)))

    def ancestors(self, slug: str) -> Iterator[str]:
        """What a tag is a part of, its parent first."""
        while parent := self.tags[slug].parent:
            yield parent
            slug = parent
