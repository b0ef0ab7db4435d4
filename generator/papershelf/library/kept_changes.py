"""Reads and writes `data/changes.jsonl`, what happened to the papers of the list: one JSON object a line.

The first line says from which day on changes are known, and up to which commit. Each other line is a change.
`papershelf changes` writes the file; a list without it has no record.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from papershelf.model import ChangeRecord, KeptChange, PartialDate
from papershelf.problems import Report

CHANGES = "changes.jsonl"
KINDS = ("added", "changed", "removed", "moved")
HEAD = frozenset({"since", "commit"})
KEYS = frozenset({"day", "paper", "what", "fields", "to"})
REMEDY = "restore the file from git, or remove it and run `papershelf changes --write`"


def read_changes(source: bytes, report: Report) -> ChangeRecord:
    """Return the record; anything wrong goes to `report`."""
    try:
        lines = source.decode().split("\n")
    except UnicodeDecodeError:
        report(1, f"this is not UTF-8; {REMEDY}")
        return ChangeRecord()
    rows = [(number, row) for number, row in enumerate(map(_parsed, lines), start=1) if row != {}]
    if not rows:
        return ChangeRecord()
    number, head = rows[0]
    if not (head and head.keys() == HEAD and _is_day(head["since"]) and _is_text(head["commit"])):
        report(number, f'the first line must be like {{"since": "2026-11-23", "commit": "1a2b3c"}}; {REMEDY}')
        return ChangeRecord()
    return ChangeRecord(head["since"], head["commit"], tuple(_changes(rows[1:], report)))


def _changes(rows: list[tuple[int, Mapping[str, Any] | None]], report: Report) -> Iterator[KeptChange]:
    for number, row in rows:
        if wrong := _fault(row):
            report(number, f"{wrong}; {REMEDY}")
        elif row:
            fields = tuple(row.get("fields", ()))
            yield KeptChange(row["day"], row["paper"], row["what"], fields, row.get("to"))


def _parsed(line: str) -> Mapping[str, Any] | None:
    """Return the object of a line, an empty one for a blank line, None where it is not an object."""
    try:
        value = json.loads(line or "{}")
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _fault(row: Mapping[str, Any] | None) -> str | None:
    if row is None:
        return "this line is not a JSON object"
    fields = row.get("fields", [])
    rules = {
        f"unknown keys: {', '.join(sorted(row.keys() - KEYS))}": row.keys() <= KEYS,
        "'day' must be a day like 2026-11-23": _is_day(row.get("day")),
        "'paper' must be the id of a paper": _is_text(row.get("paper")),
        f"'what' must be one of {', '.join(KINDS)}": row.get("what") in KINDS,
        "'fields' must be a list of keys": isinstance(fields, list) and all(map(_is_text, fields)),
        "'to' must be the id that the paper has now": _is_text(row.get("to")) == (row.get("what") == "moved"),
    }
    return next((message for message, holds in rules.items() if not holds), None)


def _is_day(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return PartialDate.parse(value).day > 0
    except ValueError:
        return False


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def written_changes(record: ChangeRecord) -> str:
    """Return the text of the file."""
    rows = [{"since": record.since, "commit": record.commit}, *map(asdict, record.changes)]
    given = ({key: value for key, value in row.items() if value} for row in rows)
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in given)
