"""Reads `data/*.yaml` into a checked Library, or reports every problem found."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from papershelf.library import journal, rules
from papershelf.library.fields import COLLECTION, MOVED, PAPER, TAG, Field, read_entry
from papershelf.library.kept_changes import CHANGES, read_changes
from papershelf.library.known_entries import papers_one_by_one
from papershelf.library.located_yaml import Located, parse
from papershelf.library.moved_pages import MOVED as MOVED_FILE
from papershelf.library.moved_pages import wrong_moves
from papershelf.limits import excess, read_within
from papershelf.model import ChangeRecord, Collection, Moved, Paper, Tag
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
    record: ChangeRecord = field(default_factory=ChangeRecord)
    moved: tuple[Moved, ...] = ()


def load(
    data: Path,
    papers: bytes | None = None,
    vocabulary: bytes | None = None,
    collections: bytes | None = None,
    moved: bytes | None = None,
) -> Library:
    """Read a data directory; a papers.yaml or collections.yaml that is missing or empty is an empty list.

    `papers`, `vocabulary`, `collections` and `moved` replace the contents of the files. Raises
    InvalidInputError with the problems of all files at once.
    """
    library, problems = _read_all(data, papers, vocabulary, collections, moved, located=True)
    if problems:
        raise InvalidInputError(problems)
    return library


def check(
    data: Path,
    papers: bytes,
    collections: bytes | None = None,
    vocabulary: bytes | None = None,
    moved: bytes | None = None,
) -> None:
    """Raise what `load` raises, at less cost: lines of entries are looked up only if anything is wrong."""
    _, problems = _read_all(data, papers, vocabulary, collections, moved, located=False)
    if problems:
        load(data, papers, vocabulary, collections, moved)


def load_what_is_right(
    data: Path,
    papers: bytes | None = None,
    vocabulary: bytes | None = None,
    collections: bytes | None = None,
) -> tuple[Library, tuple[Problem, ...]]:
    """Read a data directory as `load` does, without what is wrong in it; return the problems too, in order.

    A Library with problems serves to find entries, and for nothing else: it may contradict itself.
    """
    return _read_all(data, papers, vocabulary, collections, None, located=True)


def _read_all(  # noqa: PLR0913 - one for each file
    data: Path,
    papers: bytes | None,
    vocabulary: bytes | None,
    collections: bytes | None,
    moved: bytes | None,
    *,
    located: bool,
) -> tuple[Library, tuple[Problem, ...]]:
    journal.finish_interrupted(data)
    problems: list[Problem] = []
    tags_path, papers_path, collections_path = data / TAGS, data / PAPERS, data / COLLECTIONS
    source = _read(tags_path, problems) if vocabulary is None else vocabulary
    tags = [Tag(**values) for values in _entries(tags_path, source, TAG, problems)]
    skipped: list[rules.Rule] = []
    if problems and not tags:
        skipped.append(rules.unknown_tag)  # every tag would be unknown
    before = len(problems)
    source = _read(papers_path, problems) if papers is None else papers
    entries = _papers(papers_path, source, problems, located=located)
    if len(problems) > before and not entries:
        skipped.append(rules.unknown_paper)
    source = _read(collections_path, problems) if collections is None else collections
    found = [Collection(**values) for values in _entries(collections_path, source, COLLECTION, problems)]
    problems += _broken(rules.TAG_ERRORS, tags_path, tags, entries, skipped)
    problems += _broken(rules.PAPER_ERRORS, papers_path, entries, tags, skipped)
    problems += _broken(rules.COLLECTION_ERRORS, collections_path, found, entries, skipped)
    source = _read(data / MOVED_FILE, problems) if moved is None else moved
    moves = [Moved(**values) for values in _entries(data / MOVED_FILE, source, MOVED, problems)]
    report = _reporting(data / MOVED_FILE, problems)
    for line, message in wrong_moves(moves, entries, tags, found):
        report(line, message)
    by_id, by_slug = {paper.id: paper for paper in entries}, {tag.slug: tag for tag in tags}
    source = _read(data / CHANGES, problems)
    record = read_changes(source or b"", _reporting(data / CHANGES, problems))
    library = Library(
        str(papers_path), tuple(entries), tuple(tags), by_id, by_slug, tuple(found), record, tuple(moves)
    )
    return library, tuple(sorted(set(problems)))


def warnings(library: Library) -> list[Problem]:
    """Return what a curator may want to look at in a list without errors."""
    papers, tags, collections = library.papers, library.tags, library.collections
    path = Path(library.path)
    found = [
        *_broken(rules.PAPER_WARNINGS, path, papers, tags),
        *_broken(rules.TAG_WARNINGS, path.with_name(TAGS), tags, papers),
        *_broken(rules.COLLECTION_WARNINGS, path.with_name(COLLECTIONS), collections, papers),
    ]
    return sorted(replace(problem, severity="warning") for problem in found)


def _broken(
    some: Sequence[rules.Rule],
    path: Path,
    entries: Sequence[Any],
    others: Sequence[Any],
    skipped: Container[rules.Rule] = (),
) -> Iterator[Problem]:
    """Return the problems that rules find in the entries of a file, but for the skipped rules."""
    for rule in some:
        if rule not in skipped:
            name = rule.__name__.replace("_", "-")
            for line, message in rule(entries, others):
                yield Problem(str(path), line, message, rule=name)


def _papers(path: Path, source: bytes | None, problems: list[Problem], *, located: bool) -> Sequence[Paper]:
    report = _reporting(path, problems)
    if _is_too_much("data-size", len(source or b""), report):
        return ()
    try:
        papers = papers_one_by_one((source or b"").decode(), path.parent, located=located)
    except UnicodeDecodeError:
        papers = ()
    if _is_too_much("data-entries", len(papers), report):
        return ()
    return papers or [Paper(**values) for values in _entries(path, source, PAPER, problems)]


def _entries(
    path: Path, source: bytes | None, fields: Sequence[Field], problems: list[Problem]
) -> Iterator[dict[str, Any]]:
    report = _reporting(path, problems)
    blank = {field.key: "" for field in fields if field.required}
    for entry in _items(source, report):
        before = len(problems)
        values = read_entry(entry, fields, report)
        if len(problems) > before:  # what is right in it still counts for the rules across entries
            values = blank | {key: value for key, value in values.items() if value}
        values["line"] = entry.line
        values["lines"] = {key: value.key_line for key, value in entry.keys().items()}
        yield values


def _reporting(path: Path, problems: list[Problem]) -> Report:
    return lambda line, message: problems.append(Problem(str(path), line, message))


def _read(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        return read_within("data-size", path, str(path))
    except InvalidInputError as error:
        problems += error.problems
    except FileNotFoundError:
        if path.name == TAGS:
            message = "this file does not exist; create it, or pass another --data"
            problems.append(Problem(str(path), 1, message))
    except OSError as error:
        problems.append(Problem(str(path), 1, f"cannot be read: {error.strerror}; fix that first"))
    return None


def _items(source: bytes | None, report: Report) -> list[Located]:
    if _is_too_much("data-size", len(source or b""), report):
        return []
    tree = None if source is None else parse(source, report)
    if tree is None or tree.kind == "null value":
        return []
    if not isinstance(tree.value, list):
        report(tree.line, f"the file must be a list; found {tree.kind}, begin each entry with '- '")
    return [] if _is_too_much("data-entries", len(tree.entries()), report) else tree.entries()


def _is_too_much(limit: str, found: int, report: Report) -> bool:
    if message := excess(limit, found):
        report(1, message)
    return bool(message)
