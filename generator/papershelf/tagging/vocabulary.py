"""The tags of a library, made ready to be found in many texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from papershelf.library import Library
from papershelf.library.load import TAGS
from papershelf.model import Tag
from papershelf.tagging.patterns import Patterns
from papershelf.tagging.phrases import Names


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
