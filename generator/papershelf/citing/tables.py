"""The list as Markdown and as CSV."""

import csv
import io
import re
from collections.abc import Iterable
from urllib.parse import quote

from papershelf.citing.work import Work, address, work
from papershelf.model import Paper
from papershelf.text import shown

MARKUP = re.compile(r"[\\`*_\[\]<>#$~|&]")
MOST_AUTHORS = 3


def line(paper: Paper) -> str:
    """A paper as an item of a list: title with link, authors, where and when, code."""
    cited = work(paper)
    title = (
        f"[{_escaped(cited.title)}]({_address(cited.url)})" if cited.url else f"**{_escaped(cited.title)}**"
    )
    told = [_escaped(each) for each in (_authors(paper), _appeared(cited)) if each]
    code = f" [Code]({_address(paper.links['code'])})" if "code" in paper.links else ""
    sentences = [
        title if cited.title.endswith(("?", "!", ".")) else f"{title}.",
        *(f"{each.rstrip('.')}." for each in told),
    ]
    return f"- {' '.join(sentences)}{code}"


def whole_markdown(papers: Iterable[Paper]) -> str:
    """A file; a line is a paper."""
    return "".join(f"{line(paper)}\n" for paper in papers)


def _authors(paper: Paper) -> str:
    names = [" ".join(name.split()) for name in paper.authors]
    return ", ".join(names[:MOST_AUTHORS]) + (" et al" if len(names) > MOST_AUTHORS else "")


def _appeared(cited: Work) -> str:
    where = cited.container or (f"arXiv:{cited.arxiv}" if cited.arxiv else "")
    when = str(cited.issued.year) if cited.issued else ""
    return where if where.endswith(when) else f"{where}, {when}".strip(", ")


def _escaped(text: str) -> str:
    return MARKUP.sub(r"\\\g<0>", text)


def _address(url: str | None) -> str:
    """An address that no bracket ends."""
    return re.sub(r"[()<>\s\\]", lambda match: quote(match.group(), safe=""), url or "")


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


def whole_csv(papers: Iterable[Paper]) -> str:
    """A file; no cell holds a line break, so that a line is a paper."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(row, papers))
    return text.getvalue()
