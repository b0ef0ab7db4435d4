"""A paper as `meta` elements that Google Scholar, Zotero and other reference managers read from its page.

Highwire's names (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing), and of Dublin Core what
these cannot say: which kind of work it is, and in which volume a conference paper is printed.
"""

from collections.abc import Iterator

from papershelf.citing.ris import whole_name
from papershelf.citing.work import NO_LABELS, Kind, Labels, Work, work
from papershelf.model import Paper
from papershelf.text.split_names import AuthorName

# Words that Zotero knows; of journals and conferences it knows the kind by the names of the elements.
DUBLIN_CORE_TYPES: dict[Kind, str] = {"preprint": "preprint", "book": "book", "other": "document"}
CONTAINERS: dict[Kind, tuple[str, ...]] = {
    "journal": ("citation_journal_title",),
    "conference": ("citation_conference_title", "DC.source"),
}


def elements(paper: Paper, labels: Labels = NO_LABELS) -> list[tuple[str, str]]:
    """Return the name and the content of each element; `labels` name tags by their slugs."""
    return [(name, content) for name, content in _elements(work(paper, labels)) if content]


def _elements(cited: Work) -> Iterator[tuple[str, str | None]]:
    yield "citation_title", cited.title
    for author in cited.authors:
        yield "citation_author", _author(author, is_alone=len(cited.authors) == 1)
    yield "citation_publication_date", str(cited.issued).replace("-", "/") if cited.issued else None
    for name in CONTAINERS.get(cited.kind, ()):
        yield name, cited.container
    yield "citation_volume", cited.volume
    yield "citation_issue", cited.issue
    first, _, last = (cited.pages or "").partition("–")
    yield "citation_firstpage", first
    yield "citation_lastpage", last
    if cited.kind == "preprint" and cited.arxiv:
        yield "citation_publisher", "arXiv"
        yield "citation_technical_report_number", f"arXiv:{cited.arxiv}"
    yield "citation_publisher", cited.publisher
    yield "citation_doi", cited.doi
    yield "citation_arxiv_id", cited.arxiv
    yield "citation_pdf_url", cited.pdf
    yield "citation_public_url", cited.url
    yield "citation_keywords", "; ".join(word.replace(";", ",") for word in cited.keywords)
    yield "citation_abstract", cited.abstract
    yield "DC.type", DUBLIN_CORE_TYPES.get(cited.kind)


def _author(name: AuthorName, *, is_alone: bool) -> str:
    """Write `Last, First`. A reader takes a single name with blanks before and after the comma for two."""
    if name.is_whole:
        return whole_name(name)
    first = " ".join(part for part in (name.given, name.suffix) if part)
    if is_alone and " " in name.filed and " " in first:
        return f"{first} {name.filed}"
    return f"{name.filed}, {first}"
