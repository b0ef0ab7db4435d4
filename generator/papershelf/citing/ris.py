"""RIS, written by rispy: https://en.wikipedia.org/wiki/RIS_(file_format), as reference managers read it."""

from collections.abc import Iterable
from typing import Any

import rispy

from papershelf.citing.work import Kind, Name, Work, work
from papershelf.model import Paper, PartialDate, arxiv_url

TYPES: dict[Kind, str] = {"preprint": "UNPB", "conference": "CONF", "journal": "JOUR", "other": "GEN"}


def record(paper: Paper) -> str:
    """One record, from `TY` to `ER`, without a blank line in it."""
    text: str = rispy.dumps([_fields(work(paper))])
    return text.removeprefix("1.\n").strip()  # rispy numbers records, which nothing reads


def whole(papers: Iterable[Paper]) -> str:
    """A file; records are parted by one blank line."""
    return "".join(f"{record(paper)}\n\n" for paper in papers).removesuffix("\n")


def _fields(cited: Work) -> dict[str, Any]:
    arxiv = arxiv_url(cited.arxiv) if cited.arxiv else None
    fields = {
        "type_of_reference": TYPES[cited.kind],
        "id": cited.key,
        "title": cited.title,
        "authors": list(map(_name, cited.authors)),
        "year": f"{cited.issued.year:04}" if cited.issued else None,
        "date": _date(cited.issued) if cited.issued else None,
        "secondary_title": cited.container,
        "doi": cited.doi,
        "accession_number": f"arXiv:{cited.arxiv}" if cited.arxiv else None,
        "urls": [address for address in dict.fromkeys((cited.url, arxiv)) if address],
    }
    return {name: value for name, value in fields.items() if value}


def _date(date: PartialDate) -> str:
    """RIS writes `2024/01/14`, and keeps the slashes of what is not known: `2024//`."""
    month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04}/{month}/{day}"


def _name(name: Name) -> str:
    return ", ".join(part for part in (name.filed, name.given, name.suffix) if part)
