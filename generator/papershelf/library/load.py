"""Reads `data/*.yaml` into a checked Library, or reports every problem found."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from papershelf.library import journal, rules
from papershelf.library.citation_lines import read_lines
from papershelf.library.citation_rules import BASIS_ERRORS, BASIS_WARNINGS
from papershelf.library.fields import (
    BASIS,
    COLLECTION,
    MOVED,
    PAPER,
    TAG,
    Field,
    paper_of,
    read_entry,
    with_own,
)
from papershelf.library.kept_changes import CHANGES, read_changes
from papershelf.library.known_entries import papers_one_by_one
from papershelf.library.located_yaml import Located, parse
from papershelf.library.missing_files import missing, unreadable
from papershelf.library.moved_pages import MOVED as MOVED_FILE
from papershelf.library.moved_pages import wrong_moves
from papershelf.library.own_fields import OwnField, anything, declared
from papershelf.library.own_rules import spelt_in_two_ways, unusable_key
from papershelf.library.unknown_keys import advice_on_key
from papershelf.limits import excess, read_within
from papershelf.model import Basis, ChangeRecord, Collection, Moved, Paper, Tag
from papershelf.problems import InvalidInputError, Problem, Report, did_you_mean

PAPERS = "papers.yaml"
TAGS = "tags.yaml"
COLLECTIONS = "collections.yaml"
FIELDS = "fields.yaml"
CITATIONS = "citations.yaml"


@dataclass(frozen=True, slots=True)
class Library:
    """All papers in file order, the vocabulary and the collections, checked against each other.

    `path` is papers.yaml as the user named it, for messages and edit links. `own_fields` are those that the
    list declares for its papers.
    """

    path: str
    papers: tuple[Paper, ...] = ()
    tags: tuple[Tag, ...] = ()
    by_id: Mapping[str, Paper] = field(default_factory=dict, repr=False)
    by_slug: Mapping[str, Tag] = field(default_factory=dict, repr=False)
    collections: tuple[Collection, ...] = ()
    record: ChangeRecord = field(default_factory=ChangeRecord)
    moved: tuple[Moved, ...] = ()
    own_fields: tuple[OwnField, ...] = ()
    citations: tuple[Basis, ...] = ()


def load(  # noqa: PLR0913, PLR0917 - one for each file
    data: Path,
    papers: bytes | None = None,
    vocabulary: bytes | None = None,
    collections: bytes | None = None,
    moved: bytes | None = None,
    fields: bytes | None = None,
    citations: bytes | None = None,
) -> Library:
    """Read a data directory; a file but tags.yaml that is missing or empty is an empty list.

    `papers`, `vocabulary`, `collections`, `moved`, `fields` and `citations` replace the contents of the
    files. Raises InvalidInputError with the problems of all files at once.
    """
    given = {
        PAPERS: papers, TAGS: vocabulary, COLLECTIONS: collections, MOVED_FILE: moved, FIELDS: fields,
        CITATIONS: citations,
    }  # fmt: skip
    library, problems = _read_all(data, given, located=True)
    if problems:
        raise InvalidInputError(problems)
    return library


def check(  # noqa: PLR0913, PLR0917 - as above
    data: Path,
    papers: bytes,
    collections: bytes | None = None,
    vocabulary: bytes | None = None,
    moved: bytes | None = None,
    citations: bytes | None = None,
) -> None:
    """Raise what `load` raises, at less cost: lines of entries are looked up only if anything is wrong."""
    given = {
        PAPERS: papers,
        COLLECTIONS: collections,
        TAGS: vocabulary,
        MOVED_FILE: moved,
        CITATIONS: citations,
    }
    _, problems = _read_all(data, given, located=False)
    if problems:
        load(data, papers, vocabulary, collections, moved, citations=citations)


def load_what_is_right(
    data: Path,
    papers: bytes | None = None,
    vocabulary: bytes | None = None,
    collections: bytes | None = None,
) -> tuple[Library, tuple[Problem, ...]]:
    """Read a data directory as `load` does, without what is wrong in it; return the problems too, in order.

    A Library with problems serves to find entries, and for nothing else: it may contradict itself.
    """
    given = {PAPERS: papers, TAGS: vocabulary, COLLECTIONS: collections}
    return _read_all(data, given, located=True)


def own_fields(data: Path) -> tuple[OwnField, ...]:
    """Return the fields that a list declares, with any value where the declarations are wrong themselves."""
    problems: list[Problem] = []
    return _own_fields(data / FIELDS, _read(data / FIELDS, problems), (), problems)


def _read_all(
    data: Path, given: Mapping[str, bytes | None], *, located: bool
) -> tuple[Library, tuple[Problem, ...]]:
    """Read the files of a directory; those that are `given`, by name, aren't looked up."""
    journal.finish_interrupted(data)
    problems: list[Problem] = []
    tags_path, papers_path, collections_path = data / TAGS, data / PAPERS, data / COLLECTIONS

    def source(path: Path) -> bytes | None:
        content = given.get(path.name)
        return _read(path, problems) if content is None else content

    tags = [Tag(**values) for values in _entries(tags_path, source(tags_path), TAG, problems)]
    skipped: list[rules.Rule] = []
    if problems and not tags:
        skipped.append(rules.unknown_tag)  # every tag would be unknown
    own = _own_fields(data / FIELDS, source(data / FIELDS), tags, problems)
    before = len(problems)
    papers = source(papers_path)
    entries = _papers(papers_path, papers, own, problems, located=located)
    collected = _entries(collections_path, source(collections_path), COLLECTION, problems)
    found = [Collection(**values) for values in collected]
    if papers is None and found:
        problems.append(missing(papers_path))
    if len(problems) > before and not entries:
        skipped.append(rules.unknown_paper)  # each would be
    problems += _broken(rules.TAG_ERRORS, tags_path, tags, entries, skipped)
    problems += _broken(rules.PAPER_ERRORS, papers_path, entries, tags, skipped)
    problems += _broken(rules.COLLECTION_ERRORS, collections_path, found, entries, skipped)
    moved = _entries(data / MOVED_FILE, source(data / MOVED_FILE), MOVED, problems)
    moves = [Moved(**values) for values in moved]
    report = _reporting(data / MOVED_FILE, problems)
    for line, message in wrong_moves(moves, entries, tags, found):
        report(line, message)
    citations_path = data / CITATIONS
    citations = _citations(citations_path, source(citations_path), problems)
    problems += _broken(BASIS_ERRORS, citations_path, citations, entries)
    by_id, by_slug = {paper.id: paper for paper in entries}, {tag.slug: tag for tag in tags}
    record = read_changes(_read(data / CHANGES, problems) or b"", _reporting(data / CHANGES, problems))
    library = Library(
        str(papers_path), tuple(entries), tuple(tags), by_id, by_slug, tuple(found), record, tuple(moves),
        own, citations,
    )  # fmt: skip
    return library, tuple(sorted(set(problems)))


def warnings(library: Library) -> list[Problem]:
    """Return what a curator may want to look at in a list without errors."""
    papers, tags, collections = library.papers, library.tags, library.collections
    path = Path(library.path)
    found = [
        *([] if papers or path.exists() else [missing(path)]),
        *_broken(rules.PAPER_WARNINGS, path, papers, tags),
        *_broken([spelt_in_two_ways], path, papers, library.own_fields),
        *_broken(rules.TAG_WARNINGS, path.with_name(TAGS), tags, papers),
        *_broken(rules.COLLECTION_WARNINGS, path.with_name(COLLECTIONS), collections, papers),
        *_broken(BASIS_WARNINGS, path.with_name(CITATIONS), library.citations, papers),
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


def _own_fields(
    path: Path, source: bytes | None, tags: Sequence[Tag], problems: list[Problem]
) -> tuple[OwnField, ...]:
    """Return the fields that are declared; of one that is wrong itself, papers may have any value."""
    found: list[Problem] = []
    report = _reporting(path, found)
    some = [declared(entry, report) for entry in _items(source, report)]
    found += _broken([unusable_key], path, some, tags)
    problems += found
    taken = {"", *(field.key for field in PAPER)}
    fields = {each.field.key: each.field for each in some if each.field.key not in taken}
    return tuple(anything(field) if found else field for field in fields.values())


def _papers(
    path: Path, source: bytes | None, own: Sequence[Field], problems: list[Problem], *, located: bool
) -> Sequence[Paper]:
    report = _reporting(path, problems)
    if _is_too_much("data-size", len(source or b""), report):
        return ()
    try:
        papers = papers_one_by_one((source or b"").decode(), path.parent, own, located=located)
    except UnicodeDecodeError:
        papers = ()
    if _is_too_much("data-entries", len(papers), report):
        return ()
    found = () if papers else _located(path, source, with_own(own), problems, advice_on_key)
    return papers or [paper_of(values, own, **lines) for values, lines in found]


def _citations(path: Path, source: bytes | None, problems: list[Problem]) -> tuple[Basis, ...]:
    found = read_lines(source) if source and not excess("data-size", len(source)) else None
    if found is None:
        found = [Basis(**values) for values in _entries(path, source, BASIS, problems)]
    return tuple(found)


def _entries(
    path: Path, source: bytes | None, fields: Sequence[Field], problems: list[Problem]
) -> Iterator[dict[str, Any]]:
    """Yield the values of each entry by key, with its lines."""
    yield from (values | lines for values, lines in _located(path, source, fields, problems))


def _located(
    path: Path,
    source: bytes | None,
    fields: Sequence[Field],
    problems: list[Problem],
    advice: Callable[[str, Sequence[str]], str] = did_you_mean,
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    report = _reporting(path, problems)
    blank = {field.key: "" for field in fields if field.required}
    for entry in _items(source, report):
        before = len(problems)
        values = read_entry(entry, fields, report, advice)
        if len(problems) > before:  # what is right in it still counts for the rules across entries
            values = blank | {key: value for key, value in values.items() if value}
        lines = {key: value.key_line for key, value in entry.keys().items()}
        yield values, {"line": entry.line, "lines": lines}


def _reporting(path: Path, problems: list[Problem]) -> Report:
    return lambda line, message: problems.append(Problem(str(path), line, message))


def _read(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        return read_within("data-size", path, str(path))
    except InvalidInputError as error:
        problems += error.problems
    except FileNotFoundError:
        if path.name == TAGS:
            problems.append(missing(path))
    except OSError as error:
        problems.append(unreadable(path, error))
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
