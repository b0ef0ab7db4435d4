"""Tell by its content what kind of feed a file is, and read it; its name says nothing."""

import re

from papershelf.feeds import arxiv_atom, bibtex_feed, csl_json, json_records, ris_feed
from papershelf.feeds.capture import Capture, decode, invalid
from papershelf.feeds.daily_papers import api, reader

# A page with marked references begins with `[1]` or with `[[Hugging Face's logo]`.
JSON = re.compile(r"\s*(?:\{|\[\s*(?:[{\]\"]|-?[0-9.]+\s*,|$))")
XML = re.compile(r"\s*<(?:\?xml|(?:\w+:)?(?:feed|rss|rdf)\b|!DOCTYPE(?!\s+html\b))", re.IGNORECASE)
HTML = re.compile(r"<html\b", re.IGNORECASE)
BIBTEX = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*(?:\{|\([^\s,()]*,)", re.MULTILINE)
RIS = re.compile(r"^TY  -", re.MULTILINE)
HEAD = 2_000  # characters in which an HTML page that calls itself XML shows that it is one


def read(source: bytes, path: str) -> Capture:
    """Read a feed of any kind; what is no other kind is taken for a Daily Papers page.

    Raises InvalidInputError where it is not what it seems to be, or holds nothing.
    """
    text = decode(source, path)
    if JSON.match(text):
        capture = _json(text, path)
    elif XML.match(text) and not HTML.search(text[:HEAD]):
        capture = arxiv_atom.read(source, path)
    elif text.lstrip().startswith("<"):
        capture = reader.read(source, path)
    elif RIS.search(text):
        capture = ris_feed.read(source, path)
    elif BIBTEX.search(text):
        capture = bibtex_feed.read(source, path)
    else:
        capture = reader.read(source, path)
    if not capture.candidates and not capture.unplaced:
        raise invalid(path, 1, f"there is no paper in this ({capture.grammar}); capture the feed again")
    return capture


def _json(text: str, path: str) -> Capture:
    document = json_records.parse(text, path)
    values = [record.value for record in document.records]
    if any(csl_json.is_item(value) and not api.is_row(value) for value in values):
        return csl_json.read_document(document, path)
    if not values or any(map(api.is_row, values)) or api.is_error(values[0]):
        return api.read_document(document, path)
    message = "this JSON is neither a reply of the Daily Papers API nor CSL-JSON; give one of them"
    raise invalid(path, document.records[0].block.line, message)
