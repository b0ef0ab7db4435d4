"""Imports into a list that declares fields of its own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf import limits
from papershelf.curate.importing import plan
from papershelf.curate.own_values import with_own_values
from papershelf.feeds import detect
from papershelf.library.fields import read_entry, with_own
from papershelf.library.located_yaml import parse
from papershelf.library.own_fields import KINDS as LIST_KINDS
from papershelf.library.own_fields import OwnField, declared
from papershelf.library.write import with_entries
from papershelf.model import Candidate, Paper, PartialDate
from tests.curate.made_up import TERMS, library


def fields(text: str) -> list[OwnField]:
    """The fields that a `fields.yaml` declares."""
    problems: list[tuple[int, str]] = []
    tree = parse(text.encode(), lambda line, message: problems.append((line, message)))
    assert tree
    found = [
        declared(entry, lambda line, message: problems.append((line, message))).field
        for entry in tree.entries()
    ]
    assert not problems
    return found


def saying(key: str, *texts: str) -> Candidate:
    """What a feed says in its field `theirs`, which is for a key of the list's own."""
    unkept = {"theirs": "; ".join(texts)}
    return Candidate("T", arxiv="2503.10000", own_texts={key: {"theirs": texts}}, unkept=unkept)


KINDS = [
    ("text", ("One.", "Two."), "One.; Two."),
    ("word", ("Oral",), "Oral"),
    ("words", ("a, b",), ("a", "b")),
    ("words", ("a, b; c",), ("a, b", "c")),
    ("words", ("a, b", "c", "c"), ("a, b", "c")),
    ("institutions", ("University of Here, There",), ("University of Here, There",)),
    ("institutions", ("A; B",), ("A", "B")),
    ("number", ("1,200",), 1200),
    ("number", ("007.50",), 7.5),
    ("number", ("-0.0",), 0),
    ("date", ("3 May 2024",), PartialDate(2024, 5, 3)),
    ("link", ("https://example.org/a",), "https://example.org/a"),
    ("yes/no", ("Yes",), True),
    ("yes/no", ("false",), False),
]


@pytest.mark.parametrize(("kind", "texts", "expected"), KINDS)
def test_values_of_all_kinds(kind: str, texts: Sequence[str], expected: Any) -> None:
    """A text becomes a value of the field's kind, and is not told as lost any more."""
    read = with_own_values(saying("k", *texts), fields(f"- {{key: k, kind: {kind}}}"))
    assert (dict(read.own), dict(read.unkept), read.remarks) == ({"k": expected}, {}, ())


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("number", "many"),
        ("number", "1,2"),
        ("date", "soon"),
        ("date", "2023-02-30"),
        ("link", "ftp://a"),
        ("yes/no", "perhaps"),
    ],
)
def test_what_is_not_of_the_kind(kind: str, text: str) -> None:
    """It is a remark with the feed's name of the field and its text, and told as not kept."""
    read = with_own_values(saying("k", text), fields(f"- {{key: k, kind: {kind}}}"))
    assert (read.own, dict(read.unkept)) == ({}, {"theirs": text})
    (remark,) = read.remarks
    assert remark.startswith("theirs: ")
    assert text in remark


def test_a_vocabulary() -> None:
    """Words are found in any case; others are remarks, and the paper has the rest."""
    declared_here = fields("- {key: k, kind: words, vocabulary: [Web, Mobile]}")
    read = with_own_values(saying("k", "web", "Toaster", "Mobile"), declared_here)
    assert read.own == {"k": ("Web", "Mobile")}
    assert read.remarks == ("theirs: 'Toaster' is not in the vocabulary; known are Web, Mobile",)


def test_a_key_that_is_not_declared() -> None:
    """What a feed says for a key that the list doesn't declare is still told as not kept."""
    assert with_own_values(saying("k", "a"), fields("- key: tldr")) == saying("k", "a")


@given(
    st.sampled_from(sorted(LIST_KINDS)),
    st.lists(st.text(max_size=12) | st.from_regex(r"[-+0-9.,;]{1,9}"), min_size=1, max_size=3),
)
def test_any_text_is_a_value_or_told(kind: str, texts: list[str]) -> None:
    """Whatever a feed says becomes a value that the list can hold, or stays told as not kept."""
    own = fields(f"- {{key: k, kind: {kind}}}")
    read = with_own_values(saying("k", *texts), own)
    assert bool(read.own) != bool(read.unkept)
    if read.own:
        paper = Paper("t", "T", own=dict(read.own))
        tree = parse(with_entries("", [paper], own).encode(), lambda _line, message: pytest.fail(message))
        assert tree
        values = read_entry(tree.entries()[0], with_own(own), lambda _line, message: pytest.fail(message))
        assert values["k"] == read.own["k"]


def test_a_list_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """More values than a list may hold are told, and none is taken."""
    few = {**limits.LIMITS, "list-length": limits.Limit(2, "values in a list", "shorten it")}
    monkeypatch.setattr(limits, "LIMITS", few)
    read = with_own_values(saying("k", "a", "b", "c"), fields("- {key: k, kind: words}"))
    assert (read.own, dict(read.unkept)) == ({}, {"theirs": "a; b; c"})
    assert read.remarks


BIBLIOGRAPHIES = {
    "BibTeX": b"@article{a, title = {On Lists}, author = {Okoro, Ada}, keywords = {lists, order}}",
    "RIS": b"TY  - JOUR\nTI  - On Lists\nAU  - Okoro, Ada\nKW  - lists\nKW  - order\nER  - \n",
    "CSL-JSON": b'[{"id": "a", "type": "article", "title": "On Lists", "keyword": "lists, order"}]',
    "CSV": b"title,year,keywords\nOn Lists,2024,lists; order\n",
}


@pytest.mark.parametrize("source", BIBLIOGRAPHIES.values(), ids=BIBLIOGRAPHIES)
def test_keywords_of_bibliographies(source: bytes) -> None:
    """They are the paper's keywords where the list has such a field, and not kept where it hasn't."""
    candidates = detect.read(source, "feed").candidates
    having = replace(library(), own_fields=tuple(fields("- key: keywords")))
    (row,) = plan(candidates, having, TERMS).rows
    assert row.paper.own == {"keywords": ("lists", "order")}
    assert not {"keywords", "KW", "keyword"} & row.candidate.unkept.keys()
    (row,) = plan(candidates, library(), TERMS).rows
    assert row.paper.own == {}
    assert {"keywords", "KW", "keyword"} & row.candidate.unkept.keys()


@pytest.mark.parametrize(
    ("mine", "was", "outcome"),
    [
        (None, None, "changed"),
        (None, "Old.", "changed"),  # declared after the import, or removed: nobody can tell
        ("Old.", "Old.", "changed"),
        ("Mine.", "Old.", "conflict"),
        ("Mine.", None, "conflict"),
        ("New.", "Old.", "already there"),
    ],
)
def test_papers_that_are_there(mine: str | None, was: str | None, outcome: str) -> None:
    """An empty field is filled, an untouched one follows, and one that a person wrote is in conflict."""
    paper = Paper("t", "T", arxiv="2503.10000", own={"tldr": mine} if mine else {})
    present = replace(library(paper), own_fields=tuple(fields("- key: tldr")))
    terms = replace(TERMS, base=lambda _paper: saying("tldr", was) if was else None)
    receipt = plan([saying("tldr", "New.")], present, terms)
    assert receipt.rows[0].outcome == outcome
    (after,) = receipt.applied(present, "feeds/f").papers
    assert after.own == {"tldr": "New." if outcome == "changed" else mine}
    taken = plan([saying("tldr", "New.")], present, replace(terms, theirs=["tldr"]))
    assert taken.applied(present, "feeds/f").papers[0].own == {"tldr": "New."}


def test_records_of_one_paper() -> None:
    """What a later record of the same paper adds is taken, in the order of the declarations."""
    present = replace(library(), own_fields=tuple(fields("- key: institutions\n- key: tldr")))
    both = [
        saying("tldr", "Short."),
        saying("institutions", "MIT"),
    ]
    first, _again = plan(both, present, TERMS).rows
    assert list(first.paper.own.items()) == [("institutions", ("MIT",)), ("tldr", "Short.")]
