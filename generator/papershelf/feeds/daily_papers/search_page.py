"""The grammar of the copied search page: each entry is votes, title, abstract, byline, "·", date, comments.

The byline is an organisation or `N authors`. Votes and comments may be absent; on trending pages votes and
links follow the date. An entry is found by its anchor, the "·" before the date.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from papershelf.feeds.capture import Account
from papershelf.feeds.daily_papers.items import STRAY, UNTITLED, WITHOUT_ABSTRACT, Item, add_paper
from papershelf.feeds.daily_papers.lines import DATE, could_be_abstract, is_count, is_furniture, published
from papershelf.feeds.record_values import one_line
from papershelf.model import Candidate

UPVOTE = "Upvote"
LONGEST_TITLE = 300
_AUTHORS = re.compile(r"[0-9]+ authors?")
DOT = "·"
SUBMITTED = "Submitted by"
LINKS = ("GitHub ", "arXiv Page")


@dataclass(slots=True)
class Entry:
    """The items of one paper in the order of the page.

    `lead` holds its votes, `body` its title, abstract and byline as far as they are there, `tail` the comment
    count (on other pages votes and links) after the date.
    """

    lead: list[Item]
    body: list[Item]
    dot: Item
    date: Item
    tail: list[Item] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        """All its items, in the order of the page."""
        return [*self.lead, *self.body, self.dot, self.date, *self.tail]

    def settle(self, day: str | None, account: Account) -> None:
        """Add the entry to the account as a paper, or as unplaced with the reason."""
        problem = self._problem()
        if problem:
            main, reason = problem
            for item in self.items:
                part = f"part of the paper that cannot be read because of line {main.line}"
                account.reject(item.blocks, reason if item is main else part)
        else:
            add_paper(account, self._candidate(day))

    def _problem(self) -> tuple[Item, str] | None:
        """Find the item that is wrong, and say what is wrong with it."""
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
        after = [count for label, count in pairwise(self.tail) if label.text == UPVOTE]
        counts = (item.text.replace(",", "") for item in (*self.lead, *after) if is_count(item.text))
        count = next(counts, "")
        return 0 if count == "-" else int(count) if count.isdecimal() else None


def has_entries(items: Sequence[Item]) -> bool:
    """Tell the grammars with entries from the plain one."""
    return any(_is_anchor(items, index) for index in range(len(items)))


def read_entries(items: Sequence[Item], day: str | None, account: Account) -> None:
    """Read the entries, and what is between them, into the account; `items` begin after the page's header."""
    for entry in _entries(items, account):
        entry.settle(day, account)


def _is_anchor(items: Sequence[Item], index: int) -> bool:
    return items[index].text == DOT and index + 1 < len(items) and bool(DATE.fullmatch(items[index + 1].text))


def _entries(items: Sequence[Item], account: Account) -> list[Entry]:
    entries: list[Entry] = []
    start = 0
    for anchor in range(len(items)):
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
    """Find the title by counting back over the abstract and the byline that may follow it."""
    has_byline = anchor > start and not could_be_abstract(items[anchor - 1].text)
    body = max(start, anchor - (3 if has_byline else 2))
    return body + 1 if body < anchor and is_count(items[body].text) else body


def _take_lead(between: list[Item]) -> list[Item]:
    """Take an entry's votes, or who submitted it, off the end of the items before its title."""
    lead: list[Item] = []
    if between and is_count(between[-1].text) and not (len(between) > 1 and between[-2].text == UPVOTE):
        lead = [between.pop()]
    if len(between) > 1 and between[-2].text == SUBMITTED:
        lead = [*between[-2:], *lead]
        del between[-2:]
    return lead


def _place_between(between: list[Item], entries: Sequence[Entry], account: Account) -> None:
    """Place the items between two entries: the tail of the one before, furniture, or stray."""
    tail = _tail_length(between) if entries else 0
    if tail:
        entries[-1].tail = between[:tail]
    for item in between[tail:]:
        if is_furniture(item.text):
            account.furniture += item.blocks
        else:
            account.reject(item.blocks, STRAY)


def _tail_length(items: Sequence[Item]) -> int:
    """Count the items that belong to the entry before: comments, or votes with their label and links."""
    length = 1 if items and is_count(items[0].text) else 0
    while length < len(items):
        text = items[length].text
        is_votes = is_count(text) and length > 0 and items[length - 1].text == UPVOTE
        if not (is_votes or text == UPVOTE or text.startswith(LINKS)):
            break
        length += 1
    return length
