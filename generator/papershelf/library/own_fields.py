"""The keys that a list declares for its papers in `fields.yaml`, and those that are ready to use.

What a declaration leaves out comes from READY for a key of that name, else from its kind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from papershelf.library import values
from papershelf.library.fields import Field, read_entry
from papershelf.library.located_yaml import Located
from papershelf.library.values import Kind, list_of, one_of
from papershelf.problems import Report

KINDS: Mapping[str, Kind] = {
    "text": values.TEXT,
    "word": values.TITLE,
    "words": values.WORDS,
    "number": values.NUMBER,
    "date": values.PARTIAL_DATE,
    "link": values.ADDRESS,
    "yes/no": values.FLAG,
    "institution": values.TITLE,
    "institutions": list_of(values.TEXT, "names of institutions"),
}
WRITTEN_AS = {
    "number": "such as 12 or 0.5",
    "date": "YYYY, YYYY-MM or YYYY-MM-DD",
    "link": "https://…",
    "yes/no": "true or false",
}
"""How values of a kind are written, for people who are asked for one."""
OTHER_NAMES = {
    "array": "words", "bool": "yes/no", "boolean": "yes/no", "choice": "word", "enum": "word",
    "float": "number", "int": "number", "integer": "number", "list": "words", "str": "text", "string": "text",
    "tags": "words", "uri": "link", "url": "link",
}  # fmt: skip
"""What other programs call a kind."""
MANY = frozenset({"words", "institutions"})
WORDS = frozenset({"word", "words", "institution", "institutions"})
FACETS = WORDS | {"number", "date", "yes/no"}
"""Kinds by whose values papers can be filtered: a date by its year."""
# What an address of the papers page asks for, and what records have beside the keys of papers
RESERVED = frozenset({
    "all", "author", "code", "collection", "file", "find", "line", "lines", "match", "own", "page", "paper",
    "pdf", "q", "read", "reading", "seed", "series", "show", "sort", "tag", "url", "venue", "view", "year",
})  # fmt: skip
OWN_KEY = r"(?!not-)(?=.{1,30}$)[a-z][a-z0-9]*(-[a-z0-9]+)*"
PLACES = ("card", "page")
MANY_VALUES = 60
"""Values of a facet above which a browser loads them only when a reader asks for them."""
CHOICES = ("facet", "column", "searched", "shown", "exported", "form")


@dataclass(frozen=True, slots=True)
class OwnField(Field):
    """A key that a list declares for its papers: one entry of `fields.yaml`, checked.

    `type` is its kind by the name in KINDS. `facet` says whether readers filter by it and find an index of
    its values, `column` whether tables have it, `shown` whether cards and the paper's page have it.
    """

    label: str = ""
    type: str = "text"
    facet: bool = False
    column: bool = False
    searched: bool = False
    shown: tuple[str, ...] = ("page",)
    exported: bool = True
    form: bool = False
    vocabulary: tuple[str, ...] = ()

    @property
    def has_many(self) -> bool:
        """Whether a paper can have several values."""
        return self.type in MANY

    @property
    def choices(self) -> str:
        """What a value may be, in words; empty where it may be any text."""
        return ", ".join(self.vocabulary) or WRITTEN_AS.get(self.type, "")

    def words(self, value: Any) -> tuple[str, ...]:
        """Return the words by which readers filter for a value of this field; none for no value."""
        if value is None:
            return ()
        if self.type == "yes/no":
            return ("Yes" if value else "No",)
        if self.type == "date":
            return (str(value.year),)
        return tuple(value) if self.has_many else (str(value),)


READY: Mapping[str, Mapping[str, Any]] = {
    "institutions": {
        "kind": "institutions",
        "label": "Institutions",
        "help": "Where the authors worked, as the paper prints it.",
        "facet": True,
        "searched": True,
        "form": True,
    },
    "keywords": {
        "kind": "words",
        "label": "Keywords",
        "help": "Words that the authors or the curator chose, beside the tags.",
        "facet": True,
        "searched": True,
        "form": True,
    },
    "tldr": {
        "kind": "text",
        "label": "TL;DR",
        "help": "What the paper does, in a sentence or two.",
        "searched": True,
        "shown": ("card", "page"),
        "form": True,
    },
    "presentation": {
        "kind": "word",
        "label": "Presentation",
        "help": "How it was presented at the venue.",
        "facet": True,
        "column": True,
        "shown": ("card", "page"),
        "vocabulary": ("Oral", "Spotlight", "Poster", "Best paper"),
    },
}  # fmt: skip

DECLARATION = (
    Field(
        "key",
        Kind(
            values.matching(
                OWN_KEY, "is not a valid key; use up to 30 lower-case letters and digits joined by hyphens"
            ),
            {"type": "string", "pattern": f"^{OWN_KEY}$"},
        ),
        f"The key as entries of papers.yaml have it. Ready to use: {', '.join(READY)}.",
        required=True,
    ),
    Field("label", values.TITLE, "What readers see."),
    Field(
        "kind", one_of(tuple(KINDS), OTHER_NAMES), "What a value is; 'words' and 'institutions' are lists."
    ),
    Field("help", values.TEXT, "What the key holds, for curators: editors and forms show it."),
    Field("facet", values.FLAG, "true: readers filter by it, and its values have pages."),
    Field("column", values.FLAG, "true: the table of papers has a column for it."),
    Field("searched", values.FLAG, "true: the search finds papers by its words."),
    Field("shown", list_of(one_of(PLACES), "places"), "Where readers see it: [card, page]; [] for nowhere."),
    Field("exported", values.FLAG, "false: exports, feeds and the API leave it out."),
    Field("form", values.FLAG, "true: `papershelf new` and the correction form ask for it."),
    Field("vocabulary", values.WORDS, "All values that there are; without it any word will do."),
)


@dataclass(frozen=True, slots=True)
class Declared:
    """An entry of `fields.yaml` as its rules see it."""

    field: OwnField
    line: int
    lines: Mapping[str, int]


def declared(entry: Located, report: Report) -> Declared:
    """Read one entry of `fields.yaml`; anything wrong goes to `report`."""
    said = read_entry(entry, DECLARATION, report)
    key = said.get("key", "")
    known = {**READY.get(key, {}), **said}
    lines = {name: value.key_line for name, value in entry.keys().items()}
    if key and "kind" not in known and "kind" not in lines:
        ready = f", or use one that is ready: {', '.join(READY)}"
        report(entry.line, f"'{key}' has no 'kind'; add one of {', '.join(KINDS)}{ready}")
    name = known.get("kind") or "text"
    words = known.get("vocabulary", ()) if name in WORDS else ()
    spoken = key.replace("-", " ").capitalize()
    field = OwnField(
        key,
        _kind(name, words),
        known.get("help") or f"{known.get('label') or spoken}.",
        label=known.get("label") or spoken,
        type=name,
        vocabulary=words,
        **{choice: known[choice] for choice in CHOICES if choice in known},
    )
    if "vocabulary" in said and name not in WORDS:
        report(lines["vocabulary"], f"vocabulary: values of the kind '{name}' have none; remove it")
    if field.facet and name not in FACETS:
        report(lines["facet"], f"facet: nobody filters by the kind '{name}'; remove it, or make it searched")
    return Declared(field, entry.line, lines)


def _kind(name: str, words: Sequence[str]) -> Kind:
    if not words:
        return KINDS[name]
    return list_of(one_of(words), "words of the vocabulary") if name in MANY else one_of(words)


def anything(field: OwnField) -> OwnField:
    """Return a field whose values are not checked, for a declaration that is wrong itself."""
    return replace(field, kind=Kind(lambda value, _report: str(value.value), {}))
