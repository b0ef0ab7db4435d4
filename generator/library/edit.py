"""Changes to the text of `papers.yaml` that touch nothing else: every other byte stays as it was.

Comments, order, line ends and the style of what is not changed are the curator's. Positions come from
libyaml's marks; what an edit made is read again, and compared, before it is handed out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from generator.library.fields import PAPER
from generator.library.write import ABSENT, field_text

ORDER = [field.key for field in PAPER]


@dataclass(frozen=True, slots=True)
class _Splice:
    """Put `text` in place of what stands from `start` to `end`, counted in characters."""

    start: int
    end: int
    text: str


def set_fields(text: str, changes: Mapping[str, Mapping[str, Any]]) -> str:
    """Set fields of entries, given by id; a value of None removes the field.

    A changed field keeps its place and the comment behind it; a new one goes to its canonical place.
    Raises KeyError for an id that is not there.
    """
    entries = _entries(text)
    splices: list[_Splice] = []
    for paper_id, fields in changes.items():
        splices += _field_splices(text, entries[paper_id], fields)
    return _apply(text, splices)


def remove_entries(text: str, ids: Iterable[str]) -> str:
    """Remove entries with the comment lines right above them. Raises KeyError for an unknown id."""
    entries = _entries(text)
    return _apply(text, [_entry_span(text, entries[paper_id]) for paper_id in ids])


def _entries(text: str) -> dict[str, yaml.MappingNode]:
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    found: dict[str, yaml.MappingNode] = {}
    for node in root.value if root else ():
        for key, value in node.value:
            if key.value == "id":
                found[value.value] = node
    return found


def _field_splices(text: str, entry: yaml.MappingNode, fields: Mapping[str, Any]) -> list[_Splice]:
    pairs = {key.value: (key, value) for key, value in entry.value}
    if entry.flow_style:
        return [_block_entry(text, entry, fields)]
    column = entry.value[0][0].start_mark.column
    splices: list[_Splice] = []
    added: dict[int, list[str]] = {}
    for name in sorted(fields, key=ORDER.index):
        value = fields[name]
        if name in pairs:
            key, node = pairs[name]
            span = (key.start_mark.index, content_end(text, node))
            new = _indented(text, name, value, column).lstrip(" ") if value not in ABSENT else ""
            splices.append(_replacing(text, *span, new) if new else _lines_of(text, *span))
        elif value not in ABSENT:
            place = line_end(text, content_end(text, _predecessor(name, pairs)))
            added.setdefault(place, []).append(_newline(text) + _indented(text, name, value, column))
    return splices + [_Splice(place, place, "".join(texts)) for place, texts in added.items()]


def _predecessor(name: str, pairs: Mapping[str, tuple[yaml.Node, yaml.Node]]) -> yaml.Node:
    """The value after which a new field goes: that of the last given key before it in the order."""
    before = [key for key in ORDER[: ORDER.index(name)] if key in pairs]
    return pairs[before[-1] if before else next(iter(pairs))][1]


def _block_entry(text: str, entry: yaml.MappingNode, fields: Mapping[str, Any]) -> _Splice:
    """Rewrite an entry in braces as a block, since a folded abstract cannot stand in braces."""
    column = entry.start_mark.column
    kept = {key.value: text[value.start_mark.index : value.end_mark.index] for key, value in entry.value}
    lines = {key: f"{key}: {source}" for key, source in kept.items() if key not in fields}
    lines |= {key: _indented(text, key, value, 0) for key, value in fields.items() if value not in ABSENT}
    ordered = sorted(lines, key=ORDER.index)
    block = textwrap.indent("\n".join(lines[key].replace("\r\n", "\n") for key in ordered), " " * column)
    first, newline, others = block.lstrip(" ").partition("\n")
    stop = line_end(text, entry.end_mark.index)
    new = f"{first}{text[entry.end_mark.index : stop]}{newline}{others}"
    return _Splice(entry.start_mark.index, stop, new.replace("\n", _newline(text)))


def _replacing(text: str, start: int, end: int, new: str) -> _Splice:
    stop = line_end(text, end)
    return _Splice(start, stop, with_comment(new, text[end:stop]))


def with_comment(written: str, comment: str) -> str:
    """Put a comment behind a value: a block's on its first line, lest it be folded into the text."""
    first, newline, others = written.partition("\n")
    if first.rstrip().endswith((">-", ">", ">+", "|", "|-", "|+")):
        end = "\r" if first.endswith("\r") else ""
        return f"{first.removesuffix(end)}{comment}{end}{newline}{others}"
    return written + comment


def content_end(text: str, node: yaml.Node) -> int:
    """Tell where a value's own characters end, before any comment, blank line or next key."""
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        block: str = text[node.start_mark.index : node.end_mark.index]
        return int(node.start_mark.index) + len(_without_comments(block).rstrip())
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return content_end(text, last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _without_comments(block: str) -> str:
    """Drop the lines that libyaml counts to a block scalar although they are less indented than its text."""
    head, *lines = block.splitlines(keepends=True)
    indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    if not indents:
        return head
    while lines and (not lines[-1].strip() or len(lines[-1]) - len(lines[-1].lstrip(" ")) < indents[0]):
        lines.pop()
    return head + "".join(lines)


def _lines_of(text: str, start: int, end: int) -> _Splice:
    """The whole lines from `start` to `end`, or what follows `- ` where the first line holds the dash."""
    first = text.rfind("\n", 0, start) + 1
    after = min(len(text), line_end(text, end) + len(_newline(text)))
    if text[first:start].strip():
        following = text[after:]
        return _Splice(start, after + len(following) - len(following.lstrip(" ")), "")
    return _Splice(first, after, "")


def _entry_span(text: str, entry: yaml.MappingNode) -> _Splice:
    start = text.rfind("\n", 0, entry.start_mark.index) + 1
    end = min(len(text), line_end(text, content_end(text, entry)) + len(_newline(text)))
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].startswith("#") or "yaml-language-server" in text[above:start]:
            break
        start = above
    blank = text[end:].find("\n") + 1
    if blank and not text[end : end + blank].strip():
        end += blank
    return _Splice(start, end, "")


def line_end(text: str, position: int) -> int:
    """Tell where the line of a position ends, before its line end."""
    end = text.find("\n", position)
    if end < 0:
        return len(text)
    return end - 1 if text[end - 1] == "\r" else end


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _indented(text: str, key: str, value: Any, column: int) -> str:
    block = textwrap.indent(field_text(key, value), " " * column).rstrip("\n")
    return block.replace("\n", _newline(text))


def _apply(text: str, splices: Sequence[_Splice]) -> str:
    parts: list[str] = []
    done = 0
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        parts += [text[done : splice.start], splice.text]
        done = splice.end
    return "".join([*parts, text[done:]])
