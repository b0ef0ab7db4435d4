"""References in APA style, 7th edition (https://apastyle.apa.org/style-grammar-guidelines/references).

Titles stay as printed: APA asks for sentence case, but nothing tells which capitals belong to names.
"""

from collections.abc import Sequence

from papershelf.citing.reference import Reference
from papershelf.citing.work import Work, initials, work
from papershelf.model import Paper
from papershelf.text.split_names import AuthorName

MOST_AUTHORS = 20


def reference(paper: Paper) -> Reference:
    """Return the reference to a paper."""
    cited = work(paper)
    authors = _authors(cited.authors, others=cited.others)
    year = f"({cited.issued.year if cited.issued else 'n.d.'})."
    if cited.container:
        title = cited.title + _full_stop(cited.title)
        lead = "In " if cited.kind == "conference" else ""
        before = f"{authors} {year} {title} {lead}" if authors else f"{title} {year} {lead}"
        if cited.kind == "conference":
            return Reference(before, cited.container, _proceedings(cited), cited.url)
        volume = f", {cited.volume}" if cited.volume else ""
        issue = f"({cited.issue})" if cited.issue else ""
        pages = f", {cited.pages}" if cited.pages else ""
        return Reference(before, cited.container + volume, f"{issue}{pages}.", cited.url)
    if cited.kind == "book":
        stop, publisher = _full_stop(cited.title), f" {cited.publisher}."
        if authors:
            return Reference(f"{authors} {year} ", cited.title, stop + publisher, cited.url)
        return Reference("", cited.title, f"{stop} {year}{publisher}", cited.url)
    end = f" (arXiv:{cited.arxiv}). arXiv." if cited.arxiv else _full_stop(cited.title)
    if authors:
        return Reference(f"{authors} {year} ", cited.title, end, cited.url)
    return Reference("", cited.title, f"{end} {year}", cited.url)


def _proceedings(cited: Work) -> str:
    """Return what follows the name of proceedings: volume and pages in brackets, the publisher."""
    facts = [f"Vol. {cited.volume}"] if cited.volume else []
    facts += [f"pp. {cited.pages}"] if cited.pages else []
    within = f" ({', '.join(facts)})" if facts else ""
    return f"{within}. {cited.publisher}." if cited.publisher else f"{within}."


def _authors(names: Sequence[AuthorName], *, others: bool) -> str:
    """Join all names up to twenty; of more, the first nineteen and the last, or "et al." for others."""
    inverted = [", ".join(filter(None, (name.filed, initials(name.given), name.suffix))) for name in names]
    if others:
        return ", ".join([*inverted[: MOST_AUTHORS - 1], "et al."])
    if len(inverted) > MOST_AUTHORS:
        joined = f"{', '.join(inverted[: MOST_AUTHORS - 1])}, … {inverted[-1]}"
        return joined + _full_stop(joined)
    joined = ", & ".join(filter(None, (", ".join(inverted[:-1]), *inverted[-1:])))
    return joined + (_full_stop(joined) if joined else "")


def _full_stop(text: str) -> str:
    return "" if text.endswith((".", "?", "!")) else "."
