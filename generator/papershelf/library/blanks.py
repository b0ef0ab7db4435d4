"""The comments and blank lines below what changes in `papers.yaml`, which a text above could take in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import yaml

from papershelf.library.layout import Entry, block_end, keeps_blank_lines, line_end, line_start, next_line
from papershelf.library.splices import Splice


def whole_entry(text: str, present: Sequence[Entry], place: int, gone: Collection[int]) -> Splice:
    """An entry from the comment lines right above it to the blank line below it.

    Those too that would become part of the entry above: the nearest that is not among the places in `gone`.
    """
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
    staying = next((present[above] for above in reversed(range(place)) if above not in gone), None)
    kept_above = staying is not None and keeps_blank_lines(text, staying.node)
    one_blank = end if text[end : next_line(text, end)].strip() else next_line(text, end)
    return Splice(start, max(one_blank, _after_blanks(text, end, -1 if kept_above else 0)))


def is_swallowed(text: str, position: int, column: int, gone: Mapping[int, int]) -> bool:
    """Tell whether a block that ends here would take in the comment or blanks below, being indented more.

    `gone` says for fields that go from the start of which line to that of which other.
    """
    start = next_line(text, position)
    while start < len(text):
        line = text[start : line_end(text, start)]
        if start not in gone and line.strip(" "):
            return _comment_column(line) > column
        if start not in gone and len(line) > column:
            return True
        start = gone.get(start) or next_line(text, start)
    return False


def taken_in(text: str, value: yaml.Node, column: int, gone: Mapping[int, int]) -> Iterator[Splice]:
    """The blank lines that a value would take in when the fields below it go: they go too."""
    position = block_end(value)
    while position in gone:
        after = gone[position]
        end = _after_blanks(text, after, -1 if keeps_blank_lines(text, value) else column)
        if end > after:
            yield Splice(after, end)
        position = _after_blanks(text, after, -1)


def _after_blanks(text: str, position: int, column: int) -> int:
    """Tell where blank lines end that a text above takes in: below the last of over `column` blanks."""
    end = done = position
    while done < len(text) and not text[done : next_line(text, done)].strip():
        done, line = next_line(text, done), text[done : line_end(text, done)]
        if len(line) > column:
            end = done
    return end


def _comment_column(line: str) -> int:
    """Where the comment of a line that holds nothing else begins; -1 for any other line."""
    bare = line.lstrip(" \t")
    return len(line) - len(bare) if bare.startswith("#") else -1
