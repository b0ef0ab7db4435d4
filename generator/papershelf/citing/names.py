"""Printed names in the parts that references sort and shorten by.

A name is read as BibTeX reads it: the last word is the family name, and every word from the first in lower
case on belongs to it ("Ludwig van Beethoven", "Juan de la Cruz"). What cannot be known from the print stays
as printed: whether "Li Wei" has the family name first, or whether a capital "Van" is a particle.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

SUFFIX = re.compile(r"(?<=\S)(?:,\s*|\s+)(?P<suffix>(?:Jr|Sr)\.?|I{2,3}|IV)$")
NO_PLAIN_NAME = re.compile(r"[,\\{}~]|\s(?:and|&)\s", re.IGNORECASE)


class Name(NamedTuple):
    """The parts of a name; one that is not parted, as of a team, is all family name."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def filed(self) -> str:
        """The family name with its particle: "van der Maaten"."""
        return f"{self.particle} {self.family}".strip()


@lru_cache(maxsize=65_536)
def parts(printed: str) -> Name:
    """Part a name as printed, first name first."""
    whole = " ".join(printed.split())
    found = SUFFIX.search(whole)
    bare = whole[: found.start()] if found else whole
    if not bare or NO_PLAIN_NAME.search(bare):
        return Name(whole)
    words = bare.split()
    lower = next((place for place, word in enumerate(words[:-1]) if word[0].islower()), len(words) - 1)
    given, particle = " ".join(words[:lower]), " ".join(words[lower:-1])
    if len(words) == 1 or (found and not given):
        return Name(whole)
    return Name(words[-1], given, particle, found["suffix"] if found else "")


def initials(given: str) -> str:
    """Shorten given names: "Kwan-Yee" to "K.-Y.", "Frank McSherry" to "F. M.", "J.R." to "J. R."."""
    words = re.sub(r"(?<=[^\W\d_])\.(?=[^\W\d_])", ". ", given).split()
    return " ".join("-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in words)
