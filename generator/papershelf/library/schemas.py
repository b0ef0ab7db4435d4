"""The JSON Schemas of the data files, by which editors complete keys and mark what is wrong."""

import json
from collections.abc import Mapping, Sequence

from papershelf.library.fields import BASIS, COLLECTION, MOVED, TAG, Field, entry_schema, with_own
from papershelf.library.own_fields import DECLARATION

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS: Mapping[str, str] = {
    "papers.schema.json": "The reading list: one entry per paper.",
    "tags.schema.json": "The vocabulary: one entry per tag.",
    "collections.schema.json": "Reading paths: one entry per collection.",
    "citations.schema.json": "What papers build on: one entry per paper that cites others of the list.",
    "moved.schema.json": "Addresses that moved or went: one entry per address.",
    "fields.schema.json": "Keys of a list's own: one entry per field.",
}


def schema_text(name: str, own: Sequence[Field] = ()) -> str:
    """Return the text of a schema file, by its file name, for a list with these fields of its own."""
    table = {"papers": with_own(own), "tags": TAG, "collections": COLLECTION}
    table |= {"moved": MOVED, "fields": DECLARATION, "citations": BASIS}
    head = {"$schema": DRAFT, "title": SCHEMAS[name], "type": ["array", "null"]}
    items = entry_schema(table[name.partition(".")[0]])
    return json.dumps({**head, "items": items}, indent=2, ensure_ascii=False) + "\n"
