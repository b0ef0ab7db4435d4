"""The whole list as an SQLite database with full-text search, made from the files of the API in a site.

The same files give the same bytes, whenever and wherever one version of SQLite makes them.
"""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from papershelf.build_cache import digest
from papershelf.generated import DATABASE
from papershelf.problems import InvalidInputError, Problem
from papershelf.processes import begun

FOLDER = "api/v1"
# The header (https://www.sqlite.org/fileformat.html) tells of the program that wrote it: a count of changes,
# the count for which it holds, and a version.
TRACES = {24: 1, 92: 1, 96: 3_027_000}
PAPER = (
    "id", "title", "authors", "published", "issued", "venue", "series", "added", "arxiv", "doi", "read",
    "pdf", "page", "votes", "organisation", "others", "note", "abstract",
)  # fmt: skip
SETTINGS = "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
# Datasette needs the columns of references, which SQLite does not.
TABLES = """
CREATE TABLE about (name TEXT, description TEXT, site TEXT, source TEXT);
CREATE TABLE venues (id TEXT PRIMARY KEY, name TEXT NOT NULL, page TEXT);
CREATE TABLE tags (
    id TEXT PRIMARY KEY, label TEXT NOT NULL, description TEXT, parent TEXT REFERENCES tags (id), page TEXT
);
CREATE TABLE collections (id TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT, page TEXT);
CREATE TABLE papers (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, authors TEXT, published TEXT,
    issued TEXT, venue TEXT, series TEXT REFERENCES venues (id), added TEXT, arxiv TEXT, doi TEXT, read TEXT,
    pdf TEXT, page TEXT, votes INTEGER, organisation TEXT, others INTEGER NOT NULL, note TEXT, abstract TEXT
);
CREATE TABLE paper_authors (
    paper INTEGER NOT NULL REFERENCES papers (number), position INTEGER NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (paper, position)
) WITHOUT ROWID;
CREATE TABLE paper_tags (
    paper INTEGER NOT NULL REFERENCES papers (number), position INTEGER NOT NULL,
    tag TEXT NOT NULL REFERENCES tags (id), PRIMARY KEY (paper, position)
) WITHOUT ROWID;
CREATE TABLE related_papers (
    paper INTEGER NOT NULL REFERENCES papers (number), position INTEGER NOT NULL,
    related INTEGER NOT NULL REFERENCES papers (number), PRIMARY KEY (paper, position)
) WITHOUT ROWID;
CREATE TABLE paper_citations (
    paper INTEGER NOT NULL REFERENCES papers (number), builds_on INTEGER NOT NULL REFERENCES papers (number),
    PRIMARY KEY (paper, builds_on)
) WITHOUT ROWID;
CREATE TABLE paper_links (
    paper INTEGER NOT NULL REFERENCES papers (number), name TEXT NOT NULL, url TEXT NOT NULL,
    PRIMARY KEY (paper, name)
) WITHOUT ROWID;
CREATE TABLE former_ids (
    former TEXT PRIMARY KEY, paper INTEGER NOT NULL REFERENCES papers (number)
) WITHOUT ROWID;
CREATE TABLE collection_steps (
    collection TEXT NOT NULL REFERENCES collections (id), position INTEGER NOT NULL,
    paper INTEGER NOT NULL REFERENCES papers (number), why TEXT NOT NULL, PRIMARY KEY (collection, position)
) WITHOUT ROWID;
"""
# Of a list that declares fields of its own
OWN_TABLE = """
CREATE TABLE paper_fields (
    paper INTEGER NOT NULL REFERENCES papers (number), field TEXT NOT NULL, position INTEGER NOT NULL,
    value NOT NULL, PRIMARY KEY (paper, field, position)
) WITHOUT ROWID;
CREATE INDEX papers_by_field ON paper_fields (field, value);
"""
# Datasette finds the search of a table by its name in double quotes.
INDICES = """
CREATE INDEX authors_by_name ON paper_authors (name);
CREATE INDEX papers_by_tag ON paper_tags (tag);
CREATE INDEX citations_by_cited ON paper_citations (builds_on);
CREATE INDEX papers_by_series ON papers (series);
CREATE VIRTUAL TABLE papers_fts USING fts5 (
    title, authors, abstract, note, content="papers", content_rowid="number",
    tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO papers_fts (papers_fts) VALUES ('rebuild');
INSERT INTO papers_fts (papers_fts) VALUES ('optimize');
"""
COLUMNS = {
    "venues": ("id", "name", "page"),
    "tags": ("id", "label", "description", "parent", "page"),
    "collections": ("id", "title", "description", "page"),
}
LISTS = {"authors": "paper_authors", "tags": "paper_tags"}
Record = Mapping[str, Any]
Row = Sequence[object]
Read = Callable[[str], bytes]
"""Returns the content of a file of the API."""


def write_database(site: Path, ready: Path | None = None) -> bool:
    """Make the database of a built site; return whether it had to be made.

    One that was made from the same files stays, or comes from where it is `ready`; it goes where a site has
    no API. Raises InvalidInputError where it cannot be made.
    """
    folder = site / FOLDER
    path = site / DATABASE
    with _told(path):
        if not (folder / "index.json").is_file():
            path.unlink(missing_ok=True)
            return False
        source = _digest_of(partial(_read_file, folder))
        if _source_of(path) == source:
            return False
        with tempfile.TemporaryDirectory(dir=folder, prefix=".") as beside:
            made = Path(beside) / path.name
            if ready and _source_of(ready) == source:
                shutil.move(ready, made)
            else:
                _make(made, partial(_read_file, folder), source)
            made.replace(path)
    return True


def begun_database(folder: Path, site: Path, files: Mapping[str, bytes]) -> Callable[[], Path]:
    """Begin with the database of a site whose API is to have these `files`; others are there already.

    What is returned waits for it, and says where in the folder it is ready, unless the site has it. It raises
    InvalidInputError as `write_database` does.
    """
    path = folder / Path(DATABASE).name

    def read(name: str) -> bytes:
        address = f"{FOLDER}/{name}"
        return files[address] if address in files else (site / address).read_bytes()

    def make() -> Path:
        with _told(path):
            path.unlink(missing_ok=True)
            source = _digest_of(read)
            if _source_of(site / DATABASE) != source:
                _make(path, read, source)
        return path

    return begun(make)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell in words what goes wrong with a database."""
    try:
        yield
    except sqlite3.Error as error:
        message = f"the database cannot be made: {error}; it needs a Python whose SQLite has FTS5"
        raise InvalidInputError([Problem(str(path), 1, message)]) from None
    except OSError as error:
        message = f"the database cannot be written: {error.strerror}; fix that and build again"
        raise InvalidInputError([Problem(str(error.filename or path), 1, message)]) from None
    except (ValueError, KeyError, TypeError):
        message = "the files of the API are not those that a build makes; remove the site and build it again"
        raise InvalidInputError([Problem(str(path.parent), 1, message)]) from None


def _read_file(folder: Path, name: str) -> bytes:
    return (folder / name).read_bytes()


def _values(read: Read, name: str) -> Record:
    values: Record = json.loads(read(name))
    return values


def _parts(read: Read) -> list[str]:
    """Return the names of the files that hold the papers."""
    return list(_values(read, "index.json")["downloads"]["jsonl"])


def _digest_of(read: Read) -> str:
    """Return a digest of everything that the database is made from, this module among it."""
    steps = [each["file"] for each in _values(read, "collections.json")["collections"]]
    names = ["index.json", "tags.json", "venues.json", "collections.json", *steps, *_parts(read)]
    return digest(Path(__file__).read_bytes(), *map(read, names)).hex()


def _source_of(path: Path) -> str | None:
    """Return the digest that a database keeps of what it was made from; None if there is none."""
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            row = database.execute("SELECT source FROM about").fetchone()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else None


def _make(path: Path, read: Read, source: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(SETTINGS + TABLES)
        with database:
            _insert(database, "about", [_about(read, source)])
            for name, columns in COLUMNS.items():
                records = _values(read, f"{name}.json")[name]
                _insert(database, name, ([each[column] for column in columns] for each in records))
            papers = list(_papers(read))
            numbers = {paper["id"]: number for number, paper in enumerate(papers, start=1)}
            for paper in papers:
                _insert_paper(database, paper, numbers)
            _insert_own(database, papers)
            _insert(database, "collection_steps", _steps(read, numbers))
        database.executescript(INDICES)
        database.execute("VACUUM")
    _remove_traces(path)


def _papers(read: Read) -> Iterator[Record]:
    for name in _parts(read):
        yield from map(json.loads, read(name).splitlines())


def _about(read: Read, source: str) -> Row:
    index = _values(read, "index.json")
    return index["name"], index["description"], index["site"], source


def _steps(read: Read, numbers: Mapping[str, int]) -> Iterator[Row]:
    for each in _values(read, "collections.json")["collections"]:
        steps = _values(read, each["file"])["steps"]
        for position, step in enumerate(steps, start=1):
            yield each["id"], position, numbers[step["paper"]], step["why"]


def _insert_paper(database: sqlite3.Connection, paper: Record, numbers: Mapping[str, int]) -> None:
    number = numbers[paper["id"]]
    values = {**paper, "authors": "; ".join(paper["authors"])}
    _insert(database, "papers", [[number, *(values[column] for column in PAPER)]])
    for key, table in LISTS.items():
        rows = ((number, position, each) for position, each in enumerate(paper[key], start=1))
        _insert(database, table, rows)
    related = (numbers[each] for each in paper["related"])
    _insert(database, "related_papers", ((number, *pair) for pair in enumerate(related, start=1)))
    cited = sorted(numbers[each] for each in paper["builds_on"])
    _insert(database, "paper_citations", ((number, each) for each in cited))
    _insert(database, "paper_links", ((number, *link) for link in sorted(paper["links"].items())))
    _insert(database, "former_ids", ((former, number) for former in paper["formerly"]))


def _insert_own(database: sqlite3.Connection, papers: Sequence[Record]) -> None:
    """Add the values of the fields that the list declares, if it does, one by one."""
    if not any("own" in paper for paper in papers):
        return
    for statement in OWN_TABLE.split(";"):
        database.execute(statement)
    for number, paper in enumerate(papers, start=1):
        for key, value in paper["own"].items():
            values = value if isinstance(value, list) else [] if value is None else [value]
            rows = ((number, key, position, each) for position, each in enumerate(values, start=1))
            _insert(database, "paper_fields", rows)


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        database.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608 - a table of ours


def _remove_traces(path: Path) -> None:
    with path.open("r+b") as file:
        for place, number in TRACES.items():
            file.seek(place)
            file.write(number.to_bytes(4))
