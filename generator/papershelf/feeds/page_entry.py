"""One entry of a page: the items that make up a paper, and the candidate that they give."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from papershelf.feeds.fields import fold
from papershelf.feeds.page_account import UNTITLED, WITHOUT_ABSTRACT, Account
from papershelf.feeds.page_day import published
from papershelf.feeds.page_items import Item
from papershelf.feeds.page_words import could_be_abstract, is_count
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
            fold(title.text),
            fold(abstract.text),
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
