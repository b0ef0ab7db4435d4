"""EndNote's tagged format (.enw), as refer wrote it: one tag a line, a blank line between records."""

from collections.abc import Iterator

from papershelf.citing.ris import OTHERS, ris_name
from papershelf.citing.work import NO_LABELS, Kind, Labels, Work, work
from papershelf.model import Paper

TYPES: dict[Kind, str] = {
    "preprint": "Unpublished Work", "conference": "Conference Proceedings", "journal": "Journal Article",
    "book": "Book", "other": "Generic",
}  # fmt: skip


def entry(paper: Paper, labels: Labels = NO_LABELS) -> str:
    """Return one record, from `%0` on, with no blank line in it."""
    return "\n".join(f"%{tag} {value}" for tag, value in _lines(work(paper, labels)) if value)


def _lines(cited: Work) -> Iterator[tuple[str, str | None]]:
    yield "0", TYPES[cited.kind]
    yield "F", cited.key
    yield "T", cited.title
    for name in cited.authors:
        yield "A", ris_name(name)
    yield "A", f"{OTHERS}," if cited.others else None
    yield "J" if cited.kind == "journal" else "B", cited.container
    yield "V", cited.volume
    yield "N", cited.issue
    yield "P", cited.pages
    yield "I", cited.publisher
    yield "D", f"{cited.issued.year:04}" if cited.issued else None
    yield "8", str(cited.issued) if cited.issued and cited.issued.month else None
    yield "R", cited.doi
    yield "M", f"arXiv:{cited.arxiv}" if cited.arxiv else None
    yield "U", cited.url
    yield "[", str(cited.accessed) if cited.url and cited.accessed else None
    yield ">", cited.pdf
    for word in cited.keywords:
        yield "K", word
    yield "X", cited.abstract
    for key, value in cited.own.items():
        yield "Z", f"{key}: {value}"
