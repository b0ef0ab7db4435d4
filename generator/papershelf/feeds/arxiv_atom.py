"""Replies of arXiv's API: Atom, with arXiv's own elements in it.

Source: https://info.arxiv.org/help/api/user-manual.html. An error is delivered as an entry of the name
"Error". Replies of 2026 hold text in UTF-8 that was taken for Latin-1 and encoded once more; it is undone.
"""

from __future__ import annotations

from papershelf.feeds import xml_tree
from papershelf.feeds.capture import Capture
from papershelf.feeds.fields import fold, iso_date, names, venue, words
from papershelf.feeds.identifiers import arxiv_id, doi_name
from papershelf.feeds.records import UnusableRecordError, account
from papershelf.feeds.source import decode, invalid
from papershelf.feeds.xml_tree import Element
from papershelf.model import Block, Candidate

ATOM = "http://www.w3.org/2005/Atom "
ARXIV = "http://arxiv.org/schemas/atom "


def read(source: bytes, path: str) -> Capture:
    """Read a reply; one without results gives an empty Capture.

    Raises InvalidInputError where this is no whole Atom, or says nothing but an error.
    """
    text = decode(source, path)
    root = xml_tree.parse(text, path)
    if root.tag != f"{ATOM}feed":
        message = "this XML is no Atom feed; save the reply of arXiv's API as it is"
        raise invalid(path, root.line, message)
    encoded = text.encode()
    records = [(entry, _block(entry, encoded)) for entry in root.all(f"{ATOM}entry")]
    capture = account("arXiv Atom", records, _candidate)
    if capture.unplaced and not capture.candidates:
        raise invalid(path, capture.unplaced[0].block.line, capture.unplaced[0].reason)
    return capture


def _block(entry: Element, encoded: bytes) -> Block:
    return Block(entry.line, encoded[entry.start : entry.end].decode())


def _candidate(entry: Element, block: Block) -> Candidate:
    name = entry.first(f"{ATOM}id")
    summary = _text(entry.first(f"{ATOM}summary"))
    if "/api/errors" in name:
        raise UnusableRecordError(f"arXiv answered: {summary}; mend the query and ask again")
    arxiv = arxiv_id(name)
    title = _text(entry.first(f"{ATOM}title"))
    if not arxiv or not title:
        raise UnusableRecordError("an entry without an arXiv id or a title; give a reply of arXiv's API")
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
    """Undo a second encoding: text that is UTF-8 when taken as Latin-1 bytes is nothing else."""
    try:
        return fold(value.encode("latin-1").decode())
    except UnicodeError:
        return fold(value)
