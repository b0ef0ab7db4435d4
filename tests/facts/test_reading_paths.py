"""Where papers are in collections."""

from papershelf.facts.groups import PlaceInCollection, papers_of, places_in_collections, span
from papershelf.library import Library
from papershelf.model import Collection, Paper, PartialDate, Step

A, B, C = (
    Paper("a", "A", published=PartialDate(2019, 5)),
    Paper("b", "B"),
    Paper("c", "C", published=PartialDate(2016)),
)
FIRST = Collection("first", "First", "D.", (Step("c", "1"), Step("a", "2"), Step("b", "3")))
SECOND = Collection("second", "Second", "D.", (Step("a", "1"),))


def library(*collections: Collection) -> Library:
    papers = (A, B, C)
    return Library("papers.yaml", papers, (), {paper.id: paper for paper in papers}, {}, collections)


def test_before_and_after() -> None:
    """A paper knows its place in each collection; nothing is before the first or after the last."""
    found = places_in_collections(library(FIRST, SECOND))
    assert found["a"] == (PlaceInCollection(FIRST, 2, C, B), PlaceInCollection(SECOND, 1, None, None))
    assert found["b"] == (PlaceInCollection(FIRST, 3, A, None),)
    assert found["c"] == (PlaceInCollection(FIRST, 1, None, A),)


def test_a_paper_in_no_collection() -> None:
    """It has no place."""
    assert places_in_collections(library(SECOND)).get("b", ()) == ()
    assert places_in_collections(library())["a"] == ()


def test_papers_come_in_reading_order() -> None:
    """Not by their date, nor as in the list."""
    assert papers_of(FIRST, library(FIRST)) == [C, A, B]


def test_span() -> None:
    """From the oldest year to the newest; papers without a date do not count."""
    assert span([A, B, C]) == (2016, 2019)
    assert span([A, B]) == (2019, 2019)
    assert span([B]) is None
