"""A service's reply as a candidate: JSON that is read leniently, and what counts as a venue."""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from papershelf.characters import without_unneeded
from papershelf.feeds.identifiers import arxiv_mention, doi_name
from papershelf.feeds.record_values import iso_date, names, one_line, partial_date
from papershelf.model import Candidate, PartialDate
from papershelf.text import repair

PREPRINTS = re.compile(
    r"arxiv|biorxiv|medrxiv|corr\b|ssrn|research square|zenodo|preprint|techrxiv|openreview", re.IGNORECASE
)
SERIES = re.compile(r"lecture notes in|communications in computer and information science", re.IGNORECASE)
ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
IN_BRACKETS = re.compile(rf"\(({ACRONYM.pattern})(?:\s*'?[0-9]{{2,4}})?\)")
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
REPOSITORY = re.compile(r"https?://(?:github|gitlab)\.com/[\w.-]+/[\w.-]+")


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
    return one_line(html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", without_unneeded(found)))) or None


def texts(values: list[Any], *path: str | int) -> tuple[str, ...]:
    """Return the text at the same path of each value, without missing and repeated ones."""
    return names(text(value, *path) for value in values)


def date(value: Any, *path: str | int) -> PartialDate | None:
    """Return a date given as ISO text, a year or Crossref's `[year, month, day]`, as precise as it is."""
    found = at(value, *path)
    if isinstance(found, list):
        return partial_date(*found)
    return partial_date(found) if isinstance(found, int) else iso_date(found)


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


def from_feed(candidate: Candidate) -> Candidate:
    """Turn a record of a feed into one of a service, without its place in the feed.

    Its venue is left out: arXiv gives a journal reference there.
    """
    code = candidate.links.get("code") or code_link(candidate.abstract)
    links = {**candidate.links, "code": code} if code else candidate.links
    return replace(candidate, line=1, blocks=(), venue=None, doi=record_doi(candidate.doi), links=links)


def code_link(abstract: str | None) -> str | None:
    """Return the repository that an abstract links to; None where it links to none or to several."""
    addresses = {segment.href for segment in repair(abstract or "") if segment.href}
    found = {link.group().removesuffix(".git") for href in addresses if (link := REPOSITORY.match(href))}
    return found.pop() if len(found) == 1 else None


def record_doi(address: str | None) -> str | None:
    """Return the DOI in `address` unless it is arXiv's own; in lower case, as services differ in theirs."""
    doi = doi_name(address) if address else None
    return doi.lower() if doi else None


def arxiv_in(addresses: Iterable[str | None]) -> str | None:
    """Return the arXiv id in the first of some links or DOIs that contains one."""
    return next((arxiv for address in addresses if address and (arxiv := arxiv_mention(address))), None)
