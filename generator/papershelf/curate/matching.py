"""Which papers are the same one: a candidate and a paper of the list, or two papers of the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from typing import Any, Generic, NamedTuple, TypeVar

from papershelf.curate.identity import Record, compare, identifiers
from papershelf.curate.merging import facts
from papershelf.curate.titles import (
    TitleIndex,
    beginning_of_key,
    fold_title,
    gives_id,
    main_title,
    slug_of,
    title_key,
)
from papershelf.model import Candidate, Paper
from papershelf.problems import Problem

Base = Callable[[Paper], Candidate | None]
IDENTITY = ("arxiv", "doi", "authors", "published", "issued")
"""The fields by which records are told apart, but for the title."""
IMPORTED = "what the entry was imported from"
EDITED = "the title that gave the entry its id"
MOST_NAMESAKES = 20
Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Keys:
    """The folded identifiers and title of a paper or a candidate; None for an identifier that it lacks."""

    arxiv: str | None
    doi: str | None
    title: str

    @classmethod
    def of(cls, item: Record) -> Keys:
        """Fold the identifiers: no arXiv version, a DOI in lower case, the letters of a title."""
        return cls(*identifiers(item), title_key(item.title))

    @property
    def known(self) -> list[tuple[str, str]]:
        """The keys that are known, each with its kind, the most certain first."""
        named = (("arxiv", self.arxiv), ("doi", self.doi), ("title", self.title))
        return [(kind, key) for kind, key in named if key]

    def contradict(self, other: Keys) -> bool:
        """Tell whether the identifiers say that two are not one paper: another arXiv id, or another DOI."""
        if self.arxiv and other.arxiv:
            return self.arxiv != other.arxiv
        return bool(self.doi and other.doi and self.doi != other.doi)


class RecordIndex(Generic[Name]):
    """Finds the names of records that share an identifier or a title, with or without its subtitle.

    Whether any of them is of the same work is for `compare` to say. Of all that have a title, such as
    "Editorial", MOST_NAMESAKES are found, those with the same first author first: else the work would grow
    with the square of their number. Whoever comes later is a possible duplicate all the same.

    `sought` are the records that will be looked up, where they are known: only what may be one is kept then.
    """

    def __init__(self, sought: Iterable[Record] | None = None) -> None:
        self.by_key: defaultdict[tuple[str, str], dict[Name, None]] = defaultdict(dict)
        self.sought = None if sought is None else {key for record in sought for key in _sought_keys(record)}
        titles = [key for kind, key in self.sought or () if kind in {"title", "main title"}]
        self.beginnings = {key[:length] for key in titles for length in range(1, len(key) + 1)}

    def add(self, record: Record, name: Name) -> None:
        """Add a record; what was added by that name before is still found."""
        if self.sought is not None and not self._may_be_sought(record):
            return
        own, main = Keys.of(record), main_title(record.title)
        keys = [*own.known, ("main title", own.title if main == record.title else title_key(main))]
        if self.sought is None or not self.sought.isdisjoint(keys):
            for key in (*keys, _first_author(record)):
                self.by_key[key].setdefault(name)

    def _may_be_sought(self, record: Record) -> bool:
        """Tell at little cost that a record has no key that is sought; most of a long list have none."""
        beginning = beginning_of_key(record.title)
        arxiv, doi = identifiers(record)
        ids = {("arxiv", arxiv), ("doi", doi)}
        return not beginning or beginning in self.beginnings or not ids.isdisjoint(self.sought or ())

    def likely(self, record: Record) -> Iterator[Name]:
        """Yield the names of records that may be of the same work, each once, the likeliest first."""
        *ids, title, by_main, main = _sought_keys(record)
        kinds = (*ids, _first_author(record), title, by_main, main)
        found = (name for key in kinds for name in islice(self.by_key.get(key, ()), MOST_NAMESAKES))
        yield from dict.fromkeys(found)


def _sought_keys(record: Record) -> list[tuple[str, str]]:
    """The keys under which a record of the same work may be, but for that of its first author."""
    keys = Keys.of(record)
    return [*keys.known, ("main title", keys.title), ("title", title_key(main_title(record.title)))]


def _first_author(record: Record) -> tuple[str, str]:
    words = sorted(fold_title(record.authors[0]).split()) if record.authors else []
    return "title and author", " ".join((title_key(record.title), *words, str(record.published or "")))


class Match(NamedTuple):
    """A paper, and why a candidate may be it; `certain` is False where a person has to decide."""

    paper: Paper
    reason: str
    certain: bool = True


class Matcher:
    """Finds the paper that a candidate is, or may be; made once for an import.

    `sought` are the candidates that will be looked up, where they are known: a few cost little then, whatever
    the length of the list. `base` returns what a paper was imported from: a person may have edited the title
    or the authors since.
    """

    def __init__(
        self,
        papers: Sequence[Paper],
        sought: Sequence[Candidate] | None = None,
        base: Base = lambda _paper: None,
    ) -> None:
        titles = None if sought is None else [candidate.title for candidate in sought]
        self.papers: list[Paper] = []
        self.known: dict[str, Paper] = {}  # by id: the papers, with what their claims add
        self.claimed: set[str] = set()
        self.by_id: dict[str, Paper] = {}
        self.index: RecordIndex[str] = RecordIndex(sought)
        self.titles = TitleIndex(chain((paper.title for paper in papers), titles or ()), titles)
        self.base = cache(lambda paper_id: base(self.by_id[paper_id]))
        for paper in papers:
            self.add(paper)

    def add(self, paper: Paper) -> None:
        """Add a paper to those that can be found."""
        self.papers.append(paper)
        self.titles.add(paper.title)
        self.known[paper.id] = paper
        self.index.add(paper, paper.id)
        for name in (paper.id, *paper.formerly):
            self.by_id.setdefault(name, paper)

    def add_new(self, paper: Paper) -> None:
        """Add a paper that an earlier candidate has just made, and that no other was imported as."""
        self.add(paper)
        self.claimed.add(paper.id)

    def identified(self, kind: str, value: str) -> Paper | None:
        """Find the paper with an identifier: `kind` is "arxiv" or "doi"."""
        return next((self.by_id[name] for name in self.index.by_key.get((kind, value.lower()), ())), None)

    def claim(self, candidate: Candidate) -> Match | None:
        """Find the paper that a candidate certainly is; None for any other candidate.

        From now on the paper is known by what the candidate adds too, and by nothing that contradicts it.
        """
        match = self._listed(candidate)
        if not match or not match.certain:
            return None
        own = self.known[match.paper.id]
        more: dict[str, Any] = {key: getattr(candidate, key) for key in IDENTITY if not getattr(own, key)}
        self.known[match.paper.id] = replace(own, **more)
        self.claimed.add(match.paper.id)
        self.index.add(candidate, match.paper.id)
        return match

    def find(self, candidate: Candidate) -> Match | None:
        """Find the paper that a candidate is, or may be; None where it is new."""
        return self._listed(candidate) or self._by_near_title(candidate)

    def _listed(self, candidate: Candidate) -> Match | None:
        """Find a paper by identifiers or title: the first that the candidate is, else one that it may be."""
        matches = chain(
            (self._match(candidate, name) for name in self.index.likely(candidate)),
            (self._match(candidate, name, is_edited=True) for name in self._by_slug(candidate)),
        )
        possible: Match | None = None
        for match in filter(None, matches):
            if match.certain:
                return match
            possible = possible or match
        return possible

    def _by_slug(self, candidate: Candidate) -> Iterator[str]:
        """Yield the paper whose id the candidate's title gives, unless its own title still does.

        Then the title was not edited, and a number, or the cut of a long slug, misleads.
        """
        slug = slug_of(candidate.title)
        first = self.by_id.get(slug)
        if first and not gives_id(first.title, slug) and not self._contradicts(candidate, first):
            yield first.id

    def _contradicts(self, candidate: Candidate, paper: Paper) -> bool:
        return Keys.of(candidate).contradict(Keys.of(self.known[paper.id]))

    def _match(self, candidate: Candidate, name: str, *, is_edited: bool = False) -> Match | None:
        """Compare with a paper; with one whose title was edited, as if it had the candidate's."""
        paper, known = self.by_id[name], self.known[name]
        comparison = compare(candidate, replace(known, title=candidate.title) if is_edited else known)
        if is_edited:
            comparison = comparison._replace(reasons=(EDITED, *comparison.reasons[1:]))
        if comparison.relation == "same":
            return Match(paper, comparison.reasons[0])
        if self._is_what_was_imported(candidate, paper):
            return Match(paper, IMPORTED)
        return Match(paper, str(comparison), certain=False) if comparison.relation == "possible" else None

    def _is_what_was_imported(self, candidate: Candidate, paper: Paper) -> bool:
        if paper.id in self.claimed or self._contradicts(candidate, paper):
            return False
        base = self.base(paper.id)
        if not base:
            return False
        if base.blocks and _texts(candidate) == _texts(base):
            return True  # perhaps it was read by another map
        return compare(candidate, base).relation == "same" or facts(candidate) == facts(base)

    def _by_near_title(self, candidate: Candidate) -> Match | None:
        for position, _ in self.titles.near(candidate.title):
            paper = self.papers[position]
            comparison = compare(candidate, self.known[paper.id])
            if comparison.relation != "different":
                return Match(paper, str(comparison), certain=False)
        return None


def _texts(candidate: Candidate) -> list[str]:
    return [block.text for block in candidate.blocks]


class Pair(NamedTuple):
    """Two papers whose titles are similar, in the order of the file; `score` is in per cent."""

    first: Paper
    second: Paper
    score: float


def duplicates(papers: Sequence[Paper]) -> Iterator[Pair]:
    """Yield the pairs that may be one paper; two whose identifiers contradict are not."""
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
