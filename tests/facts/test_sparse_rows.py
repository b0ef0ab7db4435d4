"""Sparse matrices do what arrays of the same values do."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from papershelf.facts.sparse_rows import SparseRows, table
from tests.facts.arrays import as_array

WIDTH = 6
VALUES = st.integers(1, 9).map(float)  # products of whole numbers are exact
ROWS = st.lists(st.dictionaries(st.integers(0, WIDTH - 1), VALUES), max_size=6)
MATRICES = ROWS.map(lambda rows: table(rows, WIDTH))


@given(ROWS)
def test_a_table_holds_what_it_is_made_from(rows: list[dict[int, float]]) -> None:
    """Whatever the order of the columns in a row."""
    dense = as_array(table(rows, WIDTH))
    assert dense.shape == (len(rows), WIDTH)
    for row, values in zip(dense, rows, strict=True):
        assert row.tolist() == [values.get(column, 0) for column in range(WIDTH)]


@given(MATRICES)
def test_products(matrix: SparseRows) -> None:
    """Each row with every row."""
    dense = as_array(matrix)
    assert [row.tolist() for row in matrix.products()] == (dense @ dense.T).tolist()


@given(MATRICES, st.data())
def test_rows_are_taken(matrix: SparseRows, data: st.DataObject) -> None:
    """In any order, more than once or not at all."""
    rows = data.draw(st.lists(st.integers(0, len(matrix) - 1), max_size=8)) if len(matrix) else []
    taken = matrix.taken(rows)
    assert as_array(taken).tolist() == as_array(matrix)[rows].reshape(len(rows), WIDTH).tolist()


@given(ROWS, ROWS)
def test_two_matrices(some: list[dict[int, float]], more: list[dict[int, float]]) -> None:
    """Side by side, and multiplied value by value."""
    count = min(len(some), len(more))
    one, other = table(some[:count], WIDTH), table(more[:count], WIDTH)
    dense = as_array(one), as_array(other)
    assert as_array(one.beside(other)).tolist() == np.hstack(dense).tolist()
    both = one.times(other)
    assert as_array(both).tolist() == (dense[0] * dense[1]).tolist()
    assert both.columns.tolist() == [
        column for _, column in sorted(zip(both.rows, both.columns, strict=True))
    ]


@given(MATRICES, VALUES)
def test_scaled(matrix: SparseRows, factor: float) -> None:
    """By a factor, and each row to length 1."""
    assert as_array(matrix * factor).tolist() == (as_array(matrix) * factor).tolist()
    lengths = np.linalg.norm(as_array(matrix.normalised()), axis=1)
    full = as_array(matrix).any(axis=1)
    assert np.allclose(lengths, full, atol=1e-6)
