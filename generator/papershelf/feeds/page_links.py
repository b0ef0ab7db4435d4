"""Text with link lines: behind each linked text stands its address, a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.feeds.page_items import PAPER_LINK, Item
from papershelf.feeds.page_source import Paragraph
from papershelf.feeds.page_wrapping import Wrapping
from papershelf.model import Block

_ADDRESS = re.compile(r"https?://\S+")
_LINK_END = re.compile(r"(.*)\]\((https?://\S+)\)")
_VOTES = re.compile(r"\[-\] (\S+)")
_HEADING = "# "


def has_link_lines(pieces: Sequence[Paragraph]) -> bool:
    """Tell the grammar by a paper's address that is a paragraph of its own."""
    single = (piece.lines[0] for piece in pieces if len(piece.lines) == 1)
    return any(_ADDRESS.fullmatch(line) and PAPER_LINK.match(line) for line in single)


def link_items(pieces: Sequence[Paragraph]) -> list[Item]:
    """Make each text an item with the addresses behind it; "[" and "text](address)" are one."""
    wrapping = Wrapping.of(piece.lines for piece in pieces)
    items: list[Item] = []
    opened: list[Block] = []
    for piece in pieces:
        text = wrapping.join(piece.lines)
        if _ADDRESS.fullmatch(text) and items:
            last = items.pop()
            items.append(Item(last.text, (*last.blocks, piece.block), (*last.links, text)))
            continue
        linked = _LINK_END.fullmatch(text) if opened else None
        if opened and not linked:
            items.append(Item("[", tuple(opened)))
            opened = []
        if text == "[":
            opened = [piece.block]
        elif linked:
            items.append(Item(linked[1].strip(), (*opened, piece.block), (linked[2],)))
            opened = []
        else:
            items.append(Item(_unmarked(text, is_first=not items), (piece.block,)))
    return [*items, Item("[", tuple(opened))] if opened else items


def _unmarked(text: str, *, is_first: bool) -> str:
    """Take the mark off a vote count, and off the page's own title."""
    votes = _VOTES.fullmatch(text)
    return votes[1] if votes else text.removeprefix(_HEADING) if is_first else text
