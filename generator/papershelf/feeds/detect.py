"""Detect from its content, never from its name, what kind of feed a file is, and read it."""

import re
import shlex
from collections.abc import Callable
from importlib import import_module

from papershelf.feeds import csl_json, json_records, table_feed, zotero_json
from papershelf.feeds.capture import Capture, decode, invalid, usable
from papershelf.feeds.daily_papers import api, reader
from papershelf.feeds.daily_papers.markdown_items import TITLE as MARKDOWN_TITLE
from papershelf.feeds.daily_papers.reader import PLAIN
from papershelf.feeds.mapped_list import reader as reader_of_mapped
from papershelf.feeds.quarantine import without_comments
from papershelf.feeds.unreadable import MAP_IT, READABLE, ROOT, XML_NAMES, text_format, xml_format
from papershelf.limits import excess

Read = Callable[[str, str], Capture]


def _reader(module: str) -> Read:
    """Return the reader of a format, whose module is loaded when there is something to read."""

    def read(text: str, path: str) -> Capture:
        capture: Capture = import_module(f"papershelf.feeds.{module}").read(text, path)
        return capture

    return read


# A page with marked references begins with `[1]` or with `[[Hugging Face's logo]`.
JSON = re.compile(r"\s*(?:\{(?!\\)|\[\s*(?:[{\]\"]|-?[0-9.]+\s*,|$))")
XML = re.compile(
    rf"\s*<(?:\?xml\b|!DOCTYPE(?!\s+html\b)|(?:\w+:)?feed\b|(?:xml|records|{'|'.join(XML_NAMES)})[\s>])",
    re.IGNORECASE,
)
HTML = re.compile(r"<html\b", re.IGNORECASE)
# A bullet, a table row or a heading with a link to elsewhere, or the line below a table's headers
AWESOME = re.compile(
    r"^[ \t]*(?:[-*+]|[0-9]{1,4}[.)]|\||#{1,6}(?= )|>)[^\n]*\]\(\s*<?https?://"
    r"|^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|",
    re.MULTILINE,
)
LINKED_LINE = re.compile(r"^[^\n]*?\]\(\s*<?https?://[^\n]*", re.MULTILINE)
# A title alone on its line, in bold or a heading, and in a few lines below it an address behind a key
TITLE_ALONE = re.compile(
    r"^(?:[ \t]*(?:(?:[-*+]|[0-9]{1,4}[.)])[ \t]+)?\*\*[^\n]+\*\*[ \t]*|#{2,6} [^\n]+)\n\s*"
    r"(?:[-*+][ \t][^\n]*\n\s*){0,4}?(?:[-*+][ \t]+)?[^\W\d_][^\n:：]{0,39}[:：][ \t]*<?https?://[^\n]*",
    re.MULTILINE,
)
DAILY_PAPER = re.compile(r"huggingface\.co/papers/|\]\(<?/papers/")
FENCED = re.compile(r"^```[^\n]*\n.*?^```", re.MULTILINE | re.DOTALL)  # code
FEW = 3  # lines with links, of a list in paragraphs
# A list of mappings, whatever is quoted in it: BibTeX, as a rule
YAML_LIST = re.compile(r"(?:#[^\n]*\n|\s*\n)*-[ ]+[a-z_][\w-]*:(?:[ \t][^\n]*)?\n[ ]+[\w\"'-]+:(?:\s|$)")
HEAD = 2_000  # characters in which an HTML page that calls itself XML shows that it is one
# The line that tells what a text is; the first one counts, because a page or an abstract may quote others
TELLING: tuple[tuple[re.Pattern[str], Read], ...] = (
    (
        re.compile(
            r"^[# \t]*(?:Daily|Trending) Papers(?: - Hugging Face)?[ \t]*$|and the research community[ \t]*$",
            re.MULTILINE,
        ),
        reader.read,
    ),
    (MARKDOWN_TITLE, reader.read),
    (
        re.compile(r"^TY  -|^[ \t]*TY[ \t]{1,3}-[ \t]*[A-Z]{3,8}[ \t]*$", re.MULTILINE | re.IGNORECASE),
        _reader("ris_feed"),
    ),
    (re.compile(r"^PMID ?- ?[0-9]*[ \t]*\n[A-Z]{2,4} *- ", re.MULTILINE), _reader("medline_feed")),
    (re.compile(r"^%[0-9A-Z@] ?\S.*\n%[0-9A-Z@>] ?\S", re.MULTILINE), _reader("refer_feed")),
    (
        re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+\s*(?:\{|\(\s*[^\s,()]*\s*[,=])", re.MULTILINE),
        _reader("bibtex_feed"),
    ),
)


def read(source: bytes, path: str) -> Capture:
    """Read a feed of any kind; what matches no other kind is read as a Daily Papers page.

    Raises InvalidInputError where the source isn't what it seems to be, holds no paper, or is beyond a limit.
    """
    if message := excess("feed-size", len(source)):
        raise invalid(path, 1, message)
    whole = decode(source, path)
    text = without_comments(whole)
    capture = usable(lambda: _read(text, path), path)
    if not (capture.candidates or capture.unplaced or capture.others):
        raise invalid(path, 1, f"no papers found in this ({capture.grammar}); capture the feed again")
    if capture.grammar == PLAIN and not capture.candidates and not capture.furniture and text is whole:
        raise invalid(path, 1, f"this is in no format that can be read; give {READABLE}")
    return capture


def _read(text: str, path: str) -> Capture:
    if JSON.match(text):
        return _read_json(text, path)
    if XML.match(text) and not HTML.search(text[:HEAD]):
        return _read_xml(text, path)
    return _read_text(text, path)


def _read_text(text: str, path: str) -> Capture:
    if _is_awesome_list(text):
        return _reader("awesome_list.reader")(text, path)
    if text.lstrip().startswith("<"):  # a page may quote BibTeX or RIS
        return reader.read(text, path)
    if YAML_LIST.match(text):
        raise invalid(path, 1, f"this is YAML; {MAP_IT}")
    if table_feed.find_table(text):
        return table_feed.read(text, path)
    found = [(match.start(), read_it) for pattern, read_it in TELLING if (match := pattern.search(text))]
    if found:
        _, read_it = min(found, key=lambda each: each[0])
        return read_it(text, path)
    if unreadable := text_format(text):
        raise invalid(path, 1, f"this is {unreadable}")
    if headers := table_feed.unknown_headers(text):
        known = ", ".join(f"'{header}'" for header in headers)
        named = shlex.quote(f"title={headers[0]}")
        way_out = f"say what they hold: papershelf import FILE --column {named} --column authors=…"
        raise invalid(path, 1, f"the headers of this table aren't known: {known}; {way_out}")
    return reader.read(text, path)


def _is_awesome_list(text: str) -> bool:
    """Tell the README of a list from web pages, tables, captured pages, and what it may quote: BibTeX.

    Lines with links are counted: of a captured Daily Papers page, most lead to papers at Hugging Face, and of
    a list there are more of them than of records that it quotes.
    """
    if HTML.search(text[:HEAD]) or ((table := table_feed.find_table(text)) and table.separator != "|"):
        return False
    prose = FENCED.sub("", text)
    titles = TITLE_ALONE.findall(prose)
    links = [*LINKED_LINE.findall(prose), *titles]
    if len(links) < FEW and not titles and not AWESOME.search(prose):
        return False
    at_hugging_face = sum(bool(DAILY_PAPER.search(line)) for line in links)
    if any(page.search(prose) for page, _ in TELLING[:2]) and 3 * at_hugging_face >= len(links):
        return False
    records = sum(len(telling.findall(prose)) for telling, _ in TELLING[2:])
    return not records or len(links) > 2 * records


def _read_xml(text: str, path: str) -> Capture:
    root = ROOT.match(text)
    name = root["name"].lower() if root else ""
    if name in {"xml", "records"}:
        return _reader("endnote_xml")(text, path)
    unreadable = xml_format(text)
    if unreadable and name.rpartition(":")[2] != "feed":
        message, line = unreadable
        raise invalid(path, line, f"this is {message}")
    return _reader("arxiv_atom")(text, path)


def _read_json(text: str, path: str) -> Capture:
    document = json_records.parse(text, path)
    values = [record.value for record in document.records]
    if any(zotero_json.is_item(value) for value in values):
        return zotero_json.read(document, path)
    if reader_of_mapped.MAP in document.around:
        return reader_of_mapped.read_kept(document, path)
    if any(csl_json.is_item(value) and not api.is_row(value) for value in values):
        return csl_json.read(document, path)
    if not values or any(map(api.is_row, values)) or api.is_error(values[0]):
        return api.read(document, path)
    message = f"this JSON is neither a reply of the Daily Papers API nor CSL-JSON; {MAP_IT}"
    raise invalid(path, document.records[0].block.line, message)
