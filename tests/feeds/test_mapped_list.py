"""Lists of mappings and tables of any make, read by a map from their fields to ours."""

import datetime as dt
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from papershelf import limits
from papershelf.feeds import detect
from papershelf.feeds.mapped_list.field_map import FieldMap, map_text, read_map
from papershelf.feeds.mapped_list.reader import kept, read
from papershelf.feeds.mapped_list.rows import Row, rows_of
from papershelf.library.own_fields import OwnField
from papershelf.library.values import TEXT
from papershelf.problems import InvalidInputError

YAML = """\
# a list
- name: A Study of Lists
  link: https://arxiv.org/abs/2503.10000
  people: [Ada Okoro, 'Lind, Bo']
  when: 2025-03-01
  sources: {code: https://github.com/o/r}
  mood: calm
- name: Another Study
  link: https://example.org/a.pdf
  people: [Cy Tan, Dee Dow]
  when: 2024
"""
MAP = FieldMap(
    {
        "name": "title",
        "link": "url",
        "people": "authors",
        "when": "published",
        "sources.code": "links.code",
        "mood": "-",
    }
)


def workbook(*rows: list[object]) -> bytes:
    """An Excel workbook whose second sheet has these rows; the first has none."""
    book = Workbook()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    sheet["A2"].hyperlink = "https://example.org/paper"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_list_by_its_map() -> None:
    """Each mapping is a paper with the facts that its map names, and the rest is accounted for by name."""
    capture = read(rows_of(YAML.encode(), "list.yaml"), MAP)
    first, second = capture.candidates
    assert (first.title, first.authors, str(first.published), first.arxiv, first.line) == (
        "A Study of Lists",
        ("Ada Okoro", "Lind, Bo"),
        "2025-03-01",
        "2503.10000",
        2,
    )
    assert (dict(first.links), dict(first.unkept)) == ({"code": "https://github.com/o/r"}, {"mood": "calm"})
    assert (second.line, dict(second.links)) == (8, {"paper": "https://example.org/a.pdf"})


FORMS = {
    "YAML below a key": b"papers:\n- title: T\n  year: 2024\n",
    "YAML by key": b"t1:\n  title: T\n  year: 2024\n",
    "JSON": b'[{"title": "T", "year": 2024}]',
    "JSON below a key": b'{"entries": [{"title": "T", "year": 2024}], "version": 1}',
    "CSV": b"title,year\nT,2024\n",
    "CSV with semicolons": b"title;year\nT;2024\n",
    "Excel": workbook(["title", "year"], ["T", 2024.0]),
}


@pytest.mark.parametrize("source", FORMS.values(), ids=FORMS)
def test_files_of_all_makes(source: bytes) -> None:
    """Rows are found whatever the file is."""
    (row,) = rows_of(source, "list")
    assert (row.fields["title"], row.fields["year"]) == (("T",), ("2024",))


def test_a_workbook_has_dates_and_links() -> None:
    """A date loses its midnight, and the link of a cell is a field of its own."""
    source = workbook(["Title", "Date"], ["T", dt.datetime(2024, 5, 1)])  # noqa: DTZ001 - as Excel has them
    assert rows_of(source, "list.xlsx") == [
        Row({"Title": ("T",), "Title.link": ("https://example.org/paper",), "Date": ("2024-05-01",)}, 2)
    ]


def test_a_workbook_with_a_title_above_its_headers() -> None:
    """The headers are the first row of several cells; what is above them is no paper, and is not lost."""
    source = sheets(all=[["Reading of 2024"], [], ["Title", "Year"], ["T", 2024], ["U"]])
    title, *rows = rows_of(source, "list.xlsx")
    assert (title.line, title.fields, title.bare) == (1, {}, '["Reading of 2024"]')
    assert rows == [Row({"Title": ("T",), "Year": ("2024",)}, 4), Row({"Title": ("U",)}, 5)]
    assert rows_of(sheets(all=[["Title"], ["T"]]), "list.xlsx") == [Row({"Title": ("T",)}, 2)]


def sheets(**given: list[list[object]]) -> bytes:
    """An Excel workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in given.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


TWO_YEARS = {
    "Excel": sheets(y2023=[["title", "year"], ["A", 2023]], y2024=[["title", "year", "url"], ["B", 2024]]),
    "JSON": b'{"y2023": [{"title": "A", "year": 2023}], "y2024": [{"title": "B", "year": 2024}]}',
    "YAML": b"y2023:\n- {title: A, year: 2023}\ny2024:\n- {title: B, year: 2024}\n",
}


@pytest.mark.parametrize("form", TWO_YEARS)
def test_sheets_and_lists_of_the_same_columns_are_one_list(form: str) -> None:
    """All are read, and each row knows in which one it was."""
    rows = rows_of(TWO_YEARS[form], "list")
    kind = "sheet" if form == "Excel" else "list"
    assert [(row.fields["title"], row.fields[kind]) for row in rows] == [
        (("A",), ("y2023",)),
        (("B",), ("y2024",)),
    ]


PAPERS_AND_PEOPLE = {
    "Excel": sheets(people=[["who", "mail"], ["Ada", "a@b"]], papers=[["title", "year"], ["A", 1], ["B", 2]]),
    "JSON": b'{"people": [{"who": "Ada", "mail": "a@b"}], "papers ": [{"title": "A"}, {"title": "B"}]}',
    "YAML": b"people:\n- {who: Ada, mail: a@b}\npapers:\n- {title: A}\n- {title: B}\n",
}


@pytest.mark.parametrize("form", PAPERS_AND_PEOPLE)
def test_a_sheet_or_list_that_is_not_read_is_told(form: str) -> None:
    """One with other columns than the longest is named, with how to have it."""
    told: list[str] = []
    rows = rows_of(PAPERS_AND_PEOPLE[form], "list", lambda line, message: told.append(f"{line}: {message}"))
    assert [row.fields["title"] for row in rows] == [("A",), ("B",)]
    (message,) = told
    assert "'people' is not read, since its columns are not those of the " in message
    assert "save it as a file of its own, and import that" in message


def test_authors_that_are_mappings() -> None:
    """Authors of several parts are called by them."""
    source = b'[{"title": "T", "authors": [{"given": "Ada", "family": "Okoro"}, {"name": "Bo Lind"}]}]'
    capture = read(rows_of(source, "l.json"), FieldMap({"title": "title", "authors": "authors"}))
    assert capture.candidates[0].authors == ("Ada Okoro", "Bo Lind")


@pytest.mark.parametrize(
    ("source", "line"), [(b"a: [1\nb: 2\n", 2), (b"just text\n", 1), (b"[]", 1), (b"PK\x03\x04 broken", 1)]
)
def test_what_holds_no_list(source: bytes, line: int) -> None:
    """A file without a list is refused with its line."""
    with pytest.raises(InvalidInputError) as caught:
        rows_of(source, "list")
    assert caught.value.problems[0].line == line


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)


@given(NAMES.filter(lambda name: name != "t"))
def test_any_field_can_be_mapped(name: str) -> None:
    """A field of any name comes back from a map as it was."""
    text = map_text([("t", "title", "x"), (name, "note", "y")], "list")
    assert dict(read_map(text.encode(), "map").fields) == {"t": "title", name: "note"}


def test_a_wrong_map() -> None:
    """All lines that are not facts are told at once, with what may be there."""
    with pytest.raises(InvalidInputError) as caught:
        read_map(b"a: headline\nb: links.Code\nc: title\n", "map.yaml")
    assert [(each.line, each.path) for each in caught.value.problems] == [(1, "map.yaml"), (2, "map.yaml")]
    with pytest.raises(InvalidInputError, match="no field is the title"):
        read_map(b"a: note\n", "map.yaml")


def test_a_kept_list_is_read_again() -> None:
    """The kept list has its map in it: it is read as the list was, and nothing of it is lost."""
    rows = rows_of(YAML.encode(), "list.yaml")
    source = kept(rows, MAP)
    again = detect.read(source, "list.json")
    first = read(rows, MAP)
    assert [(each.title, each.authors, dict(each.links), dict(each.unkept)) for each in again.candidates] == [
        (each.title, each.authors, dict(each.links), dict(each.unkept)) for each in first.candidates
    ]
    assert json.loads(source)["papers"][0]["mood"] == "calm"


def test_tags_of_another_list_are_mapped() -> None:
    """What is mapped to tags is looked up in the vocabulary, as headings are."""
    rows = rows_of(b"title,topic\nT,Agents; Memory\n", "l.csv")
    capture = read(rows, FieldMap({"title": "title", "topic": "tags"}))
    assert capture.candidates[0].headings == ("Agents", "Memory")


def own(*declarations: dict[str, Any]) -> list[OwnField]:
    """Fields that a list declares itself."""
    return [OwnField(each["key"], TEXT, "Help.", label=each.get("label", "")) for each in declarations]


def test_fields_of_a_list_s_own() -> None:
    """A map may name a key that the list declares; the candidate has its texts, each apart."""
    rows = rows_of(b"- {title: T, at: [MIT, 'ETH, Zurich'], short: A <b>bold</b> step.}\n", "l.yaml")
    mapped = read_map(b"title: title\nat: institutions\nshort: tldr\n", "m", ["institutions", "tldr"])
    expected = {"institutions": {"at": ("MIT", "ETH, Zurich")}, "tldr": {"short": ("A bold step.",)}}
    (candidate,) = read(rows, mapped).candidates
    assert candidate.own_texts == expected
    (again,) = detect.read(kept(rows, mapped), "l.json").candidates
    assert again.own_texts == expected


def test_a_map_names_a_key_that_is_not_declared() -> None:
    """One that is ready to use is told how to declare it, another is refused as any wrong word."""
    with pytest.raises(InvalidInputError) as caught:
        read_map(b"t: title\nat: institutions\nmood: mood\n", "map.yaml", ["tldr"])
    not_declared, wrong = caught.value.problems
    assert not_declared.line == 2
    assert (
        not_declared.message == "'institutions' isn't declared; add '- key: institutions' to data/fields.yaml"
    )
    assert wrong.line == 3
    assert wrong.message.startswith("'mood' can't be 'mood'; use one of title, ")
    assert ", note, tldr, links.code, " in wrong.message


@pytest.mark.parametrize("place", range(40, 400, 20))
def test_a_damaged_workbook(place: int) -> None:
    """Whatever byte of it is another one, it is read, or an error that says what to do."""
    whole = bytearray(workbook(["title", "authors"], ["T", "Ada Okoro"]))
    whole[place] ^= 0x55
    try:
        rows_of(bytes(whole), "list.xlsx")
    except InvalidInputError as error:
        assert "list.xlsx:1: " in str(error)  # noqa: PT017 - both are right


def test_a_quote_that_is_left_open() -> None:
    """A table that goes on in one cell is told by its line, before the cell is too long for the reader."""
    source = b'title,authors\nT,Ada Okoro\n"On and,' + b"on,on\n" * 30_000
    with pytest.raises(InvalidInputError, match=r"list\.csv:3: this table cannot be read on"):
        rows_of(source, "list.csv")


OPEN_QUOTES = {
    "at the start": 'title,envs,link\n"Kelp open,Web,https://a.example/1\nKelp two,Web,https://a.example/2\n',
    "within": 'title,envs,link\nKelp one,Web,"https://a.example/1\nKelp two,Web,https://a.example/2',
    "tabs": 'title\tenvs\n"Kelp open\tWeb\nKelp two\tWeb\n',
}


@pytest.mark.parametrize("source", OPEN_QUOTES.values(), ids=OPEN_QUOTES)
def test_a_quote_that_is_never_closed(source: str) -> None:
    """It is told by its line, with the same words as of a table that needs no map, however short the rest."""
    with pytest.raises(
        InvalidInputError, match=r"list\.csv:2: this table cannot be read on: a quote in this"
    ):
        rows_of(source.encode(), "list.csv")


def test_a_row_with_other_cells_than_the_header() -> None:
    """It is not understood rather than read by the wrong columns, whenever it is read."""
    rows = rows_of(b"title,envs\nA, or B,Web\nOn Boats,Web\nOn Sails\n", "list.csv")
    mapped = FieldMap({"title": "title"})
    first = read(rows, mapped)
    assert [each.title for each in first.candidates] == ["On Boats"]
    assert [(each.block.line, each.reason[:38]) for each in first.unplaced] == [
        (2, "this row has 3 cells, the header 2; pu"),
        (4, "this row has 1 cells, the header 2; pu"),
    ]
    again = detect.read(kept(rows, mapped), "list.json")
    assert ["A, or B,Web" in each.block.text for each in again.unplaced] == [True, False]
    assert len(again.candidates) == 1


COLUMNS = {
    "CSV": b"title,,link,link\nT,a remark,https://a.example/1,https://a.example/2\n,below no name,,\n",
    "Excel": workbook(
        ["title", None, "link", "link"],
        ["T", "a remark", "https://a.example/1", "https://a.example/2"],
        [None, "below no name", None, None],
    ),
}


@pytest.mark.parametrize("form", COLUMNS)
def test_columns_without_a_name_and_of_one_name(form: str) -> None:
    """No cell is lost: a column without a name is called by its place, two of one name are a list."""
    first, second = rows_of(COLUMNS[form], "list")
    fields = {**first.fields}
    fields.pop("title.link", None)  # which the workbook has
    links = ("https://a.example/1", "https://a.example/2")
    assert fields == {"title": ("T",), "column 2": ("a remark",), "link": links}
    assert (second.fields, second.bare) == ({}, '["below no name"]')


def test_of_several_addresses_the_first_is_taken() -> None:
    """Addresses in one field are not made one; the others are told as not kept."""
    rows = rows_of(b"- {title: T, link: ['https://a.example/1', 'https://a.example/2']}\n", "list.yaml")
    (paper,) = read(rows, FieldMap({"title": "title", "link": "url"})).candidates
    assert paper.links == {"paper": "https://a.example/1"}
    assert paper.unkept == {"link": "https://a.example/2"}


NO_FIELDS = {
    "YAML": b"- title: T\n  year: 1\n- just text https://a.example\n- 42\n- title: ''\n-\n",
    "YAML below a key": b"papers:\n- {title: T}\n- just text https://a.example\n- 42\n- {title: ''}\n-\n",
    "YAML by key": b"a: {title: T, year: 1}\nb: just text https://a.example\nc: 42\nd: {}\ne:\n",
    "JSON": b'[{"title": "T", "year": 1}, "just text https://a.example", 42, {"title": ""}, null]',
    "JSON below a key": b'{"ours": [{"title": "T"}, "just text https://a.example", 42, {"title": ""}, null]}',
    "Excel": workbook(
        ["title", None],
        ["T", None],
        [None, "just text https://a.example"],
        [None, 42],
        [None, "x"],
        [None, 1],
    ),
}


@pytest.mark.parametrize("form", NO_FIELDS)
def test_what_has_no_fields_is_told(form: str) -> None:
    """Each item of a list that cannot be a paper is told as none, and is kept with the papers."""
    rows = rows_of(NO_FIELDS[form], "list")
    mapped = FieldMap({"title": "title"})
    for capture in (read(rows, mapped), detect.read(kept(rows, mapped), "list.json")):
        assert [each.title for each in capture.candidates] == ["T"]
        assert not capture.unplaced
        assert len(capture.others) == 4
        assert "just text https://a.example" in capture.others[0].block.text
        assert "42" in capture.others[1].block.text
        assert {each.reason for each in capture.others} == {
            "it has no field with a text; a paper has at least a title"
        }


def test_what_yaml_leaves_out_is_told() -> None:
    """A key that is given twice and a second document are no errors, but named with their lines."""
    told: list[str] = []
    source = b"- title: T\n  title: U\n---\n- title: V\n"
    (row,) = rows_of(source, "list.yaml", lambda line, message: told.append(f"{line}: {message}"))
    assert row.fields == {"title": ("T",)}
    assert told == [
        "2: key 'title' is given twice in one entry; keep one of them",
        "3: a second YAML document begins here; remove the line '---'",
    ]


def test_a_workbook_that_unpacks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook is measured by what it unpacks to, before that is done; so is the number of its rows."""
    monkeypatch.setattr(
        limits, "LIMITS", {**limits.LIMITS, "feed-size": limits.Limit(999, "bytes", "split it")}
    )
    with pytest.raises(InvalidInputError, match="more than 999 bytes"):
        rows_of(workbook(["title", "year"], ["T", 2024]), "list.xlsx")
    few = {**limits.LIMITS, "feed-records": limits.Limit(1, "records", "split it")}
    monkeypatch.setattr(limits, "LIMITS", few)
    with pytest.raises(InvalidInputError, match="more than 1 records"):
        rows_of(YAML.encode(), "list.yaml")
