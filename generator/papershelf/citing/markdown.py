"""The list as Markdown: one item a line, for a README or a note."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from papershelf.citing.work import Work, work
from papershelf.model import Paper

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


def whole(papers: Iterable[Paper]) -> str:
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
