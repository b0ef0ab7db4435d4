"""BibTeX in the dialects of programs and publishers: nothing lost or merged, and others find the same."""

import dataclasses
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model import Candidate
from tests.citing.independent import read_bibtex as read_with_pybtex
from tests.feeds.bibtex_makers import DIALECTS
from tests.feeds.readers import read_bibtex as read
from tests.feeds.record_makers import LISTS, Record

WHY_PYBTEX_DIFFERS = {
    "Better BibLaTeX": "it knows neither `journaltitle` nor `date`",
    "BibLaTeX": "it takes `family=…, given=…` for a name with too many commas",
    "PubMed": "it knows a month by the name that BibTeX defines, not in quotes",
}
# Beside a name these are not a given name: "Li, Inc" is a company, and "Li, Jr" lacks a given name.
NO_NAMES = {
    "jr", "sr", "esq", "inc", "ltd", "limited", "llc", "llp", "gmbh", "corp",
    "pty", "co", "and", "et", "al", "others", "more",
}  # fmt: skip
WORD = st.from_regex(r"[A-ZÉÖŠ][a-zéőçø]{1,8}", fullmatch=True).filter(
    lambda word: word.lower() not in NO_NAMES
)
PHRASE = st.lists(WORD | st.sampled_from(["&", "100%", "of", "C#", "x_y", "(and)"]), min_size=1, max_size=5)
PLAIN = st.builds(
    Record,
    title=PHRASE.map(" ".join).map("A {}".format),
    authors=st.lists(st.tuples(WORD, WORD), min_size=1, max_size=4).map(tuple),
    published=st.dates(dt.date(1500, 1, 1), dt.date(2999, 12, 31)),
    venue=PHRASE.map(" ".join).map("Annals {}".format),
    doi=st.from_regex(r"10\.[0-9]{4}/[a-z0-9]{1,9}", fullmatch=True),
    address=st.just("https://example.org/~a/b_c?d=1"),
)
PLAINS = st.lists(PLAIN, min_size=1, max_size=4, unique_by=lambda record: record.title)


def facts(candidate: Candidate) -> Record:
    """What a candidate holds of a record, but for its date."""
    names = tuple((first, last) for first, _, last in (name.partition(" ") for name in candidate.authors))
    return Record(
        candidate.title,
        candidate.abstract,
        names,
        None,
        candidate.venue,
        candidate.doi,
        candidate.links.get("paper"),
        (candidate.pages or candidate.unkept.get("pages", "")).replace("–", "-") or None,
    )


@given(st.sampled_from(sorted(DIALECTS)), LISTS)
def test_reading_what_a_program_writes(name: str, records: list[Record]) -> None:
    """Each record is a candidate with all its facts, whatever is in its texts, and as precise a date."""
    dialect = DIALECTS[name]
    capture = read(dialect.write(records).encode(), "a.bib")
    assert list(map(facts, capture.candidates)) == [
        dataclasses.replace(each, published=None) for each in records
    ]
    assert (capture.unplaced, capture.repeats) == ((), ())
    for candidate, record in zip(capture.candidates, records, strict=True):
        written = record.published.isoformat() if record.published else "None"
        found = str(candidate.published)
        assert written.startswith(found) and len(found) >= 4  # noqa: PT018 - one promise
        assert candidate.remarks == ()


@pytest.mark.parametrize("name", DIALECTS)
def test_what_a_dialect_says_besides_is_counted(name: str) -> None:
    """Every field that is none of the facts is not kept, by its name in lower case, and no other is."""
    dialect = DIALECTS[name]
    record = Record(
        "Title", "Abstract", (("Ada", "Okoro"),), None, "Annals", "10.1000/a", "https://a.org", "100-2000"
    )
    (candidate,) = read(dialect.write([record]).encode(), "a.bib").candidates
    assert set(candidate.unkept) == {*map(str.lower, dialect.more)} - {"volume", "number", "publisher"}


@given(st.sampled_from(sorted(set(DIALECTS) - set(WHY_PYBTEX_DIFFERS))), PLAINS)
def test_pybtex_finds_the_same(name: str, records: list[Record]) -> None:
    """Titles, names, venues, years and identifiers are those that a reader of others finds."""
    text = DIALECTS[name].write(records)
    found = [
        (each.title, each.authors, each.venue, each.doi, each.url, each.issued and each.issued[0])
        for each in read_with_pybtex(text)
    ]
    assert [
        (one.title, one.authors, one.venue, one.doi, one.links["paper"], one.published and one.published.year)
        for one in read(text.encode(), "a.bib").candidates
    ] == found


@pytest.mark.parametrize("name", WHY_PYBTEX_DIFFERS)
def test_pybtex_finds_as_many(name: str) -> None:
    """Where it does not know the dialect, it still finds the same entries."""
    record = Record("Title", None, (("Ada", "Okoro"),))
    text = DIALECTS[name].write([record, dataclasses.replace(record, title="Other")])
    assert len(re.findall("^@[Aa]rticle", text, re.MULTILINE)) == 2
    assert [one.title for one in read(text.encode(), "a.bib").candidates] == ["Title", "Other"]
