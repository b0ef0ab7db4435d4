"""CSL-JSON: a list of items or a single item, as written by Zotero, pandoc, Crossref and DOI services.

Source: https://docs.citationstyles.org/en/stable/specification.html, appendix IV. Texts may hold HTML
or JATS, and Crossref has lists where others have texts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from papershelf.feeds import record_values as values
from papershelf.feeds.capture import JSON_LIST, Capture, UnusableRecordError, invalid, read_records
from papershelf.feeds.json_records import Document, as_text
from papershelf.feeds.markup import plain_text
from papershelf.feeds.person_names import OTHERS, authors_of, printed_name
from papershelf.feeds.record_fields import Fields, Roles, candidate_of
from papershelf.feeds.written_dates import doubt_about, written_date
from papershelf.model import Block, Candidate, PartialDate

# What other services have and CSL has not: Zotero's own JSON, OpenAlex, DataCite, Semantic Scholar
OF_OTHERS = frozenset({"itemType", "authorships", "attributes", "creators", "paperId", "paper"})
NAME_PARTS = (("given", "dropping-particle"), ("non-dropping-particle", "family"), ("suffix",))
WHOLE_NAMES = ("literal", "name")
OF_NAMES = frozenset(
    {
        "given", "family", "dropping-particle", "non-dropping-particle", "suffix", "literal", "name",
        "comma-suffix", "static-ordering", "parse-names", "sequence", "isInstitution",
    }
)  # fmt: skip
NAMES = frozenset({"editor", "translator", "container-author", "collection-editor"})
DATES = frozenset(
    {
        "issued", "submitted", "event-date", "original-date", "available-date", "published",
        "published-print", "published-online",
    }
)  # fmt: skip
ROLES = Roles(
    title=("title",),
    abstract=("abstract",),
    venue=("container-title", "event-title", "event"),
    volume=("volume",),
    number=("issue",),
    pages=("page",),
    printed_by=("publisher",),
    published=("issued",),
    doi=("DOI",),
    naming_arxiv=("number", "archive_location", "note", "container-title", "source"),
    links={"paper": ("URL",)},
    keywords=("keyword",),
    technical=frozenset(
        {
            "id", "type", "citation-key", "citation-label", "accessed", "source", "schema", "indexed",
            "created", "deposited", "score", "prefix", "member", "content-domain", "resource",
            "reference-count", "references-count",
        }
    ),
)  # fmt: skip
UNTITLED = "an item without a title; add one or remove it"


def is_item(value: object) -> bool:
    """Tell a CSL item from other JSON; every item has `type` and `id`."""
    return isinstance(value, dict) and bool({"type", "id", "DOI"} & set(value)) and not OF_OTHERS & set(value)


def read(document: Document, path: str) -> Capture:
    """Read the items of a file; an unusable one is unplaced, and the others are read.

    Raises InvalidInputError where the file has records and none of them is an item.
    """
    records = document.records
    if records and not any(is_item(record.value) for record in records):
        message = "this isn't CSL-JSON; an item is an object with at least 'type' and 'title'"
        raise invalid(path, records[0].block.line, message)
    return replace(read_records("CSL-JSON", records, candidate_of_item), frame=JSON_LIST)


def candidate_of_item(item: object, block: Block) -> Candidate:
    """Read an item. Raises UnusableRecordError for what is none, or has no title."""
    if not is_item(item) or not isinstance(item, dict):
        raise UnusableRecordError("this isn't a CSL item; remove it")
    candidate = candidate_of(Fields(_fields(item)), _roles(item), block, UNTITLED)
    authors, others = _authors(item.get("author"))
    key = values.one_line(item.get("citation-key")) or None
    candidate = replace(candidate, authors=authors, others=others, citation_key=key)
    return _submitted(candidate, _date(item.get("submitted")))


def _submitted(candidate: Candidate, date: PartialDate | None) -> Candidate:
    """Add the day of the first submission to what appeared later, at a venue."""
    if not date or not candidate.venue or not candidate.published or str(date) >= str(candidate.published):
        return candidate
    unkept = {key: text for key, text in candidate.unkept.items() if key != "submitted"}
    return replace(candidate, published=date, issued=candidate.published, unkept=unkept)


def _roles(item: Mapping[str, Any]) -> Roles:
    """Return the roles of an item's fields: a bare number is an arXiv id where the archive is arXiv."""
    archives = {
        values.one_line(item.get(key)).lower().removesuffix(".org") for key in ("archive", "publisher")
    }
    roles = replace(ROLES, arxiv=("number", "archive_location")) if "arxiv" in archives else ROLES
    if item.get("type") == "book":
        return replace(roles, publisher=("publisher",))
    return replace(roles, venue=("publisher",)) if item.get("type") in ("thesis", "report") else roles


def _fields(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the item's fields as texts; a list of texts as several fields of one name."""
    subtitle = next(_texts(item.get("subtitle")), "")
    for key, value in item.items():
        if key == "title":
            title, *others = [each for each in _listed(value) if isinstance(each, str)] or [""]
            yield key, f"{title}: {subtitle}" if title and subtitle.strip(" :") else title
            yield from ((key, other) for other in others)
        elif key == "author":
            yield from _beside_names(value)
        elif key in DATES:
            wrong = next(filter(doubt_about, _date_texts(value)), "")
            yield key, wrong or str(_date(value) or next(_texts(value), ""))
        elif key in NAMES:
            yield key, "; ".join(_authors(value)[0])
        elif key != "subtitle":
            yield from ((key, text) for text in _texts(value))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _texts(value: object, depth: int = 3) -> Iterator[str]:
    """Yield a text, the texts of a list, the only text of an object; JSON of whatever else there is."""
    if isinstance(value, dict) and len(value) == 1:
        value = list(value.values())
    if isinstance(value, list) and depth:
        for each in value:
            yield from _texts(each, depth - 1)
    elif value not in (None, {}, []):
        yield as_text(value)


def _authors(value: object) -> tuple[tuple[str, ...], bool | None]:
    """Return the names, and True where one says that there are others; a text is read as a list of names."""
    names: list[str] = []
    others: bool | None = None
    for each in _listed(value):
        if isinstance(each, str):
            found, more = authors_of([plain_text(each)])
        else:
            name = _name(each)
            more = True if OTHERS.fullmatch(name) else None
            found = () if more or not name else (name,)
        names += found
        others = others or more
    return tuple(names), others


def _name(author: object) -> str:
    if not isinstance(author, dict):
        return ""
    given, family, suffix = (
        " ".join(filter(None, (_plain(author.get(part)) for part in parts))) for parts in NAME_PARTS
    )
    whole = " ".join(filter(None, (printed_name(given, family), suffix)))
    return whole or next(filter(None, (_plain(author.get(part)) for part in WHOLE_NAMES)), "")


def _plain(value: object) -> str:
    return plain_text(value) if isinstance(value, str) else ""


def _beside_names(authors: object) -> Iterator[tuple[str, str]]:
    """Yield what the list of authors says beside their names, such as affiliations."""
    for author in authors if isinstance(authors, list) else ():
        if isinstance(author, dict):
            for key, value in author.items():
                if key not in OF_NAMES:
                    yield from ((f"author {key}", text) for text in _texts(value))


def _date(value: object) -> PartialDate | None:
    """Read a date in any of the forms in which items have it; of a span, the start."""
    if isinstance(value, list) and value:
        return values.partial_date(*value) or _date(value[0])
    if not isinstance(value, dict):
        return written_date(str(value))
    dated = values.partial_date(*_date_parts(value))
    texts = (text for key in ("raw", "literal", "date-parts") for text in _texts(value.get(key)))
    return dated or next(filter(None, map(written_date, texts)), None)


def _date_parts(value: Mapping[str, Any]) -> list[Any]:
    parts = value.get("date-parts")
    parts = parts if isinstance(parts, list) else [[value.get(key) for key in ("year", "month", "day")]]
    first = next(iter(parts), None)
    return first if isinstance(first, list) else parts


def _date_texts(value: object) -> Iterator[str]:
    """Yield a date in each of the forms in which an item has it."""
    if isinstance(value, dict):
        yield "-".join(map(str, _date_parts(value)))
        yield from (text for key in ("raw", "literal") for text in _texts(value.get(key)))
    else:
        yield "-".join(map(str, _listed(value)))
