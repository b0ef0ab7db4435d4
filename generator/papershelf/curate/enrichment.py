"""What papers lack, looked up at services, and the report of what was found."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from papershelf.curate.enrich_evidence import identifiers
from papershelf.curate.enrich_judging import (
    Conflict,
    Doubt,
    Filled,
    Findings,
    Value,
    complete,
    missing,
    trusted,
    weigh,
)
from papershelf.curate.quoting import cut, plural, text_of
from papershelf.library import Library
from papershelf.model import Paper, arxiv_url, doi_url
from papershelf.services.lookup import Answer

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


SHOWN = 80


def as_text(findings: Findings) -> Iterator[str]:
    """Paper by paper what is filled in, what services disagree on, and what is left to a person."""
    by_paper: defaultdict[str, list[str]] = defaultdict(list)
    for field in findings.filled:
        by_paper[field.paper_id].append(f"filled    {field.key}: {_short(field.value)}  ({field.source})")
    for other in findings.conflicts:
        remark = f"({other.source}; {other.taken} is taken)"
        by_paper[other.paper_id].append(f"conflict  {other.key}: {_short(other.value)}  {remark}")
    for doubt in findings.doubts:
        facts, verdict = doubt.answer.facts, doubt.verdict
        evidence = f"{verdict.alike:.0f} % alike, {verdict.reason}"
        where = f"  {address}" if (address := _address(doubt)) else ""
        by_paper[doubt.paper_id].append(
            f"doubtful  {doubt.answer.source} has “{_short(facts.title)}”: {evidence}{where}"
        )
    for paper_id, lines in by_paper.items():
        yield paper_id
        yield from (f"  {line}" for line in lines)


def as_data(findings: Findings) -> dict[str, list[dict[str, Any]]]:
    """The same as JSON-ready data."""
    return {
        "filled": [_field_data(field) for field in findings.filled],
        "conflicts": [{**_field_data(other), "taken": other.taken} for other in findings.conflicts],
        "doubtful": [_doubt_data(doubt) for doubt in findings.doubts],
    }


def summary(findings: Findings, asked: int) -> str:
    """Count in one line what came of asking about `asked` papers."""
    papers = len({field.paper_id for field in findings.filled})
    return (
        f"asked about {plural(asked, 'paper')}: {plural(len(findings.filled), 'field')} "
        f"of {plural(papers, 'paper')} to fill, {plural(len(findings.conflicts), 'conflict')}, "
        f"{len(findings.doubts)} doubtful"
    )


def _field_data(field: Filled | Conflict) -> dict[str, Any]:
    value = list(field.value) if isinstance(field.value, tuple) else str(field.value)
    return {"id": field.paper_id, "key": field.key, "value": value, "source": field.source}


def _doubt_data(doubt: Doubt) -> dict[str, Any]:
    facts = doubt.answer.facts
    return {
        "id": doubt.paper_id,
        "source": doubt.answer.source,
        "title": facts.title,
        "authors": list(facts.authors),
        "published": str(facts.published) if facts.published else None,
        "address": _address(doubt),
        "alike": round(doubt.verdict.alike, 1),
        "reason": doubt.verdict.reason,
    }


def _address(doubt: Doubt) -> str | None:
    facts = doubt.answer.facts
    if facts.doi:
        return doi_url(facts.doi)
    return arxiv_url(facts.arxiv) if facts.arxiv else None


def _short(value: Value) -> str:
    return cut(text_of(value), SHOWN)
