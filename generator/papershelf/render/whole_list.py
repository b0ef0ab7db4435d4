"""The whole list as JSON, JSON Lines and CSV, in parts that any host takes."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

MOST = 8_000_000  # bytes of a part
COLUMNS = (
    "id", "title", "authors", "others", "published", "issued", "venue", "arxiv", "doi", "read", "pdf", "tags",
    "note", "added", "votes", "organisation", "page", "abstract",
)  # fmt: skip


def whole_list(
    records: Collection[tuple[str, str]], own: Sequence[str] = ()
) -> Mapping[str, Iterator[tuple[str, str]]]:
    """Return, for each format, names and texts of its parts, made one by one; a short list is in one.

    `records` are those of papers, each as one line of JSON and as a row of CSV. `own` are the keys of the
    fields that the list declares: CSV has them as its last columns.
    """
    head = _csv([*COLUMNS, *own])
    return {
        "json": _named("json", (_array(part) for part in parts_of(line for line, _ in records))),
        "jsonl": _named("jsonl", ("".join(part) for part in parts_of(line for line, _ in records))),
        "csv": _named("csv", (head + "".join(part) for part in parts_of(row for _, row in records))),
    }


def parts_of(texts: Iterable[str]) -> Iterator[list[str]]:
    """Divide texts into parts below MOST bytes; there is always one, and none but the first is empty."""
    part: list[str] = []
    size = 0
    for text in texts:
        length = len(text.encode())
        if part and size + length > MOST:
            yield part
            part, size = [], 0
        part.append(text)
        size += length
    yield part


def _named(extension: str, parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(parts, start=1):
        yield (f"list-{number}.{extension}" if number > 1 else f"list.{extension}"), text


def _array(lines: Iterable[str]) -> str:
    """Return a JSON array with one record a line."""
    inside = ",\n".join(line.rstrip("\n") for line in lines)
    return f"[\n{inside}\n]\n" if inside else "[]\n"


def csv_line(record: Mapping[str, Any]) -> str:
    """Return a record as a row of CSV; names and tags are joined by semicolons."""
    own = record.get("own", {}).values()
    return _csv([*(_cell(record[column]) for column in COLUMNS), *map(_own_cell, own)])


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "true" if value else ""
    return "" if value is None else str(value)


def _own_cell(value: object) -> str:
    """Return the value of a list's own field, where "no" is an answer, too."""
    return "false" if value is False else _cell(value)


def _csv(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)  # with RFC 4180's ends of lines, or a cell's would be bare
    return text.getvalue()
