"""The report of what services know about papers, for people and as data."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from papershelf.curate.enrich.fill import Doubt, Findings, Offer
from papershelf.curate.quoting import cut, json_of, plural, text_of
from papershelf.model import arxiv_url, doi_url

SHOWN = 80


def as_text(findings: Findings) -> Iterator[str]:
    """Yield lines, paper by paper: what is filled, what services disagree on, what a person must decide."""
    by_paper: defaultdict[str, list[str]] = defaultdict(list)
    for field in findings.filled:
        by_paper[field.paper_id].append(f"filled    {field.key}: {_short(field.value)}  ({field.source})")
    for other in findings.conflicts:
        used = f"({other.source}; {other.taken} is used)"
        by_paper[other.paper_id].append(f"conflict  {other.key}: {_short(other.value)}  {used}")
    for doubt in findings.doubts:
        title, verdict = _short(doubt.answer.record.title), doubt.verdict
        evidence = f"{verdict.similarity:.0f} % alike, {verdict.reason}"
        address = f"  {_address(doubt) or ''}".rstrip()
        line = f"doubtful  {doubt.answer.source} has “{title}”: {evidence}{address}"
        by_paper[doubt.paper_id].append(line)
    for paper_id, lines in by_paper.items():
        yield paper_id
        yield from (f"  {line}" for line in lines)


def as_data(findings: Findings) -> dict[str, list[dict[str, Any]]]:
    """Return the same for JSON: `filled`, `conflicts` and `doubtful`, each a list of objects."""
    return {
        "filled": [_field_data(field) for field in findings.filled],
        "conflicts": [{**_field_data(other), "taken": other.taken} for other in findings.conflicts],
        "doubtful": [_doubt_data(doubt) for doubt in findings.doubts],
    }


def summary(findings: Findings, asked: int) -> str:
    """Sum up in one line what came of asking about `asked` papers."""
    papers = len({field.paper_id for field in findings.filled})
    return (
        f"asked about {plural(asked, 'paper')}: {plural(len(findings.filled), 'field')} "
        f"of {plural(papers, 'paper')} to fill, {plural(len(findings.conflicts), 'conflict')}, "
        f"{len(findings.doubts)} doubtful"
    )


def _field_data(field: Offer) -> dict[str, Any]:
    return {"id": field.paper_id, "key": field.key, "value": json_of(field.value), "source": field.source}


def _doubt_data(doubt: Doubt) -> dict[str, Any]:
    record = doubt.answer.record
    return {
        "id": doubt.paper_id,
        "source": doubt.answer.source,
        "title": record.title,
        "authors": list(record.authors),
        "published": json_of(record.published),
        "address": _address(doubt),
        "alike": round(doubt.verdict.similarity, 1),
        "reason": doubt.verdict.reason,
    }


def _address(doubt: Doubt) -> str | None:
    record = doubt.answer.record
    if record.doi:
        return doi_url(record.doi)
    return arxiv_url(record.arxiv) if record.arxiv else None


def _short(value: Any) -> str:
    return cut(text_of(value), SHOWN)
