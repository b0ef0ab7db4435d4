"""What `collections.yaml` holds, and the rules that it keeps: each a generator whose docstring is the rule.

A finding is (line, message); the function's name, with hyphens, is the name of the rule.
"""

import difflib
from collections.abc import Callable, Iterator, Sequence

from papershelf.library import values
from papershelf.library.fields import Field, entry_schema, read_entry
from papershelf.library.located_yaml import Located
from papershelf.library.rules import RESERVED, Finding
from papershelf.library.values import Kind
from papershelf.model import Collection, Paper, Step
from papershelf.problems import Report

CollectionRule = Callable[[Sequence[Collection], Sequence[Paper]], Iterator[Finding]]

STEP = (
    Field("paper", values.SLUGS, "Id of a paper of the list.", required=True),
    Field("why", values.TEXT, "A sentence: why this is the next to read.", required=True),
)


def _steps(value: Located, report: Report) -> tuple[Step, ...]:
    if not isinstance(value.value, list) or not value.value:
        report(value.line, "this must be a list of steps, each with 'paper' and 'why'")
        return ()
    return tuple(_step(item, report) for item in value.value)


def _step(item: Located, report: Report) -> Step:
    read = read_entry(item, STEP, report)
    lines = {key: value.key_line for key, value in item.keys().items()}
    return Step(read.get("paper", ""), read.get("why", ""), item.line, lines)


COLLECTION = (
    Field("slug", values.SLUGS, "URL part of the collection's page.", required=True),
    Field("title", values.TEXT, "What readers see.", required=True),
    Field("description", values.TEXT, "One or two sentences: what one knows after it.", required=True),
    Field(
        "steps",
        Kind(_steps, {"type": "array", "items": entry_schema(STEP), "minItems": 1}),
        "The papers in reading order, each with the reason why it is the next.",
        required=True,
    ),
)


def repeated_collection(collections: Sequence[Collection], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """No two collections share a slug."""
    first: dict[str, Collection] = {}
    for collection in collections:
        other = first.setdefault(collection.slug, collection)
        if collection.slug and other is not collection:
            message = f"the slug '{collection.slug}' is already that of line {other.line}; choose another"
            yield collection.lines["slug"], message


def reserved_collection(collections: Sequence[Collection], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """No collection has a slug whose address is that of a page of the site."""
    for collection in collections:
        if collection.slug in RESERVED:
            message = f"the slug '{collection.slug}' is the address of an index page; choose another"
            yield collection.lines["slug"], message


def unknown_paper(collections: Sequence[Collection], papers: Sequence[Paper]) -> Iterator[Finding]:
    """Every paper of a collection stands in papers.yaml, under its present id."""
    present = {paper.id: paper for paper in papers if paper.id}
    moved = {former: paper.id for paper in papers for former in paper.formerly}
    for collection in collections:
        for step in collection.steps:
            if step.paper in moved and step.paper not in present:
                message = f"the paper '{step.paper}' is called '{moved[step.paper]}' now; write that"
                yield step.lines["paper"], message
            elif step.paper and step.paper not in present:
                close = difflib.get_close_matches(step.paper, present, n=1)
                hint = f", did you mean '{close[0]}'?" if close else "; give the id of a paper of the list"
                yield step.lines["paper"], f"unknown paper '{step.paper}'{hint}"


def repeated_paper(collections: Sequence[Collection], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """No paper is two steps of one collection."""
    for collection in collections:
        first: dict[str, Step] = {}
        for step in collection.steps:
            other = first.setdefault(step.paper, step)
            if step.paper and other is not step:
                message = f"'{step.paper}' is already the step of line {other.line}; keep one of them"
                yield step.lines["paper"], message


def short_collection(collections: Sequence[Collection], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """A collection leads from one paper to another."""
    for collection in collections:
        if len(collection.steps) == 1:
            yield collection.line, f"'{collection.slug}' has a single step; add what to read before or after"


COLLECTION_ERRORS: tuple[CollectionRule, ...] = (
    repeated_collection,
    reserved_collection,
    unknown_paper,
    repeated_paper,
)
COLLECTION_WARNINGS: tuple[CollectionRule, ...] = (short_collection,)
