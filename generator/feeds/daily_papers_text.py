"""Hugging Face's Daily Papers page as text: header lines, then a title and an abstract by turns.

Blocks are parted by blank lines. What tells an abstract from a title was measured on 9,872 papers of
580 days: no abstract is shorter than 165 characters, no title longer than 175, none ends in a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.feeds.capture import Capture, Unplaced
from generator.model import Block, Candidate
from generator.problems import InvalidInputError, Problem

FURNITURE = re.compile(
    r"""new
    | Get\ trending\ papers\ in\ your\ email\ inbox(\ once\ a\ day)?!
    | Subscribe
    | Daily\ Papers
    | by\ ?AK\ and\ the\ research\ community
    | (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\ [1-3]?[0-9]""",
    re.VERBOSE,
)
SHORTEST_TITLE = 6
LONGEST_TITLE = 175
SHORTEST_ABSTRACT = 165


def read(source: bytes, path: str) -> Capture:
    """Read a captured page; LF and CRLF are the same.

    Raises InvalidInputError where the file is no text or holds no paper.
    """
    blocks = list(_blocks(_decode(source, path)))
    furniture = [block for block in blocks if FURNITURE.fullmatch(block.text)]
    capture = _pair(block for block in blocks if not FURNITURE.fullmatch(block.text))
    if not capture.candidates and not capture.unplaced:
        message = "there is no paper in this feed; capture the page's text again"
        raise InvalidInputError([Problem(path, 1, message)])
    return replace(capture, grammar="page text", furniture=tuple(furniture))


def _decode(source: bytes, path: str) -> str:
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise InvalidInputError(
            [Problem(path, line, "this is no UTF-8 text; save the page as text")]
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InvalidInputError([Problem(path, line, "this is a binary file; save the page as text")])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _blocks(text: str) -> Iterator[Block]:
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            lines.append(line.strip())
        elif lines:
            yield Block(number - len(lines), " ".join(lines))
            lines = []


def is_abstract(text: str) -> bool:
    """Tell an abstract from a title by length, and between the two limits by the full stop."""
    if len(text) < SHORTEST_ABSTRACT:
        return False
    return len(text) > LONGEST_TITLE or text.endswith(".")


def is_title(text: str) -> bool:
    """Tell a title from stray lines such as vote counts, separators and sentences."""
    return SHORTEST_TITLE <= len(text) <= LONGEST_TITLE and not text.endswith(".")


def _pair(blocks: Iterable[Block]) -> Capture:
    candidates: list[Candidate] = []
    unplaced: list[Unplaced] = []
    lines: dict[str, int] = {}
    title: Block | None = None
    for block in blocks:
        if not is_abstract(block.text):
            if not is_title(block.text):
                unplaced.append(Unplaced(block, "neither header, title nor abstract; remove or complete it"))
                continue
            if title:
                unplaced.append(_without_abstract(title, f", for line {block.line} looks like a title too"))
            title = block
        elif not title:
            unplaced.append(Unplaced(block, "an abstract without a title; put its title above it"))
        elif title.text in lines:
            reason = f"the same title as in line {lines[title.text]}; remove one of the two papers"
            unplaced += [Unplaced(title, reason), Unplaced(block, f"the abstract of {reason}")]
            title = None
        else:
            lines[title.text] = title.line
            candidates.append(Candidate(title.text, block.text, title.line, blocks=(title, block)))
            title = None
    if title:
        unplaced.append(_without_abstract(title))
    return Capture(tuple(candidates), unplaced=tuple(unplaced))


def _without_abstract(title: Block, seen: str = "") -> Unplaced:
    return Unplaced(title, f"a title without an abstract{seen}; add the abstract or remove it")
