"""Hugging Face's Daily Papers page, captured as text or HTML: finds its grammar, and reads the plain one.

The plain grammar is the text of a browser's reader mode: header, titles and abstracts in turn, footer.
Nothing marks a title, so a piece is a title or an abstract by its turn, and its text must agree: `lines` has
what was measured. Where the two disagree the piece is left unplaced; nothing is paired on a guess.

The other grammars: `search_page` (copied text with votes, dates and comments), `browser_dumps` (text with the
addresses of links), `markdown_page` and `saved_page` (HTML).
"""

from collections.abc import Sequence

from papershelf.feeds.capture import Account, Capture, invalid
from papershelf.feeds.daily_papers import lines
from papershelf.feeds.daily_papers.browser_dumps import has_link_lines, is_dump, link_items, reference_items
from papershelf.feeds.daily_papers.items import (
    STRAY,
    UNTITLED,
    WITHOUT_ABSTRACT,
    Item,
    add_paper,
    pieces,
    plain_items,
)
from papershelf.feeds.daily_papers.markdown_items import is_markdown
from papershelf.feeds.daily_papers.markdown_page import read_markdown
from papershelf.feeds.daily_papers.saved_page import is_html, read_html
from papershelf.feeds.daily_papers.search_page import has_entries, read_entries
from papershelf.feeds.record_values import one_line
from papershelf.model import Candidate

PLAIN = "plain text"
NO_PAGE = (
    "no papers found in this web page; save the Daily Papers page, or add papers by arXiv id, DOI or URL: "
    "papershelf add ID"
)
NO_PAPER = "no papers found in this feed; capture the page's text again"
OUTSIDE = ""  # the text in place of a piece before the first and after the last


def read(text: str, path: str) -> Capture:
    """Read a captured page.

    Raises InvalidInputError where the text holds no paper, or cannot be split into its parts.
    """
    is_page = is_html(text)
    capture = read_html(text, path) if is_page else _read_text(text, path)
    if not capture.candidates and not capture.unplaced:
        raise invalid(
            path, 1, NO_PAGE if is_page else "no papers found in this feed; capture the page's text again"
        )
    return capture


def _read_text(text: str, path: str) -> Capture:
    if is_markdown(text) and not is_dump(text):
        return read_markdown(text)
    grammar, items = _items(text, path)
    account = Account()
    account.furniture += [block for item in items if item.is_navigation for block in item.blocks]
    items = [item for item in items if not item.is_navigation]
    start = lines.header_length([item.text for item in items])
    account.furniture += [block for item in items[:start] for block in item.blocks]
    links = (link for item in items for link in item.links)
    day = lines.page_day((item.text for item in items[:start]), links)
    if has_entries(items):
        read_entries(items[start:], day, account)
        return account.capture(grammar or "search page", day)
    _read_plain(items[start:], account)
    return account.capture(grammar or PLAIN, day)


def _items(text: str, path: str) -> tuple[str, list[Item]]:
    if is_dump(text):
        return "reference-marked dump", reference_items(text)
    page = pieces(text, path)
    if has_link_lines(page):
        return "text with link lines", link_items(page)
    return "", plain_items(page)


def _read_plain(items: Sequence[Item], account: Account) -> None:
    end = len(items)
    while end and lines.is_furniture(items[end - 1].text):
        end -= 1
    account.furniture += [block for item in items[end:] for block in item.blocks]
    title: Item | None = None
    texts = [OUTSIDE, *(item.text for item in items[:end]), OUTSIDE]
    for before, item, after in zip(texts, items[:end], texts[2:], strict=False):
        if title and _is_abstract(item.text, after):
            blocks = (*title.blocks, *item.blocks)
            texts_of_both = (one_line(title.text), one_line(item.text))
            add_paper(account, Candidate(*texts_of_both, title.line, blocks=blocks))
            title = None
        elif not title and lines.is_furniture(item.text) and not _is_title_by_place(before, after):
            account.furniture += item.blocks
        elif _is_title(item.text, after):
            if title:
                seen = f", because line {item.line} looks like a title too"
                account.reject(title.blocks, WITHOUT_ABSTRACT.format(seen))
            title = item
        else:
            untitled = lines.could_be_abstract(item.text) and not title
            account.reject(item.blocks, UNTITLED if untitled else STRAY)
    if title:
        account.reject(title.blocks, WITHOUT_ABSTRACT.format(""))


def _is_abstract(text: str, after: str) -> bool:
    """Accept a text after a title as its abstract; if it reads as a title too, only if a title follows."""
    return lines.could_be_abstract(text) and not (lines.could_be_title(text) and _is_surely_abstract(after))


def _is_title(text: str, after: str) -> bool:
    if lines.could_be_abstract(text) or lines.could_be_short_title(text):
        return (lines.could_be_title(text) or lines.could_be_short_title(text)) and _is_surely_abstract(after)
    return lines.could_be_title(text)


def _is_title_by_place(before: str, after: str) -> bool:
    """Tell a title that reads like navigation ("Datasets"): it is the only piece between two abstracts.

    The first paper's title may be one too, because no navigation follows the page's day.
    """
    return (before == OUTSIDE or lines.could_be_abstract(before)) and _is_surely_abstract(after)


def _is_surely_abstract(text: str) -> bool:
    return lines.could_be_abstract(text) and not lines.could_be_title(text)
