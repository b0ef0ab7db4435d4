"""Changes to the text of `papers.yaml` that touch nothing else: every other byte stays as it was.

Comments, order, line ends and the style of what is not changed are the curator's. What an edit made is read
again, and compared with what was meant, before it is handed out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from generator.library.fields import PAPER
from generator.library.layout import (
    Entry,
    comments_before_end,
    content_end,
    entries,
    is_block,
    keeps_blank_lines,
    line_end,
    line_start,
    next_line,
    place_below,
    plain,
)
from generator.library.splices import Splice, applied
from generator.library.write import ABSENT, field_text, quoted_text, with_comment

ORDER = [field.key for field in PAPER]


def set_fields(text: str, changes: Mapping[str, Mapping[str, Any]]) -> str:
    """Set fields of entries, given by id; a value of None removes the field.

    A changed field keeps its place and its comments; a new one goes to its canonical place. An entry in
    braces becomes a block. Raises KeyError for an id that is not there, UneditableError for an entry in
    a form in which no edit can be made.
    """
    present = entries(text)
    by_id = {entry.values["id"]: entry for entry in present}
    splices: list[Splice] = []
    for paper_id, fields in changes.items():
        entry = by_id[paper_id]
        splices += _unbraced(text, entry, fields) if entry.node.flow_style else _fields(text, entry, fields)
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
    splices = [whole_entry(text, present, place) for place in gone]
    meant = [entry.values for place, entry in enumerate(complete(text, present)) if place not in gone]
    return applied(text, splices, meant)


def _fields(text: str, entry: Entry, fields: Mapping[str, Any]) -> list[Splice]:
    pairs = entry.pairs
    column = entry.node.value[0][0].start_mark.column
    staying = [key for key in ORDER if key in pairs and fields.get(key, key) not in ABSENT]
    splices: list[Splice] = []
    added: dict[int, list[str]] = {}
    for name in sorted(fields, key=ORDER.index):
        value = fields[name]
        if name in pairs:
            splices.append(_replaced(text, *pairs[name], _written(text, pairs[name][1], name, value, column)))
        elif value not in ABSENT:
            above = [key for key in staying if ORDER.index(key) < ORDER.index(name)][-1]
            before = pairs[above][1]
            end = content_end(text, before)
            place = line_end(text, end) if above in fields else place_below(text, before)
            written = "\n" + " " * column + _written(text, before, name, value, column)
            added.setdefault(place, []).append(written)
    return splices + [Splice(place, place, "".join(texts)) for place, texts in added.items()]


def _written(text: str, above: yaml.Node, key: str, value: Any, column: int) -> str:
    """A field's text from its key on."""
    if value in ABSENT:
        return ""
    block = (quoted_text if _is_swallowed(text, content_end(text, above), column) else field_text)(key, value)
    return textwrap.indent(block, " " * column).strip("\n").lstrip(" ")


def _is_swallowed(text: str, position: int, column: int) -> bool:
    """Tell whether a block that ends here would take in the comment or blanks below, being indented more."""
    start = next_line(text, position)
    while start < len(text):
        line = text[start : line_end(text, start)]
        if line.strip(" "):
            return _comment_column(line) > column
        if len(line) > column:
            return True
        start = next_line(text, start)
    return False


def _replaced(text: str, key: yaml.Node, value: yaml.Node, written: str) -> Splice:
    """The change of a field's text; without a new one the field goes, and only its comments stay."""
    start, end = key.start_mark.index, content_end(text, value)
    stop = line_end(text, end)
    behind = "" if is_block(value) else text[end:stop].rstrip()
    comments = joined(comments_before_end(text, key.end_mark.index, value)) + behind
    if written or comments:
        return Splice(start, stop, with_comment(written, comments) if written else comments.lstrip())
    first, after = line_start(text, start), next_line(text, end)
    if not text[first:start].strip():
        return Splice(first, after)
    while text[after : after + 1] == " ":  # the next field moves up behind the dash
        after += 1
    return Splice(start, after)


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


def whole_entry(text: str, present: Sequence[Entry], place: int) -> Splice:
    """An entry from the comment lines right above it to the blank line below it."""
    entry = present[place]
    start, end = line_start(text, entry.dash), next_line(text, entry.end)
    column = entry.dash - start
    floor = next_line(text, present[place - 1].end) if place else 0
    while start > floor:
        above = line_start(text, start - 1)
        line = text[above:start]
        if not 0 <= _comment_column(line) <= column or "yaml-language-server" in line:
            break
        start = above
    while _comment_column(text[end : next_line(text, end)]) > column:
        end = next_line(text, end)
    kept_above = place > 0 and keeps_blank_lines(text, present[place - 1].node)
    return Splice(start, _after_blank(text, end, every=kept_above))


def _after_blank(text: str, position: int, *, every: bool) -> int:
    """Tell where the blank lines end that go with an entry: one, or all that the text above would take in.

    It takes in every one where it keeps blank lines, and anywhere those that hold blanks.
    """
    end = done = position
    while done < len(text) and not text[done : next_line(text, done)].strip():
        done, line = next_line(text, done), text[done : line_end(text, done)]
        if line or every or end == position:
            end = done
    return end


def _comment_column(line: str) -> int:
    """Where the comment of a line that holds nothing else begins; -1 for any other line."""
    bare = line.lstrip(" \t")
    return len(line) - len(bare) if bare.startswith("#") else -1


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
