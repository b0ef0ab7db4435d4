"""One entry of a page: the items that make up a paper, and the candidate that they give."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from papershelf.feeds.daily_papers.days import page_day, published
from papershelf.feeds.daily_papers.items import STRAY, UNTITLED, WITHOUT_ABSTRACT, Account, Item
from papershelf.feeds.daily_papers.lines import DATE, could_be_abstract, header_length, is_count, is_furniture
from papershelf.feeds.record_values import one_line
from papershelf.model import Candidate

UPVOTE = "Upvote"
LONGEST_TITLE = 300
_AUTHORS = re.compile(r"[0-9]+ authors?")
_NO_VOTES = "-"


@dataclass(slots=True)
class Entry:
    """The items of one paper in the order of the page.

    `lead` are its votes, `body` its title, abstract and organisation or authors as far as they are there,
    `tail` the comment count (on other pages votes and links) behind the date.
    """

    lead: list[Item]
    body: list[Item]
    dot: Item
    date: Item
    tail: list[Item] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        """All of them."""
        return [*self.lead, *self.body, self.dot, self.date, *self.tail]

    def settle(self, day: str | None, account: Account) -> None:
        """Take the entry into the account as a paper, or unplaced with the reason."""
        problem = self._problem()
        if problem:
            main, reason = problem
            for item in self.items:
                part = f"part of the paper that cannot be read because of line {main.line}"
                account.unplaced(item.blocks, reason if item is main else part)
        else:
            account.paper(self._candidate(day))

    def _problem(self) -> tuple[Item, str] | None:
        """Find the item that something is wrong with, and say what."""
        if not self.body:
            return self.dot, "a paper without title and abstract; add them or remove it"
        title, *rest = self.body
        if not rest or not could_be_abstract(rest[0].text) or len(title.text) > LONGEST_TITLE:
            untitled = [item for item in self.body if could_be_abstract(item.text)]
            return (untitled[0], UNTITLED) if untitled else (title, WITHOUT_ABSTRACT.format(""))
        ids = sorted({paper_id for item in self.items for paper_id in item.paper_ids})
        if len(ids) > 1:
            return title, f"links to more than one paper ({', '.join(ids)}); capture the page again"
        return None

    def _candidate(self, day: str | None) -> Candidate:
        title, abstract, *byline = self.body
        return Candidate(
            one_line(title.text),
            one_line(abstract.text),
            title.line,
            arxiv=next((paper_id for item in self.items for paper_id in item.paper_ids), None),
            published=published(self.date.text, day),
            votes=self._votes(),
            organisation=next((item.text for item in byline if not _AUTHORS.fullmatch(item.text)), None),
            blocks=tuple(block for item in self.items for block in item.blocks),
        )

    def _votes(self) -> int | None:
        """Read the votes where they are exact: "1.2k" is not."""
        behind = [count for label, count in pairwise(self.tail) if label.text == UPVOTE]
        texts = [item.text.replace(",", "") for item in (*self.lead, *behind) if is_count(item.text)]
        if not texts or not (texts[0] == _NO_VOTES or texts[0].isdecimal()):
            return None
        return 0 if texts[0] == _NO_VOTES else int(texts[0])


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
