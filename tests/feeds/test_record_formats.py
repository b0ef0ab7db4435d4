"""Every format of bibliographies holds the same records, and gives the same candidates."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given

from papershelf.feeds.detect import read
from tests.feeds.bibtex_makers import bibtex
from tests.feeds.record_makers import LISTS, Record, as_found
from tests.feeds.record_makers import WRITERS as OTHERS

WRITERS = {"BibTeX": bibtex, **OTHERS}

FULL = Record(
    "Effects at p < 0.05 & x",
    "We test <b and c>. Then we stop.",
    (("Ada", "Okoro"), ("Bo", "Lind"), ("Ada", "Okoro")),
    dt.date(2020, 5, 3),
    "Astronomy & Tests",
    "10.1000/a.b",
    "https://a.org/x;y?z=1",
    "100-2000",
)


BIBTEX = r"""@article{a, title = {Effects at p {\textless} 0.05 \& x},
  author = {Okoro, Ada and Lind, Bo and Ada Okoro}, journal = {Astronomy \& Tests}, date = {2020-05-03},
  abstract = {<jats:p>We test &lt;b and c&gt;. Then we stop.</jats:p>}, doi = {10.1000/a.b}}"""


def held_by(name: str, record: Record) -> Record:
    """What a format can hold of a record."""
    return replace(record, address=None) if name == "MEDLINE" else record


@pytest.mark.parametrize("name", WRITERS)
@given(LISTS)
@example([FULL])
def test_reading_what_was_written(name: str, records: list[Record]) -> None:
    """Whatever text a record holds, all of it is found again, and records stay apart."""
    capture = read(WRITERS[name](records).encode(), "library")
    assert capture.grammar == name
    assert list(map(as_found, capture.candidates)) == [held_by(name, record) for record in records]
    assert (capture.unplaced, capture.furniture, capture.repeats) == ((), (), ())


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n"])
def test_line_ends_and_marks(name: str, line_end: str, start: str) -> None:
    """Files of other systems, with or without a byte order mark, give the same candidates."""
    text = WRITERS[name]([FULL, replace(FULL, title="Another")]).replace("\r\n", "\n")
    if name == "EndNote XML" and "\n" in start:
        start = ""  # nothing may be before an XML declaration
    same = read((start + text.replace("\n", line_end)).encode(), "library")
    assert same.candidates == read(text.encode(), "library").candidates or start == "\n\n"
    assert [one.title for one in same.candidates] == [FULL.title, "Another"]


def test_one_record_is_one_candidate_whatever_it_was_written_in() -> None:
    """Markup, entities and names come out alike from each format, so that matching finds them one paper."""
    record = replace(FULL, address=None, pages=None)
    sources = [write([record]) for write in WRITERS.values()]
    candidates = [read(source.encode(), "library").candidates[0] for source in (BIBTEX, *sources)]
    assert set(map(as_found, candidates)) == {record}
