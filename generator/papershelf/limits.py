"""How much is read of anything: one table for every door, and how to raise a limit.

Within the limits, time and memory grow in proportion to what is read. They are far above what people have:
the largest author lists of papers have some 15,000 names, the ACL Anthology has 100,000 papers.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from papershelf.problems import InvalidInputError, Problem

VARIABLE = "PAPERSHELF_LIMITS"


class Limit(NamedTuple):
    """The most that is taken, of what, and what to do instead of raising the limit."""

    most: int
    what: str
    instead: str


LIMITS: Mapping[str, Limit] = {
    "feed-size": Limit(100_000_000, "bytes of a feed", "split the feed"),
    "feed-records": Limit(100_000, "records of a feed", "split the feed"),
    "feed-blocks": Limit(250_000, "blocks of a page's text", "split the page"),
    "record-size": Limit(1_000_000, "characters of a record of a feed", "shorten the record"),
    "field-size": Limit(200_000, "characters of a value, such as an abstract", "shorten it"),
    "list-length": Limit(20_000, "values in a list, such as authors", "shorten the list"),
    "levels": Limit(20, "levels of lists, mappings or elements", "look for a stray bracket or indent"),
    "data-size": Limit(100_000_000, "bytes of a data file", "keep two lists"),
    "data-entries": Limit(100_000, "entries of a data file", "keep two lists"),
    "reply-size": Limit(10_485_760, "bytes of a reply of a service", "ask for less"),
    "review-size": Limit(1_000_000, "bytes of a review of a pull request", "propose less at once"),
    "abbreviation-size": Limit(20_000, "characters of a BibTeX value made of abbreviations", "write it out"),
    "abbreviations-size": Limit(
        20_000_000, "characters of all BibTeX abbreviations as they are used", "shorten them"
    ),
}


class TooMuchError(Exception):
    """An input beyond a limit; the message names the limit and says how to raise it."""


def most(name: str) -> int:
    """Return the limit of this name, as raised in the environment.

    Raises InvalidInputError where the environment does not say which limit is raised to what.
    """
    return max(LIMITS[name].most, _raised(os.environ.get(VARIABLE, "")).get(name, 0))


def excess(name: str, found: int) -> str | None:
    """Return what to say of an input with `found` of what a limit counts; None where it is within that."""
    limit = LIMITS[name]
    if found <= limit.most or found <= most(name):
        return None
    return (
        f"more than {most(name):,} {limit.what}; {limit.instead}, "
        f"or raise the limit: {VARIABLE}={name}={_rounded(found)}"
    )


def keep_within(name: str, found: int) -> None:
    """Raise TooMuchError for an input with more than a limit allows."""
    if message := excess(name, found):
        raise TooMuchError(message)


def read_within(name: str, source: Path | BinaryIO, path: str) -> bytes:
    """Read a file, or a stream that may never end, up to a limit.

    Raises InvalidInputError, with `path` for the message, where there is more; OSError as reading does.
    """
    if isinstance(source, Path):
        with source.open("rb") as file:
            return read_within(name, file, path)
    content = source.read(most(name) + 1)
    if message := excess(name, len(content)):
        raise InvalidInputError([Problem(path, 1, message)])
    return content


def _rounded(number: int) -> int:
    """The next number above with two digits and zeros."""
    step = int(10 ** max(0, len(str(number)) - 2))
    return -(-number // step) * step


def _raised(text: str) -> dict[str, int]:
    raised: dict[str, int] = {}
    for pair in filter(None, map(str.strip, text.split(","))):
        name, _, number = pair.partition("=")
        if name not in LIMITS or not (number.isascii() and number.isdigit()):
            known = ", ".join(LIMITS)
            message = f"'{pair}' raises no limit; write NAME=NUMBER, with commas between, NAME one of {known}"
            raise InvalidInputError([Problem(VARIABLE, 1, message)])
        raised[name] = int(number)
    return raised
