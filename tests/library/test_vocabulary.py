"""The vocabulary's rules, where they go beyond one entry."""

from pathlib import Path

import pytest

from papershelf.library import load
from papershelf.library.rules import TAG_ERRORS, fold_label, own_ancestor
from papershelf.model import Tag
from papershelf.problems import InvalidInputError


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


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("slug: b\n  label: B\n  parent: a", "'b' is below 'a'; only a tag without a parent can be a facet"),
        ("slug: b\n  label: B", "no tag has 'b' as its parent, so readers have nothing to choose; add some"),
        ("slug: year\n  label: B", "addresses use the word 'year' for something else; choose another slug"),
    ],
)
def test_a_tree_that_cannot_be_a_facet(tmp_path: Path, tag: str, message: str) -> None:
    """It begins with an outermost tag that has others below it and a word of its own in addresses."""
    below = "- {slug: c, label: C, parent: year}\n" if "year" in tag else ""
    tags = f"- {{slug: a, label: A}}\n{below}- {tag}\n  facet: true\n"
    with pytest.raises(InvalidInputError) as caught:
        load(tmp_path, b"", tags.encode())
    assert [problem.message for problem in caught.value.problems] == [message]


def test_a_field_cannot_be_called_like_a_tree(tmp_path: Path) -> None:
    """Addresses could not tell them apart."""
    tags = b"- {slug: a, label: A, facet: true}\n- {slug: b, label: B, parent: a}\n"
    with pytest.raises(InvalidInputError, match="a tree of tags is called 'a' already"):
        load(tmp_path, b"", tags, b"", fields=b"- {key: a, kind: word}\n")
