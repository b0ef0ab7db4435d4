"""The text of a Daily Papers page as items, such as titles and abstracts, with wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from papershelf.feeds.capture import Account, invalid
from papershelf.feeds.daily_papers.lines import is_landmark
from papershelf.limits import keep_within
from papershelf.model import NEW_ARXIV_ID, Block, Candidate

WIDEST_WRAP = 200  # characters; no tool wraps wider, and each day has an abstract that is longer
PAPER_LINK = re.compile(rf"https?://(?:www\.)?huggingface\.co/papers/({NEW_ARXIV_ID})(?![0-9.])")
STRAY = "neither header, title nor abstract; remove or complete it"
WITHOUT_ABSTRACT = "a title without an abstract{}; add the abstract or remove it"
UNTITLED = "an abstract without a title; put its title above it"
_HEAD = re.compile(r"\S*?[^\W\d]{2}-(?=[^\W\d]{2})")
LONGEST_END = 10  # characters of a line's end that show how it was broken
_BROKEN_COMPOUND = re.compile(r"[^\W\d]{2}-$")
_COMPOUND_GOES_ON = re.compile(r"[^\W\d]{2}")
_PLAIN_WORD = re.compile(r"[^\W\d_]+[.,;:!?)]*")
_STOPS = ".,;:!?)}"
_BROKEN_DASH = re.compile(r"\w--+$")
# As in "pre- and post-training", "two- or three-dimensional"
_SUSPENDED = frozenset({"and", "or", "to", "nor", "but", "vs", "versus", "through"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Stripped lines with no blank line between them; `line` is the number of the first."""

    line: int
    lines: tuple[str, ...]

    @property
    def block(self) -> Block:
        """The paragraph as the page had it."""
        return Block(self.line, " ".join(self.lines))


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Split a text at blank lines."""
    lines: list[str] = []
    found = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if stripped := line.strip():
            lines.append(stripped)
        elif lines:
            found += 1
            keep_within("feed-blocks", found)
            yield Paragraph(number - len(lines), tuple(lines))
            lines = []


def pieces(text: str, path: str) -> list[Paragraph]:
    """Split a page into its paragraphs, or into its lines where no blank lines separate these.

    Raises InvalidInputError where such lines are wrapped too: nothing shows then where a title ends.
    """
    parts = list(paragraphs(text))
    crowded = next((part for part in parts if part.lines[1:] and any(map(is_landmark, part.lines))), None)
    if crowded is None:
        return parts
    if max(map(len, text.split("\n"))) <= WIDEST_WRAP:
        message = "wrapped lines without blank lines between the parts; capture the page again, unwrapped"
        raise invalid(path, crowded.line, message)
    numbered = ((piece.line + index, line) for piece in parts for index, line in enumerate(piece.lines))
    return [Paragraph(number, (line,)) for number, line in numbered]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a page: a title, an abstract, a count, a navigation line, ….

    `text` is without the grammar's marks, `blocks` are what it was read from, `links` its addresses.
    `is_navigation` says that the marks show navigation; most navigation is known only by its words.
    `beside` is the block that an item without blocks of its own shares with the item before it.
    """

    text: str
    blocks: tuple[Block, ...]
    links: tuple[str, ...] = ()
    is_navigation: bool = False
    beside: Block | None = None

    @property
    def line(self) -> int:
        """The line of the page on which it starts."""
        return (self.beside or self.blocks[0]).line

    @property
    def paper_ids(self) -> Sequence[str]:
        """The arXiv ids of the papers it links to."""
        found = (PAPER_LINK.match(link) for link in self.links)
        return [match.group(1) for match in found if match]


def plain_items(pieces: Sequence[Paragraph]) -> list[Item]:
    """Make each piece an item, with its wrapped lines joined."""
    wrapping = Wrapping.of(piece.lines for piece in pieces)
    return [Item(wrapping.join(piece.lines), (piece.block,)) for piece in pieces]


def add_paper(account: Account, candidate: Candidate) -> None:
    """Add a paper to the account: a page may show it twice, but not one title with two abstracts."""
    first = account.candidates.setdefault(candidate.title, candidate)
    if first is candidate:
        return
    if (first.abstract, first.arxiv) == (candidate.abstract, candidate.arxiv):
        account.repeats += candidate.blocks
        return
    reason = f"the same title as in line {first.line}; remove one of the two papers"
    for block in candidate.blocks:
        is_title = block.line == candidate.line
        account.reject([block], reason if is_title else f"part of a paper with {reason}")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a capture's lines were broken: at which width (0: not at all), and whether at hyphens too."""

    width: int = 0
    at_hyphens: bool = False

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Wrapping:
        """Measure texts, each given as its lines."""
        width = at_hyphens = before_hyphens = 0
        for lines in texts:
            widest = max(map(len, lines))
            for line, following in pairwise(lines):
                width = max(width, len(line))
                at_hyphens += _is_broken_at_hyphen(line, following)
                before_hyphens += len(line) + 1 + len(_head(following)) <= widest
        return cls(width, at_hyphens > before_hyphens)

    def join(self, lines: Sequence[str]) -> str:
        """Join the wrapped lines of one paragraph."""
        parts = [lines[0]]
        for line, following in pairwise(lines):
            parts += ["" if self._is_cut(line, following) else " ", following]
        return "".join(parts)

    def _is_cut(self, line: str, following: str) -> bool:
        if self.at_hyphens and _is_broken_at_hyphen(line, following):
            return True
        rest = _first_word(following)
        if len(line) != self.width or (line[-1] in _STOPS and _PLAIN_WORD.fullmatch(rest)):
            return False  # an address may also end where its line does
        word = line.rsplit(None, 1)[-1] + rest
        return len(word) > self.width and ("://" in word or " " not in line)


def _is_broken_at_hyphen(line: str, following: str) -> bool:
    if following.startswith("--"):
        return line[-1].isalnum() and following.lstrip("-")[:1].isalnum()
    if not line.endswith("-"):
        return False
    before = line[-LONGEST_END:]
    if _BROKEN_DASH.search(before):
        return following[0].isalnum()
    compound = _BROKEN_COMPOUND.search(before) and _COMPOUND_GOES_ON.match(following)
    return bool(compound) and _first_word(following).strip(",;") not in _SUSPENDED


def _head(line: str) -> str:
    head = _HEAD.match(line)
    return head.group() if head else _first_word(line)


def _first_word(line: str) -> str:
    return line.split(None, 1)[0]
