"""The canonical form of `papers.yaml`: keys in order, values quoted and wrapped alike.

Comments stay with the key above or beside which they stand; a list with comments among its items is left as
it was typed.
"""

from __future__ import annotations

import re
import textwrap
from typing import NamedTuple

import yaml

from papershelf.library.edit import ORDER, joined
from papershelf.library.layout import (
    Entry,
    UneditableError,
    comments_before_end,
    content_end,
    entries,
    line_end,
    line_start,
    next_line,
)
from papershelf.library.write import entry_text, field_text, with_comment
from papershelf.model import Paper


class _Chunk(NamedTuple):
    """A field as it will be written, without indentation, and the comment lines above it."""

    key: str
    comments: list[str]
    text: str


def canonical(text: str, papers: tuple[Paper, ...]) -> str:
    """Write the list in its canonical form; it holds the same `papers`, and a second time changes nothing.

    Raises UneditableError where an entry is written in a way that would not survive.
    """
    plain = text.replace("\r\n", "\n").removesuffix("\n") + "\n"
    present = entries(plain)
    if not present:
        return text
    parts: list[str] = []
    done = 0
    for entry, paper in zip(present, papers, strict=True):
        parts += [
            _gap(plain[done : line_start(plain, entry.dash)], first=not parts),
            _entry(plain, entry, paper),
        ]
        done = next_line(plain, entry.end)
    tail = _gap(plain[done:], first=True).rstrip("\n")
    result = "".join(parts).rstrip("\n") + "\n" + (f"{tail}\n" if tail else "")
    _check(text, result)
    return result.replace("\n", "\r\n") if "\r\n" in text else result


def _gap(text: str, *, first: bool) -> str:
    """What stands between entries: its comments, and a blank line where there is none."""
    collapsed = re.sub(r"\n[ \t\n]*\n", "\n\n", re.sub(r"[ \t]+\n", "\n", text))
    collapsed = re.sub(r"^\n+", "\n", collapsed)
    if first or re.search(r"(^|\n)\n", collapsed):
        return collapsed
    return "\n" + collapsed


def _entry(text: str, entry: Entry, paper: Paper) -> str:
    if entry.node.flow_style:
        end = line_end(text, entry.end)
        comments = joined([*comments_before_end(text, entry.dash, entry.node), text[entry.end : end]])
        first, line_break, others = entry_text(paper).partition("\n")
        return first + comments + line_break + others
    chunks = _chunks(text, entry, paper)
    head = "".join(f"{comment}\n" for comment in chunks[0].comments)
    lines = [chunks[0].text, *(line for chunk in chunks[1:] for line in (*chunk.comments, chunk.text))]
    return head + "- " + textwrap.indent("\n".join(lines), "  ").removeprefix("  ") + "\n"


def _chunks(text: str, entry: Entry, paper: Paper) -> list[_Chunk]:
    chunks: list[_Chunk] = []
    done = entry.dash + 1
    for key, value in entry.node.value:
        end = line_end(text, content_end(text, value))
        above = [line.strip() for line in text[done : key.start_mark.index].split("\n") if line.strip()]
        chunks.append(_Chunk(key.value, above, _field(text, key, value, paper)))
        done = end + 1
    return sorted(chunks, key=lambda chunk: ORDER.index(chunk.key))


def _field(text: str, key: yaml.Node, value: yaml.Node, paper: Paper) -> str:
    start, end = key.start_mark.index, content_end(text, value)
    behind = text[end : line_end(text, end)]
    comments = comments_before_end(text, key.end_mark.index, value)
    if comments and isinstance(value, yaml.CollectionNode) and not value.flow_style:
        typed = re.sub(f"^ {{0,{key.start_mark.column}}}", "", text[start:end], flags=re.MULTILINE)
        return typed + joined([behind])
    written = field_text(key.value, getattr(paper, key.value)).rstrip("\n")
    return with_comment(written, joined([*comments, behind]))


def _check(before: str, after: str) -> None:
    """See that a text says what it said."""
    try:
        now = [entry.values for entry in entries(after)]
    except yaml.YAMLError:
        now = []
    for place, entry in enumerate(entries(before)):
        if entry.values != (now[place] if place < len(now) else None):
            line = entry.node.start_mark.line + 1
            raise UneditableError(line, "this entry cannot be brought into canonical form; edit it by hand")
