"""An entry that is not on the list yet: a template to fill in, and the reading of single values."""

from dataclasses import replace
from typing import Any

from papershelf.library.fields import PAPER, Field, kind_of, read_entry
from papershelf.library.located_yaml import Located, parse
from papershelf.library.values import Kind
from papershelf.problems import InvalidInputError, Problem

DRAFT = "the draft"
HEAD = "# Fill in what you know, delete the rest, save and close. Without a title nothing is added.\n"
# Keys that software fills in, or that nobody should change by hand
NOT_ASKED = frozenset({"id", "added", "feed", "votes", "organisation", "formerly", "sources"})
# The kinds of values, in words, that YAML knows by their look, by the type in the schema
UNQUOTED = {"integer": "number", "boolean": "yes/no value"}


def asked_fields() -> tuple[Field, ...]:
    """Return the fields of a paper that people fill in and correct."""
    return tuple(field for field in PAPER if field.key not in NOT_ASKED)


def template() -> str:
    """Return an empty entry for an editor, with a comment on what each key holds."""
    lines = [f"  # {field.help}\n  {field.key}: {_blank(field.kind)}\n" for field in asked_fields()]
    return HEAD + "-\n" + "".join(lines)


def _blank(kind: Kind) -> str:
    if kind.style == "block":
        return ">-\n    "
    return {"array": "[]", "object": "{}"}.get(kind.schema.get("type", ""), "''")


def read_draft(text: str) -> dict[str, Any]:
    """Read a filled-in template: return the typed values by key, without empty ones.

    Raises InvalidInputError with the lines of the draft.
    """
    problems: list[Problem] = []

    def report(line: int, message: str) -> None:
        problems.append(Problem(DRAFT, line, message))

    tree = parse(text.encode(), report)
    entries = tree.entries() if tree else []
    values: dict[str, Any] = {}
    if len(entries) == 1 and isinstance(entries[0].value, dict):
        filled = {key: value for key, value in entries[0].value.items() if value.value not in ("", [], {})}
        fields = [replace(field, required=False) for field in PAPER]
        values = read_entry(entries[0]._replace(value=filled), fields, report)
    elif not problems:
        report(1, "this must be one entry, as in the template")
    if problems:
        raise InvalidInputError(problems)
    return values


def read_value(key: str, typed: str) -> Any:
    """Read what was typed for one key. Raises InvalidInputError.

    The items of a list are separated by commas, those of a mapping are lines `name: value`.
    """
    problems: list[Problem] = []
    kind = kind_of(key)
    value: str | list[Located] | dict[str, Located] = typed
    shape = kind.schema.get("type")
    if shape == "array":
        value = [Located(item.strip(), 1, "text") for item in typed.split(",") if item.strip()]
    elif shape == "object":
        pairs = (line.partition(":") for line in typed.splitlines() if line.strip())
        value = {name.strip(): Located(item.strip(), 1, "text", 1) for name, _, item in pairs}
    result = kind.read(
        Located(value, 1, UNQUOTED.get(shape or "", "text")),
        lambda line, message: problems.append(Problem(DRAFT, line, message)),
    )
    if problems:
        raise InvalidInputError(problems)
    return result
