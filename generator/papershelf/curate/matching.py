"""Which paper of the list a candidate is: by identifier, or by title."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, count
from typing import NamedTuple

from rapidfuzz import fuzz
from slugify import slugify

from papershelf.library.rules import RESERVED
from papershelf.model import Candidate, Paper, bare_arxiv
from papershelf.text import shown

NEAR = 90.0
RAREST = 5
SHORT = 4


def fold_title(title: str) -> str:
    """The words of a title in the form in which two titles are the same."""
    text = unicodedata.normalize("NFKD", shown(title)).casefold()
    letters = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", letters.replace("_", " ")))


class TitleIndex:
    """Finds titles that are nearly another's, without comparing each with each.

    `corpus` are the titles whose words are counted: all that will be asked for or added. Two titles are
    compared only where they share two of the RAREST rarest words of either, or one where both have no more
    than SHORT words. (One shared word would do for all, and find 1 % more of the titles with typing errors,
    but a word is rare only in a short list: the work would grow with the square of the titles.)
    """

    def __init__(self, corpus: Iterable[str]) -> None:
        self.frequency = Counter(word for title in corpus for word in set(fold_title(title).split()))
        self.folded: list[str] = []
        self.by_key: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, title: str) -> None:
        """Add a title; its position is the number of those before it."""
        self.folded.append(fold_title(title))
        for key in self._keys(self.folded[-1]):
            self.by_key[key].append(len(self.folded) - 1)

    def near(self, title: str) -> list[tuple[int, float]]:
        """The positions of titles at least NEAR like this one, with their scores, the nearest first."""
        folded = fold_title(title)
        positions = {position for key in self._keys(folded) for position in self.by_key.get(key, ())}
        scored = [
            (position, score)
            for position in positions
            if (score := fuzz.ratio(folded, self.folded[position], score_cutoff=NEAR))
        ]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """The positions of all pairs of titles at least NEAR alike, in their order, with their scores."""
        for position, title in enumerate(self.folded):
            for other, score in self.near(title):
                if other > position:
                    yield position, other, score

    def _keys(self, folded: str) -> list[str]:
        words = sorted(set(folded.split()), key=lambda word: (self.frequency[word], word))
        pairs = [f"{first} {second}" for first, second in combinations(sorted(words[:RAREST]), 2)]
        return pairs + words if len(words) <= SHORT else pairs


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
            fold_title(item.title),
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


LONGEST = 60


def new_id(title: str, taken: Collection[str]) -> str:
    """Make the slug of a title, cut at a word, that no paper has yet; a clash gets `-2`, `-3` …."""
    slug = slug_of(title)
    if slug not in taken and slug not in RESERVED:
        return slug
    longer = (_cut(slug, LONGEST - len(f"-{number}")) + f"-{number}" for number in count(2))
    return next(candidate for candidate in longer if candidate not in taken)


def gives(title: str, paper_id: str) -> bool:
    """Tell whether an id was made from this title, with or without a number behind it."""
    slug = slug_of(title)
    number = re.search(r"-[0-9]+$", paper_id)
    return paper_id == slug or bool(number and paper_id == _cut(slug, LONGEST - len(number[0])) + number[0])


def slug_of(title: str) -> str:
    """The slug that a title gives, whoever has it; "paper" where the title has no letter or digit."""
    return _cut(slugify(shown(title)), LONGEST) or "paper"


def _cut(slug: str, length: int) -> str:
    if len(slug) <= length:
        return slug
    whole_words, _, _ = slug[: length + 1].rpartition("-")
    return whole_words or slug[:length]
