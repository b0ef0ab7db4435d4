"""A paper as a work to cite: kind, author names in parts, container, year and address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal

from papershelf.library.citation_keys import new_key
from papershelf.library.venues import date_of_record, is_publisher, venue_series, year_of_issue
from papershelf.model import MONTHS, Paper, PartialDate, arxiv_pdf_url, arxiv_url, doi_url
from papershelf.text import shown
from papershelf.text.split_names import AuthorName, split_name

KEYWORDS = "keywords"  # a field of the list's own that reference managers have, too
LONGEST_MONTH = 4  # letters of a name that is not shortened
Labels = Mapping[str, str]
NO_LABELS: Labels = MappingProxyType({})
Kind = Literal["preprint", "conference", "journal", "book", "other"]
# What may follow a journal: `42(4)`, `42(4), 824-836`, `42(4):824–836`, `521, pp. 436-444`
VOLUME = re.compile(
    r"[\s,]+(?P<volume>[0-9]+)(?=\(|.*[0-9][-–][0-9])(?:\((?P<issue>[0-9]+(?:[-–][0-9]+)?)\))?"
    r"(?:\s*[,:]\s*(?:pp?\.\s*)?(?P<first>[0-9]+)[-–]{1,2}(?P<last>[0-9]+))?$"
)
DASHES = re.compile(r"\s*(?:-{1,2}|[–—])\s*")
# Venues are conferences unless they are named like a journal, or are one of those known by their letters.
JOURNAL = re.compile(
    r"\b(?:Journal|Transactions|Trans\.|Letters|Magazine|Annals|Annual Review)\b"
    r"|\b(?:Reviews|Bulletin|Quarterly|Open)\b"
    r"|^(?:IEEE|ACM)(?:/ACM)? [TJ][A-Z]{2,}\b"
    r"|^(?:Nature|Science|Cell|PNAS|PLO?S|eLife|PeerJ|Patterns|Neurocomputing|Bioinformatics)\b"
    r"|^(?:JMLR|TMLR|TACL|JAIR|JACM|CACM|PVLDB|PACM[A-Z]*|TPAMI|TKDE|TODS|TOIS|TOG|TOPLAS|TOCS)\b"
    r"|^(?:TNNLS|IJCV|VLDBJ|CSUR)\b"
)


def initials(given: str) -> str:
    """Shorten given names: "Kwan-Yee" to "K.-Y.", "Frank McSherry" to "F. M.", "J.R." to "J. R."."""
    return " ".join(
        word if word.startswith("(") else "-".join(f"{part[0].upper()}." for part in word.split("-") if part)
        for word in spaced(given).split()
    )


def spaced(given: str) -> str:
    """Put the spaces between initials that styles want: "J.R.R." is "J. R. R."."""
    return re.sub(r"(?<=[^\W\d_])\.(?=[^\W\d_])", ". ", given)


def short_month(date: PartialDate) -> str:
    """Return the month of a date as IEEE and MLA shorten it: "Apr.", "May", "Sept."; "" without one."""
    if not date.month:
        return ""
    name = MONTHS[date.month - 1]
    return name if len(name) <= LONGEST_MONTH else "Sept." if name == "September" else f"{name[:3]}."


@dataclass(frozen=True, slots=True)
class Work:
    """A paper as it is cited.

    `raw_title` is as received, `title` as readers see it. `container` is the conference with its year, or the
    journal without; `volume`, `issue` and `pages` ("824–836") are the entry's, or what follows the name
    of a journal: "TPAMI 42(4), 824-836". The venue of a book is its `publisher`.
    `issued` is the entry's year of record, else the year in the venue, else the first submission. `others`
    says that there are more authors. `accessed` is the day on which the paper came onto the list: the day of
    a build would change every file each day. `keywords` are the names of its tags and, where
    the list has such a field, its keywords. `own` has the other fields that the list declares, as text.
    """

    key: str
    kind: Kind
    raw_title: str
    title: str
    authors: tuple[AuthorName, ...]
    others: bool
    issued: PartialDate | None
    container: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    publisher: str | None
    arxiv: str | None
    doi: str | None
    url: str | None
    pdf: str | None
    accessed: PartialDate | None
    abstract: str
    keywords: tuple[str, ...]
    own: Mapping[str, str]


@lru_cache(maxsize=32_768)
def _title(raw: str) -> str:
    return " ".join(shown(" ".join(raw.split())).split())


def work(paper: Paper, labels: Labels = NO_LABELS) -> Work:
    """Return what a reference to a paper needs; unknown facts are None. `labels` name tags by their slugs."""
    kind = _kind(paper)
    venue = " ".join((paper.venue or "").split())
    series = venue_series(venue) if year_of_issue(paper) else venue
    numbered = VOLUME.search(series) if kind == "journal" else None
    named = numbered.groupdict() if numbered else {}
    spanned = f"{named['first']}–{named['last']}" if named.get("first") else None
    return Work(
        key=paper.key or new_key(paper, ()),
        kind=kind,
        raw_title=paper.title,
        title=_title(paper.title),
        authors=tuple(map(split_name, paper.authors)),
        others=bool(paper.others and paper.authors),
        issued=date_of_record(paper),
        container=_container(kind, venue, series),
        volume=paper.volume or named.get("volume"),
        issue=paper.number or named.get("issue"),
        pages=DASHES.sub("–", paper.pages) if paper.pages else spanned,
        publisher=venue_series(venue) if kind == "book" else paper.publisher,
        arxiv=paper.arxiv,
        doi=paper.doi,
        url=address(paper),
        pdf=arxiv_pdf_url(paper.arxiv) if paper.arxiv else paper.links.get("pdf"),
        accessed=paper.added,
        abstract=_title(paper.abstract or ""),
        keywords=_keywords(paper, labels),
        own={key: _text(value) for key, value in paper.own.items() if key != KEYWORDS and value is not None},
    )


def _keywords(paper: Paper, labels: Labels) -> tuple[str, ...]:
    words = [*(labels.get(slug, slug) for slug in paper.tags), *(paper.own.get(KEYWORDS) or ())]
    return tuple(dict.fromkeys(" ".join(word.split()) for word in words))


def _text(value: Any) -> str:
    """Return the value of a list's own field on one line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _title("; ".join(value) if isinstance(value, tuple) else str(value))


def address(paper: Paper) -> str | None:
    """Return the URL at which to read a paper: its DOI, arXiv, or the link called `paper`."""
    if paper.doi:
        return doi_url(paper.doi)
    if paper.arxiv:
        return arxiv_url(paper.arxiv)
    return paper.links.get("paper")


def _container(kind: Kind, venue: str, series: str) -> str | None:
    if kind == "book":
        return None
    return (VOLUME.sub("", series) if kind == "journal" else venue) or None


def _kind(paper: Paper) -> Kind:
    if not paper.venue:
        return "preprint" if paper.arxiv else "other"
    if is_publisher(venue_series(" ".join(paper.venue.split()))):
        return "book"
    return "journal" if JOURNAL.search(paper.venue) else "conference"
