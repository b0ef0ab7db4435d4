"""Papers of the list that may be one: found by their titles, since ids and DOIs cannot repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from papershelf.curate.matching import Keys
from papershelf.curate.titles import TitleIndex
from papershelf.model import Paper
from papershelf.problems import Problem


class Pair(NamedTuple):
    """Two papers whose titles are alike to `score` of 100, in the order of the file."""

    first: Paper
    second: Paper
    score: float


def duplicates(papers: Sequence[Paper]) -> Iterator[Pair]:
    """Pairs that may be one paper; two with different arXiv ids are not."""
    titles = TitleIndex(paper.title for paper in papers)
    for paper in papers:
        titles.add(paper.title)
    for position, other, score in titles.pairs():
        first, second = papers[position], papers[other]
        if not Keys.of(first).contradict(Keys.of(second)):
            yield Pair(first, second, score)


def duplicate_warnings(path: str, papers: Sequence[Paper]) -> Iterator[Problem]:
    """A warning at the second paper of each pair."""
    for first, second, score in duplicates(papers):
        message = (
            f"the title is alike to that of line {first.line} ({score:.0f} %);"
            f" if they are one paper: papershelf merge {second.id} {first.id}"
        )
        yield Problem(path, second.line, message, "warning", "possible-duplicate")
