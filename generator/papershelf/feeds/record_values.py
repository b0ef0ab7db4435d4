"""What every feed says in its own way, brought into the form that a Candidate holds."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from papershelf.library.values import web_address_problem
from papershelf.model import Candidate, PartialDate

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a character: JSON can write it, UTF-8 cannot
ISO_START = re.compile(r"\s*([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?(?![0-9])")
NO_VENUE = re.compile(r"(?:corr|arxiv|preprint)\b", re.IGNORECASE)
IN_NO_LINK = re.compile(r"[\s\"<>\\`{}|^\x00-\x1f]")


def one_line(value: object) -> str:
    """Text on one line without control characters; empty where the value is no text."""
    if not isinstance(value, str):
        return ""
    return " ".join(LONE_SURROGATE.sub("\ufffd", CONTROL.sub(" ", value)).split())


def names(values: Iterable[object]) -> tuple[str, ...]:
    """Folded texts, the empty ones left out; two namesakes stay two."""
    return tuple(name for value in values if (name := one_line(value)))


def words(values: Iterable[object]) -> tuple[str, ...]:
    """Folded texts, the empty and the repeated ones left out."""
    return tuple(dict.fromkeys(names(values)))


def with_remarks(candidate: Candidate, given: Mapping[str, tuple[str, object]]) -> Candidate:
    """Remark each field that is given, by its name in the feed, but of which nothing could be read."""
    found = (f"{name} '{text}'" for name, (text, taken) in given.items() if text and not taken)
    return replace(candidate, remarks=tuple(found))


def partial_date(*parts: object) -> PartialDate | None:
    """The date of year, month and day, numbers or digits, as precise as they make a day that exists."""
    numbers: list[int] = []
    for part in parts:
        text = str(part).strip()
        if not re.fullmatch(r"[0-9]{1,4}", text):
            break
        numbers.append(int(text))
    for count in range(min(len(numbers), 3), 0, -1):
        year, *rest = numbers[:count]
        try:
            return PartialDate.parse("-".join([f"{year:04}", *(f"{number:02}" for number in rest)]))
        except ValueError:
            continue
    return None


def iso_date(value: object) -> PartialDate | None:
    """The date with which an ISO time stamp, or a date with slashes, begins."""
    match = ISO_START.match(value) if isinstance(value, str) else None
    return partial_date(*match.groups()) if match else None


def venue(value: object) -> str | None:
    """Where a paper appeared; arXiv, which every preprint names, is no venue."""
    text = one_line(value)
    return text if text and not NO_VENUE.match(text) else None


def links(**addresses: object) -> dict[str, str]:
    """The web addresses by name, each address once; what no browser could open is left out."""
    usable: dict[str, str] = {}
    for name, value in addresses.items():
        address = IN_NO_LINK.sub(lambda match: quote(match.group()), one_line(value))
        if address and not web_address_problem(address) and address not in usable.values():
            usable[name] = address
    return usable


def is_own_page(address: str) -> bool:
    """Whether an address only repeats an identifier: a page of arXiv, of a DOI, of Hugging Face's papers."""
    pattern = r"https?://(?:[\w.]+\.)?(?:arxiv\.org|doi\.org|huggingface\.co/papers)/"
    return bool(re.match(pattern, address, re.IGNORECASE))
