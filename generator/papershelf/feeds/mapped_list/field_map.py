"""A map from the fields of another list to ours: a YAML file that people review and keep."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from papershelf.library.located_yaml import parse
from papershelf.library.own_fields import READY
from papershelf.problems import InvalidInputError, Problem

FACTS = (
    "title", "authors", "abstract", "published", "venue", "arxiv", "doi", "url", "keywords", "tags", "note",
)  # fmt: skip
"""What a field can be: facts of a paper; `url` is the address of the paper, whatever it leads to."""
LINKS = "links."
LINK = re.compile(r"links\.[a-z][a-z0-9-]*")
WORD = re.compile(r"[A-Za-z_](?:[\w. ]*\w)?")  # that needs no quotes in YAML, but for those of NOT_TEXT
NOT_TEXT = frozenset({"yes", "no", "on", "off", "null", "true", "false", "y", "n"})
NOT_KEPT = "-"
MAP_SUFFIX = ".map.yaml"
"""How the name of a kept map ends, after the whole name of its list."""
HEAD = """\
# Which field of the list is which of ours; review it, then: papershelf import {path} --map THIS_FILE
# Ours: {ours}
# '{none}' is a field that isn't kept; the receipt names it. Of several that are one of ours the first counts.
"""


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Their fields to ours, in the order in which they count; those that aren't kept are left out."""

    fields: Mapping[str, str]

    def of(self, fact: str) -> tuple[str, ...]:
        """Return the fields that are a fact of ours."""
        return tuple(theirs for theirs, ours in self.fields.items() if ours == fact)

    def own(self) -> dict[str, tuple[str, ...]]:
        """Return the fields that are keys which the list declares itself, by key."""
        keys = dict.fromkeys(self.fields.values())
        return {key: self.of(key) for key in keys if key not in {*FACTS, NOT_KEPT} and not _is_link(key)}

    def links(self) -> dict[str, tuple[str, ...]]:
        """Return the fields that are links, by our names of the links."""
        names = dict.fromkeys(ours.removeprefix(LINKS) for ours in self.fields.values() if _is_link(ours))
        return {"paper": self.of("url"), **{name: self.of(LINKS + name) for name in names}}


def read_map(source: bytes, path: str, own: Collection[str] = ()) -> FieldMap:
    """Read a map; `own` are the keys that the list declares itself.

    Raises InvalidInputError with each line that isn't `their field: one of ours`, or if none is the title.
    """
    problems: list[Problem] = []

    def report(line: int, message: str) -> None:
        problems.append(Problem(path, line, message))

    tree = parse(source, report)
    fields: dict[str, str] = {}
    for theirs, value in tree.keys().items() if tree else ():
        ours = value.value if isinstance(value.value, str) else ""
        if ours == NOT_KEPT or value.kind == "null value":
            continue
        if ours in READY and ours not in {*FACTS, *own}:
            report(value.line, f"'{ours}' isn't declared; add '- key: {ours}' to data/fields.yaml")
        elif ours not in {*FACTS, *own} and not _is_link(ours):
            report(value.line, f"'{theirs}' can't be '{ours}'; use one of {_ours(own)}, or '{NOT_KEPT}'")
        fields[theirs] = ours
    if tree and not problems and "title" not in fields.values():
        report(1, "no field is the title; write 'their field: title'")
    if problems:
        raise InvalidInputError(problems)
    return FieldMap(fields)


def map_text(found: Sequence[tuple[str, str, str]], path: str, own: Collection[str] = ()) -> str:
    """Write a map: of each field its name, what it is of ours, and a remark."""
    lines = [f"{_quoted(theirs)}: {_quoted(ours)}  # {remark}\n" for theirs, ours, remark in found]
    return HEAD.format(path=path, ours=_ours(own), none=NOT_KEPT) + "".join(lines)


def _ours(own: Collection[str]) -> str:
    return ", ".join(dict.fromkeys((*FACTS, *own, "links.code", "links.NAME")))


def _quoted(text: str) -> str:
    is_word = bool(WORD.fullmatch(text)) and text.lower() not in NOT_TEXT
    return text if is_word else "'" + text.replace("'", "''") + "'"


def _is_link(ours: str) -> bool:
    return bool(LINK.fullmatch(ours))
