"""Replies of arXiv's API: an Atom feed with one entry per paper.

Source: https://info.arxiv.org/help/api/user-manual.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from papershelf.feeds.capture import Capture, Frame, UnusableRecordError, invalid, read_records
from papershelf.feeds.identifiers import arxiv_id, doi_name
from papershelf.feeds.record_values import iso_date, names, one_line, venue, words
from papershelf.model import Block, Candidate

BETWEEN = " "  # expat writes it between a namespace and the name in it
ATOM = f"http://www.w3.org/2005/Atom{BETWEEN}"
ARXIV = f"http://arxiv.org/schemas/atom{BETWEEN}"


@dataclass(slots=True)
class Element:
    """An XML element: `tag` is namespace, blank, name, `line` is from 1, `start` and `end` are in bytes."""

    tag: str
    attributes: dict[str, str]
    line: int
    start: int
    end: int = 0
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly in this element."""
        return "".join(self.texts)

    def all(self, tag: str) -> Iterator[Element]:
        """Yield its children with this tag."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> str:
        """Return the text of its first child with this tag; empty where there is none."""
        return next((child.text for child in self.all(tag)), "")


class _DoctypeError(Exception):
    """The XML declares a document type."""


def parse_xml(text: str, path: str) -> Element:
    """Return the root element; its offsets count the bytes of `text` in UTF-8.

    Raises InvalidInputError with the line where the XML ends early, is malformed, or has a document type.
    """
    encoded = text.encode()
    parser = expat.ParserCreate("utf-8", BETWEEN)
    parser.buffer_text = True
    above = [Element("", {}, 1, 0)]

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes, parser.CurrentLineNumber, parser.CurrentByteIndex)
        above[-1].children.append(element)
        above.append(element)

    def end(_: str) -> None:
        element, position = above.pop(), parser.CurrentByteIndex
        is_empty = not element.children and not element.texts and encoded[position - 2 : position] == b"/>"
        element.end = position if is_empty else encoded.index(b">", position) + 1

    def refuse(*_: object) -> None:
        raise _DoctypeError

    def add(characters: str) -> None:
        above[-1].texts.append(characters)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = add
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(encoded, True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise invalid(path, error.lineno, f"this XML is broken ({reason}); fetch it again") from None
    except _DoctypeError:
        message = "this XML declares a document type, which no feed of papers has; fetch it again"
        raise invalid(path, parser.CurrentLineNumber, message) from None
    return above[0].children[0]


def read(text: str, path: str) -> Capture:
    """Read a reply; one without results gives an empty Capture.

    Raises InvalidInputError where the text isn't a complete Atom feed, or holds nothing but an error.
    """
    root = parse_xml(text, path)
    if root.tag != f"{ATOM}feed":
        message = "this XML isn't an Atom feed; save the reply of arXiv's API as it is"
        raise invalid(path, root.line, message)
    encoded = text.encode()
    records = [
        (entry, Block(entry.line, encoded[entry.start : entry.end].decode()))
        for entry in root.all(f"{ATOM}entry")
    ]
    capture = read_records("arXiv Atom", records, _candidate)
    if not capture.candidates and any(_is_error(entry) for entry, _ in records):
        raise invalid(path, capture.unplaced[0].block.line, capture.unplaced[0].reason)
    if not capture.unplaced:
        return capture
    head = encoded[root.start : records[0][0].start].decode()
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
    return Candidate(
        title,
        summary or None,
        entry.line,
        arxiv=arxiv,
        doi=doi_name(entry.first(f"{ARXIV}doi")),
        authors=names(_text(author.first(f"{ATOM}name")) for author in entry.all(f"{ATOM}author")),
        published=iso_date(entry.first(f"{ATOM}published")),
        venue=venue(_text(entry.first(f"{ARXIV}journal_ref"))),
        keywords=words(category.attributes.get("term") for category in entry.all(f"{ATOM}category")),
        blocks=(block,),
    )


def _text(value: str) -> str:
    """Undo a second encoding: text whose Latin-1 bytes are valid UTF-8 was encoded twice."""
    try:
        return one_line(value.encode("latin-1").decode())
    except UnicodeError:
        return one_line(value)
