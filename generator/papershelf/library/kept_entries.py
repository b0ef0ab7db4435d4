"""The entries of a list that were read before, kept between commands in one file.

It lies in `.cache/` beside `mkdocs.yml`, else among the user's caches. It may go at any time; one that is
torn, or was written by other code, counts for nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import platformdirs

from papershelf.library.entry_texts import EntryText
from papershelf.library.fields import PAPER
from papershelf.library.values import DAY, PARTIAL_DATE
from papershelf.model import Paper, PartialDate
from papershelf.whole_files import replace_file

KEYS = tuple(field.name for field in fields(Paper) if field.compare)
"""In the order in which a Paper takes them."""
ABSTRACT = KEYS.index("abstract")
KINDS = {field.key: field.kind for field in PAPER}
OWN = KEYS.index("own")
DATES = tuple(place for place, key in enumerate(KEYS) if KINDS.get(key) in (PARTIAL_DATE, DAY))
TUPLES = tuple(
    place for place, key in enumerate(KEYS) if key in KINDS and KINDS[key].schema.get("type") == "array"
)


def place_of(data: Path) -> Path:
    """Return the file for a list: in its project, else among the user's caches, by the path of the list."""
    place = data.resolve()
    if (place.parent / "mkdocs.yml").is_file():
        return place.parent / ".cache" / "entries.json"
    name = hashlib.sha256(str(place).encode(errors="surrogateescape")).hexdigest()[:32]
    return platformdirs.user_cache_path("papershelf") / "entries" / f"{name}.json"


def kept(path: Path, wanted: Mapping[str, EntryText]) -> Iterator[tuple[str, Paper]]:
    """Yield the digests and papers of the entries that the file has, of those that are wanted."""
    try:
        with path.open("rb") as file:
            seal, body = file.readline(), file.read()
    except OSError:
        return
    if seal == _seal(body):
        for digest, *row in json.loads(body):
            if digest in wanted:
                yield digest, _paper(row, wanted[digest])


def keep(path: Path, entries: Mapping[str, tuple[EntryText, Paper]]) -> None:
    """Write the file: what was read of each entry, by its digest."""
    rows = [[digest, *_row(*entry)] for digest, entry in entries.items()]
    body = json.dumps(rows, default=dict, separators=(",", ":")).encode()
    with contextlib.suppress(OSError):  # a project that cannot be written is read all the same
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, _seal(body) + body, lasting=False)


def _seal(body: bytes) -> bytes:
    """Return the first line of a file with this body."""
    digest = hashlib.sha256(_code())
    digest.update(body)
    return b"%s\n" % digest.hexdigest().encode()


@cache
def _code() -> bytes:
    """A digest of the code that reads entries."""
    sources = sorted([*Path(__file__).parent.glob("*.py"), Path(__file__).parent.with_name("model.py")])
    return hashlib.sha256(b"".join(map(Path.read_bytes, sources))).digest()


def _row(entry: EntryText, paper: Paper) -> list[Any]:
    """Return what JSON can hold: the lines of an entry and of its keys, from its dash on, and its values.

    An abstract is True if it can be had from the text of the entry, as nearly all can: that is most of it.
    """
    values = {key: getattr(paper, key) for key in KEYS}
    if paper.abstract and paper.abstract == _folded(entry.text):
        values["abstract"] = True
    values["own"] = {key: _own_row(value) for key, value in paper.own.items()}
    plain = [
        (value.year, value.month, value.day) if isinstance(value, PartialDate) else value
        for value in values.values()
    ]
    lines = {key: line - entry.line for key, line in paper.lines.items()}
    return [paper.line - entry.line, lines, *plain]


def _paper(row: list[Any], entry: EntryText) -> Paper:
    line, lines, *values = row
    for place in TUPLES:
        values[place] = tuple(values[place])
    for place in DATES:
        if values[place]:
            values[place] = _date(*values[place])
    if values[ABSTRACT] is True:
        values[ABSTRACT] = _folded(entry.text)
    values[OWN] = {key: _own_value(each) for key, each in values[OWN].items()}
    values += [entry.line + line, {key: entry.line + below for key, below in lines.items()}]
    return Paper(*values)


def _own_row(value: Any) -> Any:
    return {"date": str(value)} if isinstance(value, PartialDate) else value


def _own_value(row: Any) -> Any:
    if isinstance(row, dict):
        return PartialDate.parse(row["date"])
    return tuple(row) if isinstance(row, list) else row


def _folded(text: str) -> str:
    """Return the text of the block that ends an entry as this project writes it."""
    return text.partition("\n  abstract: >-\n    ")[2].rstrip("\n").replace("\n    ", " ")


@lru_cache(maxsize=65_536)
def _date(year: int, month: int, day: int) -> PartialDate:
    return PartialDate(year, month, day)
