"""Two grammars of text browsers, which write a page with the addresses of its links.

Text with link lines has each address as a paragraph after its text, or as `[`, `text](address)`. The
reference-marked dump has `[`, `text`, `][7]` and a numbered list of addresses at the end.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from papershelf.feeds.daily_papers.items import PAPER_LINK, Item, Paragraph, Wrapping
from papershelf.model import Block

_ADDRESS = re.compile(r"https?://\S+")
_LINK_LINE_END = re.compile(r"(.*)\]\((https?://\S+)\)")
_VOTES = re.compile(r"\[-\] (\S+)")
_LINK_END = re.compile(r"\]\[([0-9]+)\]")
_TIGHT_LINK = re.compile(r"^[ \t]*\[[ \t]*\n[^\n]*\S[^\n]*\n[ \t]*\]\[[0-9]+\][ \t]*$", re.MULTILINE)
_HEADING = "### "
_HEADING_END = re.compile(r"\]\[([0-9]+)\]$")
_LINKED = re.compile(r"\[(.*)\]\[([0-9]+)\]")
_INLINE_LINK = re.compile(r"\[([^\[\]]*)\]\[[0-9]+\]")
_IMAGE = re.compile(r"^\[[^\[\]]*\]\s*")
_LIST_OR_HEADING = re.compile(r"^[*#](?: ?[*#])* ")
_DATE_AND_COMMENTS = re.compile(r"(.*[0-9]) (\[ ?[0-9.,k]+ ?\]\[[0-9]+\])")
_REFERENCE = re.compile(r"\[?([0-9]+)(?:\]:?|\.) +(https?:\S+|mailto:\S+)")
_LIST_TITLES = frozenset({"References", "Visible links", "Visible links:"})


def has_link_lines(pieces: Sequence[Paragraph]) -> bool:
    """Recognise the grammar by a paper's address that is a paragraph of its own."""
    single = (piece.lines[0] for piece in pieces if len(piece.lines) == 1)
    return any(_ADDRESS.fullmatch(line) and PAPER_LINK.match(line) for line in single)


def link_items(pieces: Sequence[Paragraph]) -> list[Item]:
    """Make each text an item with the addresses after it; "[" and "text](address)" make one item."""
    wrapping = Wrapping.of(piece.lines for piece in pieces)
    items: list[Item] = []
    opened: list[Block] = []
    for piece in pieces:
        text = wrapping.join(piece.lines)
        if _ADDRESS.fullmatch(text) and items:
            last = items.pop()
            items.append(Item(last.text, (*last.blocks, piece.block), (*last.links, text)))
            continue
        linked = _LINK_LINE_END.fullmatch(text) if opened else None
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
    """Remove the mark from a vote count, and from the page's own title."""
    votes = _VOTES.fullmatch(text)
    return votes[1] if votes else text.removeprefix("# ") if is_first else text


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines that belong together: `lines` as they are, `text` without the marks.

    `number` is that of the link; None without a link over several lines, or if it has no end.
    """

    line: int
    lines: tuple[str, ...]
    text: tuple[str, ...]
    number: str | None = None


def is_dump(text: str) -> bool:
    """Recognise the grammar by a link over three lines, such as a paper's votes."""
    return bool(_TIGHT_LINK.search(text))


def reference_items(text: str) -> list[Item]:
    """Make each link, heading and other line an item, with the address that its number refers to."""
    lines = [line.strip() for line in text.split("\n")]
    addresses = {match[1]: match[2] for match in map(_REFERENCE.fullmatch, lines) if match}
    parts = list(_parts(lines))
    wrapping = replace(Wrapping.of(part.text for part in parts if part.text), at_hyphens=False)
    return [item for part in parts for item in _items(part, wrapping, addresses)]


def _parts(lines: list[str]) -> Iterator[_Part]:
    start = 0
    while start < len(lines):
        if not lines[start]:
            start += 1
            continue
        if lines[start] == "[":
            part = _link(lines, start)
        elif lines[start].startswith(f"{_HEADING}["):
            part = _heading(lines, start)
        else:
            part = _Part(start + 1, (lines[start],), (lines[start],))
        yield part
        start += len(part.lines)


def _link(lines: list[str], start: int) -> _Part:
    """Read up to the link's end: an abstract is between blank lines, a list item isn't.

    A link without an end is left as its mark, so that the paper that it cuts off is reported as unreadable.
    """
    first = _skip_blank(lines, start + 1)
    is_paragraph = first > start + 1
    end = first
    while end < len(lines) and lines[end]:
        if _LINK_END.fullmatch(lines[end]) and (end == first or not is_paragraph):
            break
        end += 1
    text = lines[first:end]
    if is_paragraph:
        end = _skip_blank(lines, end)
    match = _LINK_END.fullmatch(lines[end]) if end < len(lines) else None
    if not match:
        return _Part(start + 1, tuple(lines[start : first + len(text)]), ("[",))
    if text and not is_paragraph:
        text[0] = _LIST_OR_HEADING.sub("", text[0])
    return _Part(start + 1, tuple(lines[start : end + 1]), tuple(text), match[1])


def _skip_blank(lines: list[str], start: int) -> int:
    return next((index for index in range(start, len(lines)) if lines[index]), len(lines))


def _heading(lines: list[str], start: int) -> _Part:
    end = start
    while not (match := _HEADING_END.search(lines[end])) and end + 1 < len(lines) and lines[end + 1]:
        end += 1
    whole = tuple(lines[start : end + 1])
    if not match:
        return _Part(start + 1, whole, ("[",))
    text = [line.removeprefix(_HEADING) for line in (*whole[:-1], _HEADING_END.sub("", whole[-1]))]
    text[0] = text[0].removeprefix("[")
    return _Part(start + 1, whole, tuple(filter(None, text)), match[1])


def _items(part: _Part, wrapping: Wrapping, addresses: Mapping[str, str]) -> Iterator[Item]:
    blocks = (Block(part.line, " ".join(filter(None, part.lines))),)
    if part.number or len(part.lines) > 1:
        text = wrapping.join(part.text) if part.text else ""
        yield Item(text, blocks, _links(part.number, addresses), is_navigation=not text)
    elif dated := _DATE_AND_COMMENTS.fullmatch(part.text[0]):
        yield Item(dated[1], blocks)
        yield replace(_line(dated[2], (), addresses), beside=blocks[0])
    else:
        yield _line(part.text[0], blocks, addresses)


def _line(line: str, blocks: tuple[Block, ...], addresses: Mapping[str, str]) -> Item:
    text = _LIST_OR_HEADING.sub("", line)
    is_listed = line.startswith("*") or line in _LIST_TITLES or bool(_REFERENCE.fullmatch(line))
    if linked := _LINKED.fullmatch(text):
        text = _IMAGE.sub("", linked[1]).strip()
        return Item(text, blocks, _links(linked[2], addresses), is_navigation=is_listed)
    return Item(_INLINE_LINK.sub(r"\1", text), blocks, is_navigation=is_listed)


def _links(number: str | None, addresses: Mapping[str, str]) -> tuple[str, ...]:
    return (addresses[number],) if number and number in addresses else ()
