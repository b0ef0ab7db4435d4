"""The grammars with entries: votes, title, abstract, organisation or authors, "·", date, comments.

The "·" with a date after it holds an entry together: what stands before it is found by counting back, so
that a title may be any text, "Mar 12" or an organisation's name. What the text looks like only confirms it.
"""

from __future__ import annotations

from collections.abc import Sequence

from papershelf.feeds.page_account import STRAY, Account
from papershelf.feeds.page_day import page_day
from papershelf.feeds.page_entry import UPVOTE, Entry
from papershelf.feeds.page_items import Item
from papershelf.feeds.page_words import DATE, could_be_abstract, header_length, is_count, is_furniture

DOT = "·"
SUBMITTED = "Submitted by"
LINKS = ("GitHub ", "arXiv Page")


def has_entries(items: Sequence[Item]) -> bool:
    """Tell the grammars with entries from the plain one."""
    return any(_is_anchor(items, index) for index in range(len(items)))


def read_entries(items: Sequence[Item], account: Account) -> str | None:
    """Read the entries into the account; returns the page's day."""
    start = header_length([item.text for item in items])
    day = page_day(items[:start], items)
    for item in items[:start]:
        account.furniture(item.blocks)
    for entry in _entries(items, start, account):
        entry.settle(day, account)
    return day


def _is_anchor(items: Sequence[Item], index: int) -> bool:
    return items[index].text == DOT and index + 1 < len(items) and bool(DATE.fullmatch(items[index + 1].text))


def _entries(items: Sequence[Item], start: int, account: Account) -> list[Entry]:
    entries: list[Entry] = []
    for anchor in range(start, len(items)):
        if not _is_anchor(items, anchor):
            continue
        body = _body_start(items, start, anchor)
        between = list(items[start:body])
        entry = Entry(_take_lead(between), list(items[body:anchor]), items[anchor], items[anchor + 1])
        _place_between(between, entries, account)
        entries.append(entry)
        start = anchor + 2
    _place_between(list(items[start:]), entries, account)
    return entries


def _body_start(items: Sequence[Item], start: int, anchor: int) -> int:
    """Find the title by counting back over the abstract and what may follow it: an organisation, authors."""
    has_byline = anchor > start and not could_be_abstract(items[anchor - 1].text)
    body = max(start, anchor - (3 if has_byline else 2))
    return body + 1 if body < anchor and is_count(items[body].text) else body


def _take_lead(between: list[Item]) -> list[Item]:
    """Take an entry's votes, or who submitted it, off the end of what stands before its title."""
    lead: list[Item] = []
    if between and is_count(between[-1].text) and not (len(between) > 1 and between[-2].text == UPVOTE):
        lead = [between.pop()]
    if len(between) > 1 and between[-2].text == SUBMITTED:
        lead = [*between[-2:], *lead]
        del between[-2:]
    return lead


def _place_between(between: list[Item], entries: Sequence[Entry], account: Account) -> None:
    """Place what stands between two entries: it ends the one before, or is furniture, or a stray."""
    tail = _tail_length(between) if entries else 0
    if tail:
        entries[-1].tail = between[:tail]
    for item in between[tail:]:
        if is_furniture(item.text):
            account.furniture(item.blocks)
        else:
            account.unplaced(item.blocks, STRAY)


def _tail_length(items: Sequence[Item]) -> int:
    """Count what belongs to the entry before: comments, or votes with their label and links."""
    length = 1 if items and is_count(items[0].text) else 0
    while length < len(items):
        text = items[length].text
        is_votes = is_count(text) and length > 0 and items[length - 1].text == UPVOTE
        if not (is_votes or text == UPVOTE or text.startswith(LINKS)):
            break
        length += 1
    return length
