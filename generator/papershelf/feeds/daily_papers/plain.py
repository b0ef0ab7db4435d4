"""The plain grammar: header, then titles and abstracts by turns, then a footer.

Nothing marks a title, so the turn tells it from an abstract, and the text confirms it: see page_words for
what was measured. Where the two disagree the blocks are left unplaced; none is paired on a guess.
"""

from collections.abc import Sequence

from papershelf.feeds.daily_papers.days import page_day
from papershelf.feeds.daily_papers.items import STRAY, UNTITLED, Account, Item
from papershelf.feeds.daily_papers.lines import (
    could_be_abstract,
    could_be_short_title,
    could_be_title,
    header_length,
    is_furniture,
)
from papershelf.feeds.record_values import one_line
from papershelf.model import Candidate

OUTSIDE = ""
"""What stands before the first and after the last piece of the body: neither title nor abstract."""


def read_plain(items: Sequence[Item], account: Account) -> str | None:
    """Pair titles with abstracts in the account; returns the page's day."""
    start = header_length([item.text for item in items])
    end = len(items)
    while end > start and is_furniture(items[end - 1].text):
        end -= 1
    for item in (*items[:start], *items[end:]):
        account.furniture(item.blocks)
    _pair(items[start:end], account)
    return page_day(items[:start], items)


def _pair(body: Sequence[Item], account: Account) -> None:
    title: Item | None = None
    before = OUTSIDE
    for index, item in enumerate(body):
        after = body[index + 1].text if index + 1 < len(body) else OUTSIDE
        if title and _is_abstract(item.text, after):
            account.paper(
                Candidate(
                    one_line(title.text),
                    one_line(item.text),
                    title.line,
                    blocks=(*title.blocks, *item.blocks),
                )
            )
            title = None
        elif not title and is_furniture(item.text) and not _stands_for_title(before, after):
            account.furniture(item.blocks)
        elif _is_title(item.text, after):
            if title:
                seen = f", for line {item.line} looks like a title too"
                account.without_abstract(title.blocks, seen)
            title = item
        else:
            untitled = could_be_abstract(item.text) and not title
            account.unplaced(item.blocks, UNTITLED if untitled else STRAY)
        before = item.text
    if title:
        account.without_abstract(title.blocks)


def _is_abstract(text: str, after: str) -> bool:
    """Take a text after a title for its abstract; one that reads as a title too, only if a title follows."""
    return could_be_abstract(text) and not (could_be_title(text) and _is_surely_abstract(after))


def _is_title(text: str, after: str) -> bool:
    if could_be_abstract(text) or could_be_short_title(text):
        return (could_be_title(text) or could_be_short_title(text)) and _is_surely_abstract(after)
    return could_be_title(text)


def _stands_for_title(before: str, after: str) -> bool:
    """Tell a title that reads like navigation ("Datasets"): it stands alone between two abstracts.

    The first paper's may be one too, for navigation does not go on after the page's day.
    """
    return (before == OUTSIDE or could_be_abstract(before)) and _is_surely_abstract(after)


def _is_surely_abstract(text: str) -> bool:
    return could_be_abstract(text) and not could_be_title(text)
