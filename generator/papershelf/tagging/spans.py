"""Places of a text that speak for a tag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A run of characters that speaks for a tag."""

    slug: str
    start: int
    end: int


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """Keep the longest of the spans of one tag that overlap, the first of equals; in order of the text."""
    kept: list[Span] = []
    taken: defaultdict[str, set[int]] = defaultdict(set)
    for span in sorted(set(spans), key=lambda span: (span.start - span.end, span.start)):
        here = range(span.start, span.end)
        if taken[span.slug].isdisjoint(here):
            kept.append(span)
            taken[span.slug].update(here)
    return sorted(kept, key=lambda span: (span.start, span.slug))
