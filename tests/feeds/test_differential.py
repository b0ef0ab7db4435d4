"""RIS and CSL-JSON are read as readers of others read them: rispy and citeproc-py."""

import json
from typing import Any

import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from hypothesis import given

from papershelf.feeds.detect import read
from papershelf.feeds.markup import plain_text
from papershelf.feeds.person_names import first_name_first
from tests.feeds.record_makers import LISTS, Record, csl_json, ris

ZOTERO = """TY  - JOUR
TI  - Growth of <i>E. coli</i>
AU  - Okoro, Ada
AU  - van der Berg, Jan
T2  - Journal of Tests
AB  - One.
DA  - 2019/05/03/
PY  - 2019
DO  - 10.1000/x
UR  - https://a.org/p
KW  - graphs
ER  -

"""
ENDNOTE = """TY  - CHAP
AU  - King, Martin Luther, Jr.
PY  - 2001
TI  - A chapter
T2  - The book
SP  - 1
EP  - 9
ID  - 17
ER  -


"""
SPRINGER = """TY  - CONF
AU  - Okoro, Ada
A2  - Lind, Bo
PY  - 2020
DA  - 2020//
TI  - A talk that goes on
and on
BT  - Proceedings
AB  - We show
that it works.
PB  - A press
UR  - https://doi.org/10.1000/y
DO  - 10.1000/y
ID  - Okoro2020
ER  -
"""
SCOPUS = """TY  - JOUR
TI  - Tests: a review
T2  - Journal of Tests
VL  - 7
PY  - 2018
DO  - 10.1000/z
UR  - https://www.example.org/record?eid=1&partner=2
AU  - Okoro, A.
AU  - Lind, B.
AB  - One. © 2018 The Authors.
KW  - graphs
KW  - search
M3  - Article
DB  - Scopus
N1  - Export Date: 3 May 2019; Cited By: 3
ER  -

"""
DIALECTS = {"Zotero": ZOTERO, "EndNote": ENDNOTE, "Springer": SPRINGER, "Scopus": SCOPUS}


def as_rispy_reads(text: str) -> list[tuple[Any, ...]]:
    """Facts in rispy's reading; splitting addresses at semicolons, which are part of some, is turned off."""
    return [
        (
            plain_text(record["title"]),
            [first_name_first(name) for name in record.get("authors", ())],
            plain_text(record.get("abstract", "")),
            record.get("doi"),
            record.get("keywords", []),
            (record.get("date") or record.get("year") or "")[:4],
        )
        for record in rispy.loads(text, delimiter_tags_mapping={})
    ]


def as_we_read(text: str) -> list[tuple[Any, ...]]:
    return [
        (
            one.title,
            list(one.authors),
            one.abstract or "",
            one.doi,
            list(one.keywords),
            f"{one.published.year:04}" if one.published else "",
        )
        for one in read(text.encode(), "library").candidates
    ]


@pytest.mark.parametrize("name", DIALECTS)
def test_ris_of_a_dialect(name: str) -> None:
    """Titles, authors, abstracts, DOIs, keywords and years are those that rispy finds."""
    assert as_we_read(DIALECTS[name]) == as_rispy_reads(DIALECTS[name])


def test_a_library_of_all_dialects() -> None:
    """Records of several exporters in one file stay apart, as in rispy."""
    whole = "".join(DIALECTS.values())
    assert as_we_read(whole) == as_rispy_reads(whole)


@given(LISTS)
def test_ris_of_a_maker(records: list[Record]) -> None:
    """Whatever text records hold, rispy finds the same in it."""
    text = ris(records).replace("\r\n", "\n")
    assert as_we_read(text) == as_rispy_reads(text)


@pytest.mark.parametrize(
    ("names", "rispys", "ours"),
    [
        # rispy keeps A1 apart from AU
        ("A1  - Okoro, Ada\nAU  - Lind, Bo", ["Lind, Bo"], ["Ada Okoro", "Bo Lind"]),
        # and takes what a manager joined by a semicolon for one name
        ("AU  - Okoro, Ada; Lind, Bo", ["Okoro, Ada; Lind, Bo"], ["Ada Okoro", "Bo Lind"]),
    ],
)
def test_where_rispy_is_wrong(names: str, rispys: list[str], ours: list[str]) -> None:
    """Known differences, in which the file means what we read."""
    text = f"TY  - JOUR\nTI  - T\n{names}\nER  - \n"
    assert rispy.loads(text)[0]["authors"] == rispys
    assert list(read(text.encode(), "a.ris").candidates[0].authors) == ours


@pytest.mark.parametrize("text", ["TY - JOUR\nTI - T\nER - \n", "TY  - JOUR\nTI  - T\n"])
def test_what_rispy_does_not_read(text: str) -> None:
    """Rispy finds nothing where a space or the end of a record is missing."""
    try:
        found = rispy.loads(text)
    except OSError:
        found = []
    assert found == []
    assert [one.title for one in read(text.encode(), "a.ris").candidates] == ["T"]


@given(LISTS)
def test_csl_json_of_a_maker(records: list[Record]) -> None:
    """citeproc-py finds the same names, dates, DOIs and addresses."""
    items = [item | {"id": str(number)} for number, item in enumerate(json.loads(csl_json(records)))]
    references = CiteProcJSON(items).values()
    candidates = read(json.dumps(items).encode(), "a.json").candidates
    for reference, one in zip(references, candidates, strict=True):
        names = [f"{name['given']} {name['family']}" for name in reference.get("author", ())]
        issued = reference.get("issued")
        date = tuple(int(issued[part]) for part in ("year", "month", "day")) if issued else None
        day = one.published
        assert (list(one.authors), one.doi) == (names, reference.get("DOI") and str(reference["DOI"]))
        assert (day and (day.year, day.month, day.day)) == date
