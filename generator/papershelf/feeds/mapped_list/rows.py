"""The rows of a list of mappings or a table, whatever file it is in, each with its line."""

import csv
import io
import json
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, NamedTuple

from papershelf.feeds import json_records
from papershelf.feeds.capture import decode, invalid
from papershelf.feeds.table_feed import UNCLOSED, misfit, nameless, rows_below
from papershelf.library.located_yaml import Located, parse
from papershelf.limits import excess
from papershelf.problems import InvalidInputError, Problem, Report

ZIP = b"PK\x03\x04"
SEPARATORS = "\t;,|"
NAMES = ("name", "full_name", "fullname", "literal", "title", "label", "value")  # what a mapping is called by
GIVEN, FAMILY = ("given", "first", "first_name", "firstname"), ("family", "last", "last_name", "lastname")
AS_WRITTEN = "the row as it is written"
"""The field of a row of a table that cannot be read."""
NO_ROWS = "no list of papers found in this; it must hold mappings (title: …), or rows below their headers"


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its texts by field, in the file's order, a list for a field with several, and its line.

    A field within a field has both names, as in `sources.arxiv`. `fault` says why a row of a table cannot be
    read. What has no fields, such as a text among mappings, is in `bare`, as JSON.
    """

    fields: Mapping[str, tuple[str, ...]]
    line: int
    fault: str = ""
    bare: str = ""

    @classmethod
    def of(cls, value: Any, line: int) -> "Row":
        """Return a value of a list as a row."""
        fields = dict(_flat(value))
        return cls(fields, line, bare="" if fields else json.dumps(value, ensure_ascii=False, default=str))


class Part(NamedTuple):
    """A sheet of a workbook, or a list below a key, by its name; `line` is where it begins."""

    name: str
    line: int
    columns: Collection[str]
    rows: Sequence[Row]

    @classmethod
    def of_list(cls, name: str, line: int, rows: Sequence[Row]) -> "Part":
        """Return a list as a part, whose columns are all the fields of its records."""
        return cls(name, line, {*chain.from_iterable(row.fields for row in rows)}, rows)


def rows_of(source: bytes, path: str, report: Report = lambda _line, _message: None) -> list[Row]:
    """Read the rows of a file: an Excel workbook, JSON, a table, or YAML.

    Of several sheets, or lists below keys, the longest is read, and those that have most of its columns.
    `report` is told which are not. Raises InvalidInputError for a file that holds no rows, with the line
    where it cannot be read.
    """
    if source.startswith(ZIP):
        rows = list(_joined(list(_sheets(source, path)), "sheet", report))
    else:
        text = decode(source, path)
        if text.lstrip().startswith(("[", "{")):
            rows = list(_json_rows(text, path, report))
        else:
            rows = list(_table_rows(text, path) or _yaml_rows(source, path, report))
    if message := excess("feed-records", len(rows)):
        raise invalid(path, 1, message)
    if not any(row.fields for row in rows):
        raise invalid(path, 1, NO_ROWS)
    return [row for row in rows if row.fields or row.bare]


def _joined(parts: Sequence[Part], kind: str, report: Report) -> Iterator[Row]:
    """Yield the rows of the longest part and of those like it; if there are several, with their names."""
    longest = max(parts, key=lambda part: len(part.rows), default=None)
    alike = [part for part in parts if longest and _have_most_in_common(part.columns, longest.columns)]
    for part in parts:
        if part not in alike:
            report(
                part.line,
                f"the {kind} '{part.name}' is not read, since its columns are not those of the {kind} "
                f"'{longest.name if longest else ''}'; save it as a file of its own, and import that",
            )
    for part in alike:
        named = {kind: (part.name,)} if len(alike) > 1 else {}
        yield from (replace(row, fields={**named, **row.fields}) if row.fields else row for row in part.rows)


def _have_most_in_common(some: Collection[str], others: Collection[str]) -> bool:
    return 2 * len({*some} & {*others}) > max(len(some), len(others))


def _json_rows(text: str, path: str, report: Report) -> Iterator[Row]:
    """Yield the records of a list; of an object those that it holds in lists, or by key, else the object."""
    records = json_records.parse(text, path).records
    if len(records) != 1 or not text.lstrip().startswith("{"):
        yield from (Row.of(record.value, record.block.line) for record in records)
        return
    value, line = records[0].value, records[0].block.line
    by_key = value if isinstance(value, dict) else {}
    lists = {key: each for key, each in by_key.items() if isinstance(each, list) and _has_records(each)}
    if lists:
        parts = ((key, [Row.of(each, line) for each in some]) for key, some in lists.items())
        yield from _joined([Part.of_list(key, line, rows) for key, rows in parts], "list", report)
    elif by_key and all(isinstance(each, dict) for each in by_key.values()):
        yield from (Row(dict(_flat({"key": key, **each})), line) for key, each in by_key.items())
    else:
        yield Row.of(value, line)


def _has_records(values: Sequence[Any]) -> bool:
    return any(isinstance(each, dict) for each in values)


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the fields of a value with their texts; those of a mapping within it by both names."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list):
        texts = tuple(filter(None, map(_text, value)))
        if texts and name:
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


def _yaml_rows(source: bytes, path: str, report: Report) -> Iterator[Row]:
    problems: list[Problem] = []
    tree = parse(source, lambda line, message: problems.append(Problem(path, line, message)))
    if tree is None:
        raise InvalidInputError(problems)
    for problem in problems:
        report(problem.line, problem.message)
    yield from _entry_rows(tree)
    lists = {key: each for key, each in tree.keys().items() if any(one.keys() for one in each.entries())}
    if lists:
        parts = [Part.of_list(key, each.key_line, list(_entry_rows(each))) for key, each in lists.items()]
        yield from _joined(parts, "list", report)
        return
    for key, each in tree.keys().items():
        value, line = _plain(each), each.key_line or each.line
        if each.keys():
            yield Row({"key": (key,), **dict(_flat(value))}, line)
        else:
            yield Row({}, line, bare=json.dumps(f"{key}: {_text(value)}", ensure_ascii=False))


def _entry_rows(entries: Located) -> Iterator[Row]:
    return (Row.of(_plain(entry), entry.line) for entry in entries.entries())


def _plain(value: Located) -> Any:
    if isinstance(value.value, dict):
        return {key: _plain(each) for key, each in value.value.items()}
    if isinstance(value.value, list):
        return [_plain(each) for each in value.value]
    return None if value.kind == "null value" else value.value


def _table_rows(text: str, path: str) -> list[Row]:
    """Read a table with a header; empty for a text that is none: YAML has no row of several cells first."""
    try:
        return list(_rows_below_header(text, path))
    except csv.Error as error:
        message = f"the header of this table cannot be read ({error}); close its quotes, or shorten it"
        raise invalid(path, 1, message) from None


def _rows_below_header(text: str, path: str) -> Iterator[Row]:
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    separator = max(SEPARATORS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
    header = _Header.of(next(csv.reader([first], delimiter=separator), []))
    if (
        len(header.names) < len(("title", "one more"))
        or first.lstrip().startswith(("#", "- "))
        or ": " in first
    ):
        return
    for row, block in rows_below(text, separator, lines.index(first)):
        if row.is_open:
            raise invalid(path, block.line, f"this table cannot be read on: {UNCLOSED}")
        if fault := misfit(row, len(header.names)):
            yield Row({AS_WRITTEN: (block.text,)}, block.line, fault)
            continue
        yield header.row(zip(header.names, row.cells, strict=False), block.line)


class _Header(NamedTuple):
    """The names of a table's columns; those that have none are called by their places."""

    names: Sequence[str]
    nameless: AbstractSet[str]

    @classmethod
    def of(cls, cells: Sequence[Any]) -> "_Header":
        given = [str(cell or "").strip() for cell in cells]
        names = [name or nameless(place) for place, name in enumerate(given, start=1)]
        return cls(names, {*names} - {*given})

    def row(self, cells: Iterable[tuple[str, str]], line: int) -> Row:
        """Return texts, each with the name of its column, as a row; several columns may have one name.

        Text that is only in columns without a name, such as a remark under a table, is not a record.
        """
        fields: dict[str, tuple[str, ...]] = {}
        for name, text in cells:
            if text:
                fields[name] = (*fields.get(name, ()), text)
        if fields.keys() <= self.nameless:
            texts = [*chain.from_iterable(fields.values())]
            return Row({}, line, bare=json.dumps(texts, ensure_ascii=False) if texts else "")
        return Row(fields, line)


def _sheets(source: bytes, path: str) -> Iterator[Part]:
    """Yield each sheet of a workbook that is not empty; the link of a cell is a field too."""
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
        if filled:
            at = _place_of_header(filled)
            header = _Header.of([cell.value for cell in filled[at]])
            above = [
                Row.of([_cell_text(cell.value) for cell in cells if cell.value], _line(cells))
                for cells in filled[:at]
            ]
            below = [
                header.row(_sheet_cells(header.names, cells), _line(cells)) for cells in filled[at + 1 :]
            ]
            columns = {*header.names} - header.nameless
            yield Part(sheet.title, _line(filled[at]), columns, [*above, *below])


def _place_of_header(filled: Sequence[Sequence[Any]]) -> int:
    """Return which row has the headers: the first of several cells, since a title may stand above them."""
    several = (at for at, cells in enumerate(filled) if sum(cell.value is not None for cell in cells) > 1)
    return next(several, 0)


def _line(cells: Sequence[Any]) -> int:
    return int(cells[0].row or 1)


def _sheet_cells(names: Sequence[str], cells: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for name, cell in zip(names, cells, strict=True):
        text = _cell_text(cell.value)
        yield name, text
        if cell.hyperlink and cell.hyperlink.target and cell.hyperlink.target != text:
            yield f"{name}.link", str(cell.hyperlink.target)


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value.date()) if hasattr(value, "date") and not any((value.hour, value.minute)) else str(value)
    return text.strip()
