"""Changes to entries of `papers.yaml`, and its canonical form."""

import re
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import yaml

from papershelf.library.entries import (
    Entry,
    Splice,
    UneditableError,
    applied,
    comments_before_end,
    content_end,
    entries,
    is_block,
    is_swallowed,
    line_end,
    line_start,
    next_line,
    place_below,
    plain,
    taken_in,
    whole_entry,
)
from papershelf.library.fields import PAPER
from papershelf.library.write import ABSENT, entry_text, field_text, quoted_text, with_comment
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
            _canonical_entry(plain, entry, paper),
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


def _canonical_entry(text: str, entry: Entry, paper: Paper) -> str:
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
        chunks.append(_Chunk(key.value, above, _canonical_field(text, key, value, paper)))
        done = end + 1
    return sorted(chunks, key=lambda chunk: ORDER.index(chunk.key))


def _canonical_field(text: str, key: yaml.Node, value: yaml.Node, paper: Paper) -> str:
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


ORDER = [field.key for field in PAPER]


def set_fields(text: str, changes: Mapping[str, Mapping[str, Any]]) -> str:
    """Set fields of entries, given by id; a value of None removes the field.

    A changed field keeps its place and its comments; a new one goes to its canonical place. With a field go
    the blank lines below it that would become part of the text above. An entry in braces becomes a block.
    Raises KeyError for an id that is not there, UneditableError for an entry in a form in which no edit can
    be made: its keys behind question marks, or below a field that goes a comment so far to the right that
    the text above would take it in.
    """
    present = entries(text)
    by_id = {entry.values["id"]: entry for entry in present}
    splices: list[Splice] = []
    for paper_id, fields in changes.items():
        entry = by_id[paper_id]
        splices += (
            _unbraced(text, entry, fields) if entry.node.flow_style else _field_nodes(text, entry, fields)
        )
    before = [entry.values for entry in complete(text, present)]
    meant = [_changed(values, changes.get(values["id"], {})) for values in before]
    return applied(text, splices, meant)


def remove_entries(text: str, ids: Iterable[str]) -> str:
    """Remove entries with the comment lines right above them and those that end them.

    Raises KeyError for an unknown id.
    """
    present = entries(text)
    places = {entry.values["id"]: place for place, entry in enumerate(present)}
    gone = {places[paper_id] for paper_id in ids}
    splices = [whole_entry(text, present, place, gone) for place in gone]
    meant = [entry.values for place, entry in enumerate(complete(text, present)) if place not in gone]
    return applied(text, splices, meant)


def _field_nodes(text: str, entry: Entry, fields: Mapping[str, Any]) -> list[Splice]:
    pairs = entry.pairs
    column = entry.node.value[0][0].start_mark.column
    staying = {key: pairs[key] for key in ORDER if key in pairs and fields.get(key, key) not in ABSENT}
    removed = _removed(text, [pair for key, pair in pairs.items() if key not in staying])
    gone = {splice.start: splice.end for splice in removed if not splice.text}

    places = {
        key: line_end(text, content_end(text, value)) if key in fields else place_below(text, value)
        for key, (_, value) in staying.items()
    }

    def written(name: str, place: int) -> str:
        swallowed = is_swallowed(text, place, column, gone)
        block = (quoted_text if swallowed else field_text)(name, fields[name])
        return textwrap.indent(block, " " * column).strip("\n").lstrip(" ")

    added: dict[str, str] = {}
    for name in sorted(fields.keys() - pairs.keys(), key=ORDER.index):
        if fields[name] not in ABSENT:
            above = [key for key in staying if ORDER.index(key) < ORDER.index(name)][-1]
            added[above] = added.get(above, "") + "\n" + " " * column + written(name, places[above])
    splices = [*removed, *(Splice(places[key], places[key], lines) for key, lines in added.items())]
    for key, (key_node, value) in staying.items():
        if key in fields:
            splices.append(_replaced(text, key_node, value, written(key, places[key])))
        elif key not in added:
            splices += taken_in(text, value, column, gone)
    return splices


def _removed(text: str, pairs: Iterable[tuple[yaml.Node, yaml.Node]]) -> list[Splice]:
    """Fields that go; their comments stay. What is below one on the dash's line moves up to the dash."""
    splices: list[Splice] = []
    moved_up = 0
    for key, value in pairs:
        start, end = key.start_mark.index, content_end(text, value)
        first, after = line_start(text, start), next_line(text, end)
        if comments := _comments(text, key, value):
            splices.append(Splice(start, line_end(text, end), comments.lstrip()))
        elif start != moved_up and not text[first:start].strip():
            splices.append(Splice(first, after))
        else:
            moved_up = after
            while text[moved_up : moved_up + 1] == " ":
                moved_up += 1
            splices.append(Splice(start, moved_up))
    return splices


def _replaced(text: str, key: yaml.Node, value: yaml.Node, written: str) -> Splice:
    """The change of a field's text; its comments stay."""
    stop = line_end(text, content_end(text, value))
    return Splice(key.start_mark.index, stop, with_comment(written, _comments(text, key, value)))


def _comments(text: str, key: yaml.Node, value: yaml.Node) -> str:
    end = content_end(text, value)
    behind = "" if is_block(value) else text[end : line_end(text, end)].rstrip()
    return joined(comments_before_end(text, key.end_mark.index, value)) + behind


def _unbraced(text: str, entry: Entry, fields: Mapping[str, Any]) -> list[Splice]:
    """Write an entry in braces as a block, since a folded abstract cannot stand in braces."""
    kept = {key: int(value) if key == "votes" else value for key, value in entry.values.items()}
    values = {**kept, **fields}
    ordered = [key for key in ORDER if values.get(key) not in ABSENT]
    block = "".join(field_text(key, values[key]) for key in ordered).rstrip("\n")
    start, column = entry.node.start_mark.index, entry.node.start_mark.column
    first, line_break, others = textwrap.indent(block, " " * column).lstrip(" ").partition("\n")
    stop = line_end(text, entry.end)
    comments = joined(comments_before_end(text, start, entry.node)) + text[entry.end : stop]
    return [Splice(start, stop, first + comments + line_break + others)]


def joined(comments: Iterable[str]) -> str:
    """Comments as they stand behind a value, on its line."""
    return "".join(f"  {comment.strip()}" for comment in comments if comment.strip())


def complete(text: str, present: list[Entry]) -> list[Entry]:
    """The entries of a text whose last line has its end: to YAML it may belong to the last value."""
    return present if text.endswith("\n") else entries(text + "\n")


def _changed(values: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says after a change, with all scalars as text."""
    written = "".join(field_text(key, value) for key, value in fields.items() if value not in ABSENT)
    new = yaml.compose(written, Loader=yaml.CSafeLoader)
    kept = {key: value for key, value in values.items() if key not in fields}
    return {**kept, **plain(new)} if new else kept
