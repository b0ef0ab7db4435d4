"""Two edits of one text are brought together, or said to be of the same lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.starter.three_way import merge

LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n", "d"]), max_size=8).map("".join)
BASE = "one\ntwo\nthree\nfour\nfive\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("ONE\ntwo\nthree\nfour\nfive\n", "one\ntwo\nthree\nfour\nFIVE\n", "ONE\ntwo\nthree\nfour\nFIVE\n"),
        ("zero\n" + BASE, BASE + "six\n", "zero\n" + BASE + "six\n"),
        ("one\nthree\nfour\nfive\n", "one\ntwo\nthree\nfour\n", "one\nthree\nfour\n"),
        ("one\n2\nthree\nfour\nfive\n", "one\n2\nthree\n4\nfive\n", "one\n2\nthree\n4\nfive\n"),
        (BASE.rstrip("\n"), "ONE\ntwo\nthree\nfour\nfive\n", "ONE\ntwo\nthree\nfour\nfive"),
    ],
)
def test_edits_of_different_lines(ours: str, theirs: str, expected: str) -> None:
    """Both are in the result; one that both made is there once."""
    assert merge(BASE, ours, theirs).text == expected
    assert merge(BASE, theirs, ours).text == expected


@pytest.mark.parametrize(
    ("ours", "theirs", "line"),
    [
        ("one\ntwo\nthree\nmine\nfive\n", "one\ntwo\nthree\ntheirs\nfive\n", 4),
        ("new\n\none\nmine\nthree\nfour\nfive\n", "one\ntwo and more\nthree\nfour\nfive\n", 4),
        ("one\ntwo\nfive\n", "one\ntwo\nthree\n4\nfive\n", 3),
        ("one\nmine\nthree\nfour\nfive\n", "one\ntwo\ntheirs\nfour\nfive\n", 2),
    ],
)
def test_edits_of_the_same_lines(ours: str, theirs: str, line: int) -> None:
    """Neither wins: it says from which line of ours on they differ."""
    assert merge(BASE, ours, theirs) == (None, line)


@given(LINES, LINES)
def test_one_edit_is_the_result(base: str, edited: str) -> None:
    """Where only one side changed something, or both did the same, there is nothing to decide."""
    assert merge(base, edited, base).text == edited
    assert merge(base, base, edited).text == edited
    assert merge(base, edited, edited).text == edited


@given(LINES, LINES, LINES)
def test_sides_may_be_swapped(base: str, ours: str, theirs: str) -> None:
    """A merge that succeeds gives the same either way, and again after it was done."""
    text = merge(base, ours, theirs).text
    if text is not None:
        assert merge(base, theirs, ours).text in (text, None)
