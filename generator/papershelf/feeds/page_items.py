"""A page as items: what stands on it one after the other, whichever marks its grammar puts around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from papershelf.feeds.page_source import Paragraph
from papershelf.feeds.page_wrapping import Wrapping
from papershelf.model import Block

PAPER_LINK = re.compile(r"https?://(?:www\.)?huggingface\.co/papers/([0-9]{4}\.[0-9]{4,5})(?![0-9.])")


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
