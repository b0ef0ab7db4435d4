"""From `data/*.yaml` to a checked Library, or to every problem found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.library import rules
from generator.library.fields import PAPER, TAG, Field, read_entry
from generator.library.located import Located, parse
from generator.library.vocabulary import vocabulary_problems
from generator.model import Paper, Tag
from generator.problems import InvalidInputError, Problem, Report

PAPERS = "papers.yaml"
TAGS = "tags.yaml"


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


def load(data: Path, papers: bytes | None = None, vocabulary: bytes | None = None) -> Library:
    """Read a data directory; a missing or empty papers.yaml is an empty list.

    `papers` and `vocabulary` take the place of what papers.yaml and tags.yaml hold. Raises InvalidInputError
    with the problems of all files at once.
    """
    problems: list[Problem] = []
    tags_path, papers_path = data / TAGS, data / PAPERS
    words = _read(tags_path, problems) if vocabulary is None else vocabulary
    tag_entries = _entries(tags_path, words, TAG, problems)
    tags = [Tag(**values) for values in tag_entries]
    no_vocabulary = bool(problems) and not tags  # then every tag would be unknown
    source = _read(papers_path, problems) if papers is None else papers
    entries = [Paper(**values) for values in _entries(papers_path, source, PAPER, problems)]
    problems += [Problem(str(tags_path), *finding) for finding in vocabulary_problems(tags)]
    for rule in rules.PAPER_ERRORS:
        if rule is rules.unknown_tag and no_vocabulary:
            continue
        problems += _problems(rule, papers_path, entries, tags)
    if problems:
        raise InvalidInputError(problems)
    return _library(data, entries, tags)


def warnings(library: Library) -> list[Problem]:
    """What a curator may want to look at in a list that is otherwise in order."""
    papers_path = Path(library.path)
    found: list[Problem] = []
    for path, some in ((papers_path, rules.PAPER_WARNINGS), (papers_path.parent / TAGS, rules.TAG_WARNINGS)):
        for rule in some:
            found += _problems(rule, path, library.papers, library.tags)
    return sorted(replace(problem, severity="warning") for problem in found)


def _problems(rule: rules.Rule, path: Path, papers: Sequence[Paper], tags: Sequence[Tag]) -> list[Problem]:
    name = rule.__name__.replace("_", "-")
    return [Problem(str(path), line, message, rule=name) for line, message in rule(papers, tags)]


def _library(data: Path, papers: Sequence[Paper], tags: Sequence[Tag]) -> Library:
    return Library(
        str(data / PAPERS),
        tuple(papers),
        tuple(tags),
        {paper.id: paper for paper in papers},
        {tag.slug: tag for tag in tags},
    )


def _entries(
    path: Path, source: bytes | None, fields: Sequence[Field], problems: list[Problem]
) -> Iterator[dict[str, Any]]:
    def report(line: int, message: str) -> None:
        problems.append(Problem(str(path), line, message))

    blank = {field.key: "" for field in fields if field.required}
    for entry in _items(source, report):
        before = len(problems)
        values = read_entry(entry, fields, report)
        if len(problems) > before:  # what is right in it still counts for the rules across entries
            values = blank | {key: value for key, value in values.items() if value}
        values["line"] = entry.line
        values["lines"] = {key: value.key_line for key, value in entry.keys().items()}
        yield values


def _read(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if path.name == TAGS:
            problems.append(Problem(str(path), 1, "there is no such file; make one, or name another --data"))
    except OSError as error:
        problems.append(Problem(str(path), 1, f"cannot be read: {error.strerror}; mend that first"))
    return None


def _items(source: bytes | None, report: Report) -> list[Located]:
    tree = None if source is None else parse(source, report)
    if tree is None or tree.kind == "null value":
        return []
    if not isinstance(tree.value, list):
        report(tree.line, f"the file must be a list; found {tree.kind}, begin each entry with '- '")
    return tree.entries()
