"""The places of entries in the text of a data file, and changes to that text."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

_TO_DASH = re.compile(r"(?:\s++|#[^\n]*+)*+-")
_COMMENT = re.compile("#[^\r\n\x85\u2028\u2029]*")
_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n)*+")
_TO_LAST_WITH_SPACES = re.compile(r"(?s:.*)[ \t]\r?\n")
_BLANKS = " \t\r\n\x85\u2028\u2029"


class UneditableError(Exception):
    """A text that cannot be changed without harm: `line` is where, `message` is what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class Entry(NamedTuple):
    """An entry: the position of its dash, its keys and values as nodes, and the end of the last value."""

    dash: int
    node: yaml.MappingNode
    end: int

    @property
    def values(self) -> dict[str, Any]:
        """Its values by key, with all scalars as text."""
        return plain(self.node)  # type: ignore[no-any-return] # a mapping node gives a dict


def entries(text: str) -> list[Entry]:
    """Return all entries in order. Raises UneditableError if the list is in brackets."""
    return listed(text, yaml.compose(text, Loader=yaml.CSafeLoader))


def listed(text: str, node: yaml.Node | None) -> list[Entry]:
    """Return the entries of a list inside a text, as `entries` does for the outermost one."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return []
    if node.flow_style:
        message = "the list is in brackets; remove them and begin each entry with '- '"
        raise UneditableError(node.start_mark.line + 1, message)
    found: list[Entry] = []
    done = node.start_mark.index
    for item in node.value:
        to_dash = _TO_DASH.match(text, done)
        if not to_dash:
            raise UneditableError(item.start_mark.line + 1, "this entry has no dash before it; add '- '")
        done = content_end(text, item)
        found.append(Entry(to_dash.end() - 1, item, done))
    return found


def plain(node: yaml.Node) -> Any:
    """Return the value of a node, with all scalars as text and lists as tuples."""
    if isinstance(node, yaml.MappingNode):
        return {str(plain(key)): plain(value) for key, value in node.value}
    return tuple(map(plain, node.value)) if isinstance(node, yaml.SequenceNode) else node.value


def content_end(text: str, node: yaml.Node) -> int:
    """Return where the characters of a value end, before any comment, blank line or next key."""
    last = _last_leaf(node)
    start, end = last.start_mark.index, last.end_mark.index
    return int(start + len(text[start:end].rstrip(_BLANKS)) if is_block(last) else end)


def keeps_blank_lines(text: str, node: yaml.Node) -> bool:
    """Tell whether blank lines below a value are part of it, as below `|+`."""
    last = _last_leaf(node)
    header = text[last.start_mark.index : last.start_mark.index + len("|2+")]
    return is_block(last) and "+" in header.partition("\n")[0].partition(" ")[0]


def comments_end(text: str, entry: Entry) -> int:
    """Return where the lines of an entry end, including the comments below that are indented more."""
    column = entry.dash - line_start(text, entry.dash)
    end = done = next_line(text, entry.end)
    while done < len(text):
        line = text[done : next_line(text, done)]
        done += len(line)
        if _comment_column(line) > column:
            end = done
        elif line.strip():
            break
    return end


def blank_lines(text: str, position: int) -> str:
    """Return the blank lines that begin at a position."""
    found = _BLANK_LINES.match(text, position)
    return found[0] if found else ""


def blanks_taken(text: str, position: int, above: Entry | None) -> int:
    """Return where the blank lines end that are, or may become, part of the text of the entry above.

    Those are the lines up to the last one with spaces, which a block may take in, and all below `|+`.
    """
    blanks = blank_lines(text, position)
    with_spaces = _TO_LAST_WITH_SPACES.match(blanks)
    all_blank = above is not None and keeps_blank_lines(text, above.node)
    return position + (len(blanks) if all_blank else with_spaces.end() if with_spaces else 0)


def comments_before_end(text: str, start: int, value: yaml.Node) -> list[str]:
    """Return the comments from `start` to the end of a value: between list items, or on a block's header."""
    found: list[str] = []
    done = start
    for leaf in _leaves(value):
        found += _COMMENT.findall(text, done, leaf.start_mark.index)
        done = leaf.end_mark.index
        if is_block(leaf):
            found += _COMMENT.findall(text, leaf.start_mark.index, line_end(text, leaf.start_mark.index))
    return found + _COMMENT.findall(text, done, max(done, content_end(text, value)))


def joined(comments: Iterable[str]) -> str:
    """Return comments as they follow a value, on its line."""
    return "".join(f"  {comment.strip()}" for comment in comments if comment.strip())


def is_block_collection(node: yaml.Node) -> bool:
    """Tell whether a value is a list or mapping of several lines, without brackets."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def is_block(node: yaml.Node) -> bool:
    """Tell whether a value is a literal or folded block."""
    return isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}


def line_start(text: str, position: int) -> int:
    """Return where the line of a position begins."""
    return text.rfind("\n", 0, position) + 1


def line_end(text: str, position: int) -> int:
    """Return where the line of a position ends, before its line break."""
    end = text.find("\n", position)
    if end < 0:
        return len(text)
    return end - 1 if text[max(0, end - 1)] == "\r" else end


def next_line(text: str, position: int) -> int:
    """Return where the next line after a position begins, or where the text ends."""
    return text.find("\n", position) + 1 or len(text)


def newline(text: str) -> str:
    """Return the line break of a text; CRLF if it has both."""
    return "\r\n" if "\r\n" in text else "\n"


def _last_leaf(node: yaml.Node) -> yaml.Node:
    """Return the innermost last value of a block list or mapping; any other value itself."""
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


class Splice(NamedTuple):
    """Replaces the characters from `start` to `end` by `text`."""

    start: int
    end: int
    text: str = ""


def complete(text: str) -> str:
    """Return the text with a final line break, which YAML may count to the last value."""
    return text if text.endswith("\n") else text + "\n"


def applied(text: str, splices: Sequence[Splice], meant: Sequence[Mapping[str, Any]]) -> str:
    """Make changes at positions of the complete text.

    A missing final line break is added if the last line changes. Raises UneditableError if the entries of the
    result would not have the values that are `meant`.
    """
    whole = complete(text)
    parts: list[str] = []
    done = 0
    for splice in sorted(splices):
        parts += [whole[done : splice.start], splice.text.replace("\n", newline(text))]
        done = splice.end
    result = "".join([*parts, whole[done:]])
    try:
        values = [entry.values for entry in entries(result)]
    except yaml.YAMLError:
        values = None
    if values != meant:
        line = text.count("\n", 0, min(splices).start) + 1
        raise UneditableError(line, "this cannot be changed automatically without harm; edit it by hand")
    return result.removesuffix("\n") if whole != text and done < len(whole) else result


def whole_entry(text: str, present: Sequence[Entry], place: int, gone: Collection[int]) -> Splice:
    """Return the removal of an entry, from the comments right above it to the blank line below it.

    Blank lines that would become part of the entry above go too; that is the nearest one not in `gone`.
    """
    entry = present[place]
    start, end = line_start(text, entry.dash), comments_end(text, entry)
    column = entry.dash - start
    floor = next_line(text, present[place - 1].end) if place else 0
    while start > floor:
        above = line_start(text, start - 1)
        line = text[above:start]
        if not 0 <= _comment_column(line) <= column or "yaml-language-server" in line:
            break
        start = above
    staying = next((present[above] for above in reversed(range(place)) if above not in gone), None)
    one_blank = end if text[end : next_line(text, end)].strip() else next_line(text, end)
    return Splice(start, max(one_blank, blanks_taken(text, end, staying)))


def _comment_column(line: str) -> int:
    """Return the column of a comment that has a line of its own; -1 for any other line."""
    bare = line.lstrip(" \t")
    return len(line) - len(bare) if bare.startswith("#") else -1
