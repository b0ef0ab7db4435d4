"""Whether a record that a service gave is the paper that it was asked about, and what speaks for it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from papershelf.curate.titles import fold_title
from papershelf.feeds.identifiers import arxiv_id
from papershelf.model import Paper
from papershelf.services.lookup import Answer
from papershelf.services.record import Facts

NEAR_EXACT = 97.0
ALIKE = 80.0
SAME_ID = 60.0
SAME_ABSTRACT = 80.0
WORDS_THAT_SUFFICE = 4
ARXIV, DOI, AUTHOR = "arXiv id", "DOI", "author"
NUMBER = re.compile(r"[0-9]+|[ivx]+")  # tells part II from part I


@dataclass(frozen=True, slots=True)
class Verdict:
    """How alike the titles are (of 100), and why a record is not taken, if it is not."""

    alike: float
    reason: str

    @property
    def accepted(self) -> bool:
        """Whether the record is taken."""
        return not self.reason


def judge(paper: Paper, answer: Answer, owners: Mapping[str, str]) -> Verdict:
    """Weigh one answer; `owners` are the papers of the list by arXiv id and DOI, as `identifiers` gives them.

    One that was asked for by id need only not be quite another paper. One that was found by title must
    have it near-exactly, and what is known of both (ids, authors, year, abstract) must agree.
    """
    ours, theirs = fold_title(paper.title), fold_title(answer.facts.title)
    alike = fuzz.ratio(ours, theirs)
    reason = _owned_by_another(paper, answer.facts, owners)
    if not reason:
        shared, against = _compared(paper, answer.facts)
        if answer.by == "title":
            reason = _against_title(ours, theirs, shared, against)
        elif alike < SAME_ID and AUTHOR not in shared:
            reason = f"the {ARXIV if answer.by == 'arxiv' else DOI} has another title there"
    return Verdict(alike, reason)


def identifiers(item: Paper | Facts) -> list[str]:
    """The arXiv id and the DOI, in the form in which they are compared."""
    arxiv = arxiv_id(item.arxiv) if item.arxiv else None
    return [identifier for identifier in (arxiv, item.doi and item.doi.lower()) if identifier]


def _owned_by_another(paper: Paper, facts: Facts, owners: Mapping[str, str]) -> str:
    for identifier in identifiers(facts):
        owner = owners.get(identifier, paper.id)
        if owner != paper.id:
            return f"{identifier} is already that of {owner}; are they one paper?"
    return ""


def _against_title(ours: str, theirs: str, shared: list[str], against: list[str]) -> str:
    if fuzz.ratio(ours, theirs) < NEAR_EXACT:
        return "the titles are not the same"
    if _numbers(ours) != _numbers(theirs):
        return "the numbers in the titles differ"
    if against and (not shared or {f"another {ARXIV}", f"another {DOI}"} & set(against)):
        return f"it has {' and '.join(against)}"
    if not shared and (ours != theirs or len(ours.split()) < WORDS_THAT_SUFFICE):
        return "there is nothing but the title to compare"
    return ""


def _compared(paper: Paper, facts: Facts) -> tuple[list[str], list[str]]:
    """What both know and agree on, and what they disagree on."""
    shared: list[str] = []
    against: list[str] = []
    for what, same in _comparisons(paper, facts):
        if same:
            shared.append(what)
        else:
            against.append(f"another {what}")
    return shared, against


def _comparisons(paper: Paper, facts: Facts) -> Iterator[tuple[str, bool]]:
    if paper.arxiv and facts.arxiv:
        yield ARXIV, arxiv_id(paper.arxiv) == arxiv_id(facts.arxiv)
    if paper.doi and facts.doi:
        yield DOI, paper.doi.lower() == facts.doi.lower()
    if paper.authors and facts.authors:
        yield AUTHOR, bool(surnames(paper.authors) & surnames(facts.authors))
    if paper.published and facts.published:
        yield "year", paper.published.year == facts.published.year
    if paper.abstract and facts.abstract:
        alike = fuzz.token_set_ratio(fold_title(paper.abstract), fold_title(facts.abstract))
        yield "abstract", alike >= SAME_ABSTRACT


def surnames(authors: tuple[str, ...]) -> frozenset[str]:
    """The last words of names, without case and accents."""
    folded = (fold_title(author).split() for author in authors)
    return frozenset(words[-1] for words in folded if words)


def _numbers(folded: str) -> list[str]:
    return [word for word in folded.split() if NUMBER.fullmatch(word)]
