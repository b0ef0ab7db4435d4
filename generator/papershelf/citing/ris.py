"""RIS for reference managers, written by rispy: https://en.wikipedia.org/wiki/RIS_(file_format)."""

import re
from collections.abc import Iterable
from typing import Any

import rispy

from papershelf.citing.work import NO_LABELS, Kind, Labels, Work, work
from papershelf.model import Paper, PartialDate, arxiv_url
from papershelf.text.split_names import AuthorName

TYPES: dict[Kind, str] = {
    "preprint": "UNPB", "conference": "CONF", "journal": "JOUR", "book": "BOOK", "other": "GEN",
}  # fmt: skip
# RIS has no word for it; databases write it as an author
OTHERS = "et al."


def entry(paper: Paper, labels: Labels = NO_LABELS) -> str:
    """Return one record, from `TY` to `ER`, with no blank line in it."""
    text: str = rispy.dumps([_fields(work(paper, labels))])
    return text.removeprefix("1.\n").strip()  # the number that rispy gives it


def whole(records: Iterable[str]) -> str:
    """Return a file, in which records are separated by one blank line."""
    return "".join(f"{text}\n\n" for text in records).removesuffix("\n")


def _fields(cited: Work) -> dict[str, Any]:
    arxiv = arxiv_url(cited.arxiv) if cited.arxiv else None
    first, _, last = (cited.pages or "").partition("–")
    fields = {
        "type_of_reference": TYPES[cited.kind],
        "id": cited.key,
        "title": cited.title,
        "authors": [*map(ris_name, cited.authors), *([OTHERS] if cited.others else [])],
        "year": f"{cited.issued.year:04}" if cited.issued else None,
        "date": _date(cited.issued) if cited.issued else None,
        "secondary_title": cited.container,
        "volume": cited.volume,
        "number": cited.issue,
        "start_page": first,
        "end_page": last,
        "publisher": cited.publisher,
        "doi": cited.doi,
        "accession_number": f"arXiv:{cited.arxiv}" if cited.arxiv else None,
        "urls": [address for address in dict.fromkeys((cited.url, arxiv)) if address],
        "access_date": _date(cited.accessed) if cited.url and cited.accessed else None,
        "file_attachments1": cited.pdf,
        "keywords": list(cited.keywords),
        "notes": [f"{key}: {value}" for key, value in cited.own.items()],
        "abstract": cited.abstract,
    }
    return {name: value for name, value in fields.items() if value}


def _date(date: PartialDate) -> str:
    """Write a date as RIS does: `2024/01/14`, or `2024//` for a year alone."""
    month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04}/{month}/{day}"


def ris_name(name: AuthorName) -> str:
    """Write `Last, First, Suffix`."""
    if name.is_whole:
        return whole_name(name)
    return ", ".join(part for part in (name.filed, name.given, name.suffix) if part)


def whole_name(name: AuthorName) -> str:
    """Write a name that is not split; a final comma keeps readers from splitting one of several words."""
    return f"{name.family}," if re.search(r"[\s,]", name.family) else name.family
