"""Matrices of which nearly all values are zero: a row for each paper, a column for each term or tag.

NumPy has none, and SciPy, which has, is twice as large as all that it would be used for here (ADR 48).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True)
class SparseRows:
    """The values that are not zero, row by row, each with its column; columns ascend within a row.

    `ends` has one number more than there are rows: row `i` is from `ends[i]` up to `ends[i + 1]`.
    """

    values: Floats
    columns: Ints
    ends: Ints
    width: int

    @property
    def lengths(self) -> Ints:
        """How many values each row has."""
        return np.diff(self.ends)

    @property
    def rows(self) -> Ints:
        """The row of each value."""
        return np.repeat(np.arange(len(self.ends) - 1), self.lengths)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __mul__(self, factor: float) -> SparseRows:
        return replace(self, values=(self.values * factor).astype(np.float32))

    def normalised(self) -> SparseRows:
        """Scale each row to length 1; rows of zeros stay."""
        squares = np.bincount(self.rows, self.values.astype(np.float64) ** 2, minlength=len(self))
        return replace(
            self, values=(self.values / np.sqrt(np.repeat(squares, self.lengths))).astype(np.float32)
        )

    def taken(self, rows: Sequence[int]) -> SparseRows:
        """Return some rows, in the order given; one may come more than once."""
        chosen = np.array(rows, dtype=np.intp)
        lengths = self.lengths[chosen]
        places = _runs(self.ends[chosen], lengths)
        return SparseRows(self.values[places], self.columns[places], _ends(lengths), self.width)

    def beside(self, other: SparseRows) -> SparseRows:
        """Return the columns of this matrix, and those of another to the right of them."""
        rows = np.concatenate([self.rows, other.rows])
        order = np.argsort(rows, kind="stable")
        return SparseRows(
            np.concatenate([self.values, other.values])[order],
            np.concatenate([self.columns, other.columns + self.width])[order],
            self.ends + other.ends,
            self.width + other.width,
        )

    def times(self, other: SparseRows) -> SparseRows:
        """Multiply value by value with a matrix of the same shape."""
        mine, theirs = (each.rows * self.width + each.columns for each in (self, other))
        _, ours, others = np.intersect1d(mine, theirs, assume_unique=True, return_indices=True)
        lengths = np.bincount(self.rows[ours], minlength=len(self))
        return SparseRows(
            self.values[ours] * other.values[others], self.columns[ours], _ends(lengths), self.width
        )

    def products(self) -> Iterator[Floats]:
        """Yield, for each row, its product with every row: the values of the rows that share a column.

        One row at a time: all at once would take memory quadratic in the rows.
        """
        order, starts, counts = self._by_column
        holders, held = self.rows[order], self.values[order].astype(np.float64)
        for start, end in zip(self.ends[:-1].tolist(), self.ends[1:].tolist(), strict=True):
            columns = self.columns[start:end]
            places = _runs(starts[columns], counts[columns])
            parts = held[places] * np.repeat(self.values[start:end], counts[columns])
            yield np.bincount(holders[places], parts, minlength=len(self)).astype(np.float32)

    @cached_property
    def _by_column(self) -> tuple[Ints, Ints, Ints]:
        """The places of values column by column, and the start and the number of those of each column."""
        counts = np.bincount(self.columns, minlength=self.width)
        return np.argsort(self.columns, kind="stable"), _ends(counts)[:-1], counts


def table(rows: Sequence[Mapping[int, float]], width: int) -> SparseRows:
    """Make a matrix from rows that map columns to values."""
    ends = _ends(np.array([len(row) for row in rows], dtype=np.intp))
    columns = np.fromiter(chain.from_iterable(rows), np.intp, count=int(ends[-1]))
    values = np.fromiter(chain.from_iterable(row.values() for row in rows), np.float32, count=int(ends[-1]))
    return placed(np.repeat(np.arange(len(rows)), np.diff(ends)), columns, values, (len(rows), width))


def placed(rows: Ints, columns: Ints, values: Floats, shape: tuple[int, int]) -> SparseRows:
    """Make a matrix of some shape from values, given in any order with the row and the column of each."""
    height, width = shape
    order = np.lexsort((columns, rows))
    ends = _ends(np.bincount(rows, minlength=height))
    return SparseRows(values[order], columns[order], ends, width)


def _ends(lengths: Ints) -> Ints:
    return np.concatenate([np.zeros(1, dtype=np.intp), np.cumsum(lengths)])


def _runs(starts: Ints, lengths: Ints) -> Ints:
    """Return the numbers from each start on, as many as its length."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))
