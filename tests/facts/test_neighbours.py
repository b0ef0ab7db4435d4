"""Which papers are next to each other."""

from papershelf.facts.groups import neighbours
from papershelf.model import Paper, PartialDate


def test_neighbours() -> None:
    """By date, the newest first; papers without a date are the oldest, and the ends have one neighbour."""
    old, new, undated = (
        Paper("old", "O", published=PartialDate(2020)),
        Paper("new", "N", published=PartialDate(2024)),
        Paper("undated", "U"),
    )
    assert neighbours((old, undated, new)) == {
        "new": (None, old),
        "old": (new, undated),
        "undated": (old, None),
    }


def test_one_paper_has_none() -> None:
    """A list of one, and of none."""
    assert neighbours((Paper("only", "O"),)) == {"only": (None, None)}
    assert neighbours(()) == {}
