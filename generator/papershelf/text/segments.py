"""The pieces of a repaired text."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

LONGEST_ENCLOSED = 80  # characters up to which a quotation or a styled phrase is reported as one change


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the text: as it came, as it is shown, and what it links to (an http or https URL).

    `maths` is the TeX of a formula, without its marks; `shown` then is what stands for it in plain text.
    """

    raw: str
    shown: str
    href: str | None = None
    maths: str | None = None

    @property
    def unchanged(self) -> bool:
        """Whether readers see this run as it came, without a link."""
        return self.raw == self.shown and not self.stands_alone

    @property
    def stands_alone(self) -> bool:
        """Whether this is a link or a formula, which no neighbour is joined to."""
        return self.href is not None or self.maths is not None


def merge(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Join neighbours that are both unchanged or both changed; a link or a formula always stands alone."""
    merged: list[Segment] = []
    key = attrgetter("unchanged", "stands_alone")
    for (_, alone), run in groupby(filter(attrgetter("raw"), segments), key=key):
        together = tuple(run)
        if alone:
            merged += together
        else:
            merged.append(Segment("".join(s.raw for s in together), "".join(s.shown for s in together)))
    return tuple(merged)


def enclose(
    opening: str, inner: tuple[Segment, ...], closing: str, left: str = "", right: str = ""
) -> tuple[Segment, ...]:
    """Show `opening` and `closing` as `left` and `right` around the repaired `inner`."""
    raw = opening + "".join(segment.raw for segment in inner) + closing
    alone = [segment for segment in inner if segment.stands_alone]
    if len(alone) == len(inner) == 1 and not left + right:
        return (replace(alone[0], raw=raw),)
    if not alone and len(raw) <= LONGEST_ENCLOSED:
        return (Segment(raw, left + "".join(segment.shown for segment in inner) + right),)
    return (Segment(opening, left), *inner, Segment(closing, right))
