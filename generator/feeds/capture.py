"""What reading a feed gives: every block of the input, each in exactly one place."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Candidate


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines without a blank one between them; `line` is its first, from 1."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A block that nobody could place, and why."""

    block: Block
    reason: str


@dataclass(frozen=True, slots=True)
class Capture:
    """A feed as read: the candidates, the page furniture passed over, and what was not understood."""

    candidates: tuple[Candidate, ...] = ()
    furniture: tuple[Block, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
