"""What reading a feed gives: every block of the input, each in exactly one place."""

from __future__ import annotations

from dataclasses import dataclass

from papershelf.model import Block, Candidate


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A block that nobody could place, and why."""

    block: Block
    reason: str


@dataclass(frozen=True, slots=True)
class Capture:
    """A feed as read.

    `grammar` names the form in which the feed came, for the receipt; `day` is the day that a page shows,
    as printed ("Jul 29") or in ISO form. Every block of the input is in exactly one of: the blocks of one
    candidate, `furniture` (navigation, header, footer), `repeats` (an entry shown a second time) and
    `unplaced`.
    """

    candidates: tuple[Candidate, ...] = ()
    grammar: str = ""
    day: str | None = None
    furniture: tuple[Block, ...] = ()
    repeats: tuple[Block, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
