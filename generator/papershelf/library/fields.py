"""The keys of the data files, in the order they are written: one table read by loader, writer and schema."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from papershelf.library import values
from papershelf.library.located_yaml import Located
from papershelf.library.values import Kind
from papershelf.problems import Report, did_you_mean


@dataclass(frozen=True, slots=True)
class Field:
    """A key of an entry: what it holds, told to curators in `help`."""

    key: str
    kind: Kind
    help: str
    required: bool = False


PAPER = (
    Field("id", values.SLUGS, "Permalink of the paper's page; never changes once published.", required=True),
    Field("title", values.TEXT, "Title as printed.", required=True),
    Field("names", values.WORDS, "What other texts call it where the title does not tell: 'ResNet'."),
    Field("authors", values.NAMES, "Names as printed, in order."),
    Field("published", values.PARTIAL_DATE, "First submission: 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'."),
    Field("issued", values.PARTIAL_DATE, "Year in which the version of record appeared: '2020'."),
    Field("arxiv", values.ARXIV_ID, "arXiv id in quotes: '2503.10000'."),
    Field("doi", values.DOI_NAME, "DOI of the version of record: '10.1145/3575693'."),
    Field("venue", values.TEXT, "Where the version of record appeared: 'NeurIPS 2023'."),
    Field("links", values.LINKS, "Further links by name: code, project, paper, data, video, …"),
    Field("tags", values.TAGS, "One to five slugs of tags.yaml, the most telling first."),
    Field("note", values.TEXT, "Why the paper is on the list, in the curator's words."),
    Field("added", values.DAY, "Day the paper came onto the list: 'YYYY-MM-DD'."),
    Field("feed", values.TEXT, "Where the entry came from."),
    Field("votes", values.COUNT, "Votes on Hugging Face when last imported."),
    Field("organisation", values.TEXT, "Organisation that Hugging Face names."),
    Field("formerly", values.IDS, "Former ids of this paper; their addresses lead here."),
    Field("sources", values.SOURCES, "Which service filled a field: 'doi: Crossref'."),
    Field("abstract", values.TEXT, "Abstract as the feed had it; repaired for display only."),
)

TAG = (
    Field("slug", values.SLUGS, "URL part of the tag's page.", required=True),
    Field("label", values.TEXT, "What readers see.", required=True),
    Field("description", values.TEXT, "One sentence: which papers belong here."),
    Field("parent", values.SLUGS, "Slug of the tag that this one is a part of."),
    Field("aliases", values.WORDS, "Other names of the same thing; no name may stand for two tags."),
    Field("patterns", values.PATTERNS, "Regular expressions for what aliases cannot express."),
    Field("single", values.TEXT, "Why the tag is kept although only one paper carries it."),
)


def entry_schema(fields: Sequence[Field]) -> dict[str, Any]:
    """The JSON Schema of an entry."""
    return {
        "type": "object",
        "properties": {field.key: {"description": field.help, **field.kind.schema} for field in fields},
        "required": [field.key for field in fields if field.required],
        "additionalProperties": False,
    }


def read_entry(entry: Located, fields: Sequence[Field], report: Report) -> dict[str, Any]:
    """Return the typed values of one entry by key; whatever is wrong goes to `report`."""
    if not isinstance(entry.value, dict):
        keys = ", ".join(field.key for field in fields if field.required)
        report(entry.line, f"an entry must be a mapping with the keys {keys}; found {entry.kind}")
        return {}
    known = {field.key: field for field in fields}
    for key, value in entry.value.items():
        if key not in known:
            report(value.key_line, f"unknown key '{key}'{did_you_mean(key, known)}")
    for field in fields:
        if field.required and field.key not in entry.value:
            report(entry.line, f"the entry has no '{field.key}'; add it")
    values: dict[str, Any] = {}
    for key, value in entry.value.items():
        if key in known and value.kind == "null value":
            report(value.key_line, f"{key}: there is nothing here; write it or remove the key")
        elif key in known:
            values[key] = known[key].kind.read(value, _naming(key, report))
    return values


def _naming(key: str, report: Report) -> Callable[[int, str], None]:
    return lambda line, message: report(line, f"{key}: {message}")
