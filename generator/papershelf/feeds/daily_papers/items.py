"""The text of a Daily Papers page as items a line, and the account of what becomes of each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from papershelf.feeds.capture import Capture, Unplaced, invalid
from papershelf.feeds.daily_papers.lines import Wrapping, is_landmark
from papershelf.model import NEW_ARXIV_ID, Block, Candidate

WIDEST_WRAP = 200
"""No tool wraps wider, and each day has an abstract that is longer."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines with no blank one between them, stripped; `line` is the number of the first."""

    line: int
    lines: tuple[str, ...]

    @property
    def block(self) -> Block:
        """The paragraph as the page had it."""
        return Block(self.line, " ".join(self.lines))


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Split at blank lines."""
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if stripped := line.strip():
            lines.append(stripped)
        elif lines:
            yield Paragraph(number - len(lines), tuple(lines))
            lines = []


def pieces(text: str, path: str) -> list[Paragraph]:
    """Split a page into what is read as one piece: its paragraphs, or its lines where these are not parted.

    Raises InvalidInputError where lines are both wrapped and unparted: a title's end cannot be told then.
    """
    parted = list(paragraphs(text))
    wide = (piece for piece in parted if len(piece.lines) > 1)
    crowded = next((piece for piece in wide if any(map(is_landmark, piece.lines))), None)
    if crowded is None:
        return parted
    if max(map(len, text.split("\n"))) <= WIDEST_WRAP:
        message = "wrapped lines and no blank line between the parts; capture the page again, unwrapped"
        raise invalid(path, crowded.line, message)
    numbered = ((piece.line + index, line) for piece in parted for index, line in enumerate(piece.lines))
    return [Paragraph(number, (line,)) for number, line in numbered]


PAPER_LINK = re.compile(rf"https?://(?:www\.)?huggingface\.co/papers/({NEW_ARXIV_ID})(?![0-9.])")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a page: a title, an abstract, a count, a navigation line, ….

    `text` is without the grammar's marks, `blocks` are what it was read from, `links` where it leads.
    `is_navigation` is what those marks tell; most navigation is known by its words only.
    `beside` is the block that an item without any of its own shares with the one before it.
    """

    text: str
    blocks: tuple[Block, ...]
    links: tuple[str, ...] = ()
    is_navigation: bool = False
    beside: Block | None = None

    @property
    def line(self) -> int:
        """The line of the page where it starts."""
        return (self.beside or self.blocks[0]).line

    @property
    def paper_ids(self) -> Sequence[str]:
        """The arXiv ids of the papers it links to."""
        found = (PAPER_LINK.match(link) for link in self.links)
        return [match.group(1) for match in found if match]


def plain_items(pieces: Sequence[Paragraph]) -> list[Item]:
    """Make each piece an item, its wrapping undone."""
    wrapping = Wrapping.of(piece.lines for piece in pieces)
    return [Item(wrapping.join(piece.lines), (piece.block,)) for piece in pieces]


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
        first = self._candidates.setdefault(_folded_block(candidate.title), candidate)
        if first is candidate:
            return
        if (
            _folded_block(first.abstract or "") == _folded_block(candidate.abstract or "")
            and first.arxiv == candidate.arxiv
        ):
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


def _folded_block(text: str) -> str:
    return " ".join(text.split())
