"""How each kind of value in the data files is read, and how its JSON Schema says the same.

A reader takes a Located value, returns the typed one, and reports what is wrong instead of raising;
after a report its return value is not used.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from papershelf.library.located_yaml import Located
from papershelf.model import PartialDate
from papershelf.problems import Report

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
ARXIV = r"([0-9]{2}(0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z-]+(\.[A-Z]{2})?/[0-9]{7})(v[1-9][0-9]*)?"
DOI = r"10\.[0-9]{4,9}/\S+"
LINK_NAME = r"[a-z][a-z0-9-]*"
TAGS_PER_PAPER = 5
LONGEST_SLUG = 60
LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: its reader and its JSON Schema (draft 2020-12)."""

    read: Callable[[Located, Report], Any]
    schema: Mapping[str, Any]


def _text(value: Located, report: Report) -> str:
    if isinstance(value.value, str) and value.value.strip() and value.kind == "text":
        return value.value
    if not isinstance(value.value, str):
        report(value.line, f"this must be text, not a {value.kind}")
    elif value.value.strip():
        report(value.line, f"YAML reads {value.value} as a {value.kind}; put it in quotes: '{value.value}'")
    else:
        report(value.line, "there is no text here; write it or remove the key")
    return ""


def _matching(pattern: str, advice: str) -> Callable[[Located, Report], str]:
    compiled = re.compile(pattern)

    def read(value: Located, report: Report) -> str:
        text = _text(value, report)
        if text and not compiled.fullmatch(text):
            report(value.line, f"{_quoted(text)} {advice}")
            return ""
        return text

    return read


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= LONGEST_QUOTE else f"'{text[: LONGEST_QUOTE - 1]}…'"


def _slug(value: Located, report: Report) -> str:
    advice = "is no slug; use lower-case letters and digits joined by single hyphens"
    text = _matching(SLUG, advice)(value, report)
    if len(text) > LONGEST_SLUG:
        report(value.line, f"{_quoted(text)} is longer than {LONGEST_SLUG} characters; shorten it")
    return text


def _partial_date(value: Located, report: Report) -> PartialDate | None:
    if isinstance(value.value, str):
        try:
            return PartialDate.parse(value.value)
        except ValueError:
            pass
    shown = value.value if isinstance(value.value, str) else f"a {value.kind}"
    report(value.line, f"{shown} is no date; write 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD', a day that exists")
    return None


def _day(value: Located, report: Report) -> PartialDate | None:
    date = _partial_date(value, report)
    if date and not date.day:
        report(value.line, f"{date} needs its day; write 'YYYY-MM-DD'")
    return date


def web_address_problem(text: str) -> str | None:
    """Say why `text` cannot be a link on the site, or None where it can."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return f"{_quoted(text)} is no web address; check it"
    if parts.scheme not in {"http", "https"} or not host:
        return f"{_quoted(text)} is no http(s) link; write it in full, from https://"
    if re.search(r"[\s\"<>\\`{}|^\x00-\x1f]", text):
        return f"{_quoted(text)} has a character that no link may have; write it percent-encoded"
    return None


def _address(value: Located, report: Report) -> str:
    text = _text(value, report)
    problem = web_address_problem(text) if text else None
    if problem:
        report(value.line, problem)
    return text


def _list_of(kind: Kind, what: str, *, unique: bool = True) -> Kind:
    def read(value: Located, report: Report) -> tuple[Any, ...]:
        if not isinstance(value.value, list):
            report(value.line, f"this must be a list of {what}: [one, another]")
            return ()
        items = [kind.read(item, report) for item in value.value]
        for index, item in enumerate(items):
            if unique and item and item in items[:index]:
                report(value.value[index].line, f"{_quoted(str(item))} stands here twice; keep one")
        return tuple(item for item in items if item)

    return Kind(read, {"type": "array", "items": kind.schema, "uniqueItems": unique})


def _count(value: Located, report: Report) -> int | None:
    if isinstance(value.value, str) and re.fullmatch(r"[0-9]{1,9}", value.value):
        return int(value.value)
    shown = value.value if isinstance(value.value, str) else f"a {value.kind}"
    report(value.line, f"{shown} is no count; write a whole number such as 12")
    return None


def _sources(value: Located, report: Report) -> dict[str, str]:
    if not isinstance(value.value, dict):
        report(value.line, "this must map fields to services, such as 'doi: Crossref'")
        return {}
    return {key: _text(source, report) for key, source in value.value.items()}


def _links(value: Located, report: Report) -> dict[str, str]:
    if not isinstance(value.value, dict):
        report(value.line, "this must map names to links, such as 'code: https://…'")
        return {}
    for name, link in value.value.items():
        if not re.fullmatch(LINK_NAME, name):
            report(link.key_line, f"the link name '{name}' must be lower-case letters, such as 'code'")
    return {name: _address(link, report) for name, link in value.value.items()}


def _tags(value: Located, report: Report) -> tuple[str, ...]:
    tags: tuple[str, ...] = _list_of(SLUGS, "tags").read(value, report)
    if len(tags) > TAGS_PER_PAPER:
        report(value.line, f"{len(tags)} tags are more than {TAGS_PER_PAPER}; keep the most telling ones")
    return tags


def _pattern(value: Located, report: Report) -> str:
    text = _text(value, report)
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        report(value.line, f"{_quoted(text)} is no regular expression: {error}; mend or remove it")
    return text


TEXT = Kind(_text, {"type": "string", "minLength": 1})
SLUGS = Kind(
    _slug,
    {"type": "string", "pattern": f"^{SLUG}$", "maxLength": LONGEST_SLUG},
)
ARXIV_ID = Kind(
    _matching(ARXIV, "is no arXiv id; write '2503.10000' or 'hep-th/9901001'"),
    {"type": "string", "pattern": f"^{ARXIV}$"},
)
DOI_NAME = Kind(
    _matching(DOI, "is no DOI; write it from '10.', without https://doi.org/"),
    {"type": "string", "pattern": f"^{DOI}$"},
)
PARTIAL_DATE = Kind(_partial_date, {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"})
DAY = Kind(_day, {"type": "string", "format": "date"})
ADDRESS = Kind(_address, {"type": "string", "format": "uri", "pattern": "^https?://"})
NAMES = _list_of(TEXT, "names", unique=False)  # a paper may have two namesakes among its authors
WORDS = _list_of(TEXT, "words")
PATTERNS = _list_of(Kind(_pattern, {"type": "string", "format": "regex"}), "regular expressions")
COUNT = Kind(_count, {"type": "integer", "minimum": 0})
IDS = _list_of(SLUGS, "ids")
SOURCES = Kind(_sources, {"type": "object", "additionalProperties": TEXT.schema})
TAGS = Kind(_tags, {"type": "array", "items": SLUGS.schema, "uniqueItems": True, "maxItems": TAGS_PER_PAPER})
LINKS = Kind(
    _links,
    {
        "type": "object",
        "propertyNames": {"pattern": f"^{LINK_NAME}$"},
        "additionalProperties": ADDRESS.schema,
    },
)
