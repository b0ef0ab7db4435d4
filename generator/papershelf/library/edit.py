"""Changes to entries of `papers.yaml`, and its canonical form."""

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from papershelf.library.entries import (
    Entry,
    Splice,
    UneditableError,
    applied,
    blank_lines,
    comments_before_end,
    comments_end,
    complete,
    content_end,
    entries,
    is_block_collection,
    joined,
    keeps_blank_lines,
    line_end,
    line_start,
    whole_entry,
)
from papershelf.library.fields import ABSENT, Field, read_entry, values_of, with_own
from papershelf.library.known_entries import sure_entries
from papershelf.library.located_yaml import parse
from papershelf.library.write import field_text, values_text, with_comment
from papershelf.model import Paper

_SPACES_AT_END = re.compile(r"[ \t]+(?=\r?\n)")
_NOT_CANONICAL = "this entry cannot be brought into canonical form; edit it by hand"


class _Chunk(NamedTuple):
    """A field as it will be written, without indentation, and the comment lines above it."""

    key: str
    comments: list[str]
    text: str


def canonical(text: str, papers: Sequence[Paper], own: Sequence[Field] = ()) -> str:
    """Write the list in its canonical form; it holds the same `papers`, and a second time changes nothing.

    Raises UneditableError where an entry is written in a way that would not survive.
    """
    plain = complete(text.replace("\r\n", "\n"))
    present = entries(plain)
    if not present:
        return text
    parts: list[str] = []
    done = 0
    for entry, paper in zip(present, papers, strict=True):
        gap = _gap(plain[done : line_start(plain, entry.dash)], first=not parts)
        parts += [gap, _rewritten(plain, entry, values_of(paper), {}, own)]
        done = comments_end(plain, entry)
    tail = _gap(plain[done:], first=True).rstrip("\n")
    result = "".join(parts).rstrip("\n") + "\n" + (f"{tail}\n" if tail else "")
    _check(text, result)
    return result.replace("\n", "\r\n") if "\r\n" in text else result


def set_fields(text: str, changes: Mapping[str, Mapping[str, Any]], own: Sequence[Field] = ()) -> str:
    """Set fields of entries, given by id; a value of None removes the field.

    `own` are the fields that the list declares.
    An entry that changes is written in canonical form with its comments; those of a field that goes move to
    the field below. Every byte of the other entries stays. Raises KeyError for an unknown id, UneditableError
    for an entry that would not survive.
    """
    texts = sure_entries(text, own)
    if not texts:
        return _with_fields(text, changes, own)
    parts = [each.text for each in texts]
    for paper_id, values in changes.items():
        place = next((place for place, part in enumerate(parts) if _is_entry(part, paper_id)), None)
        if place is None:
            raise KeyError(paper_id)
        parts[place] = _with_fields(parts[place], {paper_id: values}, own)
    return text[: texts[0].start] + "".join(parts)


def _is_entry(text: str, paper_id: str) -> bool:
    return paper_id in text and entries(text)[0].values["id"] == paper_id


def _with_fields(text: str, changes: Mapping[str, Mapping[str, Any]], own: Sequence[Field]) -> str:
    whole = complete(text)
    present = {entry.values["id"]: entry for entry in entries(whole)}
    meant = {paper_id: entry.values for paper_id, entry in present.items()}
    splices: list[Splice] = []
    for paper_id, values in changes.items():
        entry = present[paper_id]
        start, end = line_start(whole, entry.dash), comments_end(whole, entry)
        if keeps_blank_lines(whole, entry.node):
            end += len(blank_lines(whole, end))
        written = _changed(whole[start:end].replace("\r\n", "\n"), values, own)
        if not written:
            raise UneditableError(entry.node.start_mark.line + 1, _NOT_CANONICAL)
        meant[paper_id] = entries(written)[0].values
        splices.append(Splice(start, end, textwrap.indent(written, " " * (entry.dash - start))))
        stop = end + len(blank_lines(whole, end))  # spaces on them might become part of the text above
        splices += [Splice(*spaces.span()) for spaces in _SPACES_AT_END.finditer(whole, end, stop)]
    return applied(text, splices, list(meant.values()))


def remove_entries(text: str, ids: Iterable[str]) -> str:
    """Remove entries with the comment lines right above them and those that end them.

    Raises KeyError for an unknown id.
    """
    whole = complete(text)
    present = entries(whole)
    places = {entry.values["id"]: place for place, entry in enumerate(present)}
    gone = {places[paper_id] for paper_id in ids}
    splices = [whole_entry(whole, present, place, gone) for place in gone]
    meant = [entry.values for place, entry in enumerate(present) if place not in gone]
    return applied(text, splices, meant)


def _gap(text: str, *, first: bool) -> str:
    """The comments between two entries, and a blank line where there is none."""
    stripped = re.sub(r"^[ \t]+|[ \t]+$", "", text, flags=re.MULTILINE)
    collapsed = re.sub(r"^\n+", "\n", re.sub(r"\n{3,}", "\n\n", stripped))
    return collapsed if first or re.search(r"(^|\n)\n", collapsed) else "\n" + collapsed


def _changed(text: str, changes: Mapping[str, Any], own: Sequence[Field]) -> str | None:
    """Return the lines of one entry after a change, or None if they would not have the values meant."""
    wrong: list[int] = []

    def report(line: int, _message: str) -> None:
        wrong.append(line)

    tree = parse(text.encode(), report)
    read = [read_entry(entry, with_own(own), report) for entry in tree.entries()] if tree else []
    if wrong or len(read) != 1:
        return None
    values = {**read[0], **changes}
    try:
        written = _rewritten(text, entries(text)[0], values, changes, own)
        return written if _filled(written) == _filled(values_text(values)) else None
    except yaml.YAMLError:
        return None


def _filled(text: str) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in entry.values.items() if value not in ABSENT} for entry in entries(text)
    ]


def _rewritten(
    text: str, entry: Entry, values: Mapping[str, Any], changes: Mapping[str, Any], own: Sequence[Field]
) -> str:
    """Write an entry in canonical form, with its comments and those below it that are indented more."""
    chunks, below = (_in_braces if entry.node.flow_style else _in_lines)(text, entry, values, changes)
    present = {chunk.key for chunk in chunks}
    chunks += [
        _Chunk(key, [], field_text(key, value).rstrip("\n"))
        for key, value in changes.items()
        if value not in ABSENT and key not in present
    ]
    order = [field.key for field in with_own(own)]
    chunks.sort(key=lambda chunk: order.index(chunk.key))
    below += _comment_lines(text[line_end(text, entry.end) : comments_end(text, entry)])
    head = "".join(f"{comment}\n" for comment in chunks[0].comments)
    lines = [
        chunks[0].text,
        *(line for chunk in chunks[1:] for line in (*chunk.comments, chunk.text)),
        *below,
    ]
    return head + "- " + textwrap.indent("\n".join(lines), "  ").removeprefix("  ") + "\n"


def _in_lines(
    text: str, entry: Entry, values: Mapping[str, Any], changes: Mapping[str, Any]
) -> tuple[list[_Chunk], list[str]]:
    """The fields of an entry that stay, and the comments below the last of them."""
    chunks: list[_Chunk] = []
    comments: list[str] = []
    done = entry.dash + 1
    for key, value in entry.node.value:
        end = content_end(text, value)
        comments += _comment_lines(text[done : key.start_mark.index])
        done = line_end(text, end) + 1
        inside = [*comments_before_end(text, key.end_mark.index, value), text[end : done - 1]]
        if changes.get(key.value, key) in ABSENT:
            comments += _comment_lines("\n".join(inside))
            continue
        written = field_text(key.value, values[key.value]).rstrip("\n")
        if inside[:-1] and key.value not in changes and is_block_collection(value):
            start, column = key.start_mark.index, key.start_mark.column
            written = re.sub(f"^ {{0,{column}}}", "", text[start:end], flags=re.MULTILINE)
            inside = inside[-1:]
        chunks.append(_Chunk(key.value, comments, with_comment(written, joined(inside))))
        comments = []
    return chunks, comments


def _in_braces(
    text: str, entry: Entry, values: Mapping[str, Any], changes: Mapping[str, Any]
) -> tuple[list[_Chunk], list[str]]:
    """The same for an entry in braces: all its comments go behind the id."""
    keys = [key.value for key, _ in entry.node.value if changes.get(key.value, key) not in ABSENT]
    texts = {key: field_text(key, values[key]).rstrip("\n") for key in keys}
    behind = text[entry.end : line_end(text, entry.end)]
    texts["id"] += joined([*comments_before_end(text, entry.dash, entry.node), behind])
    return [_Chunk(key, [], written) for key, written in texts.items()], []


def _comment_lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.lstrip().startswith("#")]


def _check(before: str, after: str) -> None:
    """Raise UneditableError unless the entries have the same values as before."""
    try:
        now = [entry.values for entry in entries(after)]
    except yaml.YAMLError:
        now = []
    for place, entry in enumerate(entries(before)):
        if entry.values != (now[place] if place < len(now) else None):
            raise UneditableError(entry.node.start_mark.line + 1, _NOT_CANONICAL)
