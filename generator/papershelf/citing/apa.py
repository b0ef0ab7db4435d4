"""References in the style of APA 7 (https://apastyle.apa.org/style-grammar-guidelines/references).

The title stays as printed: APA wants it in sentence case, and which capitals are a name's cannot be known.
"""

from collections.abc import Sequence
from typing import NamedTuple

from papershelf.citing.work import Name, initials, work
from papershelf.model import Paper

MOST_AUTHORS = 20


class Reference(NamedTuple):
    """A reference in three runs of text, of which the middle one is set in italics, and its address."""

    before: str
    italic: str
    after: str
    address: str | None

    def __str__(self) -> str:
        return f"{self.before}{self.italic}{self.after} {self.address or ''}".rstrip()


def reference(paper: Paper) -> Reference:
    """Refer to a paper."""
    cited = work(paper)
    who, when = _authors(cited.authors), f"({cited.issued.year if cited.issued else 'n.d.'})."
    if cited.kind in {"conference", "journal"}:
        lead = "In " if cited.kind == "conference" else ""
        before = (
            f"{who} {when} {_sentence(cited.title)} {lead}"
            if who
            else f"{_sentence(cited.title)} {when} {lead}"
        )
        return Reference(before, cited.container or "", ".", cited.url)
    number = f" (arXiv:{cited.arxiv}). arXiv." if cited.arxiv else _stop(cited.title)
    if who:
        return Reference(f"{who} {when} ", cited.title, number, cited.url)
    return Reference(
        "", cited.title, f"{_stop(cited.title)} {when}" if not cited.arxiv else f"{number} {when}", cited.url
    )


def _authors(names: Sequence[Name]) -> str:
    """All names up to twenty; of more, the first nineteen and the last."""
    told = [_name(name) for name in names]
    if len(told) > MOST_AUTHORS:
        return f"{', '.join(told[: MOST_AUTHORS - 1])}, … {told[-1]}"
    if len(told) > 1:
        return f"{', '.join(told[:-1])}, & {told[-1]}"
    return "".join(told)


def _name(name: Name) -> str:
    return ", ".join(part for part in (name.filed, initials(name.given), name.suffix) if part)


def _sentence(text: str) -> str:
    return text + _stop(text)


def _stop(text: str) -> str:
    return "" if text.endswith((".", "?", "!")) else "."
