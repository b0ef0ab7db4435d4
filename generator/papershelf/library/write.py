"""Writes entries as text, and places new ones in `papers.yaml`."""

import hashlib
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import yaml

from papershelf.library.entries import (
    UneditableError,
    blanks_taken,
    comments_end,
    entries,
    keeps_blank_lines,
    newline,
    next_line,
)
from papershelf.library.fields import ABSENT, PAPER, Field, given
from papershelf.library.known_entries import sure_entries
from papershelf.library.values import Style
from papershelf.model import Paper, PartialDate

MODELINE = "# yaml-language-server: $schema=schema/papers.schema.json\n"
WIDTH = 90
_HEADER = re.compile(r"\w+: [|>][-+0-9]*")
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")
# What PyYAML, which takes a while for each value, writes in the same way
_NEEDS_NO_ESCAPE = re.compile(r"[A-Za-z0-9./-]{1,60}")
_NAMES_NO_OTHER_TYPE = re.compile(r"[a-z]+(?:(?:-[a-z0-9]+)+|[0-9]{4}[a-z]+)")
_DASH = re.compile(r"^( *)-(?=\s|$)", re.MULTILINE)


class _Quoted(str):
    """Text that YAML might take for a number or a date."""

    __slots__ = ()


class _Wrapped(str):
    """Text written in lines of its own."""

    __slots__ = ()


class _Flow(list):  # type: ignore[type-arg]
    """A list on one line."""

    __slots__ = ()


class _Dumper(yaml.CSafeDumper):
    """PyYAML's dumper with the three styles above."""


class _WideDumper(yaml.SafeDumper):
    """The same in Python: ten times as slow, but libyaml escapes emoji and all else beyond U+FFFF.

    It loses a line end that only YAML knows, such as NEL, at the start of a text.
    """


for _dumper in (_Dumper, _WideDumper):
    _dumper.add_representer(
        _Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="'")
    )
    _dumper.add_representer(
        _Wrapped,
        lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=_block(text)),
    )
    _dumper.add_representer(
        _Flow,
        lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True),
    )


def _block(text: str) -> str:
    """The style of a block of text.

    Folded, or literal where libyaml would fold an indented line for good; in quotes what a block would mar:
    blanks at either end, but for one last line end, and line ends that only YAML knows.
    """
    if text.removesuffix("\n") != text.strip() or re.search("[\r\x85\u2028\u2029]", text):
        return '"'
    return "|" if re.search("\n[ \t]", text) else ">"


def entry_text(paper: Paper) -> str:
    """Write one entry, from `- id:` to its last line end; reading it gives the same Paper."""
    return values_text(given(paper))


def values_text(values: Mapping[str, Any]) -> str:
    """Write an entry that has these values by key; those that are empty are left out."""
    text = "".join(field_text(key, value) for key, value in values.items() if value not in ABSENT)
    return "- " + textwrap.indent(text, "  ").removeprefix("  ")


def field_text(key: str, value: Any) -> str:
    """Write one key of an entry with its value, not indented."""
    style = _style(key, value)
    if style == "quoted" and _NEEDS_NO_ESCAPE.fullmatch(str(value)):
        return f"{key}: '{value}'\n"
    if key in {"id", "key"} and _NAMES_NO_OTHER_TYPE.fullmatch(value):
        return f"{key}: {value}\n"
    width = 2**31 - 1 if style == "one line" else WIDTH
    characters = _characters(value)
    is_wide = max(characters, default="") > "\uffff" and not _ODD_BREAK.search(characters)
    dumper = _WideDumper if is_wide else _Dumper
    return yaml.dump({key: _styled(style, value)}, Dumper=dumper, allow_unicode=True, width=width)


def _style(key: str, value: Any) -> Style:
    """Return how a value is written; that of a list's own key as its type asks for."""
    usual: Style = "quoted" if isinstance(value, PartialDate) else "plain"
    return next((field.kind.style for field in PAPER if field.key == key), usual)


def with_comment(written: str, comment: str) -> str:
    """Add a comment to a field: on the first line of a block, so that it does not become text."""
    first, line_break, others = written.partition("\n")
    return first + comment + line_break + others if _HEADER.fullmatch(first) else written + comment


def chosen_entry(paper_id: str, count: int) -> int:
    """Return which of `count` entries, from 0, a new one follows: its id decides, evenly over all of them.

    The same paper gets the same place, so that two branches that add it differently still conflict.
    """
    return int.from_bytes(hashlib.sha256(paper_id.encode()).digest()[:8]) % count


def with_entries(text: str, papers: Iterable[Paper], own: Sequence[Field] = ()) -> str:
    """Add entries to the text of `papers.yaml`, all at one place that the first one's id chooses.

    `own` are the fields that the list declares.
    Every byte that was there stays, except an empty `[]`. Raises UneditableError if the list is in brackets.
    """
    added = list(papers)
    if not added:
        return text
    line_break = newline(text)
    before = _without_empty_list(text) or MODELINE.replace("\n", line_break)
    if not before.endswith("\n"):
        before += line_break
    texts = sure_entries(before, own)
    present = [] if texts else entries(before)
    place = chosen_entry(added[0].id, len(texts or present)) if texts or present else 0
    start, near = (texts[place].start, texts[place].text) if texts else (0, before)
    entry = entries(near)[0] if texts else present[place] if present else None
    position = len(before)
    if entry and place < len(texts or present) - 1:
        position = start + blanks_taken(near, comments_end(near, entry), entry)
    above = "" if entry and keeps_blank_lines(near, entry.node) else "\n"
    below = "\n" if before[position : next_line(before, position)].strip() else ""
    dash = _DASH.search(before)
    written = above + "\n".join(map(entry_text, added)) + below
    block = textwrap.indent(written, dash[1] if dash else "").replace("\n", line_break)
    return "".join([before[:position], block, before[position:]])


def _without_empty_list(text: str) -> str:
    """Remove the `[]` or `null` that a file has instead of entries; its comments stay."""
    root = None if _DASH.search(text) else yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is None:
        return text
    if root.value and isinstance(root, yaml.SequenceNode):
        message = "the list is in brackets; remove them and begin each entry with '- '"
        raise UneditableError(root.start_mark.line + 1, message)
    before, after = text[: root.start_mark.index], text[root.end_mark.index :]
    alone = (not before or before.endswith("\n")) and not after.partition("\n")[0].strip()
    return before + (after.partition("\n")[2] if alone else after.lstrip(" "))


def _characters(value: Any) -> str:
    if isinstance(value, Mapping):
        return "".join(chain.from_iterable(value.items()))
    return "".join(value) if isinstance(value, tuple) else str(value)


def _styled(style: Style, value: Any) -> Any:
    if isinstance(value, tuple):
        return _Flow(value)
    if isinstance(value, Mapping):
        return dict(value)
    if style == "quoted":
        return _Quoted(value)
    long = style == "plain" and isinstance(value, str) and len(value) > WIDTH
    return _Wrapped(value) if style == "block" or long else value
