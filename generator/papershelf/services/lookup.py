"""Asks each service about papers, by id where possible, else by title, and goes on where one fails."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from papershelf.model import Candidate, Paper
from papershelf.services import arxiv, crossref, hugging_face, openalex, semantic_scholar
from papershelf.services.client import Client
from papershelf.services.endpoints import ApiError
from papershelf.text import shown

Q = TypeVar("Q")
R = TypeVar("R")
By = Literal["arxiv", "doi", "title"]
ById = Callable[[Client, Sequence[str]], Mapping[str, Candidate]]
FAILURES_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Source:
    """A service and the questions it answers; `at_once` is the number of ids that fit into one of them."""

    name: str
    by_title: Callable[[Client, str], Sequence[Candidate]]
    by_arxiv: ById | None = None
    by_doi: ById | None = None
    at_once: int = 1


# In the order in which they are asked: services that give ids come before those that are best asked by id.
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
    """One record that a source gave for a paper, and what the source was asked by."""

    source: str
    by: By
    record: Candidate


class Asker:
    """Asks the sources; keeps track of which of them answered, failed, and were given up."""

    def __init__(self, client: Client, sources: Sequence[Source] = SOURCES) -> None:
        self.client = client
        self.sources = {source.name: source for source in sources}
        self.answered: set[str] = set()
        self.failures: dict[str, list[ApiError]] = {}
        self.in_a_row: Counter[str] = Counter()
        self.given_up: set[str] = set()

    def __call__(self, name: str, papers: Sequence[Paper]) -> Iterator[tuple[str, Answer]]:
        """Ask one source about papers; yield paper ids with answers, for a title one per hit."""
        source = self.sources[name]
        asked_by = [(_how(source, paper), paper) for paper in papers]
        ways: tuple[tuple[By, ById | None], ...] = (("arxiv", source.by_arxiv), ("doi", source.by_doi))
        for by, ask in ways:
            if ask:
                some = [paper for how, paper in asked_by if how == by]
                yield from self._by_ids(source, by, ask, some)
        for paper in (paper for how, paper in asked_by if how == "title"):
            for record in self.attempt(name, source.by_title, shown(paper.title)) or ():
                yield paper.id, Answer(name, "title", record)

    def _by_ids(
        self, source: Source, by: By, ask: ById, papers: Sequence[Paper]
    ) -> Iterator[tuple[str, Answer]]:
        for start in range(0, len(papers), source.at_once):
            some = {str(getattr(paper, by)): paper.id for paper in papers[start : start + source.at_once]}
            for identifier, record in (self.attempt(source.name, ask, tuple(some)) or {}).items():
                yield some[identifier], Answer(source.name, by, record)

    def attempt(self, name: str, ask: Callable[[Client, Q], R], question: Q) -> R | None:
        """Ask one question of a source, by its name; None where it has no answer.

        A source that is down, or failed again and again, is not asked any more.
        """
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
