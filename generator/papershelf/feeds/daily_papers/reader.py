"""Hugging Face's Daily Papers page, in whichever way it was captured.

The plain grammar is the text of a reader mode: header lines, then a title and an abstract by turns. The
copied search page has votes, organisations, dates and comment counts as well; the text with link lines has
the address of each link behind it; the reference-marked dump comes from a text browser; a saved web page
holds the data that the page was made from.
"""

from papershelf.feeds.capture import Capture, decode, invalid
from papershelf.feeds.daily_papers.browser_dumps import has_link_lines, is_dump, link_items, reference_items
from papershelf.feeds.daily_papers.items import Account, Item, pieces, plain_items
from papershelf.feeds.daily_papers.plain import read_plain
from papershelf.feeds.daily_papers.saved_page import is_html, read_html
from papershelf.feeds.daily_papers.search_page import has_entries, read_entries


def read(source: bytes, path: str) -> Capture:
    """Read a captured page; LF, CRLF and CR are the same.

    Raises InvalidInputError where the file is no text, holds no paper, or cannot be told into its parts.
    """
    text = decode(source, path)
    capture = read_html(text, path) if is_html(text) else _read_text(text, path)
    if not capture.candidates and not capture.unplaced:
        raise invalid(path, 1, "there is no paper in this feed; capture the page's text again")
    return capture


def _read_text(text: str, path: str) -> Capture:
    grammar, items = _items(text, path)
    account = Account()
    for item in items:
        if item.is_navigation:
            account.furniture(item.blocks)
    items = [item for item in items if not item.is_navigation]
    if has_entries(items):
        return account.close(grammar or "search page", read_entries(items, account))
    return account.close(grammar or "plain text", read_plain(items, account))


def _items(text: str, path: str) -> tuple[str, list[Item]]:
    if is_dump(text):
        return "reference-marked dump", reference_items(text)
    page = pieces(text, path)
    if has_link_lines(page):
        return "text with link lines", link_items(page)
    return "", plain_items(page)
