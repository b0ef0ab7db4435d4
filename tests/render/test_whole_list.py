"""The whole list as JSON, JSON Lines and CSV: read back by other readers, in parts if it is long."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from papershelf.render.whole_list import COLUMNS, MOST, csv_line, parts_of, whole_list
from tests.render.api_files import AWKWARD, awkward, files

CELLS = st.none() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]))


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_formats_say_the_same() -> None:
    """Of each paper, in the same order; a cell that begins with = is as the list has it."""
    made = files(awkward())
    records = json.loads(made["list.json"])
    assert [json.loads(line) for line in made["list.jsonl"].removesuffix("\n").split("\n")] == records
    rows = table(made["list.csv"])
    assert len(rows) == len(records) == len(AWKWARD) + 3
    for row, record in zip(rows, records, strict=True):
        assert row["title"] == record["title"]
        assert row["authors"] == "; ".join(record["authors"])
        assert row["abstract"] == (record["abstract"] or "")
        assert row["published"] == (record["published"] or "")
    assert "=1+2" in [row["title"] for row in rows]


def test_an_empty_list() -> None:
    """An array of nothing, no line, and the names of the columns."""
    made = {name: [text for _, text in parts] for name, parts in whole_list([]).items()}
    assert made == {"json": ["[]\n"], "jsonl": [""], "csv": [",".join(COLUMNS) + "\r\n"]}


@given(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_cells_are_read_as_they_are(values: list[object]) -> None:
    """Whatever is in them, line breaks too."""
    record = dict(zip(COLUMNS, values, strict=True))
    (row,) = csv.reader(io.StringIO(csv_line(record), newline=""))
    assert row == ["" if value is None else str(value) for value in values]


@given(st.lists(st.integers(1, MOST + 10).map("x".__mul__), max_size=5))
def test_parts_are_below_the_limit(texts: list[str]) -> None:
    """Nothing is lost and nothing moves; only a text that is too long by itself is above."""
    parts = list(parts_of(texts))
    assert [text for part in parts for text in part] == texts
    assert all(len("".join(part)) <= MOST or len(part) == 1 for part in parts)
    assert all(parts[1:])


def test_a_long_list_is_in_parts() -> None:
    """Each can be read by itself; lines can be put together again."""
    lines = [_line(number) for number in range(150)]
    made = {
        name: list(parts)
        for name, parts in whole_list([(line, csv_line(json.loads(line))) for line in lines]).items()
    }
    assert [name for name, _ in made["jsonl"]] == ["list.jsonl", "list-2.jsonl", "list-3.jsonl"]
    ids = [f"p{number}" for number in range(150)]
    assert [each["id"] for _, text in made["json"] for each in json.loads(text)] == ids
    assert "".join(text for _, text in made["jsonl"]) == "".join(lines)
    assert [row["id"] for _, text in made["csv"] for row in table(text)] == ids


def _line(number: int) -> str:
    record = dict.fromkeys(COLUMNS, None) | {"id": f"p{number}", "abstract": "x" * 120_000}
    return json.dumps(record) + "\n"
