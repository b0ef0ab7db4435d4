"""JSON Schemas of the data files, made from the table of fields, so that editors complete and check."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.library.fields import PAPER, TAG, Field

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS: Mapping[str, tuple[str, Sequence[Field]]] = {
    "papers.schema.json": ("The reading list: one entry a paper.", PAPER),
    "tags.schema.json": ("The vocabulary: one entry a tag.", TAG),
}


def schema_text(name: str) -> str:
    """The text of a schema file, by its file name."""
    title, fields = SCHEMAS[name]
    entry = {
        "type": "object",
        "properties": {field.key: _property(field) for field in fields},
        "required": [field.key for field in fields if field.required],
        "additionalProperties": False,
    }
    schema = {"$schema": DRAFT, "title": title, "type": ["array", "null"], "items": entry}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _property(field: Field) -> dict[str, Any]:
    return {"description": field.help, **field.kind.schema}
