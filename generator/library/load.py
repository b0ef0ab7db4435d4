"""From `data/*.yaml` to a checked Library, or to every problem found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.library.fields import PAPER, TAG, read_entry, suggestion
from generator.library.located import Located, parse
from generator.library.vocabulary import vocabulary_problems
from generator.model import Paper, Tag
from generator.problems import InvalidInputError, Problem

PAPERS = "papers.yaml"
TAGS = "tags.yaml"
Finding = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Library:
    """All papers in file order and the vocabulary, checked against each other.

    `path` is papers.yaml as the user named it, for messages and edit links.
    """

    path: str
    papers: tuple[Paper, ...] = ()
    tags: tuple[Tag, ...] = ()
    by_id: Mapping[str, Paper] = field(default_factory=dict, repr=False)
    by_slug: Mapping[str, Tag] = field(default_factory=dict, repr=False)


def load(data: Path) -> Library:
    """Read a data directory; a missing or empty papers.yaml is an empty list.

    Raises InvalidInputError with the problems of all files at once.
    """
    problems: list[Problem] = []
    tags = [Tag(**values) for values in _entries(data / TAGS, TAG, problems)]
    papers = [Paper(**values) for values in _entries(data / PAPERS, PAPER, problems)]
    tags_path, papers_path = str(data / TAGS), str(data / PAPERS)
    problems += [Problem(tags_path, *finding) for finding in vocabulary_problems(tags)]
    for rule in (_unknown_tags(papers, tags), _repeated(papers)):
        problems += [Problem(papers_path, *finding) for finding in rule]
    if problems:
        raise InvalidInputError(problems)
    return Library(
        papers_path,
        tuple(papers),
        tuple(tags),
        {paper.id: paper for paper in papers},
        {tag.slug: tag for tag in tags},
    )


def _entries(path: Path, fields: Sequence[Any], problems: list[Problem]) -> Iterator[dict[str, Any]]:
    def report(line: int, message: str) -> None:
        problems.append(Problem(str(path), line, message))

    for entry in _items(path, problems):
        before = len(problems)
        values = read_entry(entry, fields, report)
        required = {field.key for field in fields if field.required}
        if not required <= values.keys():
            continue
        if len(problems) > before:
            values = {key: value for key, value in values.items() if value}
            if not required <= values.keys():
                continue
        values["line"] = entry.line
        if fields is PAPER:
            values["lines"] = {key: value.key_line for key, value in entry.keys().items()}
        yield values


def _items(path: Path, problems: list[Problem]) -> list[Located]:
    try:
        source = path.read_bytes()
    except FileNotFoundError:
        if path.name == TAGS:
            problems.append(Problem(str(path), 1, "there is no such file; make one, or name another --data"))
        return []
    except OSError as error:
        problems.append(Problem(str(path), 1, f"cannot be read: {error.strerror}; mend that first"))
        return []
    try:
        tree = parse(source, str(path))
    except InvalidInputError as error:
        problems.extend(error.problems)
        return []
    if not isinstance(tree.value, list):
        problems.append(Problem(str(path), tree.line, f"the file must be a list ('- …'), not a {tree.kind}"))
    return tree.entries()


def _unknown_tags(papers: Sequence[Paper], tags: Sequence[Tag]) -> Iterator[Finding]:
    """Every tag of a paper stands in tags.yaml."""
    slugs = {tag.slug for tag in tags}
    for paper in papers:
        for tag in paper.tags:
            if tag not in slugs:
                yield paper.lines["tags"], f"unknown tag '{tag}'{suggestion(tag, slugs)}"


def _repeated(papers: Sequence[Paper]) -> Iterator[Finding]:
    """No two entries share an id, an arXiv id (versions folded) or a DOI (case folded)."""
    first: dict[tuple[str, str], Paper] = {}
    for paper in papers:
        for key, value in identifiers(paper):
            other = first.setdefault((key, value), paper)
            if other is not paper:
                yield (
                    paper.lines[key],
                    f"{key} '{value}' is already that of line {other.line}; keep one entry",
                )


def identifiers(paper: Paper) -> Iterator[tuple[str, str]]:
    """The values that belong to one paper only, in the form in which they are compared."""
    yield "id", paper.id
    if paper.arxiv:
        yield "arxiv", paper.arxiv.partition("v")[0]
    if paper.doi:
        yield "doi", paper.doi.lower()
