"""The account of an enrichment, for people and for machines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from papershelf.curate.weighing import Conflict, Doubt, Filled, Findings, Value
from papershelf.curate.wording import counted, cut, said

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
        f"asked about {counted(asked, 'paper')}: {counted(len(findings.filled), 'field')} "
        f"of {counted(papers, 'paper')} to fill, {counted(len(findings.conflicts), 'conflict')}, "
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
        return f"https://doi.org/{facts.doi}"
    return f"https://arxiv.org/abs/{facts.arxiv}" if facts.arxiv else None


def _short(value: Value) -> str:
    return cut(said(value), SHOWN)
