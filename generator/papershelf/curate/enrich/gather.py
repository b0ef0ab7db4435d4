"""Asks services about papers, each about those of which it may fill a field."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from papershelf.curate.enrich.fill import Findings, Offer, complete, fill, missing, trusted
from papershelf.curate.enrich.judge import identifiers
from papershelf.model import Paper
from papershelf.services.lookup import Answer

Ask = Callable[[str, Sequence[Paper]], Iterable[tuple[str, Answer]]]


def owners(papers: Iterable[Paper]) -> dict[str, str]:
    """Return the ids of papers by their arXiv ids and DOIs: no two entries may share one."""
    return {identifier: paper.id for paper in papers for identifier in identifiers(paper)}


def gather(papers: Sequence[Paper], sources: Iterable[str], ask: Ask, owned: Mapping[str, str]) -> Findings:
    """Ask the sources in turn, each only about papers of which it may fill a field, or fill it better.

    `ask` sends questions to one source and returns paper ids with answers; `owned` are the owners of all
    arXiv ids and DOIs. The next source is asked by the ids that the one before gave.
    """
    answers: dict[str, list[Answer]] = {paper.id: [] for paper in papers}
    for source in sources:
        filled = {paper.id: fill(paper, answers[paper.id], owned).filled for paper in papers}
        asked = [
            complete(paper, filled[paper.id]) for paper in papers if wanted(paper, filled[paper.id], source)
        ]
        for paper_id, answer in ask(source, asked):
            answers[paper_id].append(answer)
    claimed = dict(owned)
    findings = Findings()
    for paper in papers:
        found = fill(paper, answers[paper.id], claimed)
        claimed |= owners([complete(paper, found.filled)])
        findings += found
    return findings


def wanted(paper: Paper, filled: Sequence[Offer], source: str) -> bool:
    """Return whether a source may fill a field that is missing, or was filled from a less trusted one."""
    used = {field.key: field.source for field in filled}
    completed = complete(paper, filled)
    for key in missing(paper):
        sources = trusted(key, completed)
        if source in sources and (key not in used or sources.index(source) < sources.index(used[key])):
            return True
    return False
