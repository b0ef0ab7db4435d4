"""The list as Markdown and as CSV."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from papershelf.citing.work import NO_LABELS, Labels, Work, address, work
from papershelf.model import Paper
from papershelf.text import shown

# What is markup within a line, in CommonMark, at GitHub and in Python-Markdown, which all read these escapes
MARKUP = re.compile(r"[\\`*_\[\]<$~]|&(?=#?\w{1,32};)")
ENTITIES = {"<": "&lt;", "&": "&amp;", "$": "&#36;", "~": "&#126;"}
FORMULA = re.compile(r"'*[=+@\t\r-]")  # how one begins; what has an apostrophe gets a second one
MOST_AUTHORS = 3
COLUMNS = (
    "id", "title", "authors", "published", "venue", "arxiv", "doi", "url", "code", "tags", "note", "added",
)  # fmt: skip


def line(paper: Paper, _labels: Labels = NO_LABELS) -> str:
    """Return a paper as a line of Markdown, a list item: title with link, authors, venue and year, code."""
    cited = work(paper)
    name = _escaped(cited.title)
    title = f"[{name}]({_address(cited.url)})" if cited.url else f"**{name}**"
    facts = [_escaped(each) for each in (_authors(paper), _appeared(cited)) if each]
    code = f" [Code]({_address(paper.links['code'])})" if "code" in paper.links else ""
    stop = "" if cited.title.endswith(("?", "!", ".")) else "."
    return " ".join([f"- {title}{stop}", *(f"{each.rstrip('.')}." for each in facts)]) + code + "\n"


def _authors(paper: Paper) -> str:
    names = [" ".join(name.split()) for name in paper.authors]
    are_more = len(names) > MOST_AUTHORS or (paper.others and names)
    return ", ".join(names[:MOST_AUTHORS]) + (" et al" if are_more else "")


def _appeared(cited: Work) -> str:
    volume = f" {cited.volume}({cited.issue})" if cited.volume else ""
    where = cited.container + volume if cited.container else f"arXiv:{cited.arxiv}" if cited.arxiv else ""
    when = str(cited.issued.year) if cited.issued else ""
    return where if where.endswith(when) else f"{where}, {when}".strip(", ")


def _escaped(text: str) -> str:
    return MARKUP.sub(lambda match: ENTITIES.get(match[0], f"\\{match[0]}"), text)


def _address(url: str | None) -> str:
    """Percent-encode the characters that would end a link's URL."""
    return re.sub(r"[()<>\s\\]", lambda match: quote(match.group(), safe=""), url or "")


def row(paper: Paper) -> dict[str, str]:
    """Return the cells of a paper by column; names and tags are joined by semicolons."""
    values = {
        "id": paper.id,
        "title": shown(paper.title),
        "authors": "; ".join([*paper.authors, *(["et al."] if paper.others and paper.authors else [])]),
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
    cells = {name: " ".join(str(value or "").split()) for name, value in values.items()}
    return cells | {key: _own_cell(value) for key, value in paper.own.items()}


def _own_cell(value: Any) -> str:
    """Return the value of a list's own field, "" for None."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
    return " ".join(shown(text).split())


def csv_line(paper: Paper, _labels: Labels = NO_LABELS) -> str:
    """Return a paper as a line of CSV: no cell holds a line break."""
    return _csv(row(paper).values())


def whole_csv(lines: Iterable[str], own: Iterable[str] = ()) -> str:
    """Return a CSV file with the names of the columns in its first line, the list's own ones last."""
    return _csv([*COLUMNS, *own]) + "".join(lines)


def _csv(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(map(no_formula, cells))
    return text.getvalue()


def no_formula(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run; it shows the cell without one.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    return f"'{cell}" if FORMULA.match(cell) else cell
