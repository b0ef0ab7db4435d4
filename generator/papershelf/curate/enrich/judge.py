"""Is the record that a service returned the paper that it was asked about?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from papershelf.curate.titles import fold_title
from papershelf.feeds.identifiers import arxiv_id
from papershelf.model import Candidate, Paper
from papershelf.services.lookup import Answer

NEAR_EXACT = 97.0
SIMILAR = 80.0
SAME_ID = 60.0
SAME_ABSTRACT = 80.0
DISTINCTIVE_WORDS = 4
ARXIV, DOI, AUTHOR = "arXiv id", "DOI", "author"
NUMBER = re.compile(r"[0-9]+|[ivx]+")  # distinguishes part II from part I


@dataclass(frozen=True, slots=True)
class Verdict:
    """How similar the titles are (0 to 100), and why the record is not accepted; empty if it is."""

    similarity: float
    reason: str

    @property
    def accepted(self) -> bool:
        """Whether the record is accepted."""
        return not self.reason


def judge(paper: Paper, answer: Answer, owners: Mapping[str, str]) -> Verdict:
    """Judge one answer; `owners` are the ids of the list's papers by arXiv id and DOI (see `identifiers`).

    A record that was found by id is rejected only where it is clearly another paper. One that was found by
    title must have nearly the same title, and what both sides give (ids, authors, year, abstract) must agree.
    """
    ours, theirs = fold_title(paper.title), fold_title(answer.record.title)
    similarity = fuzz.ratio(ours, theirs)
    reason = _owned_by_another(paper, answer.record, owners)
    if not reason:
        agreeing, differing = _compare(paper, answer.record)
        if answer.by == "title":
            reason = _against_title(ours, theirs, agreeing, differing)
        elif similarity < SAME_ID and AUTHOR not in agreeing:
            reason = f"the {ARXIV if answer.by == 'arxiv' else DOI} has another title there"
    return Verdict(similarity, reason)


def identifiers(item: Paper | Candidate) -> list[str]:
    """Return the arXiv id and the DOI, in the form in which they are compared."""
    arxiv = arxiv_id(item.arxiv) if item.arxiv else None
    return [identifier for identifier in (arxiv, item.doi and item.doi.lower()) if identifier]


def surnames(authors: tuple[str, ...]) -> frozenset[str]:
    """Return the last word of each name, without case and accents."""
    folded = (fold_title(author).split() for author in authors)
    return frozenset(words[-1] for words in folded if words)


def _owned_by_another(paper: Paper, record: Candidate, owners: Mapping[str, str]) -> str:
    for identifier in identifiers(record):
        owner = owners.get(identifier, paper.id)
        if owner != paper.id:
            return f"{identifier} already belongs to {owner}; are they the same paper?"
    return ""


def _against_title(ours: str, theirs: str, agreeing: list[str], differing: list[str]) -> str:
    if fuzz.ratio(ours, theirs) < NEAR_EXACT:
        return "the titles are not the same"
    if _numbers(ours) != _numbers(theirs):
        return "the numbers in the titles differ"
    if differing and (not agreeing or {ARXIV, DOI} & set(differing)):
        return f"it has {' and '.join(f'another {what}' for what in differing)}"
    if not agreeing and (ours != theirs or len(ours.split()) < DISTINCTIVE_WORDS):
        return "there is nothing but the title to compare"
    return ""


def _compare(paper: Paper, record: Candidate) -> tuple[list[str], list[str]]:
    """Name what both sides give and agree on, and what they differ on."""
    compared = dict(_comparisons(paper, record))
    agreeing = [what for what, same in compared.items() if same]
    return agreeing, [what for what, same in compared.items() if not same]


def _comparisons(paper: Paper, record: Candidate) -> Iterator[tuple[str, bool]]:
    if paper.arxiv and record.arxiv:
        yield ARXIV, arxiv_id(paper.arxiv) == arxiv_id(record.arxiv)
    if paper.doi and record.doi:
        yield DOI, paper.doi.lower() == record.doi.lower()
    if paper.authors and record.authors:
        yield AUTHOR, bool(surnames(paper.authors) & surnames(record.authors))
    if paper.published and record.published:
        yield "year", paper.published.year == record.published.year
    if paper.abstract and record.abstract:
        similarity = fuzz.token_set_ratio(fold_title(paper.abstract), fold_title(record.abstract))
        yield "abstract", similarity >= SAME_ABSTRACT


def _numbers(folded: str) -> list[str]:
    return [word for word in folded.split() if NUMBER.fullmatch(word)]
