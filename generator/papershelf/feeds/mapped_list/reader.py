"""Rows and a map as a feed, which is kept as JSON with its map, so that it can be read again by itself."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from papershelf.feeds.author_lists import read_authors
from papershelf.feeds.capture import (
    Capture,
    Frame,
    Unplaced,
    UnusableRecordError,
    invalid,
    read_records,
)
from papershelf.feeds.json_records import Document
from papershelf.feeds.mapped_list.field_map import FieldMap
from papershelf.feeds.mapped_list.rows import Row
from papershelf.feeds.record_fields import Fields, Roles, candidate_of
from papershelf.model import Block, Candidate

GRAMMAR = "mapped list"
MAP = "papershelf-map"
BARE = "it has no field with a text; a paper has at least a title"
UNTITLED = "a record without a title; add one, remove it, or map another field to 'title'"


def read(rows: Sequence[Row], mapped: FieldMap) -> Capture:
    """Make each row a candidate, by the map; lines are those of the rows."""
    records = [(row, Block(row.line, _json(row))) for row in rows]
    return _captured(records, mapped)


def kept(rows: Sequence[Row], mapped: FieldMap) -> bytes:
    """Return the JSON under which a mapped list is kept: its map, and its rows whole."""
    frame = _frame(mapped)
    return (frame.before + f"{frame.between}\n".join(map(_json, rows)) + "\n" + frame.after).encode()


def is_kept(source: bytes) -> bool:
    """Whether this is what `kept` returned, which has its map in it."""
    return source.startswith(_frame(FieldMap({})).before.partition(":")[0].encode())


def read_kept(document: Document, path: str) -> Capture:
    """Read the JSON of `kept`. Raises InvalidInputError where the map in it isn't one."""
    given = document.around[MAP]
    if not isinstance(given, dict) or not all(isinstance(ours, str) for ours in given.values()):
        raise invalid(path, 1, f"'{MAP}' must map fields of the list to ours; import the list itself again")
    records = [(Row.of(record.value, record.block.line), record.block) for record in document.records]
    return _captured(records, FieldMap(given))


def _captured(records: Sequence[tuple[Row, Block]], mapped: FieldMap) -> Capture:
    roles = _roles(mapped)

    def candidate(row: Row, block: Block) -> Candidate:
        if row.fault:
            raise UnusableRecordError(row.fault)
        return candidate_of(Fields(_given(row, roles)), roles, block, UNTITLED)

    capture = read_records(GRAMMAR, [each for each in records if each[0].fields], candidate)
    others = tuple(Unplaced(block, BARE) for row, block in records if not row.fields)
    return replace(capture, others=others, frame=_frame(mapped))


def _given(row: Row, roles: Roles) -> Iterator[tuple[str, str]]:
    """Yield the texts of a row; names of authors, addresses and words of a vocabulary one by one."""
    words = (*roles.tags, *roles.keywords, *chain.from_iterable(roles.own.values()))
    addresses = (*roles.doi, *roles.arxiv, *chain.from_iterable(roles.links.values()))
    apart = {*words, *addresses}
    for name, texts in row.fields.items():
        if name not in roles.authors:
            yield from ((name, text) for text in ([*texts] if name in apart else ["; ".join(texts)]))
            continue
        for text in texts:
            listed = read_authors(text) if len(texts) == 1 else None
            names = listed.names if listed else (text,)
            yield from ((name, f"{{{each}}}") for each in names)
            if listed and listed.others:
                yield name, "et al."


def _roles(mapped: FieldMap) -> Roles:
    return Roles(
        title=mapped.of("title"),
        authors=mapped.of("authors"),
        abstract=mapped.of("abstract"),
        published=mapped.of("published"),
        venue=mapped.of("venue"),
        doi=mapped.of("doi"),
        arxiv=mapped.of("arxiv"),
        naming_arxiv=mapped.of("venue"),
        links=mapped.links(),
        keywords=mapped.of("keywords"),
        note=mapped.of("note"),
        tags=mapped.of("tags"),
        own=mapped.own(),
    )


def _frame(mapped: FieldMap) -> Frame:
    written = json.dumps(dict(mapped.fields), ensure_ascii=False)
    return Frame(f'{{"{MAP}": {written}, "papers": [\n', ",", "]}\n")


def _json(row: Row) -> str:
    if row.bare:
        return row.bare
    fields = {name: texts[0] if len(texts) == 1 else list(texts) for name, texts in row.fields.items()}
    return json.dumps(fields, ensure_ascii=False)
