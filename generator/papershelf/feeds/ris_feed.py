"""RIS, as exported by reference managers and publishers; rispy reads the tags.

A record runs from its `TY  - ` line to its `ER  - ` line. The file is split into records here, because rispy
keeps no line numbers and skips a record without an end. The tags: https://en.wikipedia.org/wiki/RIS_(file_format)
"""

import re
from collections.abc import Iterator
from typing import Any

import rispy

from papershelf.feeds import record_values as values
from papershelf.feeds.capture import Capture, UnusableRecordError, invalid, read_records
from papershelf.feeds.identifiers import arxiv_mention, doi_name, doi_of_page
from papershelf.model import Block, Candidate

# A record up to its end, the next start or the end of the file; or the text between two records
RECORD = re.compile(
    r"^TY  -.*(?:\n(?!TY  -|ER  -).*)*(?:\nER  -.*)?|^(?!TY  -).*\S.*(?:\n(?!TY  -).*)*", re.MULTILINE
)
TITLES = ("title", "primary_title")
VENUES = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2", "alternate_title1")
ABSTRACTS = ("abstract", "notes_abstract")
DATES = ("date", "year", "publication_year")
NAMING_ARXIV = ("doi", "urls", "accession_number", "note", "notes", "journal_name", "number", "publisher")


def read(text: str, path: str) -> Capture:
    """Read a file; a broken record is unplaced, and the others are read.

    Text before the first record names the database that wrote the file, and is furniture.
    Raises InvalidInputError where there is no record.
    """
    blocks = list(_blocks(text))
    first = next((index for index, block in enumerate(blocks) if block.text.startswith("TY  -")), None)
    if first is None:
        raise invalid(path, 1, "there is no RIS record in this; a record begins with 'TY  - '")
    records = ((block.text, block) for block in blocks[first:])
    return read_records("RIS", records, _candidate, furniture=blocks[:first])


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
    addresses = [values.one_line(address) for address in record.get("urls", ())]
    doi = values.one_line(record.get("doi"))
    given = [values.one_line(value) for key in NAMING_ARXIV for value in _all(record.get(key))]
    candidate = Candidate(
        title,
        _first(record, ABSTRACTS) or None,
        block.line,
        arxiv=arxiv_mention(*given),
        doi=doi_name(doi) or next(filter(None, map(doi_of_page, addresses)), None),
        authors=values.names(map(_name, record.get("authors") or record.get("first_authors") or ())),
        published=values.iso_date(*map(record.get, DATES)),
        venue=values.venue(_first(record, VENUES)),
        links=values.links(paper=next((each for each in addresses if not values.is_own_page(each)), None)),
        keywords=values.words(record.get("keywords", ())),
        blocks=(block,),
    )
    unread = {"date": _first(record, DATES), "DOI": doi, "URL": " ".join(addresses)}
    return values.with_remarks(candidate, unread)


def _record(text: str) -> dict[str, Any]:
    if not text.startswith("TY  -"):
        raise UnusableRecordError("text outside of a record; a record runs from 'TY  - ' to 'ER  - '")
    if not re.search(r"^ER  -", text, re.MULTILINE):
        raise UnusableRecordError("a record without its end; add the line 'ER  - '")
    records: list[dict[str, Any]] = rispy.loads(text, skip_unknown_tags=True, delimiter_tags_mapping={})
    return records[0]


def _first(record: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := values.one_line(record.get(key)))), "")


def _all(value: str | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else [value or ""]


def _name(value: str) -> str:
    """Write `Last, First, Suffix` with the first name first; a name that ends in a comma is whole."""
    if value.endswith(","):
        return value.removesuffix(",")
    last, _, rest = value.partition(",")
    first, _, suffix = rest.partition(",")
    return f"{first.strip()} {last.strip()} {suffix.strip()}"
