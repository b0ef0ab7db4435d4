"""Rules of the vocabulary: what makes `tags.yaml` usable as a whole."""

import re
from collections.abc import Iterator, Sequence

from papershelf.library.rules import RESERVED
from papershelf.model import Tag
from papershelf.problems import did_you_mean

Finding = tuple[int, str]


def fold(name: str) -> str:
    """The form in which two names of a tag are the same: no case, no hyphens, single spaces."""
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()


def vocabulary_problems(tags: Sequence[Tag]) -> Iterator[Finding]:
    """All that is wrong with the vocabulary, as (line, message)."""
    yield from _reserved_slugs(tags)
    yield from _repeated_slugs(tags)
    yield from _ambiguous_names(tags)
    yield from _unknown_parents(tags)
    yield from _cycles(tags)


def _reserved_slugs(tags: Sequence[Tag]) -> Iterator[Finding]:
    """No tag has a slug whose address is that of a page of the site."""
    for tag in tags:
        if tag.slug in RESERVED:
            yield tag.line, f"the slug '{tag.slug}' is the address of an index page; choose another"


def _repeated_slugs(tags: Sequence[Tag]) -> Iterator[Finding]:
    """No two tags share a slug."""
    first: dict[str, Tag] = {}
    for tag in filter(lambda tag: tag.slug, tags):
        other = first.setdefault(tag.slug, tag)
        if other is not tag:
            yield tag.line, f"the slug '{tag.slug}' is already that of line {other.line}; keep one entry"


def _ambiguous_names(tags: Sequence[Tag]) -> Iterator[Finding]:
    """No slug, label or alias stands for two tags."""
    owner: dict[str, Tag] = {}
    for tag in tags:
        names = [("slug", tag.slug), ("label", tag.label), *(("aliases", alias) for alias in tag.aliases)]
        for key, name in filter(lambda given: given[1], names):
            other = owner.setdefault(fold(name), tag)
            if other.slug != tag.slug:
                line = tag.lines.get(key, tag.line)
                yield line, f"'{name}' already names the tag '{other.slug}'; remove it from one of them"


def _unknown_parents(tags: Sequence[Tag]) -> Iterator[Finding]:
    """Every parent is a tag."""
    slugs = {tag.slug for tag in tags}
    for tag in tags:
        if tag.parent and tag.parent not in slugs:
            line = tag.lines.get("parent", tag.line)
            yield line, f"unknown parent '{tag.parent}'{did_you_mean(tag.parent, slugs)}"


def _cycles(tags: Sequence[Tag]) -> Iterator[Finding]:
    """No tag is its own ancestor."""
    parents = {tag.slug: tag.parent for tag in tags}
    for tag in tags:
        path = [tag.slug]
        while (parent := parents.get(path[-1])) and parent not in path:
            path.append(parent)
        if parent == tag.slug:
            yield (
                tag.lines.get("parent", tag.line),
                f"'{tag.slug}' is its own ancestor ({' > '.join([*path, parent])}); change a parent",
            )
