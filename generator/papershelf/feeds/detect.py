"""Detect from its content, never from its name, what kind of feed a file is, and read it."""

import re

from papershelf.feeds import arxiv_atom, bibtex_feed, csl_json, json_records, ris_feed
from papershelf.feeds.capture import Capture, decode, invalid
from papershelf.feeds.daily_papers import api, reader
from papershelf.feeds.quarantine import without_comments

# A page with marked references begins with `[1]` or with `[[Hugging Face's logo]`.
JSON = re.compile(r"\s*(?:\{|\[\s*(?:[{\]\"]|-?[0-9.]+\s*,|$))")
XML = re.compile(r"\s*<(?:\?xml|(?:\w+:)?(?:feed|rss|rdf)\b|!DOCTYPE(?!\s+html\b))", re.IGNORECASE)
HTML = re.compile(r"<html\b", re.IGNORECASE)
BIBTEX = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*(?:\{|\([^\s,()]*,)", re.MULTILINE)
RIS = re.compile(r"^TY  -", re.MULTILINE)
HEAD = 2_000  # characters in which an HTML page that calls itself XML shows that it is one


def read(source: bytes, path: str) -> Capture:
    """Read a feed of any kind; what matches no other kind is read as a Daily Papers page.

    Raises InvalidInputError where the source isn't what it seems to be, or holds no paper.
    """
    text = without_comments(decode(source, path))
    capture = _read(text, path)
    if not capture.candidates and not capture.unplaced:
        raise invalid(path, 1, f"there is no paper in this ({capture.grammar}); capture the feed again")
    return capture


def _read(text: str, path: str) -> Capture:
    if JSON.match(text):
        return _read_json(text, path)
    if XML.match(text) and not HTML.search(text[:HEAD]):
        return arxiv_atom.read(text, path)
    if text.lstrip().startswith("<"):  # a page may quote BibTeX or RIS
        return reader.read(text, path)
    if RIS.search(text):
        return ris_feed.read(text, path)
    if BIBTEX.search(text):
        return bibtex_feed.read(text, path)
    return reader.read(text, path)


def _read_json(text: str, path: str) -> Capture:
    document = json_records.parse(text, path)
    values = [record.value for record in document.records]
    if any(csl_json.is_item(value) and not api.is_row(value) for value in values):
        return csl_json.read(document, path)
    if not values or any(map(api.is_row, values)) or api.is_error(values[0]):
        return api.read(document, path)
    message = "this JSON is neither a reply of the Daily Papers API nor CSL-JSON; give one of them"
    raise invalid(path, document.records[0].block.line, message)
