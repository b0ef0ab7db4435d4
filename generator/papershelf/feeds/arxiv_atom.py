"""Replies of arXiv's API: an Atom feed with one entry per paper.

Source: https://info.arxiv.org/help/api/user-manual.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from papershelf.feeds.capture import Capture, Frame, UnusableRecordError, invalid, read_records
from papershelf.feeds.identifiers import arxiv_id, doi_name
from papershelf.feeds.record_values import iso_date, names, one_line, venue, words
from papershelf.feeds.xml_elements import BETWEEN, Element, parse_xml, with_blocks
from papershelf.model import Block, Candidate

ATOM = f"http://www.w3.org/2005/Atom{BETWEEN}"
ARXIV = f"http://arxiv.org/schemas/atom{BETWEEN}"
KEPT = frozenset({"title", "summary", "author", "doi", "published", "journal_ref"})
TECHNICAL = frozenset({"id", "updated", "link", "primary_category"})  # about the record, or said elsewhere


def read(text: str, path: str) -> Capture:
    """Read a reply; one without results gives an empty Capture.

    Raises InvalidInputError where the text isn't a complete Atom feed, or holds nothing but an error.
    """
    root = parse_xml(text, path)
    if root.tag != f"{ATOM}feed":
        message = "this XML isn't an Atom feed; save the reply of arXiv's API as it is"
        raise invalid(path, root.line, message)
    entries = list(root.all(f"{ATOM}entry"))
    capture = read_records("arXiv Atom", with_blocks(entries, text), _candidate)
    if not capture.candidates and any(map(_is_error, entries)):
        raise invalid(path, capture.unplaced[0].block.line, capture.unplaced[0].reason)
    if not capture.unplaced:
        return capture
    head = text.encode()[root.start : entries[0].start].decode()
    return replace(capture, frame=Frame(f"{head}\n", after="</feed>\n"))


def _is_error(entry: Element) -> bool:
    return "/api/errors" in entry.first(f"{ATOM}id")


def _candidate(entry: Element, block: Block) -> Candidate:
    name = entry.first(f"{ATOM}id")
    summary = _text(entry.first(f"{ATOM}summary"))
    if _is_error(entry):
        raise UnusableRecordError(f"arXiv answered: {summary}; fix the query and ask again")
    arxiv = arxiv_id(name)
    title = _text(entry.first(f"{ATOM}title"))
    if not arxiv or not title:
        raise UnusableRecordError("an entry without an arXiv id or a title; save the API's reply as it is")
    doi, where = entry.first(f"{ARXIV}doi"), _text(entry.first(f"{ARXIV}journal_ref"))
    candidate = Candidate(
        title,
        summary or None,
        entry.line,
        arxiv=arxiv,
        doi=doi_name(doi),
        authors=names(_text(author.first(f"{ATOM}name")) for author in entry.all(f"{ATOM}author")),
        published=iso_date(entry.first(f"{ATOM}published")),
        venue=venue(where),
        keywords=words(category.attributes.get("term") for category in entry.all(f"{ATOM}category")),
        blocks=(block,),
    )
    unread = {"doi": "" if candidate.doi else doi, "journal_ref": "" if candidate.venue else where}
    rest = dict(_other_fields(entry)) | {name: text for name, text in unread.items() if text.strip()}
    return replace(candidate, unkept=rest)


def _other_fields(entry: Element) -> Iterator[tuple[str, str]]:
    """Yield what an entry says beyond the facts of a candidate, several of one name as one."""
    texts: dict[str, list[str]] = {}
    authors = [part for author in entry.all(f"{ATOM}author") for part in author.all(f"{ARXIV}affiliation")]
    for element in (*entry.children, *authors):
        name = element.tag.rpartition(BETWEEN)[2]
        text = _text(element.whole_text) or _text(element.attributes.get("term", ""))
        if name not in KEPT | TECHNICAL and text:
            texts.setdefault(name, []).append(text)
    return ((name, "; ".join(each)) for name, each in texts.items())


def _text(value: str) -> str:
    """Undo a second encoding: text whose Latin-1 bytes are valid UTF-8 was encoded twice."""
    try:
        return one_line(value.encode("latin-1").decode())
    except UnicodeError:
        return one_line(value)
