"""EndNote's tagged format, Refer (`.enw`): lines such as `%T Title`, `%A Author`; `%0` begins a record.

Source: https://support.clarivate.com/Endnote/s/article/EndNote-Tagged-Format, and refer(1)
"""

import re
from collections.abc import Iterator

from papershelf.feeds.capture import Capture, invalid, read_records
from papershelf.feeds.record_fields import Fields, Roles, candidate_of
from papershelf.feeds.tagged_lines import split_at, tagged_fields
from papershelf.model import Block, Candidate

TAG = re.compile(r"(?P<tag>%[0-9A-Za-z@!~#$&+>()*^?\[\]])(?=\s|$)")
ROLES = Roles(
    title=("%T",),
    authors=("%A",),
    abstract=("%X",),
    venue=("%J", "%B"),
    publisher=("%I",),
    volume=("%V",),
    number=("%N",),
    pages=("%P",),
    printed_by=("%I",),
    published=("%8", "%D"),
    doi=("%R",),
    naming_arxiv=("%M", "%Z", "%J", "%B", "%1", "%N"),
    links={"paper": ("%U",), "pdf": ("%>",)},
    keywords=("%K",),
    technical=frozenset({"%0", "%F", "%W", "%~", "%["}),
)
UNTITLED = "a record without a title; add '%T ' or remove it"


def read(text: str, path: str) -> Capture:
    """Read a file; a record without a title is unplaced, and the others are read.

    Raises InvalidInputError if it has no records.
    """
    lines = text.split("\n")
    blocks = list(split_at(lines, _starts(lines)))
    records = [(block.text, block) for block in blocks if TAG.match(block.text)]
    if not records:
        raise invalid(path, 1, "there is no EndNote record in this; its lines begin with '%T ', '%A ', …")
    before = [block for block in blocks if not TAG.match(block.text)]
    return read_records("EndNote", records, _candidate, furniture=before)


def _starts(lines: list[str]) -> Iterator[int]:
    """Yield where records start: at `%0`, and at fields after a blank line that have a title of their own."""
    paragraph: int | None = None  # where the paragraph begins, until it is known where its record does
    after_blank = True
    for index, line in enumerate(lines):
        if after_blank:
            paragraph = index if TAG.match(line) else None
        after_blank = not line.strip()
        if line.startswith("%0"):
            yield index
            paragraph = None
        elif line.startswith("%T") and paragraph is not None:
            yield paragraph
            paragraph = None


def _candidate(text: str, block: Block) -> Candidate:
    return candidate_of(Fields(_fields(text)), ROLES, block, UNTITLED)


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for name, value in tagged_fields(text.split("\n"), TAG):
        parts = re.split(r"[\s;,]+(?=https?://)", value) if name == "%U" else [value]
        yield from ((name, part) for part in parts)
