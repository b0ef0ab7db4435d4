"""The SQLite database of a list: complete, searchable, and the same bytes each time."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from papershelf.library import Library, load
from papershelf.list_database import write_database
from papershelf.problems import InvalidInputError
from papershelf.text import shown
from tests.render.api_files import AWKWARD, awkward, files, library_of, with_paper

HEADER = 100  # bytes


def put(site: Path, library: Library) -> Path:
    """Write the API of a list into a site, and say where the database of it will be."""
    for name, text in files(library).items():
        path = site / "api" / "v1" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return site / "api" / "v1" / "list.sqlite"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, list_dir: Path) -> Path:
    """The database of 75 papers."""
    site = tmp_path_factory.mktemp("site")
    made = put(site, load(list_dir))
    assert write_database(site)
    return made


@pytest.fixture
def rows(real: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(real)) as database:
        database.row_factory = sqlite3.Row
        yield database


def records(real: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (real.parent / "list.jsonl").read_bytes().splitlines()]


def test_every_paper_is_there(real: Path, rows: sqlite3.Connection) -> None:
    """With the values of its record; names, tags and links are in tables of their own, in their order."""
    papers = {row["id"]: row for row in rows.execute("SELECT * FROM papers")}
    found = records(real)
    assert papers.keys() == {record["id"] for record in found}
    for record in found:
        row = papers[record["id"]]
        for key in ("title", "published", "venue", "doi", "arxiv", "read", "page", "note", "abstract"):
            assert row[key] == record[key]
        for table, column, key in (("paper_authors", "name", "authors"), ("paper_tags", "tag", "tags")):
            query = f"SELECT {column} FROM {table} WHERE paper = ? ORDER BY position"  # noqa: S608
            assert [each[0] for each in rows.execute(query, [row["number"]])] == record[key]
        links = rows.execute("SELECT name, url FROM paper_links WHERE paper = ?", [row["number"]])
        assert dict(map(tuple, links)) == record["links"]


def test_words_are_found_in_all_texts(rows: sqlite3.Connection) -> None:
    """Whatever the accents; the index and the papers agree."""
    rows.execute("INSERT INTO papers_fts (papers_fts, rank) VALUES ('integrity-check', 1)")
    query = "SELECT title FROM papers WHERE number IN (SELECT rowid FROM papers_fts WHERE papers_fts MATCH ?)"
    assert any("Nearest Neighbor" in row[0].title() for row in rows.execute(query, ['"nearest neighbor"']))
    assert [row[0] for row in rows.execute(query, ["authors: malkov"])]


def test_references_lead_to_rows(rows: sqlite3.Connection) -> None:
    """Nothing in the database points at what is not in it."""
    assert rows.execute("PRAGMA foreign_key_check").fetchall() == []
    assert rows.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert rows.execute("SELECT count(*) FROM collection_steps").fetchone()[0] > 0


def test_references_name_their_columns(rows: sqlite3.Connection) -> None:
    """Datasette fails on a reference that leaves it to SQLite to know the column."""
    tables = [name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    named = [row["to"] for table in tables for row in rows.execute(f"PRAGMA foreign_key_list({table})")]
    assert len(named) >= 8
    assert None not in named


def test_the_same_list_gives_the_same_bytes(tmp_path: Path, list_dir: Path, real: Path) -> None:
    """In another folder, at another time; the header tells no version of the program that wrote it."""
    made = put(tmp_path, load(list_dir))
    write_database(tmp_path)
    assert made.read_bytes() == real.read_bytes()
    header = real.read_bytes()[:HEADER]
    assert int.from_bytes(header[96:100]) == 3_027_000
    assert header[24:28] == header[92:96] == (1).to_bytes(4)


def test_awkward_texts_stay_as_they_are(tmp_path: Path) -> None:
    """Quotes, markup, formulas of spreadsheets, emoji, separators of lines, 3,000 authors."""
    made = put(tmp_path, awkward())
    write_database(tmp_path)
    with closing(sqlite3.connect(made)) as database:
        titles = {title for (title,) in database.execute("SELECT title FROM papers")}
        assert {shown(text) for text in AWKWARD if "$" not in text} <= titles
        assert database.execute("SELECT count(*) FROM paper_authors").fetchone()[0] == 3000 + len(AWKWARD)
        assert database.execute("SELECT former FROM former_ids").fetchall() == [("old-year",)]


def test_it_stays_until_the_list_changes(tmp_path: Path) -> None:
    """Made of the same files, it is not written again; of others, it is."""
    made = put(tmp_path, awkward())
    assert write_database(tmp_path)
    before = made.stat()
    assert not write_database(tmp_path)
    assert (made.stat().st_ino, made.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    put(tmp_path, with_paper(awkward(), "bare", title="Not bare"))
    assert write_database(tmp_path)
    with closing(sqlite3.connect(made)) as database:
        assert database.execute("SELECT title FROM papers WHERE id = 'bare'").fetchone() == ("Not bare",)


def test_a_damaged_one_is_made_again(tmp_path: Path) -> None:
    """Whatever somebody put in its place."""
    made = put(tmp_path, awkward())
    write_database(tmp_path)
    good = made.read_bytes()
    made.write_bytes(b"no database")
    assert write_database(tmp_path)
    assert made.read_bytes() == good


def test_an_empty_list_has_an_empty_one(tmp_path: Path) -> None:
    """With all of its tables, so that a program need not ask."""
    made = put(tmp_path, library_of([]))
    write_database(tmp_path)
    with closing(sqlite3.connect(made)) as database:
        assert database.execute("SELECT count(*) FROM papers").fetchone() == (0,)


def test_a_site_without_the_api_has_none(tmp_path: Path) -> None:
    """An older one goes."""
    made = put(tmp_path, awkward())
    write_database(tmp_path)
    (made.parent / "index.json").unlink()
    assert not write_database(tmp_path)
    assert not made.exists()


def test_files_that_no_build_made(tmp_path: Path) -> None:
    """They are named, and nothing is left behind."""
    made = put(tmp_path, awkward())
    (made.parent / "tags.json").write_text("[]")
    with pytest.raises(InvalidInputError, match="remove the site and build it again"):
        write_database(tmp_path)
    assert not list(made.parent.glob("*sqlite*"))
