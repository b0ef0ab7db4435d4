"""An entry before it has its place in the list: a template to fill in, and the reading of single values."""

from dataclasses import replace
from typing import Any

from papershelf.library.fields import PAPER, read_entry
from papershelf.library.located_yaml import Located, parse
from papershelf.problems import InvalidInputError, Problem

DRAFT = "the draft"
HEAD = "# Fill in what you know, delete the rest, save and close. Without a title nothing is added.\n"
SAMPLES = {
    "title": "''",
    "names": "[]",
    "authors": "[]",
    "links": "{}",
    "tags": "[]",
    "abstract": ">-\n    ",
}
LEFT_OUT = frozenset({"id", "added", "feed", "votes", "organisation", "formerly", "sources"})


def template() -> str:
    """An empty entry with what each key holds, for an editor."""
    lines = [
        f"  # {field.help}\n  {field.key}: {SAMPLES.get(field.key, chr(39) * 2)}\n"
        for field in PAPER
        if field.key not in LEFT_OUT
    ]
    return HEAD + "-\n" + "".join(lines)


def read_draft(text: str) -> dict[str, Any]:
    """Read a filled-in template: the typed values by key, what was left empty left out.

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

    A list is typed with commas, a mapping as `name: value`, one a line.
    """
    problems: list[Problem] = []
    kind = next(field.kind for field in PAPER if field.key == key)
    value: str | list[Located] | dict[str, Located] = typed
    if kind.schema.get("type") == "array":
        value = [Located(item.strip(), 1, "text") for item in typed.split(",") if item.strip()]
    elif kind.schema.get("type") == "object":
        pairs = (line.partition(":") for line in typed.splitlines() if line.strip())
        value = {name.strip(): Located(item.strip(), 1, "text", 1) for name, _, item in pairs}
    result = kind.read(
        Located(value, 1, "text"), lambda line, message: problems.append(Problem(DRAFT, line, message))
    )
    if problems:
        raise InvalidInputError(problems)
    return result
