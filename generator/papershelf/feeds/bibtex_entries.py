"""The entries of a BibTeX file with plain values: abbreviations, `#` and cross-references resolved.

bibtexparser splits the file, and keeps what is broken as blocks with their lines; the values are read here,
because its own resolving leaves `"a" # b` as it is.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bibtexparser import model
from bibtexparser.entrypoint import parse_string

from papershelf.model import Block

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # the receipt reports broken blocks

Fields = Mapping[str, str]
COLLECTIONS = frozenset({"proceedings", "book", "collection", "mvbook", "mvcollection", "mvproceedings"})
FROM_COLLECTION = frozenset({"booktitle", "year", "month", "date"})
BARE = re.compile(r"[^\s#{}\",=]+")
MARK = re.compile(r"\\.|[{}\"]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class BibtexEntry:
    """An entry: lower-case field names, values without their braces or quotes, TeX as it is.

    `problem` says why the entry cannot be used, if it cannot; then there are no fields.
    """

    block: Block
    fields: Fields
    problem: str | None = None


def split(text: str) -> tuple[list[BibtexEntry], list[Block]]:
    """Split a file into its entries and the other blocks: comments, abbreviations, collections of entries.

    This never fails, because a broken block becomes an entry with a problem.
    """
    blocks = parse_string(text, parse_stack=[]).blocks
    strings = _strings(blocks)
    read = [(block, _entry(block, strings)) for block in blocks if not _is_furniture(block)]
    parents = {block.key.lower(): entry for block, entry in read if isinstance(block, model.Entry)}
    named = {entry.fields["crossref"].lower() for _, entry in read if "crossref" in entry.fields}
    entries: list[BibtexEntry] = []
    furniture = [_piece(block) for block in blocks if _is_furniture(block)]
    for block, entry in read:
        if isinstance(block, model.Entry) and block.entry_type in COLLECTIONS and block.key.lower() in named:
            furniture.append(entry.block)
        else:
            entries.append(_with_parent(entry, parents))
    return entries, furniture


def _is_furniture(block: model.Block) -> bool:
    return not isinstance(block, model.Entry | model.ParsingFailedBlock)


def _piece(block: model.Block) -> Block:
    return Block((block.start_line or 0) + 1, (block.raw or "").strip())


def _strings(blocks: list[model.Block]) -> dict[str, str]:
    """Return the abbreviations with their values, each resolved by those before it."""
    strings: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, model.String):
            try:
                strings[block.key.lower()] = _value(block.value, strings)
            except ValueError:
                strings[block.key.lower()] = block.value
    return strings


def _entry(block: model.Block, strings: Fields) -> BibtexEntry:
    if isinstance(block, model.DuplicateBlockKeyBlock) and _is_harmless(block):
        block = block.ignore_error_block or block
    piece = _piece(block)
    if not isinstance(block, model.Entry):
        return BibtexEntry(piece, {}, _problem(block))
    fields: dict[str, str] = {}
    for field in block.fields:
        name = field.key.lower()
        if name in fields:
            return BibtexEntry(piece, {}, _repeated(name))
        try:
            fields[name] = _value(field.value, strings)
        except ValueError:
            return BibtexEntry(piece, {}, f"a comma is missing after the value of '{name}'; add it")
    return BibtexEntry(piece, fields)


def _is_harmless(block: model.DuplicateBlockKeyBlock) -> bool:
    """Tell entries without a key, and copies of a whole entry, from two entries that share a key."""
    return not block.key or block.raw == block.previous_block.raw


def _problem(block: model.Block) -> str:
    """Say what is wrong with a broken block."""
    if isinstance(block, model.DuplicateBlockKeyBlock):
        first = (block.previous_block.start_line or 0) + 1
        return f"the key '{block.key}' is already used in line {first}; rename or remove one entry"
    if isinstance(block, model.DuplicateFieldKeyBlock):
        return _repeated(min(block.duplicate_keys))
    return "this entry is not closed, or lacks an '=' or ','; fix it"


def _repeated(name: str) -> str:
    return f"the field '{name}' is given twice; keep one"


def _with_parent(entry: BibtexEntry, parents: Mapping[str, BibtexEntry]) -> BibtexEntry:
    """Fill in the fields that the entry leaves to the collection that it names in `crossref`."""
    parent = parents.get(entry.fields["crossref"].lower()) if "crossref" in entry.fields else None
    if not parent:
        return entry
    whole = {("booktitle" if name == "title" else name): value for name, value in parent.fields.items()}
    inherited = {name: value for name, value in whole.items() if name in FROM_COLLECTION}
    return replace(entry, fields=inherited | dict(entry.fields))


def _value(source: str, strings: Fields) -> str:
    """Return the text of a value; an unknown abbreviation, such as `jan`, stands for itself.

    Raises ValueError where more follows the value, mostly because of a missing comma.
    """
    parts: list[str] = []
    position = 0
    while True:
        part, position = _part(source, position, strings)
        parts.append(part)
        rest = source[position:].lstrip()
        if not rest:
            return "".join(parts)
        if not rest.startswith("#"):
            raise ValueError(rest)
        position = len(source) - len(rest) + 1


def _part(source: str, position: int, strings: Fields) -> tuple[str, int]:
    position += len(source[position:]) - len(source[position:].lstrip())
    if source[position : position + 1] in {"{", '"'}:
        end = _closing(source, position)
        return source[position + 1 : end], end + 1
    match = BARE.match(source, position)
    if not match:
        raise ValueError(source[position:])
    return strings.get(match.group().lower(), match.group()), match.end()


def _closing(source: str, start: int) -> int:
    """Find where the brace or quote at `start` is closed; a quote inside braces closes nothing."""
    in_quotes = source[start] == '"'
    depth = 0
    for match in MARK.finditer(source, start + in_quotes):
        mark = match.group()
        depth += (mark == "{") - (mark == "}")
        if depth == 0 and mark == ('"' if in_quotes else "}"):
            return match.start()
    raise ValueError(source[start:])
