"""An entry that is not on the list yet: a template to fill in, and the reading of single values."""

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from papershelf.library.fields import Field, kind_of, read_entry, with_own
from papershelf.library.located_yaml import Located, parse
from papershelf.library.own_fields import OwnField
from papershelf.library.unknown_keys import advice_on_key
from papershelf.library.values import Kind
from papershelf.library.write import field_text
from papershelf.problems import InvalidInputError, Problem, Report

DRAFT = "the draft"
HEAD = "# Fill in what you know, delete the rest, save and close. Without a title nothing is added.\n"
# Keys that software fills in, or that nobody should change by hand
NOT_ASKED = frozenset({"id", "added", "feed", "key", "votes", "organisation", "formerly", "sources"})
# The kinds of values, in words, that YAML knows by their look, by the type in the schema
UNQUOTED = {"integer": "number", "number": "number", "boolean": "yes/no value"}

Meant = Callable[[str, str], Mapping[str, str | Sequence[str]]]
"""From a key and the text typed for it to the values that are meant, by key; of a list, its items."""


def asked_fields(own: Sequence[Field] = ()) -> tuple[Field, ...]:
    """Return the fields of a paper that people fill in and correct; of a list's own, those for its form."""
    return tuple(
        field
        for field in with_own(own)
        if field.key not in NOT_ASKED and (not isinstance(field, OwnField) or field.form)
    )


def template(values: Mapping[str, Any], own: Sequence[Field] = ()) -> str:
    """Return an entry for an editor, with the given values and a comment on what each key holds."""
    lines = [HEAD, "-\n"]
    for field in asked_fields(own):
        key, value = field.key, values.get(field.key)
        text = field_text(key, value) if value else f"{key}: {_blank(field.kind)}\n"
        choices = f" ({field.choices})" if isinstance(field, OwnField) and field.choices else ""
        lines += [f"  # {field.help}{choices}\n", textwrap.indent(text, "  ", lambda _: True)]
    return "".join(lines)


def _blank(kind: Kind) -> str:
    if kind.style == "block":
        return ">-\n  "
    return {"array": "[]", "object": "{}"}.get(kind.schema.get("type", ""), "''")


def read_draft(text: str, meant: Meant, own: Sequence[Field] = ()) -> dict[str, Any]:
    """Read a filled-in template: return the typed values by key, without empty ones.

    `meant` tells what the texts mean, but for those of mappings; where a value is a list, it gets the items
    joined by semicolons. Raises InvalidInputError with the lines of the draft.
    """
    problems: list[Problem] = []

    def report(line: int, message: str) -> None:
        problems.append(Problem(DRAFT, line, message))

    tree = parse(text.encode(), report)
    entries = tree.entries() if tree else []
    values: dict[str, Any] = {}
    if len(entries) == 1 and isinstance(entries[0].value, dict):
        filled = {key: value for key, value in entries[0].value.items() if value.value not in ("", [], {})}
        optional = [replace(field, required=False) for field in with_own(own)]
        said = entries[0]._replace(value=_as_meant(filled, meant, report, own))
        values = read_entry(said, optional, report, advice_on_key)
    elif not problems:
        report(1, "this must be one entry, as in the template")
    if problems:
        raise InvalidInputError(problems)
    return values


def _as_meant(
    filled: Mapping[str, Located], meant: Meant, report: Report, own: Sequence[Field]
) -> dict[str, Located]:
    values: dict[str, Located] = {}
    for key, given in filled.items():
        text = _typed(given)
        meanings = {} if text is None else dict(meant(key, text))
        if meanings == {key: text} or text is None:
            values[key] = given
            continue
        for each, value in meanings.items():
            located = _located(kind_of(each, own), value, given.line)
            if values.setdefault(each, located).value != located.value:
                report(given.key_line, f"{key}: this gives another '{each}' than the draft; keep one")
    return values


def _typed(given: Located) -> str | None:
    """Return a text, or the items of a list of texts as one; None for any other value."""
    items = [item.value for item in given.entries()] or [given.value]
    texts = [item for item in items if isinstance(item, str)]
    return "; ".join(texts) if len(texts) == len(items) and given.kind != "null value" else None


def read_value(key: str, typed: str | Sequence[str], own: Sequence[Field] = ()) -> Any:
    """Read what was typed for one key. Raises InvalidInputError.

    The items of a list may be one text, separated by commas or, where they have commas, by semicolons; those
    of a mapping are lines `name: value`.
    """
    problems: list[Problem] = []
    kind = kind_of(key, own)
    result = kind.read(
        _located(kind, typed, 1), lambda line, message: problems.append(Problem(DRAFT, line, message))
    )
    if problems:
        raise InvalidInputError(problems)
    return result


def _located(kind: Kind, typed: str | Sequence[str], line: int) -> Located:
    shape = kind.schema.get("type", "")
    if shape == "array":
        items = re.split(";" if ";" in typed else ",", typed) if isinstance(typed, str) else typed
        return Located([Located(item.strip(), line, "text") for item in items if item.strip()], line, "list")
    if shape == "object":
        pairs = (each.partition(":") for each in str(typed).splitlines() if each.strip())
        value = {name.strip(): Located(item.strip(), line, "text", line) for name, _, item in pairs}
        return Located(value, line, "mapping", line)
    return Located(str(typed), line, UNQUOTED.get(shape, "text"))
