"""The JSON Schemas say what the loader says."""

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
import yaml

from papershelf.library.fields import BASIS, COLLECTION, MOVED, PAPER, TAG
from papershelf.library.own_fields import DECLARATION
from papershelf.library.schemas import SCHEMAS, schema_text

PAPERS_SCHEMA = json.loads(schema_text("papers.schema.json"))


def errors(entry: dict[str, Any]) -> list[str]:
    """What the schema finds wrong with a list of one entry."""
    checker = jsonschema.Draft202012Validator(PAPERS_SCHEMA)
    return [error.message for error in checker.iter_errors([entry])]


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema(name: str) -> None:
    """It is valid by its own standard, and describes each key."""
    schema = json.loads(schema_text(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    tables = {"papers": PAPER, "tags": TAG, "collections": COLLECTION, "moved": MOVED, "fields": DECLARATION}
    tables["citations"] = BASIS
    fields = tables[name.partition(".")[0]]
    assert list(schema["items"]["properties"]) == [field.key for field in fields]
    assert all(entry["description"] for entry in schema["items"]["properties"].values())


@pytest.mark.parametrize(
    "line",
    [
        "authors: [Ada]",
        "published: '2016'",
        "published: '2016-01'",
        "arxiv: '2503.10000v2'",
        "arxiv: 'hep-th/9901001'",
        "arxiv: 'math.GT/0309136'",
        "doi: 10.1145/3575693",
        "links: {code: 'https://a.org'}",
        "tags: [hashing]",
        "added: '2024-01-02'",
    ],
)
def test_what_the_loader_takes(complaints: Callable[..., list[str]], line: str) -> None:
    """Loader and schema both take it."""
    text = f"- id: a\n  title: A\n  {line}\n"
    assert not complaints(text)
    assert not errors(yaml.safe_load(text)[0])


@pytest.mark.parametrize(
    "line",
    [
        "colour: red",
        "authors: Ada",
        "published: May",
        "arxiv: 2503.10000",
        "arxiv: x",
        "doi: https://doi.org/10.1/x",
        "links: {Code: 'https://a.org'}",
        "links: {code: 'ftp://a.org'}",
        "tags: [A]",
        "tags: [a, b, c, d, e, f]",
        "note: ''",
    ],
)
def test_what_the_loader_refuses(complaints: Callable[..., list[str]], line: str) -> None:
    """Loader and schema both refuse it."""
    text = f"- id: a\n  title: A\n  {line}\n"
    assert complaints(text)
    assert errors(yaml.safe_load(text)[0])


def test_ids_are_short(complaints: Callable[..., list[str]]) -> None:
    """60 characters are taken by both, 61 by neither."""
    for length, refused in ((60, False), (61, True)):
        text = f"- id: {'x' * length}\n  title: A\n"
        assert bool(complaints(text)) is refused
        assert bool(errors(yaml.safe_load(text)[0])) is refused
