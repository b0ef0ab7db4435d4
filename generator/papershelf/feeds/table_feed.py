"""CSV and TSV: one paper per row, columns known by their headers or named by the user.

Known are our own export, Zotero, Scopus, Web of Science, Publish or Perish, and headers that say it in plain
words. The separator is the one that parts the most known headers.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from papershelf.feeds.author_columns import Split, names_in, printed_names
from papershelf.feeds.capture import Capture, Frame, UnusableRecordError, decode, invalid, read_records
from papershelf.feeds.record_fields import Fields, Roles, candidate_of
from papershelf.model import Block, Candidate

# What a column can hold, with the headers for it, the best first; in lower case, words parted by blanks
HEADERS = {
    "title": ("title", "article title", "document title", "paper title", "ti"),
    "authors": ("author full names", "authors", "author", "author s", "author names", "af", "au"),
    "abstract": ("abstract", "abstract note", "summary", "ab"),
    "published": (
        "published", "date", "publication date", "date published", "year", "publication year", "py",
    ),
    "venue": (
        "venue", "publication title", "source title", "journal", "journal book", "journal title", "booktitle",
        "proceedings title", "conference name", "conference", "publication", "source", "so",
    ),
    "doi": ("doi", "di"),
    "arxiv": ("arxiv", "arxiv id"),
    "url": ("url", "link", "article url", "articleurl", "ee"),
    "code": ("code", "code url", "github"),
    "pdf": ("pdf", "pdf url", "pdf link"),
    "keywords": ("keywords", "author keywords", "tags", "manual tags", "de"),
}  # fmt: skip
LINKS = {"paper": "url", "code": "code", "pdf": "pdf"}
TECHNICAL = frozenset({"id", "key", "date added", "date modified", "access date", "library catalog", "eid"})
OWN = ("id", "title", "authors", "published", "venue", "arxiv", "doi", "url", "code", "tags", "note", "added")
SEPARATORS = "\t;,|"
DECLARED = re.compile(r'"?sep=(.)"?[ \t]*\n', re.IGNORECASE)  # Excel's first line
LONGEST_HEADER = 20_000
GUARDED = re.compile(r"'+[=+@\t\r-]")
FIRST_ROWS = 5  # that show by their equal lengths that a text is a table
UNTITLED = "a row without a title; add one or remove it"
UNCLOSED = "a quote in this row isn't closed; close it, or double it where it is part of a text"


class Table(NamedTuple):
    """A table: which of its headers hold what, keys of HEADERS to headers; `start` is the header's index."""

    separator: str
    header: tuple[str, ...]
    columns: Mapping[str, str]
    start: int


class Row(NamedTuple):
    """The cells of a row; `is_open` where a quote in it isn't closed."""

    cells: tuple[str, ...]
    is_open: bool = False


def find_table(text: str) -> Table | None:
    """Recognise a table by a header with a title and something else that a paper has."""
    best = max(_tables(text), key=lambda table: len(table.columns))
    return best if "title" in best.columns and len(best.columns) > 1 else None


def unknown_headers(text: str) -> tuple[str, ...]:
    """Return the headers of what looks like a table that cannot be read; empty where it doesn't."""
    lines = [line for line in text[:LONGEST_HEADER].split("\n")[:-1] if line.strip()][:FIRST_ROWS]
    for separator, least in (("\t", 2), (";", 3), (",", 3)):
        rows = list(csv.reader(lines, delimiter=separator))
        is_prose = any(cell.startswith(" ") for row in rows for cell in row)
        if len(rows) > 1 and len({len(row) for row in rows}) == 1 and len(rows[0]) >= least and not is_prose:
            return tuple(rows[0])
    return ()


def with_headers(source: bytes, path: str, named: Mapping[str, str]) -> bytes:
    """Return a table with known headers in place of those that `named` has for them, keys of HEADERS.

    Raises InvalidInputError where it has no such header, or too few are named to know the table again.
    """
    text = decode(source, path)
    table = max(
        _tables(text), key=lambda table: (len({*named.values()} & {*table.header}), len(table.header))
    )
    is_named = not {*named.values()}.isdisjoint(table.header)
    has_names = len(table.header) > 1 and all(cell and cell[0] not in " @" for cell in table.header)
    if not (is_named or has_names or find_table(text) or unknown_headers(text)):
        first = text.split("\n")[table.start]
        what = "--column names columns of CSV and TSV; leave it out for anything else"
        raise invalid(
            path, table.start + 1, f"this looks like no table, its first line is '{first[:80]}'; {what}"
        )
    known = ", ".join(f"'{name}'" for name in table.header)
    for header in named.values():
        if header not in table.header:
            raise invalid(path, table.start + 1, f"no column is called '{header}'; the columns are {known}")
    keys = {header: key for key, header in named.items()}
    # Another column that would be taken for one of these gets out of the way
    others = {table.columns[key]: f"other {table.columns[key]}" for key in named if key in table.columns}
    line = io.StringIO()
    renamed = [keys.get(name) or others.get(name) or name for name in table.header]
    csv.writer(line, delimiter=table.separator, lineterminator="").writerow(renamed)
    lines = text.split("\n")
    again = "\n".join([*lines[: table.start], line.getvalue(), *lines[table.start + 1 :]])
    if not find_table(again):
        raise invalid(path, table.start + 1, f"name the column 'title' and one more; there are {known}")
    return again.encode()


def read(text: str, path: str) -> Capture:
    """Read the rows; one that is broken is unplaced.

    Raises InvalidInputError if it has no table with known headers.
    """
    table = find_table(text)
    if table is None:
        raise invalid(path, 1, "no table found in this; its first line must name a column 'title'")
    rows = list(rows_below(text, table.separator, table.start))
    authors = table.header.index(table.columns["authors"]) if "authors" in table.columns else None
    cells = [row.cells[authors] for row, _ in rows if authors is not None and authors < len(row.cells)]
    split = printed_names if table.header == OWN else names_in(cells)

    roles = _roles(table)

    def candidate(row: Row, block: Block) -> Candidate:
        return candidate_of(Fields(_fields(row, table, split)), roles, block, UNTITLED)

    capture = read_records("TSV" if table.separator == "\t" else "CSV", rows, candidate)
    header = io.StringIO()
    csv.writer(header, delimiter=table.separator, lineterminator="\n").writerow(table.header)
    return replace(capture, frame=Frame(header.getvalue()))


def _tables(text: str) -> list[Table]:
    """Return the table that the text is with each of the separators."""
    declared = DECLARED.match(text)
    start = text.count("\n", 0, declared.end() if declared else len(text) - len(text.lstrip()))
    lines = text[:LONGEST_HEADER].split("\n")[start:]
    separators = declared[1] if declared else SEPARATORS
    return [_table(next(csv.reader(lines, delimiter=mark), []), mark, start) for mark in separators]


def _table(header: Sequence[str], separator: str, start: int) -> Table:
    known = {_words(name): name for name in reversed(header)}
    columns = {
        key: known[next(name for name in names if name in known)]
        for key, names in HEADERS.items()
        if not known.keys().isdisjoint(names)
    }
    return Table(separator, tuple(header), columns, start)


def _words(header: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", header.lower()))


def _cell(text: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets, and our own export, from running it."""
    cell = text.strip()
    return cell[1:] if GUARDED.match(cell) else cell


def rows_below(text: str, separator: str, start: int) -> Iterator[tuple[Row, Block]]:
    """Yield the rows that hold anything, each with the lines that it came from.

    `start` is the index of the header. A row whose quote isn't closed is the last one.
    """
    lines = text.split("\n")[start:]
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator)
    next(reader, None)
    while (first := reader.line_num) < len(lines):
        try:
            cells = next(reader, [])
        except csv.Error:  # a cell of more than 128 KB: its quote is never closed
            yield Row((), is_open=True), Block(start + first + 1, "\n".join(lines[first:]).rstrip())
            return
        source = "\n".join(lines[first : reader.line_num]).rstrip()
        if any(map(str.strip, cells)):
            is_open = reader.line_num == len(lines) and source.count('"') % 2 == 1
            yield Row(tuple(map(_cell, cells)), is_open), Block(start + first + 1, source)


def misfit(row: Row, width: int) -> str | None:
    """Say what is wrong with a row that has another number of cells than its header."""
    if len(row.cells) >= width and not any(row.cells[width:]):
        return None
    return (
        f"this row has {len(row.cells)} cells, the header {width}; put a text that holds a separator"
        " or a line break into quotes"
    )


def _fields(row: Row, table: Table, split: Split) -> Iterator[tuple[str, str]]:
    if row.is_open:
        raise UnusableRecordError(UNCLOSED)
    if message := misfit(row, len(table.header)):
        raise UnusableRecordError(message)
    for place, (header, cell) in enumerate(zip(table.header, row.cells, strict=False), start=1):
        if header == table.columns.get("authors"):
            yield from ((header, name) for name in split(cell))
        else:
            yield header or nameless(place), cell


def nameless(place: int) -> str:
    """Return what a column is called whose header has no name, by its place among all."""
    return f"column {place}"


def _roles(table: Table) -> Roles:
    def of(key: str) -> tuple[str, ...]:
        return (table.columns[key],) if key in table.columns else ()

    return Roles(
        title=of("title"),
        authors=of("authors"),
        abstract=of("abstract"),
        published=of("published"),
        venue=of("venue"),
        doi=of("doi"),
        arxiv=of("arxiv"),
        naming_arxiv=of("venue"),
        links={name: of(key) for name, key in LINKS.items()},
        keywords=of("keywords"),
        technical=frozenset(header for header in table.header if _words(header) in TECHNICAL),
    )
