"""RIS, as exported by reference managers and publishers, and as people write it by hand.

A record runs from its `TY  - ` line to its `ER  - ` line, or to the next record where that is missing. What
is between records (their numbers, the name of the database) is passed over.
The tags: https://en.wikipedia.org/wiki/RIS_(file_format)
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from rispy import TAG_KEY_MAPPING

from papershelf.feeds.capture import Capture, UnusableRecordError, invalid, read_records
from papershelf.feeds.record_fields import Fields, Roles, candidate_of
from papershelf.feeds.tagged_lines import block_of, tagged_fields
from papershelf.model import Block, Candidate

START = re.compile(r"[ \t]*TY[ \t]{1,3}-(?:[ \t]*(?P<kind>\w+))?[ \t]*$|TY  -", re.IGNORECASE)
END = re.compile(r"[ \t]*ER(?:[ \t]{0,3}-[ \t]*|[ \t]*(?P<bare>))$|ER  -", re.IGNORECASE)
NEAR = 9  # lines after an "ER" in which the next record begins
NUMBER = re.compile(r"\W*(?:record\s+)?#?[0-9]+(?:\s+of\s+[0-9]+)?\W*", re.IGNORECASE)
OTHER_TAGS = ("BT", "CT", "CP", "DI", "ED", "J1", "LK", "L3", "M2", "U1", "U2", "U3", "U4", "U5")
KNOWN = "|".join((*TAG_KEY_MAPPING, *OTHER_TAGS))
TAG = re.compile(rf"(?P<tag>[A-Z][A-Z0-9])  -|[ \t]*(?P<known>{KNOWN})[ \t]{{1,3}}-(?=[ \t]|$)")
LOWER_TAG = re.compile(TAG.pattern, re.IGNORECASE)
ADDRESS_TAGS = ("UR", "L1", "L2", "LK")
UNTITLED = "a record without a title; add 'TI  - ' or remove it"
WITHOUT_START = "a record without its first line; add 'TY  - ' and its kind, such as JOUR"

ROLES = Roles(
    title=("TI", "T1", "CT", "BT"),
    authors=("AU", "A1"),
    abstract=("AB", "N2"),
    venue=("T2", "JF", "JO", "BT", "JA", "J2", "J1"),
    volume=("VL",),
    number=("IS",),
    pages=("SP",),
    last_page=("EP",),
    printed_by=("PB",),
    published=("DA", "PY", "Y1"),
    doi=("DO", "DI"),
    naming_arxiv=("AN", "M1", "N1", "JO", "JF", "T2", "IS", "PB", "M3"),
    links={"paper": ("UR", "LK", "L2"), "pdf": ("L1",)},
    keywords=("KW",),
    technical=frozenset({"TY", "ER", "ID", "Y2", "DB", "DP"}),
)
BOOK = replace(
    ROLES, venue=(), publisher=("PB",), pages=(), last_page=(), printed_by=()
)  # the second title is a series, which no book appeared in
KINDS = dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "SER", "CLSWK", "DICT", "ENCYC"), BOOK) | {
    "THES": replace(ROLES, venue=("PB",)),
    "RPRT": replace(ROLES, venue=("PB", "T2")),
}


def read(text: str, path: str) -> Capture:
    """Read a file; a broken record is unplaced, and the others are read.

    Raises InvalidInputError if it has no records.
    """
    blocks = list(filter(None, _blocks(text)))
    if not any(map(_is_record, blocks)):
        raise invalid(path, 1, "there is no RIS record in this; a record begins with 'TY  - '")
    records = [block for block in blocks if _is_record(block) or _has_title(block)]
    between = [block for block in blocks if not (_is_record(block) or _has_title(block))]
    return read_records("RIS", ((block.text, block) for block in records), _candidate, furniture=between)


def _is_record(block: Block) -> bool:
    return bool(START.match(block.text.partition("\n")[0]))


def _has_title(block: Block) -> bool:
    return any(name in {"TI", "T1"} for name, _ in _pairs(block.text))


def _blocks(text: str) -> Iterator[Block | None]:
    """Yield each record, and each text between two records."""
    lines: list[str] = []
    first, is_open = 1, False
    source = text.split("\n")
    for number, line in enumerate(source, start=1):
        if START.match(line):
            kept = _without_number(lines) if is_open else len(lines)
            yield block_of(first, lines[:kept])
            yield block_of(first + kept, lines[kept:])
            lines, first, is_open = [], number, True
        lines.append(line)
        if is_open and _is_end(line, source, number):
            yield block_of(first, lines)
            lines, first, is_open = [], number + 1, False
    yield block_of(first, lines)


def _is_end(line: str, source: list[str], after: int) -> bool:
    """Recognise the end of a record; "ER" without its dash is one only if no text goes on after it."""
    end = END.match(line)
    if not end or end["bare"] is None:
        return bool(end)
    following = next((line for line in source[after : after + NEAR] if line.strip()), None)
    return following is None or bool(START.match(following) or NUMBER.fullmatch(following))


def _without_number(lines: list[str]) -> int:
    """Count the lines of an open record without the number of the next one, which some databases write."""
    last = next((index for index in range(len(lines) - 1, 0, -1) if lines[index].strip()), 0)
    return last if last and NUMBER.fullmatch(lines[last]) and not lines[last - 1].strip() else len(lines)


def _candidate(text: str, block: Block) -> Candidate:
    start = START.match(text.partition("\n")[0])
    if not start:
        raise UnusableRecordError(WITHOUT_START)
    roles = KINDS.get((start["kind"] or "").upper(), ROLES)
    return candidate_of(Fields(_pairs(text)), roles, block, UNTITLED)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    is_lower = text.lstrip().startswith("ty")
    lines = text.split("\n")
    lines = lines[:-1] if END.match(lines[-1]) else lines
    for name, value in tagged_fields(lines, LOWER_TAG if is_lower else TAG):
        if name in ADDRESS_TAGS:
            yield from ((name, address) for address in re.split(r"[\s;,]+(?=https?://)", value))
        else:
            yield name, value
