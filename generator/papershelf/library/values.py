"""The kinds of values in the data files: how each is read and written, and the JSON Schema that agrees.

A reader takes a Located value and returns the typed one. It reports what is wrong instead of raising; the
value that it returns after a report is not used.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from papershelf.characters import named, unneeded_in
from papershelf.library.located_yaml import Located
from papershelf.limits import excess
from papershelf.link_hosts import is_private
from papershelf.model import ARXIV_ID as ARXIV
from papershelf.model import PartialDate, canonical_arxiv
from papershelf.problems import Report, did_you_mean, nearest

DEVICES = r"con|prn|aux|nul|com[0-9]|lpt[0-9]"  # on Windows no file can have these names, whatever its suffix
SLUG = rf"(?!({DEVICES})$)[a-z0-9]+(-[a-z0-9]+)*"
VERSIONED_ARXIV = rf"{ARXIV}(v[1-9][0-9]*)?"
WEB_ADDRESS = r"[Hh][Tt][Tt][Pp][Ss]?://(?![^/?#]*@)[^\s\"<>\\`{}|^/?#:@\[\]][^\s\"<>\\`{}|^]*"
DOI = r"10\.[0-9]{4,9}/\S+"
PAGE_ADDRESS = r"(papers|tags|collections|venues|authors)/([a-z0-9]+(-[a-z0-9]+)*/)?"
KEY = r"[A-Za-z0-9][A-Za-z0-9:._+-]{0,59}"
# As it is written again: 1.50 would become 1.5
NUMBER_TEXT = r"0|-?[1-9][0-9]{0,14}|-?(0|[1-9][0-9]{0,8})\.[0-9]{0,3}[1-9]"
LINK_NAME = r"[a-z][a-z0-9-]*"
TAGS_PER_PAPER = 5
LONGEST_SLUG = 60
LONGEST_QUOTE = 80
# How a value is written: text in lines of its own where it is long, never, in quotes, or always
Style = Literal["plain", "one line", "quoted", "block"]
NOT_BLANK = {"type": "string", "pattern": r"\S"}
CALENDAR_DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
YEAR_OR_MONTH = {"type": "string", "pattern": "^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2]))?$"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: its reader, its JSON Schema (draft 2020-12) and how it is written."""

    read: Callable[[Located, Report], Any]
    schema: Mapping[str, Any]
    style: Style = "plain"


def _text(value: Located, report: Report) -> str:
    if isinstance(value.value, str) and value.value.strip() and value.kind == "text":
        if character := unneeded_in(value.value):
            report(value.line, f"no text needs the character {named(character)}; remove it")
            return ""
        if beyond := excess("field-size", len(value.value)):
            report(value.line, beyond)
            return ""
        return value.value
    if not isinstance(value.value, str):
        report(value.line, f"this must be text, not a {value.kind}")
    elif value.value.strip():
        report(value.line, f"YAML reads {value.value} as a {value.kind}; put it in quotes: '{value.value}'")
    else:
        report(value.line, "this is empty; fill it in or remove the key")
    return ""


def matching(pattern: str, advice: str) -> Callable[[Located, Report], str]:
    """Return the reader of a text that matches a pattern; `advice` ends the message about any other."""
    compiled = re.compile(pattern)

    def read(value: Located, report: Report) -> str:
        text = _text(value, report)
        if text and not compiled.fullmatch(text):
            report(value.line, f"{_quoted(text)} {advice}")
            return ""
        return text

    return read


def _arxiv_id(value: Located, report: Report) -> str:
    advice = "is not a valid arXiv id; write '2503.10000' or 'hep-th/9901001'"
    return canonical_arxiv(matching(VERSIONED_ARXIV, advice)(value, report))


def _doi(value: Located, report: Report) -> str:
    form = "four to nine digits after '10.', a slash and the rest without blanks, as in '10.1145/3575693'"
    begins_well = isinstance(value.value, str) and value.value.startswith("10.")
    advice = f"write {form}" if begins_well else "start it with '10.', without https://doi.org/"
    return matching(DOI, f"is not a valid DOI; {advice}")(value, report)


def _as_typed(value: Located) -> str:
    return value.value if isinstance(value.value, str) else f"a {value.kind}"


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= LONGEST_QUOTE else f"'{text[: LONGEST_QUOTE - 1]}…'"


def _slug(value: Located, report: Report) -> str:
    if value.kind == "text" and re.fullmatch(DEVICES, str(value.value)):
        report(value.line, f"'{value.value}' is a device on Windows, and names no file there; choose another")
        return ""
    advice = "is not a valid slug; use lower-case letters and digits joined by single hyphens"
    text = matching(SLUG, advice)(value, report)
    if len(text) > LONGEST_SLUG:
        report(value.line, f"{_quoted(text)} is longer than {LONGEST_SLUG} characters; shorten it")
    return text


def slug_problem(text: str) -> str | None:
    """Return why `text` cannot be a slug or an id, or None if it can."""
    found: list[str] = []
    _slug(Located(text, 1, "text"), lambda _line, message: found.append(message))
    return next(iter(found), None)


def _partial_date(value: Located, report: Report) -> PartialDate | None:
    if isinstance(value.value, str):
        try:
            return PartialDate.parse(value.value)
        except ValueError:
            pass
    forms = "'YYYY', 'YYYY-MM' or 'YYYY-MM-DD', a day that exists"
    report(value.line, f"{_as_typed(value)} is not a valid date; use {forms}")
    return None


def _day(value: Located, report: Report) -> PartialDate | None:
    date = _partial_date(value, report)
    if date and not date.day:
        report(value.line, f"{date} needs its day; write 'YYYY-MM-DD'")
    return date


def web_address_problem(text: str) -> str | None:
    """Return why `text` cannot be a link on the site, or None if it can."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return f"{_quoted(text)} is not a valid web address; check it"
    if parts.scheme not in {"http", "https"} or not host:
        return f"{_quoted(text)} is not an http(s) link; write it in full, starting with https://"
    if "@" in parts.netloc:
        return f"{_quoted(text)} leads to {host}, after a user name that hides this; write it without that"
    if re.search(r"[\s\"<>\\`{}|^\x00-\x1f]", text):
        return f"{_quoted(text)} has a character that is not allowed in a link; percent-encode it"
    return None


def public_address_problem(text: str) -> str | None:
    """Return why `text` cannot be a link that strangers give, or None if it can."""
    host = None if (problem := web_address_problem(text)) else urlsplit(text).hostname
    if host and is_private(host):
        return f"{_quoted(text)} leads to {host}, which only one network reaches; give a public address"
    return problem


def _address(value: Located, report: Report) -> str:
    text = _text(value, report)
    if text and (problem := web_address_problem(text)):
        report(value.line, problem)
    return text


def list_of(kind: Kind, what: str, *, unique: bool = True) -> Kind:
    """Return the kind of a list of values of a kind; messages call them `what`."""

    def read(value: Located, report: Report) -> tuple[Any, ...]:
        if not isinstance(value.value, list):
            report(value.line, f"this must be a list of {what}: [one, another]")
            return ()
        if beyond := excess("list-length", len(value.value)):
            report(value.line, beyond)
            return ()
        items = [kind.read(item, report) for item in value.value]
        before: set[Any] = set()
        for located, item in zip(value.value, items, strict=True):
            if unique and item and item in before:
                report(located.line, f"{_quoted(str(item))} is listed twice; keep one")
            before.add(item)
        return tuple(item for item in items if item)

    return Kind(read, {"type": "array", "items": kind.schema, "uniqueItems": unique})


def _count(value: Located, report: Report) -> int | None:
    if isinstance(value.value, str) and re.fullmatch(r"0|[1-9][0-9]{0,8}", value.value):
        if value.kind == "number":
            return int(value.value)
        report(value.line, f"'{value.value}' is text; write the number without quotes")
        return None
    report(value.line, f"{_as_typed(value)} is not a count; write a whole number such as 12")
    return None


def _number(value: Located, report: Report) -> int | float | None:
    if isinstance(value.value, str) and re.fullmatch(NUMBER_TEXT, value.value):
        if value.kind == "number":
            return float(value.value) if "." in value.value else int(value.value)
        report(value.line, f"'{value.value}' is text; write the number without quotes")
        return None
    report(
        value.line,
        f"{_as_typed(value)} is not a number as it would be written here; write 12 or 0.5",
    )
    return None


def one_of(words: Sequence[str], other_names: Mapping[str, str] | None = None) -> Kind:
    """Return the kind of a text that is one of these words; one of `other_names` is refused with its word."""
    others = other_names or {}

    def read(value: Located, report: Report) -> str:
        text = _text(value, report)
        if text and text not in words:
            like = nearest(text, words) or others.get(nearest(text, others) or "")
            hint = f", did you mean '{like}'?" if like else did_you_mean(text, words)
            report(value.line, f"{_quoted(text)} is not in the vocabulary{hint}")
            return ""
        return text

    return Kind(read, {"enum": list(words)}, style="one line")


def _flag(value: Located, report: Report) -> bool | None:
    if value.kind == "yes/no value" and value.value in {"true", "false"}:
        return bool(value.value == "true")
    text = _as_typed(value)
    is_right = text in {"true", "false"}
    report(
        value.line,
        f"'{text}' is text; write it without quotes"
        if is_right
        else f"{text} is neither true nor false; write one of them",
    )
    return None


def _sources(value: Located, report: Report) -> dict[str, str]:
    if not isinstance(value.value, dict):
        report(value.line, "this must map fields to services, such as 'doi: Crossref'")
        return {}
    for key, source in value.value.items():
        if character := unneeded_in(key):
            report(source.key_line, f"no name needs the character {named(character)}; remove it")
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
    tags: tuple[str, ...] = list_of(SLUGS, "tags").read(value, report)
    if len(tags) > TAGS_PER_PAPER:
        report(value.line, f"{len(tags)} tags are more than {TAGS_PER_PAPER}; keep the most telling ones")
    return tags


def _pattern(value: Located, report: Report) -> str:
    text = _text(value, report)
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        report(value.line, f"{_quoted(text)} is not a valid regular expression: {error}; fix or remove it")
    return text


TEXT = Kind(_text, NOT_BLANK)
PAGE = Kind(
    matching(PAGE_ADDRESS, "is not the address of a page; write it as tags/benchmarks/, with a slash behind"),
    {"type": "string", "pattern": f"^{PAGE_ADDRESS}$"},
)
PLACE = Kind(_text, NOT_BLANK, style="quoted")
TITLE = Kind(_text, NOT_BLANK, style="one line")
PROSE = Kind(_text, NOT_BLANK, style="block")
SLUGS = Kind(_slug, {"type": "string", "pattern": f"^{SLUG}$", "maxLength": LONGEST_SLUG})
CITATION_KEY = Kind(
    matching(KEY, "is not a valid key; use up to 60 letters, digits and : . _ + - after the first"),
    {"type": "string", "pattern": f"^{KEY}$"},
)
ARXIV_ID = Kind(_arxiv_id, {"type": "string", "pattern": f"^{VERSIONED_ARXIV}$"}, style="quoted")
DOI_NAME = Kind(_doi, {"type": "string", "pattern": f"^{DOI}$"}, style="quoted")
PARTIAL_DATE = Kind(_partial_date, {"anyOf": [YEAR_OR_MONTH, CALENDAR_DAY]}, style="quoted")
DAY = Kind(_day, CALENDAR_DAY, style="quoted")
ADDRESS = Kind(_address, {"type": "string", "format": "uri", "pattern": f"^{WEB_ADDRESS}$"})
NAMES = list_of(TEXT, "names", unique=False)  # a paper may have two namesakes among its authors
WORDS = list_of(TEXT, "words")
PATTERNS = list_of(Kind(_pattern, {**NOT_BLANK, "format": "regex"}), "regular expressions")
COUNT = Kind(_count, {"type": "integer", "minimum": 0, "maximum": 999_999_999})
NUMBER = Kind(_number, {"type": "number"})
FLAG = Kind(_flag, {"type": "boolean"})
IDS = list_of(SLUGS, "ids")
SOURCES = Kind(_sources, {"type": "object", "additionalProperties": TEXT.schema})
TAGS = Kind(_tags, {"type": "array", "items": SLUGS.schema, "uniqueItems": True, "maxItems": TAGS_PER_PAPER})
LINK_NAMES = {"pattern": f"^{LINK_NAME}$"}
LINKS = Kind(_links, {"type": "object", "propertyNames": LINK_NAMES, "additionalProperties": ADDRESS.schema})
