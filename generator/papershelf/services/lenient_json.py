"""Reads the JSON of services leniently: odd values are left out and are not errors."""

import html
import json
import re
from collections.abc import Iterable
from typing import Any

from papershelf.feeds.record_values import iso_date, names, one_line, partial_date
from papershelf.model import PartialDate


def parse(source: bytes) -> Any:
    """Read a reply. Raises ValueError where it is neither an object nor a list."""
    value = json.loads(source)
    if not isinstance(value, dict | list):
        raise ValueError("neither an object nor a list")  # noqa: TRY004 - like broken JSON
    return value


def at(value: Any, *path: str | int) -> Any:
    """Return the value at a path of keys and positions; None where there is none."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def items(value: Any, *path: str | int) -> list[Any]:
    """Return the list at a path, or an empty one."""
    found = at(value, *path)
    return found if isinstance(found, list) else []


def text(value: Any, *path: str | int) -> str | None:
    """Return the text at a path on one line, without markup; None where there is none."""
    found = at(value, *path)
    if not isinstance(found, str):
        return None
    return one_line(html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", found))) or None


def texts(values: list[Any], *path: str | int) -> tuple[str, ...]:
    """Return the text at the same path of each value, without missing and repeated ones."""
    return names(text(value, *path) for value in values)


def date(value: Any, *path: str | int) -> PartialDate | None:
    """Return a date given as ISO text, a year or Crossref's `[year, month, day]`, as precise as it is."""
    found = at(value, *path)
    if isinstance(found, list):
        return partial_date(*found)
    return partial_date(found) if isinstance(found, int) else iso_date(found)


PREPRINTS = re.compile(
    r"arxiv|biorxiv|medrxiv|corr\b|ssrn|research square|zenodo|preprint|techrxiv|openreview", re.IGNORECASE
)
SERIES = re.compile(r"lecture notes in|communications in computer and information science", re.IGNORECASE)
ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
IN_BRACKETS = re.compile(rf"\(({ACRONYM.pattern})(?:\s*'?[0-9]{{2,4}})?\)")
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def venue(names: Iterable[str | None], year: int | None, acronyms: Iterable[str | None] = ()) -> str | None:
    """Name a venue by the first acronym, else by the first name, followed by its year: `KDD 2025`.

    `names` are in order of preference. None where all are preprint servers, series or empty.
    """
    usable = [name for name in names if name and not PREPRINTS.search(name) and not SERIES.search(name)]
    if not usable:
        return None
    given = [re.sub(r"\s*'?[0-9]{2,4}$", "", acronym) for acronym in acronyms if acronym]
    short = [acronym for acronym in given if ACRONYM.fullmatch(acronym)]
    short += [found.group(1) for name in usable if (found := IN_BRACKETS.search(name))]
    name = short[0] if short else re.sub(r"^(?:Proceedings of the )?(?:19|20)[0-9]{2} ", "", usable[0])
    return name if year is None or YEAR.search(name) else f"{name} {year}"
