"""From the answers of services about a paper to the fields that they may fill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from papershelf.curate.enrich.judge import SIMILAR, Verdict, judge, surnames
from papershelf.curate.merging import PRINTED, facts, same, set_field
from papershelf.curate.titles import fold_title
from papershelf.library import Library
from papershelf.model import Paper, PartialDate
from papershelf.services.lookup import Answer

Value = str | tuple[str, ...] | PartialDate

# The services that may fill a field, the most trusted first: for the preprint that is arXiv, for the version
# of record the publisher, who registers it with Crossref.
TRUST: Mapping[str, tuple[str, ...]] = {
    "arxiv": ("arXiv", "Semantic Scholar", "Hugging Face", "OpenAlex"),
    "authors": ("arXiv", "Crossref", "Hugging Face", "OpenAlex", "Semantic Scholar"),
    "published": ("arXiv", "Hugging Face", "Crossref", "OpenAlex", "Semantic Scholar"),
    "issued": ("Crossref",),
    "doi": ("Crossref", "arXiv", "Semantic Scholar", "OpenAlex"),
    "venue": ("Crossref", "Semantic Scholar", "OpenAlex"),
    "volume": ("Crossref",),
    "number": ("Crossref",),
    "pages": ("Crossref",),
    "links.code": ("Hugging Face", "arXiv"),
}
# `published` is the first submission: where there is a preprint, the dates of the others are later ones.
OF_PREPRINTS = ("arXiv", "Hugging Face")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a service gives for a field that a paper lacks; `taken` is the service used instead, if any."""

    paper_id: str
    key: str
    value: Value
    source: str
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A record that could fill a field but may be another paper's; it is not used."""

    paper_id: str
    answer: Answer
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Findings:
    """What the answers of services come to."""

    filled: tuple[Offer, ...] = ()
    conflicts: tuple[Offer, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def __add__(self, other: Findings) -> Findings:
        return Findings(
            self.filled + other.filled, self.conflicts + other.conflicts, self.doubts + other.doubts
        )


def fill(paper: Paper, answers: Iterable[Answer], owners: Mapping[str, str]) -> Findings:
    """Judge the answers for one paper in their order; fill each missing field from the most trusted service.

    What one answer fills is evidence for the next. `owners` are the ids of the list's papers by arXiv id and
    DOI. Doubts are reported only where they could fill what is still missing.
    """
    completed = paper
    accepted: list[Answer] = []
    doubts: list[Doubt] = []
    for _, group in groupby(answers, key=lambda answer: answer.source):
        judged = [Doubt(paper.id, answer, judge(completed, answer, owners)) for answer in group]
        answer, doubtful = _choose(judged)
        doubts += doubtful
        if answer:
            accepted.append(answer)
            completed = complete(paper, _fill(paper, accepted).filled)
    still = set(missing(completed))
    useful = (doubt for doubt in doubts if still & facts(doubt.answer.record).keys())
    return replace(_fill(paper, accepted), doubts=tuple(useful))


def missing(paper: Paper) -> list[str]:
    """Return the keys that this paper lacks and that services are asked for."""
    return [key for key in lacking(paper) if key not in PRINTED]


def lacking(paper: Paper) -> list[str]:
    """Return the keys that services may fill: also those for which alone none is asked."""
    return [key for key in TRUST if key not in facts(paper)]


def trusted(key: str, paper: Paper) -> tuple[str, ...]:
    """Return the services that may fill a field of this paper, the most trusted first."""
    return OF_PREPRINTS if key == "published" and paper.arxiv else TRUST[key]


def complete(paper: Paper, filled: Iterable[Offer]) -> Paper:
    """Return the paper with the fields that were filled of it, and their sources."""
    return replace(paper, **_values(paper, filled))


def changes(library: Library, filled: Sequence[Offer]) -> dict[str, dict[str, Any]]:
    """Return the fields to set, by paper id, for `set_fields`: never one that the list has by now."""
    names = dict.fromkeys(field.paper_id for field in filled)
    papers = [library.by_id[name] for name in names if name in library.by_id]
    wanted = {paper.id: [field for field in filled if field.key in lacking(paper)] for paper in papers}
    return {paper.id: fields for paper in papers if (fields := _values(paper, wanted[paper.id]))}


def _values(paper: Paper, filled: Iterable[Offer]) -> dict[str, Any]:
    """Return the values of a paper's filled fields by key, and its sources; empty where nothing is filled."""
    values: dict[str, Any] = {}
    sources = dict(paper.sources)
    for field in (field for field in filled if field.paper_id == paper.id):
        set_field(values, paper, field.key, field.value)
        sources[field.key] = field.source
    return {**values, "sources": sources} if values else {}


def _choose(judged: Sequence[Doubt]) -> tuple[Answer | None, list[Doubt]]:
    """Of the records of one source, return the one to use, and those that a person should look at."""
    fitting = [one for one in judged if one.verdict.accepted]
    if not fitting:
        near = [one for one in judged if one.verdict.similarity >= SIMILAR or one.answer.by != "title"]
        return None, sorted(near, key=lambda one: -one.verdict.similarity)[:1]
    records = [one.answer.record for one in fitting]
    if any(
        len({*ids} - {None}) > 1 for ids in zip(*((each.arxiv, each.doi) for each in records), strict=True)
    ):
        several = Verdict(fitting[0].verdict.similarity, "several records fit")
        return None, [replace(one, verdict=several) for one in fitting]
    return max(fitting, key=lambda one: bool(one.answer.record.doi or one.answer.record.arxiv)).answer, []


def _fill(paper: Paper, accepted: Sequence[Answer]) -> Findings:
    filled: list[Offer] = []
    conflicts: list[Offer] = []
    given = {answer.source: facts(answer.record) for answer in accepted}
    for key in lacking(paper):
        sources = trusted(key, complete(paper, filled))
        offers = [(name, given[name][key]) for name in sources if key in given.get(name, {})]
        if offers:
            first, value = offers[0]
            filled.append(Offer(paper.id, key, value, first))
            conflicts += [
                Offer(paper.id, key, other, name, first)
                for name, other in offers[1:]
                if not _agree(key, value, other)
            ]
    return Findings(tuple(filled), tuple(conflicts))


def _agree(key: str, one: Value, other: Value) -> bool:
    """Return whether two services give the same, if in another form."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return surnames(one) == surnames(other)
    if key == "venue":
        return fold_title(str(one)) == fold_title(str(other))
    return same(key, one, other)
