"""MEDLINE, as PubMed exports it (`.nbib`): tags of up to four letters, a blank line between records.

Source: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

import re

from papershelf.feeds.capture import Capture, invalid, read_records
from papershelf.feeds.record_fields import Fields, Roles, candidate_of
from papershelf.feeds.tagged_lines import split_at, tagged_fields
from papershelf.model import Block, Candidate

START = re.compile(r"PMID ?- ?[0-9]*", re.IGNORECASE)
TAG = re.compile(r"(?P<tag>[A-Z]{2,4})[ ]{0,2}-(?=[ ]|$)")
SHORT_NAME = re.compile(
    r"(?P<family>.+?) (?P<initials>[^\W\d_a-z]{1,4})(?P<suffix> (?:Jr|Sr|2nd|3rd|II|III))?"
)
ROLES = Roles(
    title=("TI", "BTI", "TT"),
    authors=("FAU", "AU", "CN"),
    abstract=("AB", "OAB"),
    venue=("JT", "TA", "BTI"),
    volume=("VI",),
    number=("IP",),
    pages=("PG",),
    published=("DP", "DEP"),
    doi=("DOI",),
    naming_arxiv=("AID", "LID", "GN"),
    keywords=("OT", "MH"),
    technical=frozenset(
        {
            "OWN", "STAT", "DCOM", "LR", "EDAT", "MHDA", "CRDT", "PHST", "PST", "SB", "DA", "OTO", "JID",
            "OABL", "AUID", "IRAD", "PMCR", "SO",
        }
    ),
)  # fmt: skip
UNTITLED = "a record without a title; add 'TI  - ' or remove it"


def read(text: str, path: str) -> Capture:
    """Read a file; a record without a title is unplaced, and the others are read.

    Raises InvalidInputError if it has no records.
    """
    lines = text.split("\n")
    blocks = list(split_at(lines, (index for index, line in enumerate(lines) if START.match(line))))
    records = [(block.text, block) for block in blocks if START.match(block.text)]
    if not records:
        raise invalid(path, 1, "there is no MEDLINE record in this; a record begins with 'PMID- '")
    before = [block for block in blocks if not START.match(block.text)]
    return read_records("MEDLINE", records, _candidate, furniture=before)


def _candidate(text: str, block: Block) -> Candidate:
    pairs = list(tagged_fields(text.split("\n"), TAG))
    has_full_names = any(name == "FAU" for name, _ in pairs)
    given = (_as_said(*pair) for pair in pairs if not (has_full_names and pair[0] == "AU"))
    return candidate_of(Fields(given), ROLES, block, UNTITLED)


def _as_said(name: str, text: str) -> tuple[str, str]:
    """Return a field without what MEDLINE adds to it: marks of a DOI, a title's full stop, a name's order."""
    if text.lower().endswith("[doi]"):
        return "DOI", text[: -len("[doi]")]
    if name in {"TI", "BTI", "TT"}:
        bare = text.removesuffix(".") if not text.endswith("..") else text
        return name, bare[1:-1] if bare.startswith("[") and bare.endswith("]") else bare
    if name == "AU" and (short := SHORT_NAME.fullmatch(text)):
        return name, f"{short['initials']} {short['family']}{short['suffix'] or ''}"
    return (name, f"{text},") if name == "CN" else (name, text)  # a corporate name stays whole
