"""Records whose lines begin with a tag, as in RIS, MEDLINE and EndNote's tagged format."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from papershelf.model import Block


def tagged_fields(lines: Iterable[str], tag: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield tags and texts; a line without a tag goes on with the text of the line before.

    `tag` matches the start of a line with a field; its group `tag` or `known` is the field's name.
    """
    name, texts = "", list[str]()
    for line in lines:
        if match := tag.match(line):
            if name:
                yield name, " ".join(texts)
            found = match.groupdict()
            name = (found["tag"] or found["known"]).upper()
            texts = [line[match.end() :].strip()]
        elif line.strip():
            texts.append(line.strip())
    if name:
        yield name, " ".join(texts)


def split_at(lines: list[str], starts: Iterable[int]) -> Iterator[Block]:
    """Yield what is before the first of the starts, if anything, and what begins at each of them."""
    for start, end in pairwise((0, *(start for start in starts if start), len(lines))):
        if block := block_of(start + 1, lines[start:end]):
            yield block


def block_of(first: int, lines: list[str]) -> Block | None:
    """Return the lines, of which the first has this number, as a block without blank lines around it."""
    start = next((index for index, line in enumerate(lines) if line.strip()), None)
    return None if start is None else Block(first + start, "\n".join(lines[start:]).rstrip())
