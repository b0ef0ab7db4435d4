"""The three-way merge of an entry with a feed, and the union of two entries."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from papershelf.curate.merging import FieldChange, merged, same, union
from papershelf.library.fields import PAPER
from papershelf.model import Candidate, Paper, PartialDate
from tests.library.made_up_values import papers

STAYS, FOLLOWS, CONFLICT = "stays", "follows", "conflict"


def outcome(base: Candidate | None, paper: Paper, candidate: Candidate, *taken: str) -> dict[str, str]:
    """What becomes of each field on which the list and the feed differ."""
    changes, conflicts = merged(candidate, paper, base, taken)
    return {change.key: FOLLOWS for change in changes} | {change.key: CONFLICT for change in conflicts}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        (None, None, None, STAYS),
        (None, None, "x", FOLLOWS),
        (None, "x", None, STAYS),
        (None, "x", "x", STAYS),
        (None, "x", "y", CONFLICT),
        ("x", None, None, STAYS),
        ("x", None, "x", STAYS),
        ("x", None, "y", CONFLICT),
        ("x", "x", None, STAYS),
        ("x", "x", "x", STAYS),
        ("x", "x", "y", FOLLOWS),
        ("x", "y", None, STAYS),
        ("x", "y", "x", STAYS),
        ("x", "y", "y", STAYS),
        ("x", "y", "z", CONFLICT),
    ],
)
@pytest.mark.parametrize("key", ["venue", "links.code"])
def test_three_ways(key: str, base: str | None, mine: str | None, theirs: str | None, expected: str) -> None:
    """Untouched fields follow the feed, edited and removed ones stay, and where both changed it is told."""

    def having(value: str | None) -> dict[str, Any]:
        if key == "venue":
            return {"venue": value}
        return {"links": {"code": f"https://{value}.org"}} if value else {}

    before = Candidate("T", **having(base))
    found = outcome(before, Paper("t", "T", **having(mine)), Candidate("T", **having(theirs)))
    assert found.get(key, STAYS) == expected
    assert not found.keys() - {key}
    if theirs and mine != theirs:
        for taken in {key, key.partition(".")[0]}:
            again = outcome(before, Paper("t", "T", **having(mine)), Candidate("T", **having(theirs)), taken)
            assert again == {key: FOLLOWS}


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"), [(None, 3, FOLLOWS), (3, 5, FOLLOWS), (5, 3, STAYS), (3, 3, STAYS)]
)
def test_votes_only_grow(mine: int | None, theirs: int, expected: str) -> None:
    """Whatever the capture said, the higher count stays; no person is asked."""
    for base in (None, Candidate("T", votes=4)):
        found = outcome(base, Paper("t", "T", votes=mine), Candidate("T", votes=theirs))
        assert found.get("votes", STAYS) == expected


def test_a_change_tells_both_values() -> None:
    """The receipt can show what the list says and what the feed says."""
    changes, conflicts = merged(Candidate("New"), Paper("t", "Old"), None, ())
    assert (changes, conflicts) == ([], [FieldChange("title", "Old", "New")])


@pytest.mark.parametrize("key", ["volume", "number", "pages", "publisher"])
def test_where_it_is_printed_is_filled_later(key: str) -> None:
    """An entry that was imported before there were such keys gets them from the same record; edits stay."""
    said: dict[str, Any] = {key: "x"}
    record = Candidate("T", **said)
    assert outcome(record, Paper("t", "T"), record) == {key: FOLLOWS}
    assert not outcome(record, Paper("t", "T", **{**said, key: "y"}), record)


def test_without_a_capture() -> None:
    """Where no capture tells who is right, what is missing is filled and what differs is a conflict."""
    candidate = Candidate("T", abstract="New.", arxiv="2401.00001")
    found = outcome(None, Paper("t", "T", abstract="Old."), candidate)
    assert found == {"abstract": CONFLICT, "arxiv": FOLLOWS}


@pytest.mark.parametrize(
    ("key", "first", "second", "expected"),
    [
        ("published", PartialDate(2024), PartialDate(2024, 5, 1), True),
        ("published", PartialDate(2024, 5, 1), PartialDate(2024, 5), True),
        ("published", PartialDate(2024, 5), PartialDate(2024, 6), False),
        ("published", PartialDate(2023), PartialDate(2024, 5), False),
        ("arxiv", "2401.00001", "2401.00001v3", True),
        ("arxiv", "2401.00001", "2401.00002", False),
        ("doi", "10.1000/A", "10.1000/a", True),
        ("abstract", "One\n  two", "One two", True),
        ("abstract", "One two", "One Two", False),
        ("title", "A b", "a b", True),
        ("title", "On {GANs}: Ångström-Scale Maps", "on gans - Angstrom Scale maps", True),
        ("title", "C++ in Use", "C# in Use", False),
        ("links.code", "https://GitHub.com/a/B/", "https://github.com/a/b", True),
        ("links.code", "https://a.org/x", "https://a.org/y", False),
        ("authors", ("Émile Ü.",), ("Emile U",), True),
        ("authors", ("A", "B"), ("B", "A"), False),
        ("venue", None, None, True),
        ("venue", None, "X", False),
        ("venue", "AI Open 2025", "AI Open", True),
        ("venue", "AI Open 2025", "AI Open 2024", False),
        ("venue", "AI Open", "AI Closed", False),
    ],
)
def test_same(key: str, first: Any, second: Any, expected: bool) -> None:
    """Versions, case of identifiers, white space, spellings of titles and names do not count."""
    assert same(key, first, second) == expected
    assert same(key, second, first) == expected


@pytest.mark.parametrize(
    ("was", "mine", "theirs", "taken", "expected"),
    [
        (2024, 2024, "2024-05-01", "", {"published": FOLLOWS}),
        ("2024-05", "2024-05", "2024-05-01", "", {"published": FOLLOWS}),
        ("2024-05-01", "2024-05-01", "2024", "", {}),
        ("2024-05-01", 2024, "2024-05-01", "", {}),
        (None, 2024, "2024-05-01", "", {}),
        (None, 2024, "2024-05-01", "published", {"published": FOLLOWS}),
    ],
)
def test_a_more_precise_date(was: Any, mine: Any, theirs: Any, taken: str, expected: dict[str, str]) -> None:
    """It is taken where nobody changed the one that was imported, or somebody asks for it."""
    base, paper, candidate = (PartialDate.parse(str(date)) if date else None for date in (was, mine, theirs))
    found = outcome(
        Candidate("T", published=base) if base else None,
        Paper("t", "T", published=paper),
        Candidate("T", published=candidate),
        *filter(None, [taken]),
    )
    assert found == expected


PAPERS = papers("p", "formerly")


def joined(first: Paper, second: Paper) -> Paper:
    """One paper made of two, under the id of the first."""
    return replace(first, **union(first, second))


@given(PAPERS, PAPERS)
def test_union_commutes(first: Paper, second: Paper) -> None:
    """Whichever of two entries is kept, the one made of both says the same, but for the key it goes by."""
    one, other = joined(first, second), joined(second, first)
    assert one.key == (first.key or second.key)
    assert replace(one, key=other.key) == other


@given(PAPERS, PAPERS)
def test_union_settles(first: Paper, second: Paper) -> None:
    """A second time adds nothing, and an entry with itself is itself."""
    whole = joined(first, second)
    assert not union(whole, second)
    assert not union(first, first)


@given(PAPERS, PAPERS)
def test_union_loses_nothing(first: Paper, second: Paper) -> None:
    """Each key of the table has a value of either paper; lists and mappings have the items of both."""
    whole = joined(first, second)
    for field in PAPER:
        mine, theirs, value = (getattr(paper, field.key) for paper in (first, second, whole))
        if field.key in {"id", "formerly"}:
            assert value == mine
        elif isinstance(value, dict):
            assert value.keys() == {*mine, *theirs}
        elif field.kind.schema.get("uniqueItems"):
            assert {*value} <= {*mine, *theirs}
            assert len(value) == min(len({*mine, *theirs}), field.kind.schema.get("maxItems", 99))
        else:
            assert value in (mine, theirs)
            assert value or field.key == "others" or not (mine or theirs)


def test_what_says_that_authors_are_missing_goes_with_them() -> None:
    """`others` belongs to the list of authors that stays, and goes when a feed has all of them."""
    some = Paper("a", "T", authors=("Ada Okoro",), others=True)
    every = Paper("b", "T", authors=("Ada Okoro", "Bo Lind"))
    assert union(some, every) == {"authors": every.authors, "others": None}
    assert union(every, some) == {}
    assert union(replace(some, others=None), some) == {"others": True}
    base = Candidate("T", authors=some.authors, others=True)
    whole = Candidate("T", authors=every.authors)
    assert outcome(base, some, whole) == {"authors": FOLLOWS, "others": FOLLOWS}
    assert outcome(None, some, whole) == {"authors": CONFLICT, "others": CONFLICT}
    assert outcome(None, some, whole, "authors") == {"authors": FOLLOWS, "others": FOLLOWS}


SUBMITTED = PartialDate(2024, 11, 3)


@pytest.mark.parametrize(
    ("venue", "issued", "their_venue", "year", "expected"),
    [
        ("ASPLOS 2025", None, "ASPLOS", 2025, {}),
        ("ASPLOS", None, "ASPLOS", 2025, {"issued": FOLLOWS}),
        ("ASPLOS 2025", PartialDate(2025), "ASPLOS 2025", 2025, {}),
        ("ASPLOS", PartialDate(2026), "ASPLOS", 2025, {"issued": CONFLICT}),
        ("ASPLOS 2025", None, "ASPLOS 2025", 2024, {}),
        ("ASPLOS 2025", None, "ASPLOS 2025", 2023, {"published": CONFLICT}),
        (None, None, None, 2025, {"published": CONFLICT}),
    ],
)
def test_the_year_of_a_version_of_record(
    venue: str | None,
    issued: PartialDate | None,
    their_venue: str | None,
    year: int,
    expected: dict[str, str],
) -> None:
    """A year beside a venue, later than the submission, is that of the version of record."""
    paper = Paper("t", "T", venue=venue, issued=issued, published=SUBMITTED)
    record = Candidate("T", venue=their_venue, published=PartialDate(year))
    assert outcome(None, paper, record) == expected
    submitted_too = Candidate("T", venue=their_venue, published=SUBMITTED, issued=PartialDate(year))
    if year > SUBMITTED.year and their_venue:
        assert outcome(None, paper, submitted_too) == expected


def test_a_year_of_record_that_was_removed_stays_removed() -> None:
    """An entry whose date a person made more exact isn't changed by the feed that it came from."""
    record = Candidate("T", venue="ASPLOS", published=PartialDate(2025))
    paper = Paper("t", "T", venue="ASPLOS", published=SUBMITTED)
    assert outcome(record, paper, record) == {}


@pytest.mark.parametrize("start", ["All of it.", "All of it", "All of it…", "All of\nit ..."])
def test_the_beginning_of_an_abstract_takes_nothing_away(start: str) -> None:
    """A feed that cuts abstracts agrees with the whole text, unless its text is asked for."""
    whole = "All of it. And then all the rest."
    paper = Paper("b", "T", abstract=whole)
    assert outcome(Candidate("T", abstract=whole), paper, Candidate("T", abstract=start)) == {}
    assert outcome(None, paper, Candidate("T", abstract=start), "abstract") == {"abstract": FOLLOWS}
    edited = Paper("b", "T", abstract=whole)
    assert outcome(Candidate("T", abstract=start), edited, Candidate("T", abstract="New.")) == {
        "abstract": CONFLICT
    }


def test_a_feed_with_some_of_the_authors_takes_none_away() -> None:
    """The first authors and "others" agree with a list that names all of them."""
    every = Paper("b", "T", authors=("Ada Okoro", "Bo Lind"))
    assert outcome(None, every, Candidate("T", authors=("Ada Okoro",), others=True)) == {}
    assert outcome(None, every, Candidate("T", authors=("Cy Tan",), others=True)) != {}


def test_union_takes_the_fuller() -> None:
    """The longer text, the more precise date, the earlier day of adding, the higher count, all tags."""
    first = Paper("a", "T", published=PartialDate(2024), votes=9, tags=("x",), added=PartialDate(2024, 2, 1))
    second = Paper(
        "b", "T!", published=PartialDate(2024, 5), votes=12, tags=("y", "z"), added=PartialDate(2024, 1, 1)
    )
    assert union(first, second) == {
        "title": "T!",
        "published": PartialDate(2024, 5),
        "votes": 12,
        "tags": ("y", "z", "x"),
        "added": PartialDate(2024, 1, 1),
    }
    assert union(second, first) == {"tags": ("y", "z", "x")}
