"""A paper as a work to cite: kind, authors in parts, year and address."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from papershelf.model import Paper, PartialDate, arxiv_url, doi_url
from papershelf.text import shown

SUFFIX = re.compile(r"(?<=\S)(?:,\s*|\s+)(?P<suffix>(?:Jr|Sr)\.?|I{2,3}|IV)$")
NO_PLAIN_NAME = re.compile(r"[,\\{}~]|\s(?:and|&)\s", re.IGNORECASE)


class Name(NamedTuple):
    """The parts of a name; one that is not parted, as of a team, is all family name."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def filed(self) -> str:
        """The family name with its particle: "van der Maaten"."""
        return f"{self.particle} {self.family}".strip()


@lru_cache(maxsize=65_536)
def parts(printed: str) -> Name:
    """Part a name as printed, first name first."""
    whole = " ".join(printed.split())
    found = SUFFIX.search(whole)
    bare = whole[: found.start()] if found else whole
    if not bare or NO_PLAIN_NAME.search(bare):
        return Name(whole)
    words = bare.split()
    lower = next((place for place, word in enumerate(words[:-1]) if word[0].islower()), len(words) - 1)
    given, particle = " ".join(words[:lower]), " ".join(words[lower:-1])
    if len(words) == 1 or (found and not given):
        return Name(whole)
    return Name(words[-1], given, particle, found["suffix"] if found else "")


def initials(given: str) -> str:
    """Shorten given names: "Kwan-Yee" to "K.-Y.", "Frank McSherry" to "F. M.", "J.R." to "J. R."."""
    words = re.sub(r"(?<=[^\W\d_])\.(?=[^\W\d_])", ". ", given).split()
    return " ".join("-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in words)


Kind = Literal["preprint", "conference", "journal", "other"]

YEAR = re.compile(r"[\s,]*\b(?P<year>[12][0-9]{3})$")
# Venues are conferences unless their name says otherwise: what a journal is called, or one of those known
# by their letters alone.
JOURNAL = re.compile(
    r"\b(?:Journal|Transactions|Trans\.|Letters|Magazine|Annals|Annual Review)\b"
    r"|\b(?:Reviews|Bulletin|Quarterly|Open)\b"
    r"|^(?:IEEE|ACM)(?:/ACM)? [TJ][A-Z]{2,}\b"
    r"|^(?:Nature|Science|Cell|PNAS|PLO?S|eLife|PeerJ|Patterns|Neurocomputing|Bioinformatics)\b"
    r"|^(?:JMLR|TMLR|TACL|JAIR|JACM|CACM|PVLDB|PACM[A-Z]*|TPAMI|TKDE|TODS|TOIS|TOG|TOPLAS|TOCS)\b"
    r"|^(?:TNNLS|IJCV|VLDBJ|CSUR)\b"
)


@dataclass(frozen=True, slots=True)
class Work:
    """A paper as it is cited.

    `raw_title` is the feed's, `title` what readers see. `container` is the conference with its year, or the
    journal without. `issued` is when the version of record appeared, else the first submission.
    """

    key: str
    kind: Kind
    raw_title: str
    title: str
    authors: tuple[Name, ...]
    issued: PartialDate | None
    container: str | None
    arxiv: str | None
    doi: str | None
    url: str | None


@lru_cache(maxsize=32_768)
def _title(raw: str) -> str:
    return " ".join(shown(raw).split())


def work(paper: Paper) -> Work:
    """Say of a paper what a reference needs; a fact that is not known is left out, none is made up."""
    kind = _kind(paper)
    venue = " ".join((paper.venue or "").split())
    return Work(
        key=paper.id,
        kind=kind,
        raw_title=paper.title,
        title=_title(paper.title),
        authors=tuple(map(parts, paper.authors)),
        issued=_issued(paper, venue),
        container=(YEAR.sub("", venue) if kind == "journal" else venue) or None,
        arxiv=paper.arxiv,
        doi=paper.doi,
        url=address(paper),
    )


def address(paper: Paper) -> str | None:
    """Where the paper is read: at its DOI, at arXiv, or at the link called `paper`."""
    if paper.doi:
        return doi_url(paper.doi)
    if paper.arxiv:
        return arxiv_url(paper.arxiv)
    return paper.links.get("paper")


def _kind(paper: Paper) -> Kind:
    if paper.venue:
        return "journal" if JOURNAL.search(paper.venue) else "conference"
    return "preprint" if paper.arxiv else "other"


def _issued(paper: Paper, venue: str) -> PartialDate | None:
    """The year that the venue names, where it is another than that of the first submission."""
    named = YEAR.search(venue)
    if named and not (paper.published and paper.published.year == int(named["year"])):
        return PartialDate(int(named["year"]))
    return paper.published
