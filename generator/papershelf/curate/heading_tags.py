"""Tags for the headings of another list: a heading that a tag's name or alias says is that tag."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from papershelf.library import Library
from papershelf.model import Candidate, Tag
from papershelf.tagging.phrases import words

NUMBER = re.compile(r"^\W*[0-9]+(?:\.[0-9]+)*[.)]?\s+")
PARTS = re.compile(r"\s*(?:[/,;&|·+]|\band\b|\bor\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadingUse:
    """A heading of a list, its tags in ours, the number of its papers, and the line of the first."""

    heading: str
    tags: tuple[str, ...]
    papers: int
    line: int


class HeadingTags:
    """The vocabulary by the names of its tags, in which headings are looked up."""

    def __init__(self, tags: Iterable[Tag]) -> None:
        self._by_name: Mapping[str, str] = {
            name: tag.slug
            for tag in tags
            for text in (tag.slug, tag.label, *tag.aliases)
            if (name := _name(text))
        }

    def of(self, heading: str) -> tuple[str, ...]:
        """Return the tags that a heading names as a whole, else those that its parts name."""
        bare = NUMBER.sub("", heading)
        whole = self._by_name.get(_name(bare))
        if whole:
            return (whole,)
        found = (self._by_name.get(_name(part)) for part in PARTS.split(bare))
        return tuple(dict.fromkeys(slug for slug in found if slug))

    def of_candidate(self, candidate: Candidate) -> tuple[str, ...]:
        """Return the tags of a candidate's headings, the innermost first."""
        return tuple(
            dict.fromkeys(slug for heading in reversed(candidate.headings) for slug in self.of(heading))
        )


def heading_uses(candidates: Iterable[Candidate], library: Library) -> tuple[HeadingUse, ...]:
    """Return the headings right above papers, and all others that name a tag, in the order of the list."""
    tags = HeadingTags(library.tags)
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for candidate in candidates:
        for place, heading in enumerate(candidate.headings):
            if place == len(candidate.headings) - 1 or tags.of(heading):
                lines[heading].append(candidate.line)
    return tuple(HeadingUse(heading, tags.of(heading), len(of), of[0]) for heading, of in lines.items())


def _name(text: str) -> str:
    return "".join(words(text).stems)
