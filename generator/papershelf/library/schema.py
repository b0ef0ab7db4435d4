"""JSON Schemas of the data files, made from the table of fields, so that editors complete and check."""

import json
from collections.abc import Mapping, Sequence

from papershelf.library.collection import COLLECTION
from papershelf.library.fields import PAPER, TAG, Field, entry_schema

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS: Mapping[str, tuple[str, Sequence[Field]]] = {
    "papers.schema.json": ("The reading list: one entry a paper.", PAPER),
    "tags.schema.json": ("The vocabulary: one entry a tag.", TAG),
    "collections.schema.json": ("Reading paths: one entry a collection.", COLLECTION),
}


def schema_text(name: str) -> str:
    """The text of a schema file, by its file name."""
    title, fields = SCHEMAS[name]
    schema = {"$schema": DRAFT, "title": title, "type": ["array", "null"], "items": entry_schema(fields)}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
