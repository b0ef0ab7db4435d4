"""From what services answered about a paper to the fields that may be filled in from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from papershelf.curate.enrich_evidence import ALIKE, Verdict, judge, surnames
from papershelf.curate.titles import fold_title
from papershelf.model import Paper, PartialDate
from papershelf.services.lookup import Answer
from papershelf.services.record import Facts

Value = str | tuple[str, ...] | PartialDate

# The services that may fill a field, the most trusted first. What a preprint says of itself is arXiv's,
# what became of it is the publisher's, who registers it with Crossref.
TRUST: Mapping[str, tuple[str, ...]] = {
    "arxiv": ("arXiv", "Semantic Scholar", "Hugging Face", "OpenAlex"),
    "authors": ("arXiv", "Crossref", "Hugging Face", "OpenAlex", "Semantic Scholar"),
    "published": ("arXiv", "Hugging Face", "Crossref", "OpenAlex", "Semantic Scholar"),
    "doi": ("Crossref", "arXiv", "Semantic Scholar", "OpenAlex"),
    "venue": ("Crossref", "Semantic Scholar", "OpenAlex"),
    "links.code": ("Hugging Face", "arXiv"),
}
# `published` is the first submission: where there is a preprint, the dates of the others are later ones.
OF_PREPRINTS = ("arXiv", "Hugging Face")


@dataclass(frozen=True, slots=True)
class Filled:
    """A field of a paper that was missing, its value and the service that gave it."""

    paper_id: str
    key: str
    value: Value
    source: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What another service says of a field that was filled from `taken`."""

    paper_id: str
    key: str
    value: Value
    source: str
    taken: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A record that could fill a field but may be another paper's; it is not taken."""

    paper_id: str
    answer: Answer
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Findings:
    """What the answers come to."""

    filled: tuple[Filled, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def __add__(self, other: Findings) -> Findings:
        return Findings(
            self.filled + other.filled, self.conflicts + other.conflicts, self.doubts + other.doubts
        )


def weigh(paper: Paper, answers: Iterable[Answer], owners: Mapping[str, str]) -> Findings:
    """Judge the answers for one paper in their order; fill each missing field from the most trusted.

    What is learned from one answer is evidence for the next. `owners` are all papers of the list by arXiv
    id and DOI. Only doubts that could fill what is still missing are told.
    """
    known = paper
    taken: list[Answer] = []
    doubts: list[Doubt] = []
    for _, group in groupby(answers, key=lambda answer: answer.source):
        judged = [Doubt(paper.id, answer, judge(known, answer, owners)) for answer in group]
        answer, doubtful = _choose(judged)
        doubts += doubtful
        if answer:
            taken.append(answer)
            known = complete(paper, _fill(paper, taken).filled)
    still = missing(known)
    useful = (doubt for doubt in doubts if any(_offered(doubt.answer.facts, key) for key in still))
    return replace(_fill(paper, taken), doubts=tuple(useful))


def missing(paper: Paper) -> list[str]:
    """The fields that services may fill and that this paper has not."""
    return [
        key for key in TRUST if not (paper.links.get("code") if key == "links.code" else getattr(paper, key))
    ]


def trusted(key: str, paper: Paper) -> tuple[str, ...]:
    """The services that may fill a field of this paper, the most trusted first."""
    return OF_PREPRINTS if key == "published" and paper.arxiv else TRUST[key]


def complete(paper: Paper, filled: Iterable[Filled]) -> Paper:
    """The paper with what was filled of it, and where that came from."""
    for field in (field for field in filled if field.paper_id == paper.id):
        sources = {**paper.sources, field.key: field.source}
        if field.key == "links.code":
            paper = replace(paper, links={**paper.links, "code": str(field.value)}, sources=sources)
        else:
            paper = replace(paper, sources=sources, **{field.key: field.value})  # type: ignore[arg-type]
    return paper


def _choose(judged: Sequence[Doubt]) -> tuple[Answer | None, list[Doubt]]:
    """Of the records that one source gave, the one to take, and those that a person should look at."""
    fitting = [one for one in judged if one.verdict.accepted]
    if not fitting:
        near = [one for one in judged if one.verdict.alike >= ALIKE or one.answer.by != "title"]
        return None, sorted(near, key=lambda one: -one.verdict.alike)[:1]
    ids = [(one.answer.facts.arxiv, one.answer.facts.doi) for one in fitting]
    if any(len({pair[kind] for pair in ids if pair[kind]}) > 1 for kind in (0, 1)):
        several = Verdict(fitting[0].verdict.alike, "several records fit")
        return None, [replace(one, verdict=several) for one in fitting]
    return max(fitting, key=lambda one: bool(one.answer.facts.doi or one.answer.facts.arxiv)).answer, []


def _fill(paper: Paper, taken: Sequence[Answer]) -> Findings:
    filled: list[Filled] = []
    conflicts: list[Conflict] = []
    facts = {answer.source: answer.facts for answer in taken}
    for key in missing(paper):
        sources = trusted(key, complete(paper, filled))
        offers = [
            (name, value) for name in sources if name in facts and (value := _offered(facts[name], key))
        ]
        if offers:
            first, value = offers[0]
            filled.append(Filled(paper.id, key, value, first))
            conflicts += [
                Conflict(paper.id, key, other, name, first)
                for name, other in offers[1:]
                if _compared(key, other) != _compared(key, value) and not _less_precise(value, other)
            ]
    return Findings(tuple(filled), tuple(conflicts))


def _offered(facts: Facts, key: str) -> Value | None:
    value: Value | None = getattr(facts, key.removeprefix("links."))
    return value or None


def _compared(key: str, value: Value) -> object:
    """The form in which two services say the same."""
    if isinstance(value, tuple):
        return surnames(value)
    if isinstance(value, PartialDate):
        return value
    return fold_title(value) if key == "venue" else value.lower().rstrip("/")


def _less_precise(one: Value, other: Value) -> bool:
    """Tell whether one is a date within the other."""
    dates = isinstance(one, PartialDate) and isinstance(other, PartialDate)
    return dates and (str(one).startswith(str(other)) or str(other).startswith(str(one)))
