"""The pieces of a repaired text."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

LONGEST_ENCLOSED = 80  # characters up to which a quotation or a styled phrase is reported as one change


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the text: as it came, as it is shown, and what it links to (an http or https URL)."""

    raw: str
    shown: str
    href: str | None = None

    @property
    def unchanged(self) -> bool:
        """Whether readers see this run as it came, without a link."""
        return self.raw == self.shown and self.href is None


def merge(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Join neighbours that are both unchanged or both changed; a link always stands alone."""
    merged: list[Segment] = []
    for (_, link), run in groupby(filter(attrgetter("raw"), segments), key=attrgetter("unchanged", "href")):
        together = tuple(run)
        if link:
            merged += together
        else:
            merged.append(Segment("".join(s.raw for s in together), "".join(s.shown for s in together)))
    return tuple(merged)


def enclose(
    opening: str, inner: tuple[Segment, ...], closing: str, left: str = "", right: str = ""
) -> tuple[Segment, ...]:
    """Show `opening` and `closing` as `left` and `right` around the repaired `inner`."""
    raw = opening + "".join(segment.raw for segment in inner) + closing
    links = [segment for segment in inner if segment.href]
    if len(links) == len(inner) == 1 and not left + right:
        return (Segment(raw, links[0].shown, links[0].href),)
    if not links and len(raw) <= LONGEST_ENCLOSED:
        return (Segment(raw, left + "".join(segment.shown for segment in inner) + right),)
    return (Segment(opening, left), *inner, Segment(closing, right))
