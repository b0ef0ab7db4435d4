"""The entries of a BibTeX file with plain values: abbreviations, `#` and cross-references resolved.

bibtexparser splits the file, and keeps what is broken as blocks with their lines; the values are read here,
since its own resolving leaves `"a" # b` as it is.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bibtexparser import model
from bibtexparser.entrypoint import parse_string

from papershelf.feeds.bibtex_tex import evaluate
from papershelf.model import Block

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # broken blocks are told in the receipt

Fields = Mapping[str, str]
COLLECTIONS = frozenset({"proceedings", "book", "collection", "mvbook", "mvcollection", "mvproceedings"})
FROM_COLLECTION = frozenset({"booktitle", "year", "month", "date"})


@dataclass(frozen=True, slots=True)
class BibtexEntry:
    """An entry: lower-case field names, values without their braces or quotes, TeX as it is.

    `problem` says why it cannot be used, if it cannot; then there are no fields.
    """

    block: Block
    fields: Fields
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class BibtexFile:
    """What a file holds: its entries, and what is none (comments, abbreviations, collections of entries)."""

    entries: tuple[BibtexEntry, ...]
    furniture: tuple[Block, ...]


def split(text: str) -> BibtexFile:
    """Read a file; it never fails, since what is broken is an entry with its problem."""
    blocks = parse_string(text, parse_stack=[]).blocks
    strings = _strings(blocks)
    read = [(block, _entry(block, strings)) for block in blocks if not _is_furniture(block)]
    parents = {block.key.lower(): entry for block, entry in read if isinstance(block, model.Entry)}
    named = {entry.fields["crossref"].lower() for _, entry in read if "crossref" in entry.fields}
    entries: list[BibtexEntry] = []
    furniture = [_piece(block) for block in blocks if _is_furniture(block)]
    for block, entry in read:
        if isinstance(block, model.Entry) and _is_collection(block) and block.key.lower() in named:
            furniture.append(entry.block)
        else:
            entries.append(_with_parent(entry, parents))
    return BibtexFile(tuple(entries), tuple(furniture))


def _is_furniture(block: model.Block) -> bool:
    return not isinstance(block, model.Entry | model.ParsingFailedBlock)


def _is_collection(entry: model.Entry) -> bool:
    return entry.entry_type in COLLECTIONS


def _piece(block: model.Block) -> Block:
    return Block((block.start_line or 0) + 1, (block.raw or "").strip())


def _strings(blocks: list[model.Block]) -> dict[str, str]:
    """The abbreviations, each made of those before it."""
    strings: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, model.String):
            try:
                strings[block.key.lower()] = evaluate(block.value, strings)
            except ValueError:
                strings[block.key.lower()] = block.value
    return strings


def _entry(block: model.Block, strings: Fields) -> BibtexEntry:
    if isinstance(block, model.DuplicateBlockKeyBlock) and _is_no_clash(block):
        block = block.ignore_error_block or block
    piece = _piece(block)
    if not isinstance(block, model.Entry):
        return BibtexEntry(piece, {}, _problem(block))
    fields: dict[str, str] = {}
    for field in block.fields:
        name = field.key.lower()
        if name in fields:
            return BibtexEntry(piece, {}, f"the field '{name}' stands here twice; keep one")
        try:
            fields[name] = evaluate(field.value, strings)
        except ValueError:
            return BibtexEntry(piece, {}, f"a comma is missing behind the value of '{name}'; add it")
    return BibtexEntry(piece, fields)


def _is_no_clash(block: model.DuplicateBlockKeyBlock) -> bool:
    """Tell entries without a key, and copies of a whole entry, from two entries that share a key."""
    return not block.key or block.raw == block.previous_block.raw


def _problem(block: model.Block) -> str:
    """What a broken block is told, in our words where we know better ones."""
    if isinstance(block, model.DuplicateBlockKeyBlock):
        first = (block.previous_block.start_line or 0) + 1
        return f"the key '{block.key}' is already that of line {first}; rename or remove one"
    if isinstance(block, model.DuplicateFieldKeyBlock):
        return f"the field '{min(block.duplicate_keys)}' stands here twice; keep one"
    return "this entry is not closed, or an '=' or ',' is missing in it; mend it"


def _with_parent(entry: BibtexEntry, parents: Mapping[str, BibtexEntry]) -> BibtexEntry:
    """Fill in what the entry leaves to the collection that it names in `crossref`."""
    parent = parents.get(entry.fields["crossref"].lower()) if "crossref" in entry.fields else None
    if not parent:
        return entry
    whole = {("booktitle" if name == "title" else name): value for name, value in parent.fields.items()}
    inherited = {name: value for name, value in whole.items() if name in FROM_COLLECTION}
    return replace(entry, fields=inherited | dict(entry.fields))
