"""CSL-JSON: a list of items or a single item, as written by Zotero, pandoc and DOI services.

Source: https://docs.citationstyles.org/en/stable/specification.html, appendix IV. Titles may hold a little
HTML, abstracts from Crossref hold JATS; only tags that are known to be markup are removed.
"""

import html
import re
from dataclasses import replace
from typing import Any

from papershelf.feeds import record_values as values
from papershelf.feeds.capture import JSON_LIST, Capture, UnusableRecordError, invalid, read_records
from papershelf.feeds.identifiers import arxiv_id, arxiv_mention, doi_name, doi_of_page
from papershelf.feeds.json_records import Document
from papershelf.feeds.record_values import one_line
from papershelf.model import Block, Candidate, PartialDate

HEADING = re.compile(r"<(?:jats:)?title>\s*(?:abstract|summary)\s*[.:]?\s*</(?:jats:)?title>", re.IGNORECASE)
BREAK = re.compile(
    r"</?(?:jats:)?(?:p|sec|title|list|list-item|disp-formula|br)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
MARKUP = re.compile(
    r"</?(?:(?:jats|mml):[a-z-]+|i|b|em|strong|italic|bold|sub|sup|sc|span|ext-link|monospace|underline)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
NAMING_ARXIV = ("DOI", "URL", "number", "archive_location", "note", "container-title", "source")
ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")


def is_item(value: object) -> bool:
    """Tell a CSL item from other JSON; every item has `type` and `id`."""
    return isinstance(value, dict) and bool({"type", "id", "DOI"} & set(value)) and "paper" not in value


def read(document: Document, path: str) -> Capture:
    """Read the items of a file; an unusable one is unplaced, and the others are read.

    Raises InvalidInputError where the file has records and none of them is an item.
    """
    records = document.records
    if records and not any(is_item(record.value) for record in records):
        message = "this isn't CSL-JSON; an item is an object with at least 'type' and 'title'"
        raise invalid(path, records[0].block.line, message)
    return replace(read_records("CSL-JSON", records, _candidate), frame=JSON_LIST)


def _candidate(item: object, block: Block) -> Candidate:
    if not is_item(item) or not isinstance(item, dict):
        raise UnusableRecordError("this isn't a CSL item; remove it")
    title = _plain(item.get("title"))
    if not title:
        raise UnusableRecordError("an item without a title; add one or remove it")
    address = one_line(item.get("URL"))
    candidate = Candidate(
        title,
        _plain(item.get("abstract")) or None,
        block.line,
        arxiv=_arxiv(item),
        doi=doi_name(one_line(item.get("DOI"))) or doi_of_page(address),
        authors=values.names(_name(author) for author in _list(item.get("author"))),
        published=_published(item.get("issued")),
        venue=values.venue(_plain(item.get("container-title")) or _plain(item.get("event-title"))),
        links=values.links(paper=None if values.is_own_page(address) else address),
        keywords=values.words(re.split("[,;]", one_line(item.get("keyword")))),
        blocks=(block,),
    )
    issued = one_line(str(item.get("issued") or ""))
    unread = {"issued": issued, "DOI": one_line(item.get("DOI")), "URL": address}
    return values.with_remarks(candidate, unread)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _plain(value: object) -> str:
    """Return text without markup; of a list, as Crossref gives for titles, the first text."""
    text = next(iter(_list(value)), None) if isinstance(value, list) else value
    if not isinstance(text, str):
        return ""
    text = BREAK.sub(" ", HEADING.sub(" ", text))
    return one_line(ENTITY.sub(lambda match: html.unescape(match.group()), MARKUP.sub("", text)))


def _name(author: object) -> str:
    if not isinstance(author, dict):
        return ""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    whole = " ".join(one_line(author.get(part)) for part in parts)
    return whole if whole.strip() else one_line(author.get("literal")) or one_line(author.get("name"))


def _published(issued: object) -> PartialDate | None:
    if not isinstance(issued, dict):
        return None
    first = next(iter(_list(issued.get("date-parts"))), None)
    return values.partial_date(*_list(first)) or values.iso_date(issued.get("raw"), issued.get("literal"))


def _arxiv(item: dict[str, Any]) -> str | None:
    """Return the arXiv id that an item names as one, or the bare number of an item archived at arXiv."""
    named = arxiv_mention(*(one_line(item.get(key)) for key in NAMING_ARXIV))
    archives = {one_line(item.get(key)).lower().removesuffix(".org") for key in ("archive", "publisher")}
    if named or "arxiv" not in archives:
        return named
    return arxiv_id(one_line(item.get("number"))) or arxiv_id(one_line(item.get("archive_location")))
