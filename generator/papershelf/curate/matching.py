"""Which papers are the same one: a candidate and a paper of the list, or two papers of the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from papershelf.curate.titles import TitleIndex, fold_title, gives_id, slug_of
from papershelf.model import Candidate, Paper, bare_arxiv
from papershelf.problems import Problem

REASONS = {"arxiv": "the same arXiv id", "doi": "the same DOI", "title": "the same title"}


@dataclass(frozen=True, slots=True)
class Keys:
    """The folded identifiers and title of a paper or a candidate; None for an identifier that it lacks."""

    arxiv: str | None
    doi: str | None
    title: str

    @classmethod
    def of(cls, item: Paper | Candidate) -> Keys:
        """Fold the identifiers: no arXiv version, a DOI in lower case, the words of a title."""
        return cls(
            bare_arxiv(item.arxiv) if item.arxiv else None,
            item.doi.lower() if item.doi else None,
            fold_title(item.title),
        )

    @property
    def known(self) -> list[tuple[str, str]]:
        """The keys that are known, each with its kind, the most certain first."""
        named = (("arxiv", self.arxiv), ("doi", self.doi), ("title", self.title))
        return [(kind, key) for kind, key in named if key]

    def contradict(self, other: Keys) -> bool:
        """Tell whether both have an arXiv id, and not the same, so that they cannot be one paper."""
        return bool(self.arxiv and other.arxiv and self.arxiv != other.arxiv)


class Match(NamedTuple):
    """A paper, and why a candidate may be it; `certain` is False where a person has to decide."""

    paper: Paper
    reason: str
    certain: bool = True


class Matcher:
    """Finds papers by any of their keys, of two with one key the first; made once for an import.

    `more_titles` are those of candidates to come, so that rare words are known from the start.
    """

    def __init__(self, papers: Sequence[Paper], more_titles: Iterable[str] = ()) -> None:
        self.papers: list[Paper] = []
        self.keys: dict[str, Keys] = {}
        self.by_key: dict[tuple[str, str], Paper] = {}
        self.by_id: dict[str, Paper] = {}
        self.titles = TitleIndex(chain((paper.title for paper in papers), more_titles))
        for paper in papers:
            self.add(paper)

    def add(self, paper: Paper) -> None:
        """Add a paper to those that can be found."""
        self.papers.append(paper)
        self.titles.add(paper.title)
        self.keys[paper.id] = Keys.of(paper)
        self._index(paper, self.keys[paper.id])
        for name in (paper.id, *paper.formerly):
            self.by_id.setdefault(name, paper)

    def claim(self, candidate: Candidate) -> Match | None:
        """Find the paper that a candidate certainly is; None for any other candidate.

        From now on the paper is found by the candidate's identifiers too, and by no contradicting ones.
        """
        match = self._by_key(candidate)
        if not match or not match.certain:
            return None
        own, more = self.keys[match.paper.id], Keys.of(candidate)
        self.keys[match.paper.id] = Keys(own.arxiv or more.arxiv, own.doi or more.doi, own.title)
        self._index(match.paper, replace(more, title=""))
        return match

    def find(self, candidate: Candidate) -> Match | None:
        """Find the paper that a candidate is, or may be; None where it is new."""
        return self._by_key(candidate) or self._by_near_title(candidate)

    def _index(self, paper: Paper, keys: Keys) -> None:
        for key in keys.known:
            self.by_key.setdefault(key, paper)

    def _by_key(self, candidate: Candidate) -> Match | None:
        keys = Keys.of(candidate)
        for kind, key in keys.known:
            paper = self.by_key.get((kind, key))
            if paper and keys.contradict(self.keys[paper.id]):
                return Match(paper, f"{REASONS[kind]} with another arXiv id", certain=False)
            if paper:
                return Match(paper, REASONS[kind])
        slug = slug_of(candidate.title)
        first = self.by_id.get(slug)
        # A title that still gives its id was not edited: then a number, or the cut of a long slug, misleads.
        if first and not gives_id(first.title, slug) and not keys.contradict(self.keys[first.id]):
            return Match(first, "the title that gave the entry its id")
        return None

    def _by_near_title(self, candidate: Candidate) -> Match | None:
        keys = Keys.of(candidate)
        for position, score in self.titles.near(candidate.title):
            paper = self.papers[position]
            if not keys.contradict(self.keys[paper.id]):
                return Match(paper, f"titles {score:.0f} % similar", certain=False)
        return None


class Pair(NamedTuple):
    """Two papers whose titles are similar, in the order of the file; `score` is in per cent."""

    first: Paper
    second: Paper
    score: float


def duplicates(papers: Sequence[Paper]) -> Iterator[Pair]:
    """Yield the pairs that may be one paper; two with different arXiv ids are not."""
    titles = TitleIndex(paper.title for paper in papers)
    for paper in papers:
        titles.add(paper.title)
    for position, other, score in titles.pairs():
        first, second = papers[position], papers[other]
        if not Keys.of(first).contradict(Keys.of(second)):
            yield Pair(first, second, score)


def duplicate_warnings(path: str, papers: Sequence[Paper]) -> Iterator[Problem]:
    """Yield a warning at the second paper of each pair."""
    for first, second, score in duplicates(papers):
        message = (
            f"the title is {score:.0f} % similar to that of line {first.line};"
            f" if they are one paper: papershelf merge {second.id} {first.id}"
        )
        yield Problem(path, second.line, message, "warning", "possible-duplicate")
