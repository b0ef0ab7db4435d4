"""Slugs of names, as python-slugify makes them, which takes 25 µs for each; a large list has 25,000 names."""

import re
from functools import lru_cache

from slugify import slugify

PLAIN = re.compile(r"[A-Za-z0-9 .-]*")
WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=262_144)  # a server builds again and again
def slug_of(text: str) -> str:
    """Return the words of a text in lower-case ASCII, joined by hyphens; "" if there are none."""
    if PLAIN.fullmatch(text):
        return "-".join(WORD.findall(text.lower()))
    found: str = slugify(text)
    return found


def slug_up_to(text: str, longest: int) -> str:
    """Return the slug of as many first words as have room in `longest` characters, or a part of the first."""
    whole = slug_of(text)
    if len(whole) <= longest:
        return whole
    cut: str = slugify(text, max_length=longest, word_boundary=True)
    return cut
