"""The keys of the data files in the order in which they are written.

Loader, writer, schemas, forms, `diff`, `show` and `merge` follow these tables. A new key of a paper is a row
of PAPER and an attribute of `model.Paper`; keys of a list's own are rows of its `fields.yaml` (`own_fields`).
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from papershelf.library import values
from papershelf.library.located_yaml import Located
from papershelf.library.values import Kind
from papershelf.model import Paper, Step
from papershelf.problems import Report, did_you_mean


@dataclass(frozen=True, slots=True)
class Field:
    """A key of an entry; `help` explains to curators what it holds."""

    key: str
    kind: Kind = dataclasses.field(repr=False)  # functions, which are written differently each time
    help: str
    required: bool = False


PAPER = (
    Field("id", values.SLUGS, "Permalink of the paper's page; never changes once published.", required=True),
    Field("title", values.TITLE, "Title as printed.", required=True),
    Field(
        "key", values.CITATION_KEY, "Citation key, as in BibTeX; stays once published: 'malkov2020efficient'."
    ),
    Field("names", values.WORDS, "Other names for the paper that its title does not contain: 'ResNet'."),
    Field("authors", values.NAMES, "Names as printed, in order."),
    Field("others", values.FLAG, "true where there are more authors than are listed."),
    Field("published", values.PARTIAL_DATE, "First submission: 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'."),
    Field("issued", values.PARTIAL_DATE, "Year in which the version of record appeared: '2020'."),
    Field("arxiv", values.ARXIV_ID, "arXiv id in quotes: '2503.10000'."),
    Field("doi", values.DOI_NAME, "DOI of the published version: '10.1145/3575693'."),
    Field("venue", values.TEXT, "Where the version of record appeared: 'NeurIPS 2023'."),
    Field("volume", values.PLACE, "Volume of the journal or the proceedings, in quotes: '42'."),
    Field("number", values.PLACE, "Issue of the journal, in quotes: '4'."),
    Field("pages", values.PLACE, "Pages of the version of record: '824–836'."),
    Field("publisher", values.TEXT, "Who published the version of record: 'ACM'."),
    Field("links", values.LINKS, "Further links by name: code, project, paper, data, video, …"),
    Field("tags", values.TAGS, "One to five slugs of tags.yaml, the most specific first."),
    Field("note", values.TEXT, "Why the paper is on the list, in the curator's words."),
    Field("added", values.DAY, "Day the paper was added to the list: 'YYYY-MM-DD'."),
    Field("feed", values.TEXT, "Where the entry came from."),
    Field("votes", values.COUNT, "Votes on Hugging Face when last imported."),
    Field("organisation", values.TEXT, "Organisation that Hugging Face names."),
    Field("formerly", values.IDS, "Previous ids; their URLs redirect here."),
    Field("sources", values.SOURCES, "Which service filled a field: 'doi: Crossref'."),
    Field("abstract", values.PROSE, "Abstract as the feed had it; repaired for display only."),
)

TAG = (
    Field("slug", values.SLUGS, "URL part of the tag's page.", required=True),
    Field("label", values.TEXT, "What readers see.", required=True),
    Field("description", values.TEXT, "One sentence: which papers belong here."),
    Field("parent", values.SLUGS, "Slug of the broader tag that this one belongs to."),
    Field("aliases", values.WORDS, "Other names for the same thing; no name may belong to two tags."),
    Field("patterns", values.PATTERNS, "Regular expressions for what aliases cannot match."),
    Field("single", values.TEXT, "Why the tag is kept although only one paper has it."),
    Field(
        "facet", values.FLAG, "true on a tag without a parent: the tags below it are filters of their own."
    ),
)


ABSENT: tuple[Any, ...] = (None, "", (), {})
BEFORE_OWN = 1 + [field.key for field in PAPER].index("note")
"""Keys of a paper that are written before those of a list's own."""


def with_own(own: Sequence[Field]) -> tuple[Field, ...]:
    """Return the fields of a paper in the order in which they are written, with those of a list's own."""
    return (*PAPER[:BEFORE_OWN], *own, *PAPER[BEFORE_OWN:])


def values_of(paper: Paper) -> dict[str, Any]:
    """Return the value of each key, also of those that a paper lacks, in the order of `given`."""
    values = [(field.key, getattr(paper, field.key)) for field in PAPER]
    return dict([*values[:BEFORE_OWN], *paper.own.items(), *values[BEFORE_OWN:]])


def given(paper: Paper) -> dict[str, Any]:
    """Return the values that a paper has, by key, in the order in which they are written."""
    return {key: value for key, value in values_of(paper).items() if value not in ABSENT}


def value_of(paper: Paper, key: str) -> Any:
    """Return the value of a key, the list's own or not; None or an empty value if the paper lacks it."""
    return paper.own[key] if key in paper.own else getattr(paper, key, None)


def paper_of(values: Mapping[str, Any], own: Sequence[Field], **lines: Any) -> Paper:
    """Return the paper with these values by key; `lines` are the attributes of a Paper that are not keys."""
    keys = [field.key for field in own]
    found = {key: values[key] for key in keys if values.get(key) not in ABSENT}
    return Paper(**{key: value for key, value in values.items() if key not in keys}, own=found, **lines)


def kind_of(key: str, own: Sequence[Field] = ()) -> Kind:
    """Return the kind of value that a key of a paper holds."""
    return next(field.kind for field in with_own(own) if field.key == key)


def entry_schema(fields: Sequence[Field]) -> dict[str, Any]:
    """Return the JSON Schema of an entry with these fields."""
    return {
        "type": "object",
        "properties": {field.key: {"description": field.help, **field.kind.schema} for field in fields},
        "required": [field.key for field in fields if field.required],
        "additionalProperties": False,
    }


def read_entry(
    entry: Located,
    fields: Sequence[Field],
    report: Report,
    advice: Callable[[str, Sequence[str]], str] = did_you_mean,
) -> dict[str, Any]:
    """Return the typed values of one entry, by key; anything wrong goes to `report`.

    `advice` ends the message about an unknown key; it gets the key and those that there are.
    """
    if not isinstance(entry.value, dict):
        report(entry.line, f"an entry must be a mapping{_as_mapping(entry, fields)}")
        return {}
    known = {field.key: field for field in fields}
    for key, value in entry.value.items():
        if key not in known:
            report(value.key_line, f"unknown key '{key}'{advice(key, list(known))}")
    for field in fields:
        if field.required and field.key not in entry.value:
            report(entry.line, f"the entry has no '{field.key}'; add it")
    values: dict[str, Any] = {}
    for key, value in entry.value.items():
        if key in known and value.kind == "null value":
            report(value.key_line, f"{key}: this is empty; fill it in or remove the key")
        elif key in known:
            values[key] = known[key].kind.read(value, _naming(key, report))
    return values


def _as_mapping(entry: Located, fields: Sequence[Field]) -> str:
    """Return the end of a message about an entry that is none: what it must have, as it would be written."""
    keys = [field.key for field in fields if field.required]
    if len(keys) > 1:
        return f" with the keys {', '.join(keys)}; found {entry.kind}"
    if entry.kind == "text" and len(str(entry.value)) <= values.LONGEST_QUOTE:
        return f", such as '{keys[0]}: {entry.value}'"
    return f" with the key '{keys[0]}'; found {entry.kind}"


def _naming(key: str, report: Report) -> Callable[[int, str], None]:
    return lambda line, message: report(line, f"{key}: {message}")


STEP = (
    Field("paper", values.SLUGS, "Id of a paper of the list.", required=True),
    Field("why", values.TEXT, "One sentence: why to read this one next.", required=True),
)


def _steps(value: Located, report: Report) -> tuple[Step, ...]:
    if not isinstance(value.value, list) or not value.value:
        report(value.line, "this must be a list of steps, each with 'paper' and 'why'")
        return ()
    return tuple(_step(item, report) for item in value.value)


def _step(item: Located, report: Report) -> Step:
    read = read_entry(item, STEP, report)
    lines = {key: value.key_line for key, value in item.keys().items()}
    return Step(read.get("paper", ""), read.get("why", ""), item.line, lines)


COLLECTION = (
    Field("slug", values.SLUGS, "URL part of the collection's page.", required=True),
    Field("title", values.TEXT, "What readers see.", required=True),
    Field(
        "description", values.TEXT, "One or two sentences: what readers will know afterwards.", required=True
    ),
    Field(
        "steps",
        Kind(_steps, {"type": "array", "items": entry_schema(STEP), "minItems": 1}),
        "The papers in reading order, each with the reason to read it next.",
        required=True,
    ),
)

MOVED = (
    Field("address", values.PAGE, "Address that was published: 'tags/benchmarks/'.", required=True),
    Field("to", values.PAGE, "Address that it leads to now."),
    Field("title", values.TITLE, "What a page was called that is gone."),
    Field("why", values.PROSE, "Why the page is gone, for readers who come back to it."),
)

BASIS = (
    Field("paper", values.SLUGS, "Id of a paper of the list.", required=True),
    Field("builds_on", values.IDS, "Ids of the papers of the list that it cites."),
    Field("wrong", values.IDS, "Ids that a service names by mistake; they are not added again."),
    Field("asked", values.DAY, "Day on which services were last asked: 'YYYY-MM-DD'."),
    Field("sources", values.WORDS, "Services that knew the paper: OpenAlex, Semantic Scholar."),
)
