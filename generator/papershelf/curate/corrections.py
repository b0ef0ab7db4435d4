"""From a correction to a changed field of a paper, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from papershelf.curate.answers import Change, DeclinedError
from papershelf.curate.wording import said
from papershelf.feeds.identifiers import arxiv_id, doi_name
from papershelf.github.literals import literal
from papershelf.github.submissions import Correction
from papershelf.library import Library
from papershelf.library.draft import read_value
from papershelf.library.edit import set_fields
from papershelf.library.write import QUOTED
from papershelf.model import Paper
from papershelf.problems import InvalidInputError, Problem, did_you_mean

SHOWN = 300
WITH_LINES = frozenset({"abstract", "links"})


def corrected(correction: Correction, library: Library) -> Change:
    """Make the change of one field; of links, those that are named are set and the others stay.

    Raises InvalidInputError for a paper that is not there or a value that its field cannot have,
    DeclinedError where the list says so already.
    """
    paper = _paper(correction.paper, library)
    key = correction.key
    value = read_value(key, _typed(correction))
    before = getattr(paper, key)
    if key == "links":
        value = {**before, **value}
    if value == before:
        raise DeclinedError(
            f"The list says so already: the {key} of `{paper.id}` is {literal(said(before))}."
        )
    fields = {key: value, **_sources(paper, key, value)}
    return Change(
        paper,
        lambda text, _: set_fields(text, {paper.id: fields}),
        f"Correct {key} of {paper.id}",
        _body(correction, paper, before, value),
    )


def _paper(name: str, library: Library) -> Paper:
    for paper in library.papers:
        if name in {paper.id, *paper.formerly}:
            return paper
    message = f"Paper id: no paper on the list is called '{name}'{did_you_mean(name, library.by_id)}"
    raise InvalidInputError([Problem("the issue", 1, message)])


def _typed(correction: Correction) -> str:
    """The value in the form in which its field is read: on one line, an id without quotes and address."""
    key, value = correction.key, correction.value
    if key in WITH_LINES:
        return value
    line = " ".join(value.split())
    if key in QUOTED:
        line = line.strip("'\"")
    found = {"arxiv": arxiv_id, "doi": doi_name}.get(key, str)(line)
    return found or line


def _sources(paper: Paper, key: str, value: Any) -> Mapping[str, Any]:
    """The services that fields came from, without those of fields that a person now gives."""
    if key == "links":
        changed = {f"links.{name}" for name in value if value[name] != paper.links.get(name)}
    else:
        changed = {key}
    kept = {name: service for name, service in paper.sources.items() if name not in changed}
    return {} if kept == paper.sources else {"sources": kept or None}


def _body(correction: Correction, paper: Paper, before: Any, value: Any) -> str:
    facts = {"before": said(before or ""), "after": said(value), "because": correction.reason or ""}
    lines = "\n".join(
        f"- {name}: {literal(text, SHOWN) if text else 'nothing'}" for name, text in facts.items()
    )
    return f"A correction from an issue: the {correction.key} of `{paper.id}`.\n\n{lines}\n"
