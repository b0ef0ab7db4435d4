"""From `data/*.yaml` to a checked Library, or to every problem found."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from papershelf.library import rules
from papershelf.library.collection import COLLECTION, COLLECTION_ERRORS, COLLECTION_WARNINGS, unknown_paper
from papershelf.library.fields import PAPER, TAG, Field, read_entry
from papershelf.library.located_yaml import Located, parse
from papershelf.library.vocabulary import vocabulary_problems
from papershelf.model import Collection, Paper, Tag
from papershelf.problems import InvalidInputError, Problem, Report

PAPERS = "papers.yaml"
TAGS = "tags.yaml"
COLLECTIONS = "collections.yaml"


@dataclass(frozen=True, slots=True)
class Library:
    """All papers in file order, the vocabulary and the collections, checked against each other.

    `path` is papers.yaml as the user named it, for messages and edit links.
    """

    path: str
    papers: tuple[Paper, ...] = ()
    tags: tuple[Tag, ...] = ()
    by_id: Mapping[str, Paper] = field(default_factory=dict, repr=False)
    by_slug: Mapping[str, Tag] = field(default_factory=dict, repr=False)
    collections: tuple[Collection, ...] = ()


def load(
    data: Path,
    papers: bytes | None = None,
    vocabulary: bytes | None = None,
    collections: bytes | None = None,
) -> Library:
    """Read a data directory; a missing or empty papers.yaml is an empty list, of collections.yaml likewise.

    `papers`, `vocabulary` and `collections` take the place of what the files hold. Raises InvalidInputError
    with the problems of all files at once.
    """
    problems: list[Problem] = []
    tags_path, papers_path, collections_path = data / TAGS, data / PAPERS, data / COLLECTIONS
    words = _read(tags_path, problems) if vocabulary is None else vocabulary
    tags = [Tag(**values) for values in _entries(tags_path, words, TAG, problems)]
    no_vocabulary = bool(problems) and not tags  # then every tag would be unknown
    before = len(problems)
    source = _read(papers_path, problems) if papers is None else papers
    entries = [Paper(**values) for values in _entries(papers_path, source, PAPER, problems)]
    no_papers = len(problems) > before and not entries
    paths = _read(collections_path, problems) if collections is None else collections
    found = [Collection(**values) for values in _entries(collections_path, paths, COLLECTION, problems)]
    problems += [Problem(str(tags_path), *finding) for finding in vocabulary_problems(tags)]
    for rule in rules.PAPER_ERRORS:
        if not (rule is rules.unknown_tag and no_vocabulary):
            problems += _problems(rule, papers_path, entries, tags)
    for collection_rule in COLLECTION_ERRORS:
        if not (collection_rule is unknown_paper and no_papers):
            problems += _problems(collection_rule, collections_path, found, entries)
    if problems:
        raise InvalidInputError(problems)
    by_id, by_slug = {paper.id: paper for paper in entries}, {tag.slug: tag for tag in tags}
    return Library(str(papers_path), tuple(entries), tuple(tags), by_id, by_slug, tuple(found))


def warnings(library: Library) -> list[Problem]:
    """What a curator may want to look at in a list that is otherwise in order."""
    papers_path = Path(library.path)
    tags_path, collections_path = papers_path.with_name(TAGS), papers_path.with_name(COLLECTIONS)
    found: list[Problem] = []
    for path, some in ((papers_path, rules.PAPER_WARNINGS), (tags_path, rules.TAG_WARNINGS)):
        for rule in some:
            found += _problems(rule, path, library.papers, library.tags)
    for collection_rule in COLLECTION_WARNINGS:
        found += _problems(collection_rule, collections_path, library.collections, library.papers)
    return sorted(replace(problem, severity="warning") for problem in found)


def _problems(
    rule: Callable[[Sequence[Any], Sequence[Any]], Iterator[rules.Finding]],
    path: Path,
    some: Sequence[Paper | Collection],
    others: Sequence[Paper | Tag],
) -> list[Problem]:
    name = rule.__name__.replace("_", "-")
    return [Problem(str(path), line, message, rule=name) for line, message in rule(some, others)]


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
