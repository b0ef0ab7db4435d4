"""The parts of a printed name: family name, given names, particle and suffix."""

import re
from functools import lru_cache
from typing import NamedTuple

from papershelf.text.names import SUFFIX, is_east_asian, is_organisation

AT_END = re.compile(rf"(?<=\S)(?:,\s*|\s+)(?P<suffix>{SUFFIX})$")
NOT_ONE_PERSON = re.compile(r"[,\\{}~]|\)$|(?:^|\s)(?:and|&)(?:\s|$)", re.IGNORECASE)


class AuthorName(NamedTuple):
    """The parts of a name; a name that is not split, such as a team's, is all family name.

    So is one in East Asian script, whose family name comes first and whose parts nobody turns around.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the name is not split."""
        return not self.given and not self.particle

    @property
    def filed(self) -> str:
        """The family name with its particle, such as "van der Maaten"."""
        return f"{self.particle} {self.family}".strip()


@lru_cache(maxsize=65_536)
def split_name(printed: str) -> AuthorName:
    """Split a name as printed, given name first."""
    whole = " ".join(printed.split())
    found = AT_END.search(whole)
    bare = whole[: found.start()] if found else whole
    if not bare or NOT_ONE_PERSON.search(bare) or is_organisation(bare) or is_east_asian(bare):
        return AuthorName(whole)
    words = bare.split()
    lower = next((place for place, word in enumerate(words[:-1]) if word[0].islower()), len(words) - 1)
    given, particle = " ".join(words[:lower]), " ".join(words[lower:-1])
    if len(words) == 1 or (found and not given):
        return AuthorName(whole)
    return AuthorName(words[-1], given, particle, found["suffix"] if found else "")
