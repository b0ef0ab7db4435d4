"""Vectors of papers by their words, and the nearest of each."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from papershelf.facts import similarity
from papershelf.facts.similarity import Vectors, nearest, terms, vectors
from papershelf.library import load
from papershelf.model import Paper
from tests.facts.arrays import as_array

VOCABULARY = ["cache", "gpu", "graph", "tensor", "mesh-based", "out-of-core", "the", "of", "12", "α"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=9)
# Halfway between two scores, which are rounded: on which side one lies does not depend on the order of a sum.
FLOORS = st.integers(5_000, 90_000).map(lambda step: (step + 0.5) / 10**similarity.DIGITS)


@st.composite
def papers(draw: st.DrawFn) -> list[Paper]:
    """Some papers of few words, many of them alike."""
    texts = draw(st.lists(st.tuples(WORDS, WORDS), max_size=7))
    order = draw(st.permutations(range(len(texts))))
    return [
        Paper(f"p{number}", " ".join(title), abstract=" ".join(abstract))
        for number, (title, abstract) in zip(order, texts, strict=True)
    ]


def likeness(own: Vectors) -> NDArray[np.float32]:
    """The cosine of each with each, computed the plain way."""
    dense = as_array(own.matrix).astype(np.float64)
    return np.asarray(np.round((dense @ dense.T).astype(np.float32), similarity.DIGITS), dtype=np.float32)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Caches for the graphs", ["cach", "graph"]),
        ("KV-cache and KV cache", ["kv", "cach", "kv cach"] * 2),
        ("an out-of-core sort", ["out of core", "core", "sort", "out of core sort"]),
        ("GPU, tensors", ["gpu", "tensor"]),
        ("all-to-all, end-to-end, well-known", ["all to all"]),
        ("mesh-based 70B state-of-the-art", ["mesh"]),
        ("see https://example.org/tensor-cores", []),
        ("Uzna\\'{n}ski's 3D", ["uznański", "3d", "uznański 3d"]),
        ("", []),
    ],
)
def test_terms(text: str, found: list[str]) -> None:
    """Words and pairs that adjoin, by stems, after repair, without links, numbers and words of every text."""
    assert terms(text) == found


def test_weights() -> None:
    """A rare term outweighs a common one, a term of the title one of the abstract, more often more."""
    own = vectors(
        [
            Paper("a", "Mesh", abstract="graph tensor cache cache"),
            Paper("b", "Graph"),
            Paper("c", "Other", abstract="graph"),
        ]
    )
    weights = dict(zip(own.terms, as_array(own.matrix)[0], strict=True))
    assert weights["mesh"] > weights["cach"] > weights["tensor"] > weights["graph"] > 0


def test_phrases_of_one_paper_are_no_columns() -> None:
    """What cannot link any two papers takes no room; what two papers have does."""
    assert vectors([Paper("a", "mesh cache"), Paper("b", "mesh graph")]).terms == ("cach", "graph", "mesh")
    assert "mesh cach" in vectors([Paper("a", "mesh cache"), Paper("b", "mesh cache")]).terms


def test_what_most_papers_have_is_no_column() -> None:
    """In a long list, a term in more than one paper of 32 says nothing."""
    many = [Paper(f"p{number}", f"tensor w{number}") for number in range(similarity.COMMON + 1)]
    assert "tensor" not in vectors(many).terms
    assert "tensor" in vectors(many[1:]).terms


@pytest.mark.parametrize(
    "some",
    [
        [],
        [Paper("a", "Tensor cores")],
        [Paper("a", "Of the"), Paper("b", "", abstract="And so on")],
        [Paper("a", "Tensor cores", abstract=""), Paper("b", "Meshes")],
    ],
)
def test_too_little_to_compare(some: list[Paper]) -> None:
    """No paper, one paper, no word with a sense, no word in common: nothing is near, and nothing fails."""
    found = nearest(vectors(some), 5, 0.0)
    assert [rows.tolist() for rows, _ in found] == [[] for _ in some]


def test_identical_papers() -> None:
    """Each of two equal papers is the other's nearest, with the likeness 1."""
    found = nearest(
        vectors([Paper("a", "Tensor cores"), Paper("b", "Tensor cores"), Paper("c", "x")]), 5, 0.1
    )
    assert [(rows.tolist(), scores.tolist()) for rows, scores in found[:2]] == [([1], [1.0]), ([0], [1.0])]


@settings(deadline=None)
@given(papers())
def test_rows_have_length_one(some: list[Paper]) -> None:
    """Or none, where a paper has no term."""
    own = vectors(some)
    lengths = np.linalg.norm(as_array(own.matrix), axis=1)
    assert (len(own.matrix), own.matrix.width) == (len(some), len(own.terms))
    assert all(math.isclose(length, 1, abs_tol=1e-5) or length == 0 for length in lengths)


@settings(deadline=None)
@given(papers(), st.integers(1, 4), FLOORS)
def test_nearest_is_what_sorting_finds(some: list[Paper], count: int, floor: float) -> None:
    """The best by cosine, ties by id, never the paper itself."""
    own = vectors(some)
    expected = []
    for row, scores in enumerate(likeness(own)):
        others = [other for other in range(len(some)) if other != row and scores[other] >= floor]
        others.sort(key=lambda other: (-scores[other], own.ids[other]))
        expected.append(others[:count])
    found = nearest(own, count, floor)
    for (rows, scores), best in zip(found, expected, strict=True):
        assert all(np.diff(scores) <= 0)
        assert rows.tolist() == best


def test_more_columns_add_up() -> None:
    """Dense columns count beside the terms."""
    own = vectors([Paper("a", "Tensor"), Paper("b", "Mesh"), Paper("c", "Graph")])
    found = nearest(own, 5, 0.2, np.array([[1, 0], [0.5, 0], [0, 1]], dtype=np.float32))
    assert [rows.tolist() for rows, _ in found] == [[1], [0], []]


def test_the_order_of_the_list_plays_no_part(list_dir: Path) -> None:
    """A list turned round has the same neighbours."""
    some = load(list_dir).papers

    def by_id(turned: list[Paper]) -> dict[str, list[str]]:
        own = vectors(turned)
        return {
            name: [own.ids[row] for row in rows]
            for name, (rows, _) in zip(own.ids, nearest(own, 5, 0.05), strict=True)
        }

    assert by_id(list(some)) == by_id(list(reversed(some)))
