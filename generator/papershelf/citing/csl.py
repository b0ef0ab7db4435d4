"""CSL-JSON for citation processors: https://docs.citationstyles.org/en/stable/specification.html."""

import html
import json
import re
from collections.abc import Iterable
from typing import Any

from papershelf.citing.work import NO_LABELS, Kind, Labels, work
from papershelf.model import Paper, PartialDate
from papershelf.text.split_names import AuthorName

# Titles may hold a little HTML, so text that only looks like it is escaped
MARKUP_LIKE = re.compile(r"<(?=/?[A-Za-z])|&(?=#?\w{1,8};)")
TYPES: dict[Kind, str] = {
    "preprint": "article", "conference": "paper-conference", "journal": "article-journal",
    "book": "book", "other": "document",
}  # fmt: skip
# CSL has no word for "et al."; this is what pandoc makes of BibTeX's "and others"
OTHERS = {"literal": "others"}


def item(paper: Paper, labels: Labels = NO_LABELS) -> dict[str, Any]:
    """Return one item."""
    cited = work(paper, labels)
    values = {
        "id": cited.key,
        "type": TYPES[cited.kind],
        "genre": "preprint" if cited.kind == "preprint" else None,
        "title": MARKUP_LIKE.sub(lambda match: html.escape(match.group()), cited.title),
        "author": [*map(_csl_name, cited.authors), *([OTHERS] if cited.others else [])],
        "issued": {"date-parts": [_date_parts(cited.issued)]} if cited.issued else None,
        "submitted": {"date-parts": [_date_parts(paper.published)]} if paper.published else None,
        "container-title": cited.container,
        "volume": cited.volume,
        "issue": cited.issue,
        "page": cited.pages,
        "publisher": cited.publisher,
        "archive": "arXiv" if cited.arxiv else None,
        "archive_location": cited.arxiv,
        "DOI": cited.doi,
        "URL": cited.url,
        "accessed": {"date-parts": [_date_parts(cited.accessed)]} if cited.url and cited.accessed else None,
        "keyword": ", ".join(re.sub(r"[,;]", " ", word) for word in cited.keywords),
        "abstract": MARKUP_LIKE.sub(lambda match: html.escape(match.group()), cited.abstract),
        "custom": dict(cited.own),
    }
    return {name: value for name, value in values.items() if value}


def entry(paper: Paper, labels: Labels = NO_LABELS) -> str:
    """Return one item, on one line."""
    return json.dumps(item(paper, labels), ensure_ascii=False)


def whole(items: Iterable[str]) -> str:
    """Return a file: a list with one item per line, so that a change shows as one line."""
    lines = ",\n".join(items)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _date_parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part]


def _csl_name(name: AuthorName) -> dict[str, str]:
    if name.is_whole:
        return {"literal": name.family}
    keys = {"given": name.given, "non-dropping-particle": name.particle, "family": name.family}
    return {key: part for key, part in (keys | {"suffix": name.suffix}).items() if part}
