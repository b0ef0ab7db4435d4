"""The permalink of a paper, made once from its title."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curate.titles import gives_id, new_id
from papershelf.library.values import LONGEST_SLUG, SLUG

WORDS = st.sampled_from(
    ["hash", "Größe", "H_2O", "48times", "a", "x" * 70, "LSH-MoE:", "--", "!", "東京", "index"]
)
TITLES = st.text() | st.lists(WORDS, min_size=1, max_size=20).map(" ".join)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hardware Acceleration of Neural Graphics", "hardware-acceleration-of-neural-graphics"),
        ("H_2O: Heavy-Hitter Oracle", "h2o-heavy-hitter-oracle"),
        ("Größe & Maß", "grosse-mass"),
        ("!?", "paper"),
        ("", "paper"),
        ("Index", "index-2"),
        ("x" * 70, "x" * 60),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    """Lower-case letters and digits of what readers see of the title, in ASCII."""
    assert new_id(title, ()) == slug


def test_cut_at_a_word() -> None:
    """A long title ends with a whole word, at most 60 characters in."""
    words = [f"word{number}" for number in range(10, 30)]
    assert new_id(" ".join(words), ()) == "-".join(words[:8])
    assert new_id("a" * 59 + " b", ()) == "a" * 59
    assert new_id("a" * 58 + " b c", ()) == "a" * 58 + "-b"


def test_a_clash_gets_a_number() -> None:
    """Numbers go up from 2, within the length."""
    assert new_id("A b", {"a-b"}) == "a-b-2"
    assert new_id("A b", {"a-b", "a-b-2", "a-b-3"}) == "a-b-4"
    assert new_id("y" * 60, {"y" * 60}) == "y" * 58 + "-2"


@given(st.lists(TITLES, max_size=30))
def test_ids_are_valid_and_unique(titles: list[str]) -> None:
    """Whatever the titles, no two papers get the same id, and each may stand in papers.yaml."""
    taken: set[str] = set()
    for title in titles:
        paper_id = new_id(title, taken)
        assert paper_id not in taken
        assert re.fullmatch(SLUG, paper_id)
        assert len(paper_id) <= LONGEST_SLUG == 60
        assert paper_id != "index"
        taken.add(paper_id)


def test_a_thousand_clashes() -> None:
    """Numbers of any length fit."""
    taken: set[str] = set()
    for _ in range(1001):
        taken.add(new_id("z" * 80, taken))
    assert "z" * 55 + "-1001" in taken
    assert max(map(len, taken)) <= LONGEST_SLUG


@pytest.mark.parametrize(
    ("title", "paper_id", "expected"),
    [
        ("A b", "a-b", True),
        ("A b", "a-b-2", True),
        ("A b 2", "a-b-2", True),
        ("A b", "a-c", False),
        ("A b c", "a-b", False),
        ("y" * 60, "y" * 58 + "-2", True),
    ],
)
def test_gives_id(title: str, paper_id: str, expected: bool) -> None:
    """An id is known as its title's, numbered or not."""
    assert gives_id(title, paper_id) == expected
