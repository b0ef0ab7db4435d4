"""JSON Schemas of the files of the API, by the kind of file: what each key means, and what it may hold."""

from collections.abc import Mapping, Sequence
from typing import Any

from papershelf.library.own_fields import OwnField

Schema = Mapping[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
DAY = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


def _text(help_: str, **more: Any) -> Schema:
    return {"description": help_, "type": "string", **more}


def _count(help_: str) -> Schema:
    return {"description": help_, "type": "integer", "minimum": 0}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _list(help_: str, items: Schema) -> Schema:
    return {"description": help_, "type": "array", "items": items}


def _map(help_: str, values: Schema) -> Schema:
    return {"description": help_, "type": "object", "additionalProperties": values}


def _object(**properties: Schema) -> Schema:
    """Return an object that has all of these keys. Later releases may add keys, so others are allowed."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _file(help_: str) -> Schema:
    return _text(f"{help_} Its address, from the folder of the API.", format="uri-reference")


PLAIN: Schema = {"type": "string"}
DATE = _or_null(_text("As precise as it is known: 2016, 2016-03 or 2016-03-30.", pattern=DAY))
PAGE = _text(
    "Address of the page: a whole one if the site knows its own, else from its root.", format="uri-reference"
)
IDS = _list("Ids of papers, the newest first.", PLAIN)
WAY = _or_null(_file("The file of the list that comes before or after this one; null at its ends."))

HEAD: Mapping[str, Schema] = {
    "id": _text("Permalink of the paper. Never changes; see `formerly` for ids of the past."),
    "title": _text("Title as readers see it."),
    "authors": _list("Names as printed, in order.", PLAIN),
    "published": {**DATE, "description": f"First submission. {DATE['description']}"},
    "venue": _or_null(_text("Where the version of record appeared.")),
    "series": _or_null(_text("Id of the venue, in which all years of a series are together.")),
    "volume": _or_null(_text("Volume of the journal or the proceedings.")),
    "number": _or_null(_text("Issue of the journal.")),
    "pages": _or_null(_text("Pages of the version of record.")),
    "publisher": _or_null(_text("Who published the version of record.")),
    "tags": _list("Ids of tags, the most specific first.", PLAIN),
    "added": {**DATE, "description": f"When it came to the list. {DATE['description']}"},
    "page": PAGE,
}
SUMMARY = _object(**HEAD, file=_file("The whole record."))
PAPER = _object(
    **HEAD,
    names=_list("Other names for the paper.", PLAIN),
    others={"description": "Whether there are more authors than are listed.", "type": "boolean"},
    issued={**DATE, "description": f"Version of record. {DATE['description']}"},
    arxiv=_or_null(_text("arXiv id.")),
    doi=_or_null(_text("DOI.")),
    read=_or_null(_text("Where to read it: by its DOI, at arXiv or elsewhere.")),
    pdf=_or_null(_text("The PDF at arXiv.")),
    links=_map("Other links by name: code, project, data.", PLAIN),
    note=_or_null(_text("Why it is on the list.")),
    feed=_or_null(_text("Where the entry came from.")),
    votes=_or_null(_count("Votes on Hugging Face when it was last imported.")),
    organisation=_or_null(_text("Organisation that Hugging Face names.")),
    formerly=_list("Ids of the past.", PLAIN),
    sources=_map("Which service filled in a field.", PLAIN),
    builds_on=_list("Ids of papers of the list that it cites, the newest first.", PLAIN),
    built_on_by=_list("Ids of papers of the list that cite it, the newest first.", PLAIN),
    related=_list("Ids of similar papers, the closest first.", PLAIN),
    mentions=_list("Ids of papers that its abstract or title names.", PLAIN),
    mentioned_by=_list("Ids of papers that name it.", PLAIN),
    collections=_list("Ids of collections that it is a step of.", PLAIN),
    abstract=_or_null(_text("Abstract as readers see it.")),
)

_TAG: Mapping[str, Schema] = {
    "id": _text("Slug of the tag."),
    "label": _text("Its name."),
    "description": _or_null(_text("Which papers belong here.")),
    "parent": _or_null(_text("Id of the tag above it.")),
    "children": _list("Ids of the tags below it.", PLAIN),
    "aliases": _list("Other names for the same thing.", PLAIN),
    "count": _count("Papers, with those of the tags below it."),
    "page": PAGE,
}
_COLLECTION: Mapping[str, Schema] = {
    "id": _text("Slug of the collection."),
    "title": _text("Its name."),
    "description": _text("What readers will know afterwards."),
    "count": _count("Steps."),
    "page": PAGE,
}
_VENUE: Mapping[str, Schema] = {
    "id": _text("Slug of the venue."),
    "name": _text("Its name, without a year."),
    "count": _count("Papers."),
    "page": PAGE,
}
_STEP = _object(paper=_text("Id of the paper."), why=_text("Why to read it next."))
_AUTHOR = _object(
    id=_text("Slug of the name; it may change when authors of a similar name come."),
    name=_text("The name as printed. Papers by people of the same name are together."),
    page=PAGE,
    papers=IDS,
)
_DAY: Mapping[str, Schema] = {"day": _text("A day; a month or a year where no more is known.", pattern=DAY)}

SCHEMAS: Mapping[str, Schema] = {
    "index": _object(
        name=_text("Name of the list."),
        description=_text("What it is about."),
        site=PAGE,
        version=_text("Version of this API.", const="1"),
        papers=_count("Papers on the list."),
        pages=_count("Files of the list of papers."),
        latest={**DATE, "description": f"When the last paper came. {DATE['description']}"},
        files=_map("Where to begin, by what there is.", _file("A file.")),
        downloads=_map("The whole list by format.", _list("Its parts: a long list has more.", _file("One."))),
        schemas=_map("The schema of each kind of file.", _file("One.")),
    ),
    "paper": PAPER,
    "papers": _object(
        page=_count("Number of this file, from 1."),
        previous=WAY,
        next=WAY,
        papers=_list("Up to 100 papers by the day they were added, the first ones first.", SUMMARY),
    ),
    "tag": _object(**_TAG, papers=IDS),
    "tags": _object(tags=_list("The vocabulary, in its order.", _object(**_TAG, file=_file("The tag.")))),
    "collection": _object(**_COLLECTION, steps=_list("In reading order.", _STEP)),
    "collections": _object(
        collections=_list("Reading paths.", _object(**_COLLECTION, file=_file("The collection.")))
    ),
    "letter": _object(authors=_list("The authors whose last names begin with a letter.", _AUTHOR)),
    "authors": _object(
        letters=_list(
            "Where the authors are, by the first letters of their last names.",
            _object(
                letter=_text("From a to z, or `other`."),
                count=_count("Authors."),
                file=_file("The authors."),
            ),
        )
    ),
    "venue": _object(**_VENUE, papers=IDS),
    "venues": _object(venues=_list("The largest first.", _object(**_VENUE, file=_file("The venue.")))),
    "day": _object(
        **_DAY,
        added=_list("Ids of papers that came.", PLAIN),
        changed=_map("Keys of entries that changed, by the ids of papers.", _list("Keys.", PLAIN)),
        moved=_map("Present ids of papers, by their ids of the past.", PLAIN),
        removed=_list("Ids of papers that went.", PLAIN),
    ),
    "changes": _object(
        since=_or_null(
            _text(
                "The day from which on changes and removals are known. Null: only additions are, by `added`.",
                pattern=DAY,
            )
        ),
        undated=_count("Papers of which nobody knows when they came."),
        days=_list(
            "The last one first.",
            _object(
                **_DAY,
                added=_count("Papers that came."),
                changed=_count("Papers whose entries changed."),
                moved=_count("Papers that have another id since."),
                removed=_count("Papers that went."),
                file=_file("The day."),
            ),
        ),
    ),
}
# Of lists that declare fields of their own
FIELD = _object(
    id=_text("Key of the field."),
    label=_text("Its name."),
    description=_text("What it holds."),
    page=PAGE,
    values=_list(
        "Its values, in the order of the page.",
        _object(value=_text("The value."), page=_or_null(PAGE), papers=IDS),
    ),
)
_OWN_FILES = _map("The fields of the list's own that have files, by key.", _file("The values of one."))
TITLES: Mapping[str, str] = {
    "index": "What the API holds, and where.",
    "paper": "A paper.",
    "papers": "The list of papers, 100 to a file.",
    "tag": "A tag and its papers.",
    "tags": "The vocabulary.",
    "collection": "A collection: papers in the order in which to read them.",
    "collections": "All collections.",
    "letter": "The authors whose last names begin with a letter, and their papers.",
    "authors": "The letters under which authors are.",
    "venue": "A venue and its papers.",
    "venues": "All venues.",
    "day": "What was added, changed and removed on a day.",
    "changes": "The days on which anything was added, changed or removed.",
}
FIELD_TITLE = "A field that the list declares itself: its values, and the papers that have each."


def schemas(own: Sequence[OwnField] = ()) -> Mapping[str, Schema]:
    """Return the schema of each kind of file, for a list that declares these fields of its own."""
    some = {**SCHEMAS, **(_own_schemas(own) if own else {})}
    titles = {**TITLES, "field": FIELD_TITLE}
    return {kind: {"$schema": DRAFT, "title": titles[kind], **some[kind]} for kind in some}


def _own_schemas(own: Sequence[OwnField]) -> Mapping[str, Schema]:
    values = {field.key: {"description": field.help, **_own_value(field)} for field in own}
    held = {**_object(**values), "description": "The fields that the list declares itself."}
    changed = {"paper": ("own", held), "index": ("own", _OWN_FILES)}
    return {"field": FIELD} | {
        kind: {
            **SCHEMAS[kind],
            "properties": {**SCHEMAS[kind]["properties"], key: schema},
            "required": [*SCHEMAS[kind]["required"], key],
        }
        for kind, (key, schema) in changed.items()
    }


def _own_value(field: OwnField) -> Schema:
    """Return the schema of a value as the API gives it: all but lists may be null."""
    if field.has_many:
        return {"type": "array", "items": PLAIN}
    kinds = {"number": "number", "yes/no": "boolean"}
    return {"type": [kinds.get(field.type, "string"), "null"]}
