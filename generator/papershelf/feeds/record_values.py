"""The values of records, which each feed writes in its own way, in the form that a Candidate holds."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from papershelf.library.values import public_address_problem
from papershelf.library.venues import is_publisher
from papershelf.model import Candidate, PartialDate

WORD = re.compile(r"[^\W_]")
START_OF_WORD, END_OF_WORD = re.compile(r"(?<!\w)"), re.compile(r"(?!(?!v[0-9])\w)")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a character: JSON can write it, UTF-8 cannot
ISO_START = re.compile(r"\s*([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?(?![0-9])")
# What stands around an identifier: "arXiv preprint arXiv:2503.10000v2 [cs.CL]", "https://doi.org/…"
AROUND_ID = re.compile(
    r"https?://(?:huggingface\.co/papers/)?|\b10\.48550/|\[[a-z-]+\]|\b(?:www|dx|doi|org|arxiv|abs|pdf|html|preprint|e-?prints?|corr|[a-z-]+\.[a-z]{2})\b|\bv[0-9]+\b"
)
NO_VENUE = re.compile(r"(?:corr|arxiv|preprint)\b", re.IGNORECASE)
# Of a place in a volume: dashes, and what names no such place
DASHES = re.compile(r"\s*(?:-{1,3}|[‐‑‒–—−])\s*")
NO_PLACE = re.compile(r"abs/|arxiv|://|\b[0-9]{4}\.[0-9]{4,5}\b|^(?:n/?a|unknown|to appear)$", re.IGNORECASE)
LONGEST_PLACE = 40  # characters
IN_NO_LINK = re.compile(r"[\s\"<>\\`{}|^\x00-\x1f]")


def one_line(value: object) -> str:
    """Put a text on one line, without control characters; empty where the value isn't a text."""
    if not isinstance(value, str):
        return ""
    if not value.isprintable():
        value = LONE_SURROGATE.sub("\ufffd", CONTROL.sub(" ", value))
    return " ".join(value.split())


def names(values: Iterable[object]) -> tuple[str, ...]:
    """Put each text on one line and leave out empty ones; two equal names stay two."""
    return tuple(name for value in values if (name := one_line(value)))


def words(values: Iterable[object]) -> tuple[str, ...]:
    """Put each text on one line and leave out empty and repeated ones."""
    return tuple(dict.fromkeys(names(values)))


def with_remarks(candidate: Candidate, given: Mapping[str, str]) -> Candidate:
    """Add a remark for each field whose text gave the candidate no value; such a field is not kept either.

    `given` maps the feed's names of its DOI, eprint, URL and dates to their texts.
    """
    known = candidate.arxiv or candidate.doi
    read = {"doi": known, "eprint": candidate.arxiv, "url": known or candidate.links}
    unread = {
        name: text
        for name, text in given.items()
        if text and not read.get(name.lower(), candidate.published or candidate.issued)
    }
    remarks = tuple(f"{name} '{text}'" for name, text in unread.items())
    return replace(candidate, remarks=(*candidate.remarks, *remarks), unkept={**candidate.unkept, **unread})


def with_unkept(candidate: Candidate, given: Mapping[str, str], kept: Collection[str]) -> Candidate:
    """Account for the fields of a record: which of them the list has no place for.

    `given` maps the feed's names of all its fields to their texts, `kept` are those whose values are facts of
    the candidate. Another field is kept all the same where it only repeats them, such as "arXiv:2503.10000".
    """
    said = [candidate.arxiv, candidate.doi, *candidate.links.values()]
    said += [
        candidate.title,
        candidate.venue,
        candidate.abstract,
        *map(str, (candidate.published, candidate.issued)),
    ]
    longest_first = sorted((each.casefold() for each in said if each), key=len, reverse=True)
    unkept = {
        name: text
        for name, text in given.items()
        if name not in kept and not _repeats(text.casefold(), longest_first)
    }
    return replace(candidate, unkept={**candidate.unkept, **unkept})


def _repeats(text: str, said: Iterable[str]) -> bool:
    """Tell a text that has no word of its own besides what is said, and the words around an identifier."""
    for each in said:
        if each in text:
            text = _without(text, each)
    return not WORD.search(AROUND_ID.sub(" ", text))


def _without(text: str, said: str) -> str:
    """Take what is said out of a text, but not out of a longer word; the version of an id does not count."""
    pieces: list[str] = []
    done, start = 0, text.find(said)
    while start >= 0:
        end = start + len(said)
        is_whole = START_OF_WORD.match(text, start) and END_OF_WORD.match(text, end)
        if is_whole:
            pieces.append(text[done:start])
            done = end
        start = text.find(said, end if is_whole else start + 1)
    return " ".join([*pieces, text[done:]])


def partial_date(*parts: object) -> PartialDate | None:
    """Make a date of year, month and day (numbers or digits), as precise as it is a date of the calendar."""
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


def iso_date(*values: object) -> PartialDate | None:
    """Read the first value that starts as an ISO timestamp does, or as a date with slashes or dots."""
    matches = (match for value in values if isinstance(value, str) and (match := ISO_START.match(value)))
    return next((date for match in matches if (date := partial_date(*match.groups()))), None)


def venue(value: object) -> str | None:
    """Return where a paper appeared; arXiv, which every preprint names, isn't a venue."""
    text = one_line(value)
    return text if text and not NO_VENUE.match(text) else None


def printed_at(value: object) -> str | None:
    """Return a volume, an issue, or pages with a dash between; None for an address or what is arXiv's."""
    text = DASHES.sub("–", one_line(value)).strip(" .,;–")
    return text if text and len(text) <= LONGEST_PLACE and not NO_PLACE.search(text) else None


def publisher(value: object) -> str | None:
    """Return the publisher of a book, which is its venue, if it is known to be one."""
    text = venue(value)
    return text if text and is_publisher(text) else None


def links(**addresses: object) -> dict[str, str]:
    """Return the web addresses by name, each once, without those that no browser can open."""
    usable: dict[str, str] = {}
    for name, value in addresses.items():
        address = IN_NO_LINK.sub(lambda match: quote(match.group()), one_line(value))
        if address and not public_address_problem(address) and address not in usable.values():
            usable[name] = address
    return usable


def is_own_page(address: str) -> bool:
    """Tell an address that only repeats an id: a page of arXiv, of a DOI or of Hugging Face's papers."""
    pattern = r"https?://(?:[\w.]+\.)?(?:arxiv\.org|doi\.org|huggingface\.co/papers)/"
    return bool(re.match(pattern, address, re.IGNORECASE))
