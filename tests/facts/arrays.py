"""Sparse matrices as plain arrays."""

import numpy as np
from numpy.typing import NDArray

from papershelf.facts.sparse_rows import SparseRows


def as_array(matrix: SparseRows) -> NDArray[np.float32]:
    """The same values, with the zeros."""
    dense = np.zeros((len(matrix), matrix.width), dtype=np.float32)
    dense[matrix.rows, matrix.columns] = matrix.values
    return dense
