"""Asking each API about papers, by id where it can be, else by title, and going on where one fails."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from papershelf.model import Paper
from papershelf.services import arxiv, crossref, hugging_face, openalex, semantic_scholar
from papershelf.services.endpoints import ApiError
from papershelf.services.http_client import Client
from papershelf.services.record import Facts
from papershelf.text import shown

Q = TypeVar("Q")
R = TypeVar("R")
By = Literal["arxiv", "doi", "title"]
ById = Callable[[Client, Sequence[str]], Mapping[str, Facts]]
FAILURES_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Source:
    """A service and the questions it takes; `at_once` is how many ids go into one of them."""

    name: str
    by_title: Callable[[Client, str], Sequence[Facts]]
    by_arxiv: ById | None = None
    by_doi: ById | None = None
    at_once: int = 1


# In the order in which they are asked: those that give ids come before those that are best asked by them.
SOURCES = (
    Source("arXiv", arxiv.by_title, by_arxiv=arxiv.by_arxiv, at_once=arxiv.AT_ONCE),
    Source(
        "Semantic Scholar",
        semantic_scholar.by_title,
        by_arxiv=semantic_scholar.by_arxiv,
        by_doi=semantic_scholar.by_doi,
        at_once=100,
    ),
    Source("Hugging Face", hugging_face.by_title, by_arxiv=hugging_face.by_arxiv),
    Source("Crossref", crossref.by_title, by_doi=crossref.by_doi),
    Source("OpenAlex", openalex.by_title, by_arxiv=openalex.by_arxiv, by_doi=openalex.by_doi),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One record that a source gave for a paper, and what it was asked by."""

    source: str
    by: By
    facts: Facts


class Asker:
    """Asks the sources; remembers which of them answered, failed, and were given up."""

    def __init__(self, client: Client, sources: Sequence[Source] = SOURCES) -> None:
        self.client = client
        self.sources = {source.name: source for source in sources}
        self.answered: set[str] = set()
        self.failures: dict[str, list[ApiError]] = {}
        self.in_a_row: Counter[str] = Counter()
        self.given_up: set[str] = set()

    def __call__(self, name: str, papers: Sequence[Paper]) -> Iterator[tuple[str, Answer]]:
        """Ask one source about papers; give the answers with the ids of the papers they are for."""
        source = self.sources[name]
        asked_by = [(_how(source, paper), paper) for paper in papers]
        ways: tuple[tuple[By, ById | None], ...] = (("arxiv", source.by_arxiv), ("doi", source.by_doi))
        for by, ask in ways:
            if ask:
                some = [paper for how, paper in asked_by if how == by]
                yield from self._by_ids(source, by, ask, some)
        for paper in (paper for how, paper in asked_by if how == "title"):
            for facts in self._try(name, source.by_title, shown(paper.title)) or ():
                yield paper.id, Answer(name, "title", facts)

    def _by_ids(
        self, source: Source, by: By, ask: ById, papers: Sequence[Paper]
    ) -> Iterator[tuple[str, Answer]]:
        for start in range(0, len(papers), source.at_once):
            some = {str(getattr(paper, by)): paper.id for paper in papers[start : start + source.at_once]}
            for identifier, facts in (self._try(source.name, ask, tuple(some)) or {}).items():
                yield some[identifier], Answer(source.name, by, facts)

    def _try(self, name: str, ask: Callable[[Client, Q], R], question: Q) -> R | None:
        """Put one question; a source that is away, or failed again and again, is asked no more."""
        if name in self.given_up:
            return None
        try:
            found = ask(self.client, question)
        except ApiError as error:
            self.failures.setdefault(name, []).append(error)
            self.in_a_row[name] += 1
            if error.lasting or self.in_a_row[name] >= FAILURES_IN_A_ROW:
                self.given_up.add(name)
            return None
        self.answered.add(name)
        self.in_a_row[name] = 0
        return found


def _how(source: Source, paper: Paper) -> By:
    if source.by_arxiv and paper.arxiv:
        return "arxiv"
    return "doi" if source.by_doi and paper.doi else "title"
