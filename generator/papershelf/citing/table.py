"""The list as a table (CSV, RFC 4180): one paper a line, below a line with the names of the columns.

Cells hold what the list says, also where that begins with "=": who opens the file in a spreadsheet program
is asked there before anything is run.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from papershelf.citing.work import address
from papershelf.model import Paper
from papershelf.text import shown

COLUMNS = (
    "id", "title", "authors", "published", "venue", "arxiv", "doi", "url", "code", "tags", "note", "added",
)  # fmt: skip


def row(paper: Paper) -> dict[str, str]:
    """The cells of a paper; names and tags are joined by semicolons."""
    values = {
        "id": paper.id,
        "title": shown(paper.title),
        "authors": "; ".join(paper.authors),
        "published": paper.published,
        "venue": paper.venue,
        "arxiv": paper.arxiv,
        "doi": paper.doi,
        "url": address(paper),
        "code": paper.links.get("code"),
        "tags": "; ".join(paper.tags),
        "note": shown(paper.note or ""),
        "added": paper.added,
    }
    return {name: " ".join(str(value or "").split()) for name, value in values.items()}


def whole(papers: Iterable[Paper]) -> str:
    """A file; no cell holds a line break, so that a line is a paper."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(row, papers))
    return text.getvalue()
