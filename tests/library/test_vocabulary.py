"""The vocabulary's rules, where they go beyond one entry."""

import pytest

from papershelf.library.rules import TAG_ERRORS, fold_label, own_ancestor
from papershelf.model import Tag


@pytest.mark.parametrize("name", ["Big Models", "big-models", "BIG_models", " big  models "])
def test_names_that_are_the_same(name: str) -> None:
    """Case, hyphens and white space make no other name."""
    assert fold_label(name) == "big models"


def test_a_vocabulary_in_order() -> None:
    """A tag may repeat its own name as an alias, and share a parent with others."""
    tags = [
        Tag("a", "A", aliases=("a", "the A")),
        Tag("b", "B", parent="a"),
        Tag("c", "C", parent="a"),
        Tag("d", "D", parent="c"),
    ]
    assert not [finding for rule in TAG_ERRORS for finding in rule(tags, [])]


def test_a_long_cycle_is_told_for_each_of_its_tags_only() -> None:
    """A tag that merely leads into a cycle is not blamed."""
    slugs = [f"t{number}" for number in range(50)]
    ring = [Tag(slug, slug, parent=slugs[number - 1], line=number) for number, slug in enumerate(slugs)]
    outside = Tag("x", "X", parent="t0", line=999)
    assert [line for line, _ in own_ancestor([*ring, outside], [])] == list(range(50))
