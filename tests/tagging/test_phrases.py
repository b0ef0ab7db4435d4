"""Names of the vocabulary are found however they are written, and only where they are words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model import Tag
from papershelf.tagging.phrases import Names, stem, words

TAG = Tag(
    slug="tag",
    label="Vector search",
    aliases=("hash grid", "KV cache", "ANN", "INR", "k-means", "retrieval-augmented generation", "SSD"),
)


def found(text: str) -> list[str]:
    """The names found in a text, as they stand there."""
    return [text[span.start : span.end] for span in Names.of([TAG]).find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "vector search",
        "Vector Search",
        "VECTOR SEARCHES",
        "vector-search",
        "vector\n search",
        "hash grids",
        "hash-grid",
        "hashgrid",
        "HashGrids",
        "KVCache",
        "KV-caches",
        "ANN",
        "ANNs",
        "ANNS",
        "k-means",
        "K-Means",
        "Retrieval‑Augmented Generation",
        "SSDs",
    ],
)
def test_found_however_written(text: str) -> None:
    """Case, plural, hyphens and blanks make no difference, and the words are given back as they stand."""
    assert found(f"We like {text}, more than before.") == [text]
    assert found(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "a vector. Search it",
        "a vector, search it",
        "vector (search)",
        "vectors we search",
        "rehash grid",
        "hash gridlock",
        "annotated",
        "x in Rᵈ is a nn",
        "kvcached",
        "",
    ],
)
def test_only_whole_words_that_stand_together(text: str) -> None:
    """No part of a word, nothing across a full stop, and no short name made of two words."""
    assert found(text) == []


def test_a_possessive_is_the_word() -> None:
    """What belongs to an SSD speaks of an SSD."""
    assert found("the SSD's and the SSD’s speed") == ["SSD's", "SSD’s"]


def test_a_name_within_a_name() -> None:
    """Each tag finds its own name, also within that of another."""
    names = Names.of([Tag("a", "image retrieval"), Tag("b", "composed image retrieval")])
    assert {span.slug for span in names.find("Composed Image Retrieval")} == {"a", "b"}


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("cache", "caches"),
        ("search", "searches"),
        ("index", "indexes"),
        ("index", "indices"),
        ("hash", "hashes"),
        ("database", "databases"),
        ("memory", "memories"),
        ("class", "classes"),
        ("device", "devices"),
        ("matrix", "matrices"),
        ("size", "sizes"),
        ("SSD", "SSDs"),
    ],
)
def test_plurals(singular: str, plural: str) -> None:
    """A noun and its plural are one word."""
    assert stem(singular) == stem(plural)


@pytest.mark.parametrize("word", ["MoS", "loss", "corpus", "analysis"])
def test_what_only_looks_like_a_plural(word: str) -> None:
    """A short word, or one that ends in ss, us or is, keeps its end."""
    assert stem(word) == word.lower()


@given(st.text())
def test_words_stand_where_they_are_said_to(text: str) -> None:
    """Any text is split into words in order, none of which overlap."""
    read = words(text)
    ends = [0]
    for stemmed, (start, end) in zip(read.stems, read.spans, strict=True):
        assert ends[-1] <= start < end <= len(text)
        assert stem(text[start:end]) == stemmed
        ends.append(end)
