"""What a feed was read into: candidates, what could not be placed, and the text that all of it came from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from papershelf.model import Block, Candidate
from papershelf.problems import InvalidInputError, Problem


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


def decode(source: bytes, path: str) -> str:
    """Read UTF-8, with or without a byte order mark; all line ends become LF.

    Raises InvalidInputError at the first byte that is no text.
    """
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise invalid(path, line, "this is no UTF-8 text; save the file as UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise invalid(path, line, "this is a binary file; give the feed as text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def invalid(path: str, line: int, message: str) -> InvalidInputError:
    """Make the error for a feed that cannot be used because of one thing."""
    return InvalidInputError([Problem(path, line, message)])


Content = TypeVar("Content")


class UnusableRecordError(Exception):
    """A record that cannot become a candidate; says why, and what to do."""


def account(
    grammar: str,
    records: Iterable[tuple[Content, Block]],
    candidate_of: Callable[[Content, Block], Candidate],
) -> Capture:
    """Make each record a candidate, a repeat of one that says the same, or unplaced with the reason."""
    candidates: dict[str, Candidate] = {}
    repeats: list[Block] = []
    unplaced: list[Unplaced] = []
    for content, block in records:
        try:
            candidate = candidate_of(content, block)
        except UnusableRecordError as error:
            unplaced.append(Unplaced(block, str(error)))
            continue
        said = repr(replace(candidate, line=0))
        if said in candidates:
            repeats.append(block)
        else:
            candidates[said] = candidate
    return Capture(tuple(candidates.values()), grammar, repeats=tuple(repeats), unplaced=tuple(unplaced))
