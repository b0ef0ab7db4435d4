"""What somebody answers who starts a list, checked."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from papershelf.bot.publishing import pages_address
from papershelf.problems import UserFacingError

LICENCES: Mapping[str, str] = {"CC0-1.0": "CC0 1.0", "CC-BY-4.0": "CC BY 4.0", "MIT": "the MIT licence"}
"""Licences to choose from, by their SPDX ids: names to be read in a sentence."""
_GITHUB = "https://github.com/"
_ON_GITHUB = re.compile(
    r"(?:(?:https?://)?(?:www\.)?github\.com/|git@github\.com:)?([\w-]+)/([\w.-]+)", re.ASCII | re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^/\s\"'<>]+(?:/[^\s\"'<>]*)?")


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers; `repository` and `site` are addresses, or empty where there is none yet."""

    name: str
    description: str
    repository: str = ""
    site: str = ""
    licence: str = "CC0-1.0"

    @property
    def is_on_github(self) -> bool:
        """Whether the repository is one on GitHub, where workflows, forms and Pages are."""
        return self.repository.startswith(_GITHUB)

    def as_json(self) -> dict[str, str]:
        """Return them as they are kept in the list's record."""
        return asdict(self)

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Answers":
        """Read what `as_json` returned. Raises TypeError where it is something else."""
        return cls(**{str(key): str(value) for key, value in kept.items()})


def checked_answers(name: str, description: str, repository: str, site: str | None, licence: str) -> Answers:
    """Return the answers in one form; the site's address follows from a repository on GitHub.

    Raises UserFacingError where an answer cannot be used.
    """
    address, pages = repository_address(repository)
    given = (site or "").strip()
    if given and not _ADDRESS.fullmatch(given):
        raise UserFacingError(f"'{given}' is not the address of a site; use https://host/path/")
    where = f"{given.rstrip('/')}/" if given else pages
    return Answers(_line(name, "name"), _line(description, "description"), address, where, licence)


def repository_address(given: str) -> tuple[str, str]:
    """Return the address of a repository and of its GitHub Pages, as far as there are any.

    Raises UserFacingError for what is not a repository.
    """
    plain = given.strip().rstrip("/").removesuffix(".git")
    if not plain:
        return "", ""
    if place := _ON_GITHUB.fullmatch(plain):
        owner, name = place.groups()
        return f"{_GITHUB}{owner}/{name}", pages_address(owner, name)
    if not _ADDRESS.fullmatch(plain):
        ways = "use you/your-list for one on GitHub, or its whole address, starting with https://"
        raise UserFacingError(f"'{given}' is not a repository; {ways}")
    return plain, ""


def _line(text: str, what: str) -> str:
    line = " ".join(text.split())
    if not line:
        raise UserFacingError(f"the {what} is empty; give one")
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in line):
        raise UserFacingError(f"the {what} has a control character; type it again")
    return line
