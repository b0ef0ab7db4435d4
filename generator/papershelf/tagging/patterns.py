"""The vocabulary as the tagger reads it: names of tags, and patterns with a time limit."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, Self

import regex

from papershelf.library import Library
from papershelf.library.load import TAGS
from papershelf.model import Tag
from papershelf.problems import InvalidInputError, Problem
from papershelf.tagging.needed_texts import Alternatives, may_match, needed_texts
from papershelf.tagging.phrases import Names, Span

BUDGET = 1.0  # seconds for one pattern on one text


class _Pattern(NamedTuple):
    slug: str
    line: int
    compiled: regex.Pattern[str]
    needed: Alternatives


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled patterns of tags; `path` is tags.yaml as the user named it."""

    path: str
    compiled: tuple[_Pattern, ...]

    @classmethod
    def of(cls, tags: Iterable[Tag], path: str) -> Self:
        """Compile the patterns. Raises InvalidInputError with the line of each invalid one."""
        compiled: list[_Pattern] = []
        problems: list[Problem] = []
        for tag in tags:
            line = tag.lines.get("patterns", tag.line)
            for pattern in tag.patterns:
                try:
                    made = regex.compile(pattern, regex.IGNORECASE)
                except (regex.error, RecursionError, OverflowError) as error:
                    message = f"'{pattern}' is not a valid regular expression: {error}; fix or remove it"
                    problems.append(Problem(path, line, message))
                else:
                    compiled.append(_Pattern(tag.slug, line, made, needed_texts(pattern)))
        if problems:
            raise InvalidInputError(problems)
        return cls(path, tuple(compiled))

    def find(self, text: str) -> Iterator[Span]:
        """Yield all matches that aren't empty. Raises InvalidInputError for a pattern that takes too long."""
        folded = text.casefold()
        for pattern in self.compiled:
            if not may_match(pattern.needed, folded):
                continue
            try:
                for match in pattern.compiled.finditer(text, timeout=BUDGET):
                    if match.end() > match.start():
                        yield Span(pattern.slug, match.start(), match.end())
            except TimeoutError:
                raise InvalidInputError([self._too_slow(pattern)]) from None

    def _too_slow(self, pattern: _Pattern) -> Problem:
        message = (
            f"the pattern '{pattern.compiled.pattern}' of '{pattern.slug}' takes more than {BUDGET:g} s for a"
            " text; write it without a repetition inside a repetition"
        )
        return Problem(self.path, pattern.line, message)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Tags by slug, in the order of tags.yaml, and what finds them in a text."""

    tags: Mapping[str, Tag]
    names: Names
    patterns: Patterns

    @classmethod
    def of(cls, tags: Sequence[Tag], path: str = TAGS) -> Self:
        """Prepare tags; `path` is for messages. Raises InvalidInputError for an invalid pattern."""
        return cls({tag.slug: tag for tag in tags}, Names.of(tags), Patterns.of(tags, path))

    @classmethod
    def of_library(cls, library: Library) -> Self:
        """Prepare the tags of a library. Raises InvalidInputError for an invalid pattern."""
        return cls.of(library.tags, str(Path(library.path).with_name(TAGS)))

    def of_tags(self, slugs: Container[str]) -> Self:
        """Return these tags only, for a search that needs no others."""
        tags = {slug: tag for slug, tag in self.tags.items() if slug in slugs}
        compiled = tuple(each for each in self.patterns.compiled if each.slug in slugs)
        return replace(
            self, tags=tags, names=Names.of(tags.values()), patterns=replace(self.patterns, compiled=compiled)
        )

    def ancestors(self, slug: str) -> Iterator[str]:
        """Yield the tags above a tag, its parent first."""
        while parent := self.tags[slug].parent:
            yield parent
            slug = parent
