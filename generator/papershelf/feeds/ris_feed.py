"""RIS files, as reference managers and publishers export them; the tags are read by rispy.

A record runs from its `TY  - ` line to its `ER  - ` line. They are cut apart here, since rispy keeps no lines
and passes over a record without an end.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import rispy

from papershelf.feeds.capture import Capture, UnusableRecordError, account, decode, invalid
from papershelf.feeds.identifiers import arxiv_mention, doi_name, doi_of_page
from papershelf.feeds.record_values import (
    is_own_page,
    iso_date,
    links,
    names,
    one_line,
    venue,
    with_remarks,
    words,
)
from papershelf.model import Block, Candidate

# From a start to the end, to the next start or to the end of the file; or what stands between two records
RECORD = re.compile(
    r"^TY  -.*(?:\n(?!TY  -|ER  -).*)*(?:\nER  -.*)?|^(?!TY  -).*\S.*(?:\n(?!TY  -).*)*", re.MULTILINE
)
TITLES = ("title", "primary_title")
VENUES = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2", "alternate_title1")
ABSTRACTS = ("abstract", "notes_abstract")
DATES = ("date", "year", "publication_year")
NAMING_ARXIV = ("doi", "urls", "accession_number", "note", "notes", "journal_name", "number", "publisher")


def read(source: bytes, path: str) -> Capture:
    """Read a file; a broken record is unplaced, and the others are read.

    What stands before the first record names the database that wrote the file.
    Raises InvalidInputError where there is no record.
    """
    blocks = list(_blocks(decode(source, path)))
    first = next((index for index, block in enumerate(blocks) if block.text.startswith("TY  -")), None)
    if first is None:
        raise invalid(path, 1, "there is no RIS record in this; a record begins with 'TY  - '")
    capture = account("RIS", ((block.text, block) for block in blocks[first:]), _candidate)
    return replace(capture, furniture=tuple(blocks[:first]))


def _blocks(text: str) -> Iterator[Block]:
    line, counted = 1, 0
    for match in RECORD.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield Block(line, match.group().rstrip())


def _candidate(text: str, block: Block) -> Candidate:
    record = _record(text)
    title = _first(record, TITLES)
    if not title:
        raise UnusableRecordError("a record without a title; add 'TI  - ' or remove it")
    addresses = [one_line(address) for address in record.get("urls", ())]
    given = [one_line(value) for key in NAMING_ARXIV for value in _all(record.get(key))]
    candidate = Candidate(
        title,
        _first(record, ABSTRACTS) or None,
        block.line,
        arxiv=next(filter(None, map(arxiv_mention, given)), None),
        doi=doi_name(one_line(record.get("doi"))) or next(filter(None, map(doi_of_page, addresses)), None),
        authors=names(map(_name, record.get("authors") or record.get("first_authors") or ())),
        published=next(filter(None, (iso_date(record.get(key)) for key in DATES)), None),
        venue=venue(_first(record, VENUES)),
        links=links(paper=next((each for each in addresses if not is_own_page(each)), None)),
        keywords=words(record.get("keywords", ())),
        blocks=(block,),
    )
    known = candidate.arxiv or candidate.doi
    return with_remarks(
        candidate,
        {
            "date": (_first(record, DATES), candidate.published),
            "DOI": (one_line(record.get("doi")), known),
            "URL": (" ".join(addresses), known or candidate.links),
        },
    )


def _record(text: str) -> dict[str, Any]:
    if not text.startswith("TY  -"):
        raise UnusableRecordError("text outside of a record; a record runs from 'TY  - ' to 'ER  - '")
    if not re.search(r"^ER  -", text, re.MULTILINE):
        raise UnusableRecordError("a record without its end; add the line 'ER  - '")
    records: list[dict[str, Any]] = rispy.loads(text, skip_unknown_tags=True, delimiter_tags_mapping={})
    return records[0]


def _first(record: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := one_line(record.get(key)))), "")


def _all(value: str | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else [value or ""]


def _name(value: str) -> str:
    """Write `Last, First, Suffix` with the first name first."""
    last, _, rest = value.partition(",")
    first, _, suffix = rest.partition(",")
    return f"{first.strip()} {last.strip()} {suffix.strip()}"
