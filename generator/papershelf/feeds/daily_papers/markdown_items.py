"""The Markdown of a page as items: headings, list items and paragraphs, without their marks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from papershelf.feeds.daily_papers.items import PAPER_LINK, Item
from papershelf.model import Block

HOST = "https://huggingface.co"
ADDRESS = r"\(\s*<?(?P<address>(?:https?://|/)[^\s()<>]*)>?(?:\s+\"[^\"\n]*\")?\s*\)"
IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
LINK = re.compile(rf"\[(?P<text>(?:\\.|[^\\\[\]]|\[[^\[\]]*\])*)\]{ADDRESS}")
AUTOLINK = re.compile(r"<(https?://[^\s<>]+)>")
MARK = re.compile(r"[ \t]*(?P<marks>(?:(?:#{1,6}|[-*+]|[0-9]{1,3}[.)]|>)(?:[ \t]+|$)){1,4})")
RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}")
EMPHASIS = re.compile(r"(?<![\w*\\])(\*\*|\*|__|_)(?=\S)((?:(?!\1).)*[^\s\\])\1(?![\w*])")
ESCAPE = re.compile(r"\\([\\`*_\[\]#~])")
# A line that is a link to a paper's page, with nothing but marks before it
TITLE = re.compile(
    r"^[ \t]*(?:(?:#{1,6}|[-*+]|[0-9]{1,3}[.)]|>)[ \t]+){0,4}[*_]{0,2}"
    r"\[(?!\]|!\[)[^\n]*\]\(<?(?:https?://(?:www\.)?huggingface\.co)?/papers/[0-9]{4}\.[0-9]{4,5}[^\d#]",
    re.MULTILINE,
)


class Unit(NamedTuple):
    """An item, whether it is a heading, and the text that the link shows with which it begins.

    `rest` is what follows that link; it is None where the item begins otherwise.
    """

    item: Item
    is_heading: bool
    shown: str = ""
    rest: str | None = None


def is_markdown(text: str) -> bool:
    """Recognise the grammar by a heading, list item or line that is a link to a paper's page."""
    return bool(TITLE.search(text))


def units(text: str) -> Iterator[Unit]:
    """Yield the headings, list items and paragraphs; wrapped lines are joined."""
    lines: list[str] = []
    first = 1
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        starts = bool(MARK.match(line)) or (bool(lines) and lines[0].lstrip().startswith("#"))
        if lines and (starts or not line.strip()):
            yield _unit(first, lines)
            lines = []
        if line.strip():
            first = first if lines else number
            lines.append(line)


def _unit(first: int, lines: list[str]) -> Unit:
    mark = MARK.match(lines[0])
    kept = [line.strip() for line in (lines[0][mark.end() :] if mark else lines[0], *lines[1:])]
    is_underlined = bool(lines[1:] and RULE.fullmatch(lines[-1]))
    is_heading = is_underlined or bool(mark and "#" in mark["marks"])
    is_rule = RULE.fullmatch(lines[0]) and not lines[1:]
    joined = "" if is_rule else " ".join(line for line in kept if not RULE.fullmatch(line))
    joined = IMAGE.sub("", joined).strip()
    joined = EMPHASIS.sub(r"\2", joined)
    start = LINK.match(joined)
    links = tuple(_absolute(match["address"]) for match in LINK.finditer(joined))
    links += tuple(AUTOLINK.findall(joined))
    block = Block(first, " ".join(map(str.strip, lines)))
    return Unit(
        Item(_plain(joined), (block,), links),
        is_heading,
        _plain(start["text"]) if start else "",
        _plain(joined[start.end() :]) if start else None,
    )


def _plain(text: str) -> str:
    """Return a text as readers see it."""
    shown = LINK.sub(lambda match: match["text"], AUTOLINK.sub(r"\1", text))
    return " ".join(ESCAPE.sub(r"\1", EMPHASIS.sub(r"\2", shown)).split())


def _absolute(address: str) -> str:
    return f"{HOST}{address}" if address.startswith("/") else address


def paper_of(unit: Unit) -> str | None:
    """Return the arXiv id of the paper that a unit's first link shows by a text, as a title does."""
    if unit.rest is None or not unit.shown or "#" in unit.item.links[0]:
        return None
    match = PAPER_LINK.match(unit.item.links[0])
    return match[1] if match else None
