"""The papers of a list read entry by entry, and only those entries whose text has not been read before.

What was read is kept in memory, and between commands in `.cache/` beside `mkdocs.yml`, else among the user's
caches. That file may go at any time; one that is torn, or was written by other code, counts for nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs

from papershelf.library.entry_texts import EntryText, entry_texts
from papershelf.library.fields import PAPER, read_entry
from papershelf.library.located_yaml import parse
from papershelf.library.values import DAY, PARTIAL_DATE
from papershelf.model import Paper, PartialDate

FEWEST = 200
"""Entries that the file must lack before it is written: fewer are read as fast as it is written."""
KEYS = tuple(field.key for field in PAPER)
DATES = frozenset(field.key for field in PAPER if field.kind is PARTIAL_DATE or field.kind is DAY)


class _Known(NamedTuple):
    """A paper, and the line of its dash in the list of which it has its lines."""

    line: int
    paper: Paper

    def at(self, line: int) -> _Known:
        """The same where its dash is on another line."""
        down = line - self.line
        if not down:
            return self
        lines = {key: each + down for key, each in self.paper.lines.items()}
        return _Known(line, replace(self.paper, line=self.paper.line + down, lines=lines))


_known: dict[str, _Known] = {}  # by the digest of its text
_looked_into: set[Path] = set()


def papers_one_by_one(text: str, data: Path) -> Sequence[Paper]:
    """Read a list of which every entry is right on its own; nothing where only the whole can tell what it is.

    `data` is the directory of the list, if it is one: what was read from there before is kept for it.
    """
    texts = entry_texts(text)
    digests = _digests(texts)
    by_digest = {digest: each.text for digest, each in zip(digests, texts, strict=True)}
    kept = _file(data) if data.is_dir() and len(texts) >= FEWEST else None
    if kept and kept not in _looked_into:
        _looked_into.add(kept)
        _known.update(_stored(kept, by_digest))
    fresh = by_digest.keys() - _known.keys()
    for digest in fresh:
        paper = _read(by_digest[digest])
        if not paper:
            return ()
        _known[digest] = _Known(1, paper)
    if kept and len(fresh) >= FEWEST:
        _store(kept, by_digest)
    papers: list[Paper] = []
    for digest, each in zip(digests, texts, strict=True):
        _known[digest] = _known[digest].at(each.line)
        papers.append(_known[digest].paper)
    return papers


def sure_entries(text: str) -> Sequence[EntryText]:
    """Cut a list into its entries if each has been read on its own; nothing for any other text."""
    texts = entry_texts(text)
    return texts if all(digest in _known for digest in _digests(texts)) else ()


def _digests(texts: Sequence[EntryText]) -> list[str]:
    keys = ",".join(field.key for field in PAPER)
    return [_digest(keys, each.text) for each in texts]


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def _read(text: str) -> Paper | None:
    wrong: list[int] = []

    def report(line: int, _message: str) -> None:
        wrong.append(line)

    tree = parse(text.encode(), report)
    found = tree.entries() if tree else []
    values = read_entry(found[0], PAPER, report) if len(found) == 1 else {}
    if wrong or not values:
        return None
    lines = {key: value.key_line for key, value in found[0].keys().items()}
    return Paper(**values, line=found[0].line, lines=lines)


def _file(data: Path) -> Path:
    """The file for a list: in its project, else among the user's caches, by the path of the list."""
    place = data.resolve()
    if (place.parent / "mkdocs.yml").is_file():
        return place.parent / ".cache" / "entries.json"
    return platformdirs.user_cache_path("papershelf") / "entries" / f"{_digest(str(place))}.json"


@cache
def _code() -> str:
    """A digest of the code that reads entries."""
    sources = sorted([*Path(__file__).parent.glob("*.py"), Path(__file__).parent.with_name("model.py")])
    return hashlib.blake2b(b"".join(map(Path.read_bytes, sources)), digest_size=16).hexdigest()


def _stored(path: Path, wanted: Mapping[str, str]) -> Iterator[tuple[str, _Known]]:
    """Yield the wanted papers that the file has, by digest."""
    try:
        head, _, body = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return
    if head == _digest(_code(), body):
        for digest, row in json.loads(body).items():
            if digest in wanted:
                yield digest, _known_from(row)


def _store(path: Path, wanted: Mapping[str, str]) -> None:
    rows = {digest: _row(_known[digest]) for digest in wanted}
    body = json.dumps(rows, default=dict, ensure_ascii=False)
    temporary = path.with_suffix(".new")
    with contextlib.suppress(OSError):  # a project that cannot be written is read all the same
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(f"{_digest(_code(), body)}\n{body}", encoding="utf-8")
        temporary.replace(path)


def _row(known: _Known) -> list[Any]:
    """Return what JSON can hold: the line of the dash, of the entry and of its keys, and its values."""
    paper = known.paper
    values = (getattr(paper, field.key) for field in PAPER)
    plain = [astuple(value) if isinstance(value, PartialDate) else value for value in values]
    return [known.line, paper.line, paper.lines, *plain]


def _known_from(row: list[Any]) -> _Known:
    dash, line, lines, *plain = row
    values: dict[str, Any] = {
        key: PartialDate(*value) if value and key in DATES else tuple(value) if type(value) is list else value
        for key, value in zip(KEYS, plain, strict=True)
    }
    return _Known(dash, Paper(**values, line=line, lines=lines))
