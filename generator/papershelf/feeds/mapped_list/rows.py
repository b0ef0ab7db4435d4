"""The rows of a list of mappings or a table, whatever file it is in, each with its line."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from papershelf.feeds import json_records
from papershelf.feeds.capture import decode, invalid
from papershelf.library.located_yaml import Located, parse
from papershelf.limits import excess
from papershelf.problems import InvalidInputError, Problem

ZIP = b"PK\x03\x04"
SEPARATORS = "\t;,|"
NAMES = ("name", "full_name", "fullname", "literal", "title", "label", "value")  # what a mapping is called by
GIVEN, FAMILY = ("given", "first", "first_name", "firstname"), ("family", "last", "last_name", "lastname")
NO_ROWS = "there is no list of papers in this; it must hold mappings (title: …), or rows below their headers"


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its texts by field, in the file's order, a list for a field with several, and its line.

    A field within a field has both names, as in `sources.arxiv`.
    """

    fields: Mapping[str, tuple[str, ...]]
    line: int


def rows_of(source: bytes, path: str) -> list[Row]:
    """Read the rows of a file: an Excel workbook's first sheet with rows, JSON, a table, or YAML.

    Raises InvalidInputError for a file that holds none, with the line where it cannot be read.
    """
    if source.startswith(ZIP):
        rows = list(_sheet_rows(source, path))
    else:
        text = decode(source, path)
        if text.lstrip().startswith(("[", "{")):
            records = json_records.parse(text, path).records
            found = _unpacked(records[0]) if text.lstrip().startswith("{") and len(records) == 1 else records
            rows = [Row(dict(_flat(record.value)), record.block.line) for record in found]
        else:
            rows = list(_table_rows(text, path) or _yaml_rows(source, path))
    if message := excess("feed-records", len(rows)):
        raise invalid(path, 1, message)
    if not any(row.fields for row in rows):
        raise invalid(path, 1, NO_ROWS)
    return [row for row in rows if row.fields]


def _unpacked(record: json_records.Record) -> Iterator[json_records.Record]:
    """Yield the records that an object holds in its longest list, or by key; else the object."""
    value = record.value
    by_key = value if isinstance(value, dict) else {}
    lists = [each for each in by_key.values() if _are_records(each)]
    if lists:
        yield from (record._replace(value=each) for each in max(lists, key=len))
    elif _are_records(list(by_key.values())):
        yield from (record._replace(value={"key": key, **each}) for key, each in by_key.items())
    else:
        yield record


def _are_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the fields of a value with their texts; those of a mapping within it by both names."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list):
        texts = tuple(filter(None, map(_text, value)))
        if texts:
            yield name, texts
    elif (text := _text(value)) and name:
        yield name, (text,)


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return _called(value)
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _called(value: Mapping[str, Any]) -> str:
    """Return what a mapping within a list is called: the name of an author, or all that it says."""
    by_key = {str(key).lower(): each for key, each in value.items()}
    parts = [next((str(by_key[key]) for key in keys if by_key.get(key)), "") for keys in (GIVEN, FAMILY)]
    named = next((str(by_key[key]) for key in NAMES if by_key.get(key)), "")
    whole = " ".join(filter(None, parts)) or named
    return whole or "; ".join(f"{key}: {_text(each)}" for key, each in value.items())


def _yaml_rows(source: bytes, path: str) -> Iterator[Row]:
    problems: list[Problem] = []
    tree = parse(source, lambda line, message: problems.append(Problem(path, line, message)))
    if tree is None:
        raise InvalidInputError(problems)
    entries = tree.entries() or next(
        iter(
            sorted((each.entries() for each in tree.keys().values() if each.entries()), key=len, reverse=True)
        ),
        [],
    )
    if not entries:
        keyed = {key: each for key, each in tree.keys().items() if each.keys()}
        for key, each in keyed.items():
            yield Row({"key": (key,), **dict(_flat(_plain(each)))}, each.key_line or each.line)
    for entry in entries:
        yield Row(dict(_flat(_plain(entry))), entry.line)


def _plain(value: Located) -> Any:
    if isinstance(value.value, dict):
        return {key: _plain(each) for key, each in value.value.items()}
    if isinstance(value.value, list):
        return [_plain(each) for each in value.value]
    return None if value.kind == "null value" else value.value


def _table_rows(text: str, path: str) -> list[Row]:
    """Read a table with a header; empty for a text that is none: YAML has no row of several cells first."""
    read: list[Row] = []
    try:
        read.extend(_rows_below_header(text))
    except csv.Error as error:
        line = read[-1].line + 1 if read else 1
        message = f"this table cannot be read on ({error}); close the quote of a cell that was left open"
        raise invalid(path, line, message) from None
    return read


def _rows_below_header(text: str) -> Iterator[Row]:
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    separator = max(SEPARATORS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
    header = [name.strip() for name in next(csv.reader([first], delimiter=separator), [])]
    if len(header) < len(("title", "one more")) or first.lstrip().startswith(("#", "- ")) or ": " in first:
        return
    start = lines.index(first)
    reader = csv.reader((f"{line}\n" for line in lines[start:]), delimiter=separator)
    next(reader)
    line = reader.line_num
    for cells in reader:
        named = zip(header, map(str.strip, cells), strict=False)
        yield Row({name: (cell,) for name, cell in named if name and cell}, start + line + 1)
        line = reader.line_num


def _sheet_rows(source: bytes, path: str) -> Iterator[Row]:
    """Yield the rows of the first sheet that has a header and rows; the link of a cell is a field too."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, and only for workbooks

    try:
        with zipfile.ZipFile(io.BytesIO(source)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        beyond = excess("feed-size", unpacked)
        book = None if beyond else load_workbook(io.BytesIO(source), data_only=True)
    except Exception as error:  # noqa: BLE001 - a damaged workbook makes openpyxl stumble anywhere
        raise invalid(path, 1, f"this workbook cannot be read ({error}); save it again, or as CSV") from None
    if beyond or not book:
        raise invalid(path, 1, beyond or "")
    for sheet in book.worksheets:
        filled = [row for row in sheet.iter_rows() if any(cell.value is not None for cell in row)]
        if len(filled) < len(("header", "row")):
            continue
        header = [str(cell.value or "").strip() for cell in filled[0]]
        for cells in filled[1:]:
            fields: dict[str, tuple[str, ...]] = {}
            for name, cell in zip(header, cells, strict=False):
                text = _cell_text(cell.value)
                if name and text:
                    fields[name] = (text,)
                if name and cell.hyperlink and cell.hyperlink.target and cell.hyperlink.target != text:
                    fields[f"{name}.link"] = (str(cell.hyperlink.target),)
            yield Row(fields, int(cells[0].row or 1))
        return


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value.date()) if hasattr(value, "date") and not any((value.hour, value.minute)) else str(value)
    return text.strip()
