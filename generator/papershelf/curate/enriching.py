"""Which service is asked about which paper, and what is written of its answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from papershelf.apis.asking import Answer
from papershelf.curate.evidence import identifiers
from papershelf.curate.weighing import Filled, Findings, complete, missing, trusted, weigh
from papershelf.library import Library
from papershelf.model import Paper

Ask = Callable[[str, Sequence[Paper]], Iterable[tuple[str, Answer]]]


def owners(papers: Iterable[Paper]) -> dict[str, str]:
    """The ids of papers by their arXiv ids and DOIs: no two entries may share one."""
    return {identifier: paper.id for paper in papers for identifier in identifiers(paper)}


def learn(papers: Sequence[Paper], sources: Iterable[str], ask: Ask, owned: Mapping[str, str]) -> Findings:
    """Ask the sources in turn, each only about papers of which it may fill a field, or fill it better.

    `ask` puts the questions to one source and gives answers with the ids of the papers they are for;
    `owned` are the owners of all arXiv ids and DOIs. The ids that one source gives are what the next is
    asked by.
    """
    answers: dict[str, list[Answer]] = {paper.id: [] for paper in papers}
    for source in sources:
        so_far = {paper.id: weigh(paper, answers[paper.id], owned).filled for paper in papers}
        asking = [
            complete(paper, so_far[paper.id]) for paper in papers if wanted(paper, so_far[paper.id], source)
        ]
        for paper_id, answer in ask(source, asking):
            answers[paper_id].append(answer)
    claimed = dict(owned)
    findings = Findings()
    for paper in papers:
        found = weigh(paper, answers[paper.id], claimed)
        claimed |= owners([complete(paper, found.filled)])
        findings += found
    return findings


def wanted(paper: Paper, filled: Iterable[Filled], source: str) -> bool:
    """Tell whether a source may fill a field that is missing, or was filled from one that is trusted less."""
    by_key = {field.key: field.source for field in filled}
    known = complete(paper, filled)
    for key in missing(paper):
        sources = trusted(key, known)
        if source in sources and (key not in by_key or sources.index(source) < sources.index(by_key[key])):
            return True
    return False


def changes(library: Library, filled: Iterable[Filled]) -> dict[str, dict[str, Any]]:
    """The fields to set, by paper id, for `set_fields`: never one that the list has by now."""
    fields: dict[str, dict[str, Any]] = {}
    for field in filled:
        paper = library.by_id.get(field.paper_id)
        if paper and field.key in missing(paper):
            before = fields.get(paper.id, {})
            sources = {**before.get("sources", paper.sources), field.key: field.source}
            name = "links" if field.key == "links.code" else field.key
            value = {**paper.links, "code": field.value} if name == "links" else field.value
            fields[paper.id] = {**before, name: value, "sources": sources}
    return fields
