"""The pieces of a repaired text."""

from collections.abc import Iterable
from dataclasses import dataclass

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
    for segment in segments:
        if not segment.raw:
            continue
        last = merged[-1] if merged else None
        if last and not last.href and not segment.href and last.unchanged == segment.unchanged:
            merged[-1] = Segment(last.raw + segment.raw, last.shown + segment.shown)
        else:
            merged.append(segment)
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
