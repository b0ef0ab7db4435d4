"""The canonical form of `papers.yaml`: keys in order, values quoted and wrapped alike.

Comments stay with the key above or beside which they stand. A value with a comment inside it, and an entry
in braces, are left as they were typed.
"""

from __future__ import annotations

import re
import textwrap
from typing import NamedTuple

import yaml

from generator.library.edit import ORDER, content_end, line_end, with_comment
from generator.library.write import ABSENT, field_text
from generator.model import Paper


class _Chunk(NamedTuple):
    """A field as it will be written, without indentation, and the comment lines above it."""

    key: str
    comments: list[str]
    text: str


def canonical(text: str, papers: tuple[Paper, ...]) -> str:
    """Write the list in its canonical form; it holds the same `papers`, and a second time changes nothing."""
    plain = text.replace("\r\n", "\n")
    root = yaml.compose(plain, Loader=yaml.CSafeLoader)
    if root is None or not papers:
        return text
    parts: list[str] = []
    done = 0
    for entry, paper in zip(root.value, papers, strict=True):
        dash = plain.rindex("-", done, entry.start_mark.index)
        start = plain.rfind("\n", 0, dash) + 1
        end = min(len(plain), line_end(plain, content_end(plain, entry)) + 1)
        parts += [_gap(plain[done:start], first=not parts), _entry(plain, entry, paper, (dash, end))]
        done = end
    tail = _gap(plain[done:], first=True).rstrip("\n")
    result = "".join(parts).rstrip("\n") + "\n" + (f"{tail}\n" if tail else "")
    return result.replace("\n", "\r\n") if "\r\n" in text else result


def _gap(text: str, *, first: bool) -> str:
    """What stands between entries: its comments, and a blank line where there is none."""
    collapsed = re.sub(r"\n\s*\n", "\n\n", re.sub(r"[ \t]+\n", "\n", text))
    collapsed = re.sub(r"^\n+", "\n", collapsed)
    if first or re.search(r"(^|\n)\n", collapsed):
        return collapsed
    return "\n" + collapsed


def _entry(text: str, entry: yaml.MappingNode, paper: Paper, span: tuple[int, int]) -> str:
    dash, end = span
    if entry.flow_style:
        return textwrap.dedent(text[text.rfind("\n", 0, dash) + 1 : end])
    chunks: list[_Chunk] = []
    done = dash + 1
    for key, value in entry.value:
        value_end = content_end(text, value)
        chunk_end = line_end(text, value_end)
        above = [line.strip() for line in text[done : key.start_mark.index].split("\n") if line.strip()]
        typed = textwrap.dedent(" " * key.start_mark.column + text[key.start_mark.index : value_end])
        kept = _commented(value, typed) or getattr(paper, key.value) in ABSENT
        written = typed if kept else field_text(key.value, getattr(paper, key.value)).rstrip("\n")
        behind = text[value_end:chunk_end].rstrip()
        chunks.append(_Chunk(key.value, above, with_comment(written, behind)))
        done = chunk_end + 1
    chunks.sort(key=lambda chunk: ORDER.index(chunk.key))
    head = "".join(f"{comment}\n" for comment in chunks[0].comments)
    lines = [chunks[0].text, *(line for chunk in chunks[1:] for line in (*chunk.comments, chunk.text))]
    return head + "- " + textwrap.indent("\n".join(lines), "  ").removeprefix("  ") + "\n"


def _commented(value: yaml.Node, typed: str) -> bool:
    """Tell whether a list or mapping has a comment among its items, which rewriting would lose."""
    return not isinstance(value, yaml.ScalarNode) and bool(re.search(r"(^|\s)#.*\n", typed))
