"""Selections of papers in hand-written Markdown: fenced blocks that say `papershelf`, found and replaced."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

NAME = "papershelf"
OPENING = re.compile(r"^(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>.*?)[ \t]*$")
OURS = re.compile(rf"{NAME}(?=[\s{{:]|$)\s*(?P<beside>.*)")
PLACE = '<div data-papershelf="{number}"></div>'
"""What is in the place of a selection until the page is HTML."""


class Fence(NamedTuple):
    """A selection: the lines in which it begins and ends, from 0, its indent, and what is in it.

    `beside` is what stands behind the word on the first line, where nothing is read.
    """

    start: int
    end: int
    indent: str
    body: str
    beside: str = ""


def fences(markdown: str) -> Iterator[Fence]:
    """Yield the selections of a page; what another fence shows as an example is none.

    One that is not closed goes on to the end of the page, as in Markdown.
    """
    lines = markdown.split("\n")
    start, opened = 0, None
    for number, line in enumerate(lines):
        found = OPENING.match(line)
        if opened is None:
            if found and not (found["marks"][0] == "`" and "`" in found["info"]):
                start, opened = number, found
        elif found and not found["info"] and _closes(found["marks"], opened["marks"]):
            yield from _ours(lines, start, number, opened)
            opened = None
    if opened:
        yield from _ours(lines, start, len(lines) - 1, opened)


def with_places(markdown: str, found: Sequence[Fence]) -> str:
    """Return the page with a place for the HTML of each selection, which no other extension touches."""
    lines = markdown.split("\n")
    for number, fence in reversed(list(enumerate(found))):
        lines[fence.start : fence.end + 1] = ["", f"{fence.indent}{PLACE.format(number=number)}", ""]
    return "\n".join(lines)


def filled(html: str, made: Sequence[str]) -> str:
    """Return the HTML of a page with that of its selections in their places."""
    for number, text in enumerate(made):
        html = html.replace(PLACE.format(number=number), text)
    return html


def first_line(source: str, markdown: str) -> int:
    """Return the line, from 0, of a file on which the Markdown below its front matter begins."""
    below = source.replace("\r\n", "\n").rstrip().removesuffix(markdown.rstrip())
    return below.count("\n") if len(below) < len(source) else 0


def _closes(marks: str, opened: str) -> bool:
    return marks[0] == opened[0] and len(marks) >= len(opened)


def _ours(lines: Sequence[str], start: int, end: int, opened: re.Match[str]) -> Iterator[Fence]:
    """Yield a fence if it is a selection."""
    if ours := OURS.fullmatch(opened["info"]):
        indent = opened["indent"]
        last = end if _is_end(lines[end]) else end + 1
        body = "\n".join(line.removeprefix(indent) for line in lines[start + 1 : last])
        yield Fence(start, end, indent, body, ours["beside"])


def _is_end(line: str) -> bool:
    return bool((found := OPENING.match(line)) and not found["info"])
