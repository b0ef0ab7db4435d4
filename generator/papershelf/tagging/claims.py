"""Where an abstract says what its paper does, rather than what others did."""

import re
from collections.abc import Iterator
from typing import NamedTuple

END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
OWN = re.compile(
    r"\b(?:we|our|ours|here|this (?:paper|work|study|article|report|survey|thesis))\b", re.IGNORECASE
)


class Claim(NamedTuple):
    """A sentence in which the authors speak of their own work, in characters."""

    start: int
    end: int


def claims(text: str) -> list[Claim]:
    """Return the sentences of a text in which its authors speak of their own work, in order."""
    return [each for each in _sentences(text) if OWN.search(text, each.start, each.end)]


def _sentences(text: str) -> Iterator[Claim]:
    start = 0
    for gap in END.finditer(text):
        yield Claim(start, gap.start())
        start = gap.end()
    yield Claim(start, len(text))


def claimed(place: int, found: list[Claim]) -> bool:
    """Tell whether a place in a text is in one of its claims."""
    return any(each.start <= place < each.end for each in found)
