"""The text of `citations.yaml` as values with their comments, and the one form in which it is written."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import yaml

from papershelf.library.entries import complete, content_end, newline
from papershelf.library.fields import BASIS
from papershelf.library.write import field_text

HEAD = (
    "# yaml-language-server: $schema=schema/citations.schema.json",
    "# What papers build on, within the list. `papershelf enrich --citations --write` adds to it and removes",
    "# nothing. What you add stays; move an id that is not right from `builds_on` to `wrong`.",
)
ONE_A_LINE = frozenset({"builds_on", "wrong"})
SORTED = ONE_A_LINE | {"sources"}
_COMMENT = re.compile("#[^\n]*")
_MODELINE = "yaml-language-server"


class Item(NamedTuple):
    """A value, the comment lines above it, and the comment behind it."""

    value: str
    above: tuple[str, ...] = ()
    behind: str = ""


Rows: TypeAlias = dict[str, list[Item]]
"""An entry: the values of each key, of which most have only one."""


class Text(NamedTuple):
    """A file: the comment lines at its top, its entries, and the comment lines below them."""

    head: Sequence[str]
    entries: Sequence[Rows]
    tail: Sequence[str] = ()


def read_text(text: str) -> Text:
    """Take a text apart that `load` finds no problem in; an empty one gets a head."""
    whole = complete(text.replace("\r\n", "\n"))
    root = yaml.compose(whole, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.SequenceNode) or not root.value:
        return Text(_comments(whole) or (HEAD if not text.strip() else ()), ())
    entries: list[Rows] = []
    done = 0
    last: list[Item] = []  # where the value before is the last one
    head: Sequence[str] = ()
    for node in root.value:
        entry: Rows = {}
        for key, value in node.value:
            items = entry.setdefault(key.value, [])
            for leaf in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                behind, above = _split(whole[done : leaf.start_mark.index])
                if last:
                    last[-1] = _with_behind(last[-1], behind)
                else:
                    head, above = _head(whole[: leaf.start_mark.index])
                items.append(Item(leaf.value, tuple(above)))
                last, done = items, content_end(whole, leaf)
        entries.append(entry)
    behind, tail = _split(whole[done:])
    last[-1] = _with_behind(last[-1], behind)
    return Text(head, entries, tail)


def _split(gap: str) -> tuple[str, list[str]]:
    """Return the comment on the first line of what is between two values, and those on the lines below."""
    first, _, rest = gap.partition("\n")
    return " ".join(_comments(first)), _comments(rest)


def _head(gap: str) -> tuple[list[str], list[str]]:
    """Divide the comments above the first value: the file's own end at a blank line, or at the modeline."""
    lines = gap.split("\n")
    ends = [number for number, line in enumerate(lines, 1) if not line.strip() or _MODELINE in line]
    end = max(ends, default=0)
    return _comments("\n".join(lines[:end])), _comments("\n".join(lines[end:]))


def _comments(text: str) -> list[str]:
    return [comment.rstrip() for comment in _COMMENT.findall(text)]


def _with_behind(item: Item, comment: str) -> Item:
    return item._replace(behind=" ".join(filter(None, (item.behind, comment))))


def written_text(before: str, text: Text) -> str:
    """Write a file, with the line ends that it had `before`; without entries and comments it is empty."""
    entries = sorted(text.entries, key=lambda entry: entry["paper"][0].value)
    lines = [*text.head, *([""] if text.head and (entries or text.tail) else [])]
    for entry in entries:
        lines += _entry(entry)
    lines += text.tail
    if not entries and tuple(text.head) == HEAD:
        return before
    end = newline(before)
    return "".join(f"{line}{end}" for line in lines)


def _entry(entry: Rows) -> Iterator[str]:
    """Yield the lines of an entry; a key without values is left out."""
    start = "- "
    for field in BASIS:
        key = field.key
        items = entry.get(key, [])
        if key in SORTED:
            items = sorted(items, key=lambda item: item.value)
        if not items:
            continue
        if key in ONE_A_LINE:
            yield f"{start}{key}:"
            for item in items:
                yield from (f"    {comment}" for comment in item.above)
                yield f"    - {_value('id', item.value)}{_behind(item)}"
        else:
            indent = "" if start == "- " else "  "
            yield from (f"{indent}{comment}" for item in items for comment in item.above)
            yield f"{start}{key}: {_plain(key, items)}{''.join(map(_behind, items))}"
        start = "  "


def _plain(key: str, items: Sequence[Item]) -> str:
    if key == "sources":
        return _value("names", tuple(item.value for item in items)).replace("\n", "\n  ")
    return _value("id" if key == "paper" else "added", items[0].value)


def _value(key: str, value: str | tuple[str, ...]) -> str:
    """Return a value as YAML writes it for a key of a paper that holds the like."""
    return field_text(key, value).partition(": ")[2].rstrip("\n")


def _behind(item: Item) -> str:
    return f"  {item.behind}" if item.behind else ""
