"""The shape of the API is that of the last release: programs that read it go on working."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from papershelf.render.api_schemas import SCHEMAS
from papershelf.render.openapi import DOWNLOADS, PATHS
from papershelf.render.whole_list import COLUMNS

GOLDEN = Path(__file__).parent / "goldens" / "api-v1-shape.json"


def leaves(schema: Any, place: str) -> Iterator[tuple[str, str]]:
    """Each place of a file, and what is there: "paper.tags[]", "string"."""
    kind = schema["type"]
    yield place, kind if isinstance(kind, str) else " or ".join(kind)
    for key, each in schema.get("properties", {}).items():
        assert key in schema["required"], f"{place}.{key} may be missing"
        yield from leaves(each, f"{place}.{key}")
    for word, mark in (("items", "[]"), ("additionalProperties", "{}")):
        if word in schema:
            yield from leaves(schema[word], place + mark)


def shape() -> dict[str, str]:
    found = {f"{path} is a file": kind for path, (kind, _) in PATHS.items()}
    found |= {f"{path} is a file": about[1] for path, about in DOWNLOADS.items()}
    found |= {f"column {column}": "text" for column in COLUMNS}
    for kind, schema in SCHEMAS.items():
        found |= dict(leaves(schema, kind))
    return found


def test_what_was_released_is_still_there() -> None:
    """No file, key, column or type of the last release is gone; UPDATE_GOLDENS=1 adds new ones, for a review.

    It never takes one away: what is gone has to be put back, or belongs under `api/v2/`.
    """
    released = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
    current = shape()
    assert {place: current.get(place) for place in released} == released
    if os.environ.get("UPDATE_GOLDENS") and current != released:
        text = json.dumps(released | current, indent=0, ensure_ascii=False) + "\n"
        GOLDEN.write_text(text, encoding="utf-8", newline="\n")
    assert current == released
