"""Where the parts of `papers.yaml` stand in its text: entries, the ends of values, comments inside them.

Positions come from libyaml's marks, which count characters. The text must come without a byte order mark,
which libyaml passes over without counting it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

_TO_DASH = re.compile(r"(?:\s++|#[^\n]*+)*+-")
_COMMENT = re.compile("#[^\r\n\x85\u2028\u2029]*")
_BLANKS = " \t\r\n\x85\u2028\u2029"


class UneditableError(Exception):
    """A text in a form that cannot be changed without harm; `line` is where, `message` what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class Entry(NamedTuple):
    """An entry: where its dash stands, its keys and values as nodes, and where the last of them ends."""

    dash: int
    node: yaml.MappingNode
    end: int

    @property
    def pairs(self) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """Its keys and values as nodes, by key."""
        return {key.value: (key, value) for key, value in self.node.value}

    @property
    def values(self) -> dict[str, Any]:
        """What it says, with all scalars as text."""
        return plain(self.node)  # type: ignore[no-any-return] # a mapping node gives a dict


def entries(text: str) -> list[Entry]:
    """All entries in their order; UneditableError where the list itself stands in brackets."""
    return listed(text, yaml.compose(text, Loader=yaml.CSafeLoader))


def listed(text: str, node: yaml.Node | None) -> list[Entry]:
    """The entries of one list of a text, as `entries` gives those of the outermost."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return []
    if node.flow_style:
        message = "the list stands in brackets; take them away and begin each entry with '- '"
        raise UneditableError(node.start_mark.line + 1, message)
    found: list[Entry] = []
    done = node.start_mark.index
    for item in node.value:
        to_dash = _TO_DASH.match(text, done)
        if not to_dash:
            raise UneditableError(item.start_mark.line + 1, "no dash is found before this entry; add '- '")
        done = content_end(text, item)
        found.append(Entry(to_dash.end() - 1, item, done))
    return found


def plain(node: yaml.Node) -> Any:
    """The value of a node, with all scalars as text, lists as tuples."""
    if isinstance(node, yaml.MappingNode):
        return {str(plain(key)): plain(value) for key, value in node.value}
    return tuple(map(plain, node.value)) if isinstance(node, yaml.SequenceNode) else node.value


def content_end(text: str, node: yaml.Node) -> int:
    """Tell where a value's own characters end, before any comment, blank line or next key."""
    last = _last_leaf(node)
    start, end = last.start_mark.index, last.end_mark.index
    return int(start + len(text[start:end].rstrip(_BLANKS)) if is_block(last) else end)


def keeps_blank_lines(text: str, node: yaml.Node) -> bool:
    """Tell whether what follows a value is its own as long as it is blank, as below `|+`."""
    last = _last_leaf(node)
    header = text[last.start_mark.index : last.start_mark.index + len("|2+")]
    return is_block(last) and "+" in header.partition("\n")[0].partition(" ")[0]


def block_end(node: yaml.Node) -> int:
    """Tell where a block at the end of a value ends, the blank lines below it included; -1 without one."""
    last = _last_leaf(node)
    return int(last.end_mark.index) if is_block(last) else -1


def place_below(text: str, node: yaml.Node) -> int:
    """Tell where the last line of a value ends, its comment and the blank lines that are its own included."""
    last = _last_leaf(node)
    ends_in_blanks = is_block(last) and last.value.rstrip("\n").rpartition("\n")[2].isspace()
    if ends_in_blanks or keeps_blank_lines(text, node):
        end = last.end_mark.index
        unended = text[end:] and not text[end:].strip()  # blanks of its own that end the file
        return len(text) if unended else line_end(text, end - 1)
    return line_end(text, content_end(text, node))


def comments_before_end(text: str, start: int, value: yaml.Node) -> list[str]:
    """The comments from `start` to the end of a value: among a list's items, or behind a block's header."""
    found: list[str] = []
    done = start
    for leaf in _leaves(value):
        found += _COMMENT.findall(text, done, leaf.start_mark.index)
        done = leaf.end_mark.index
        if is_block(leaf):
            found += _COMMENT.findall(text, leaf.start_mark.index, line_end(text, leaf.start_mark.index))
    return found + _COMMENT.findall(text, done, max(done, content_end(text, value)))


def is_block(node: yaml.Node) -> bool:
    """Tell whether a value is a literal or folded block."""
    return isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}


def line_start(text: str, position: int) -> int:
    """Tell where the line of a position begins."""
    return text.rfind("\n", 0, position) + 1


def line_end(text: str, position: int) -> int:
    """Tell where the line of a position ends, before its line end."""
    end = text.find("\n", position)
    if end < 0:
        return len(text)
    return end - 1 if text[max(0, end - 1)] == "\r" else end


def next_line(text: str, position: int) -> int:
    """Tell where the line after that of a position begins, or the text ends."""
    return text.find("\n", position) + 1 or len(text)


def newline(text: str) -> str:
    """The line end of a text; in one that mixes them, CRLF."""
    return "\r\n" if "\r\n" in text else "\n"


def _last_leaf(node: yaml.Node) -> yaml.Node:
    """The last value of a block list or mapping, all the way down; any other value itself."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last: Any = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.ScalarNode):
        yield node
        return
    for item in node.value:
        for part in item if isinstance(item, tuple) else (item,):
            yield from _leaves(part)
