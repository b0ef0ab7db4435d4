"""Which paper of the list a candidate is: by arXiv id, DOI, title, or the id that its title gave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from papershelf.curate.ids import gives, slug_of
from papershelf.curate.titles import TitleIndex, fold
from papershelf.model import Candidate, Paper, bare_arxiv


class Match(NamedTuple):
    """A paper, and why a candidate is taken for it; `certain` is False where only the titles are alike."""

    paper: Paper
    reason: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Keys:
    """What identifies a paper or a candidate; None where it is not known."""

    arxiv: str | None
    doi: str | None
    title: str

    @classmethod
    def of(cls, item: Paper | Candidate) -> Keys:
        """Fold the identifiers: no arXiv version, no case in a DOI, the words of a title."""
        return cls(
            bare_arxiv(item.arxiv) if item.arxiv else None,
            item.doi.lower() if item.doi else None,
            fold(item.title),
        )

    @property
    def known(self) -> list[tuple[str, str]]:
        """The keys that are known, each with its kind, the surest first."""
        named = (("arxiv", self.arxiv), ("doi", self.doi), ("title", self.title))
        return [(kind, key) for kind, key in named if key]

    def contradict(self, other: Keys) -> bool:
        """Tell whether both have an arXiv id, and not the same, so that they cannot be one paper."""
        return bool(self.arxiv and other.arxiv and self.arxiv != other.arxiv)


class Matcher:
    """Papers by each of their keys, the first of a key; made once for an import, grows with it.

    `more_titles` are those of candidates to come, so that rare words are known from the start.
    """

    def __init__(self, papers: Sequence[Paper], more_titles: Iterable[str] = ()) -> None:
        self.papers: list[Paper] = []
        self.keys: dict[str, Keys] = {}
        self.by_arxiv: dict[str, Paper] = {}
        self.by_doi: dict[str, Paper] = {}
        self.by_title: dict[str, Paper] = {}
        self.by_id: dict[str, Paper] = {}
        self.titles = TitleIndex(chain((paper.title for paper in papers), more_titles))
        for paper in papers:
            self.add(paper)

    def add(self, paper: Paper) -> None:
        """Make a paper findable."""
        keys = Keys.of(paper)
        self.papers.append(paper)
        self.keys[paper.id] = keys
        self.titles.add(paper.title)
        self.by_title.setdefault(keys.title, paper)
        if keys.arxiv:
            self.by_arxiv.setdefault(keys.arxiv, paper)
        if keys.doi:
            self.by_doi.setdefault(keys.doi, paper)
        for name in (paper.id, *paper.formerly):
            self.by_id.setdefault(name, paper)

    def learn(self, candidate: Candidate) -> Match | None:
        """Give the paper that a candidate surely is, and know it by the candidate's ids too from now on.

        So no other candidate is taken for that paper. Returns None for any other candidate.
        """
        match = self._by_key(candidate)
        if not match or not match.certain:
            return None
        own, new = self.keys[match.paper.id], Keys.of(candidate)
        self.keys[match.paper.id] = Keys(own.arxiv or new.arxiv, own.doi or new.doi, own.title)
        if new.arxiv:
            self.by_arxiv.setdefault(new.arxiv, match.paper)
        if new.doi:
            self.by_doi.setdefault(new.doi, match.paper)
        return match

    def find(self, candidate: Candidate) -> Match | None:
        """The paper that a candidate is, or may be; None where it is new."""
        return self._by_key(candidate) or self._by_near_title(candidate.title, Keys.of(candidate))

    def _by_key(self, candidate: Candidate) -> Match | None:
        keys = Keys.of(candidate)
        if keys.arxiv and keys.arxiv in self.by_arxiv:
            return Match(self.by_arxiv[keys.arxiv], "the same arXiv id")
        if keys.doi and keys.doi in self.by_doi:
            return self._unless_contradicted(self.by_doi[keys.doi], "the same DOI", keys)
        return self._by_title(candidate.title, keys)

    def _by_title(self, title: str, keys: Keys) -> Match | None:
        same = self.by_title.get(keys.title)
        if same:
            return self._unless_contradicted(same, "the same title", keys)
        slug = slug_of(title)
        first = self.by_id.get(slug)
        # A title that still gives its id was not edited: then a number, or the cut of a long slug, misleads.
        edited = first and not gives(first.title, slug)
        if first and edited and not keys.contradict(self.keys[first.id]):
            return Match(first, "the title that gave the entry its id")
        return None

    def _unless_contradicted(self, paper: Paper, reason: str, keys: Keys) -> Match:
        if keys.contradict(self.keys[paper.id]):
            return Match(paper, f"{reason} with another arXiv id", certain=False)
        return Match(paper, reason)

    def _by_near_title(self, title: str, keys: Keys) -> Match | None:
        for position, score in self.titles.near(title):
            paper = self.papers[position]
            if not keys.contradict(self.keys[paper.id]):
                return Match(paper, f"titles alike to {score:.0f} %", certain=False)
        return None
