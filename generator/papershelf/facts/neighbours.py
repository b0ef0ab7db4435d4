"""Which papers stand beside each other in the list, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from papershelf.facts.groups import newest_first
from papershelf.model import Paper


class Neighbours(NamedTuple):
    """The papers before and after one in the list; None at its ends."""

    newer: Paper | None = None
    older: Paper | None = None


def neighbours(papers: Iterable[Paper]) -> Mapping[str, Neighbours]:
    """The neighbours of each paper, by its id."""
    ordered = newest_first(papers)
    newer = {after.id: before for before, after in pairwise(ordered)}
    older = {before.id: after for before, after in pairwise(ordered)}
    return {paper.id: Neighbours(newer.get(paper.id), older.get(paper.id)) for paper in ordered}
