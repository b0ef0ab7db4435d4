"""The account of a page while it is read: every block goes into exactly one place."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from papershelf.feeds.capture import Capture, Unplaced
from papershelf.model import Block, Candidate

STRAY = "neither header, title nor abstract; remove or complete it"
WITHOUT_ABSTRACT = "a title without an abstract{}; add the abstract or remove it"
UNTITLED = "an abstract without a title; put its title above it"


class Account:
    """Collects papers, furniture, repeats and what could not be placed."""

    def __init__(self) -> None:
        self._candidates: dict[str, Candidate] = {}
        self._furniture: list[Block] = []
        self._repeats: list[Block] = []
        self._unplaced: list[Unplaced] = []

    def furniture(self, blocks: Iterable[Block]) -> None:
        """Take navigation, header or footer."""
        self._furniture += blocks

    def unplaced(self, blocks: Iterable[Block], reason: str) -> None:
        """Take blocks that cannot be placed, and say what to do about them."""
        self._unplaced += [Unplaced(block, reason) for block in blocks]

    def without_abstract(self, title: Iterable[Block], seen: str = "") -> None:
        """Take a title whose abstract is missing; `seen` says what stands in its place."""
        self.unplaced(title, WITHOUT_ABSTRACT.format(seen))

    def paper(self, candidate: Candidate) -> None:
        """Take a paper: a page may show it twice, but not one title with two abstracts."""
        first = self._candidates.setdefault(_fold(candidate.title), candidate)
        if first is candidate:
            return
        if _fold(first.abstract or "") == _fold(candidate.abstract or "") and first.arxiv == candidate.arxiv:
            self._repeats += candidate.blocks
            return
        reason = f"the same title as in line {first.line}; remove one of the two papers"
        for block in candidate.blocks:
            is_title = block.line == candidate.line
            self.unplaced([block], reason if is_title else f"part of a paper with {reason}")

    def close(self, grammar: str, day: str | None) -> Capture:
        """End the account."""
        by_line = attrgetter("line")
        return Capture(
            candidates=tuple(self._candidates.values()),
            grammar=grammar,
            day=day,
            furniture=tuple(sorted(self._furniture, key=by_line)),
            repeats=tuple(sorted(self._repeats, key=by_line)),
            unplaced=tuple(sorted(self._unplaced, key=lambda unplaced: unplaced.block.line)),
        )


def _fold(text: str) -> str:
    return " ".join(text.split())
