"""What papers cite, as OpenAlex and Semantic Scholar know it; OpenAlex names works by ids of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from papershelf.model import Paper, bare_arxiv
from papershelf.services import openalex, semantic_scholar
from papershelf.services.lookup import Asker

OPENALEX, SEMANTIC_SCHOLAR = "OpenAlex", "Semantic Scholar"
DOIS = openalex.AT_ONCE // 2  # a paper may have two: its own and that of its preprint
NOT_IN_A_FILTER = frozenset(",|")


@dataclass(frozen=True, slots=True)
class Known:
    """What a service says of papers, by their ids in the list.

    `names` are those by which the service's papers cite them, `cited` the names of what each cites; only
    papers that it knows are there. `answered` has all about which it gave an answer.
    """

    names: dict[str, set[str]] = field(default_factory=dict)
    cited: dict[str, set[str]] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)


def can_be_asked(paper: Paper) -> bool:
    """Whether a paper has an id by which services know it; titles are not enough."""
    return bool(paper.arxiv or paper.doi)


def ask_openalex(asker: Asker, papers: Sequence[Paper], told: Callable[[int], None]) -> Known:
    """Ask OpenAlex about papers; `told` is called with the number of papers that each question was about."""
    known = Known()
    for some in _parts(papers, DOIS):
        owner = {doi: paper.id for paper in some for doi in _dois(paper)}
        found = asker.attempt(OPENALEX, openalex.works, tuple(owner)) if owner else []
        if found is not None:
            known.answered.update(owner.values())
            for work in found:
                if paper_id := owner.get(work.doi):
                    known.names.setdefault(paper_id, set()).add(work.id)
                    known.cited.setdefault(paper_id, set()).update(work.cited)
        told(len(some))
    return known


def ask_semantic_scholar(asker: Asker, papers: Sequence[Paper], told: Callable[[int], None]) -> Known:
    """Ask Semantic Scholar about papers; what they cite is named by arXiv ids and DOIs."""
    known = Known()
    for some in _parts(papers, semantic_scholar.AT_ONCE):
        owner = {_scholar_name(paper): paper.id for paper in some}
        found = asker.attempt(SEMANTIC_SCHOLAR, semantic_scholar.references, tuple(owner))
        if found is not None:
            known.answered.update(owner.values())
            known.cited.update((owner[name], set(cited)) for name, cited in found.items())
        told(len(some))
    return known


def identifiers_of(papers: Iterable[Paper]) -> Mapping[str, set[str]]:
    """Return the arXiv ids and DOIs by which papers are cited, by their ids in the list."""
    found: dict[str, set[str]] = {}
    for paper in filter(can_be_asked, papers):
        given = [bare_arxiv(paper.arxiv)] if paper.arxiv else []
        found[paper.id] = {*given, *([paper.doi.lower()] if paper.doi else [])}
    return found


def _parts(papers: Sequence[Paper], size: int) -> Iterable[Sequence[Paper]]:
    return (papers[start : start + size] for start in range(0, len(papers), size))


def _dois(paper: Paper) -> list[str]:
    """Return the DOIs of a paper and of its preprint, which arXiv registers for each."""
    preprint = [f"10.48550/arxiv.{bare_arxiv(paper.arxiv)}"] if paper.arxiv else []
    own = [paper.doi.lower()] if paper.doi and not NOT_IN_A_FILTER & set(paper.doi) else []
    return [*own, *preprint]


def _scholar_name(paper: Paper) -> str:
    return f"ARXIV:{bare_arxiv(paper.arxiv)}" if paper.arxiv else f"DOI:{paper.doi}"
