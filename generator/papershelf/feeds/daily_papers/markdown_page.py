"""The grammar of Markdown, in which crawlers and readers write the page: titles are links to their papers.

What follows a title, up to the next one, belongs to its paper; `markdown_entry` reads it.
"""

import re
from collections.abc import Sequence

from papershelf.feeds.capture import Account, Capture
from papershelf.feeds.daily_papers import lines
from papershelf.feeds.daily_papers.items import STRAY, UNTITLED, Item
from papershelf.feeds.daily_papers.markdown_entry import AUTHORS, SECTIONS, VOTES, Entry
from papershelf.feeds.daily_papers.markdown_items import Unit, paper_of, units

GRAMMAR = "Markdown"
PAGE_DAY = re.compile(r"huggingface\.co/papers(?:/date/|\?date=)([0-9]{4}-[0-9]{2}-[0-9]{2})")
ISO_DAY = re.compile(r"(?<![0-9-])[12][0-9]{3}-[0-9]{2}-[0-9]{2}(?![0-9-])")
# What a link to a paper is called where the title is the heading above it
GENERIC = re.compile(
    r"https?://\S+|paper|link|read(?: more)?|view(?: paper)?|[0-9]{4}\.[0-9]{5}", re.IGNORECASE
)
NAMELESS = "a link to a paper without its title; put the title into the link"


def read_markdown(text: str) -> Capture:
    """Read a page of which `is_markdown` is true."""
    account = Account()
    page = list(units(text))
    titles = [index for index, unit in enumerate(page) if paper_of(unit)] or [len(page)]
    day = _day(page[: titles[0]])
    entry: Entry | None = None
    before: Unit | None = None
    for index, unit in enumerate(page):
        paper = paper_of(unit)
        if paper and not AUTHORS.fullmatch(unit.shown) and not (entry and entry.arxiv == paper):
            _close(entry, account)
            entry = _opened(unit, paper, before, account, day)
        elif _ends(unit, is_last=index > titles[-1]):
            _close(entry, account)
            entry = None
            account.furniture += unit.item.blocks
        elif not entry or _leads(unit, entry, page[index + 1 : index + 2]):
            _place_outside(unit.item, account, is_header=index < titles[0])
        elif not entry.take(unit.item, day):
            account.reject(unit.item.blocks, STRAY)
        before = unit
    _close(entry, account)
    return account.capture(GRAMMAR, day)


def _opened(unit: Unit, paper: str, before: Unit | None, account: Account, day: str | None) -> Entry | None:
    """Begin an entry; the heading above it may be its title, and a number above it its votes."""
    entry = Entry(unit.shown, paper, unit.item.line)
    is_furniture = bool(before and before.item.blocks[0] in account.furniture[-1:])
    if GENERIC.fullmatch(unit.shown):
        if not before or not before.is_heading or not is_furniture:
            account.reject(unit.item.blocks, NAMELESS)
            return None
        entry.name, entry.line = before.item.text, before.item.line
        entry.blocks += [account.furniture.pop()]
    elif before and is_furniture and VOTES.fullmatch(before.item.text):
        account.furniture.pop()
        entry.take(before.item, day)
    entry.blocks += unit.item.blocks
    rest = (unit.rest or "").strip(" -–—:·|")
    if rest and not entry.take(Item(rest, (), unit.item.links[1:]), day):
        entry.unkept["after the title"] = rest
    return entry


def _ends(unit: Unit, *, is_last: bool) -> bool:
    """Recognise what no entry goes on after: another heading and, below the last entry, the footer."""
    text = unit.item.text
    is_heading = unit.is_heading and text.lower() not in SECTIONS
    return is_heading or (is_last and lines.is_furniture(text) and not lines.is_day(text))


def _leads(unit: Unit, entry: Entry, following: Sequence[Unit]) -> bool:
    """Tell the votes above the next title from the comments below this one."""
    is_next = any(paper_of(each) not in {None, entry.arxiv} for each in following)
    is_comments = any("#community" in link for link in unit.item.links)
    return is_next and bool(VOTES.fullmatch(unit.item.text)) and not is_comments and entry.last != "Upvote"


def _close(entry: Entry | None, account: Account) -> None:
    """Add the entry to the account; a page may show a paper twice, with or without its abstract."""
    if not entry:
        return
    candidate = entry.candidate()
    first = account.candidates.setdefault(entry.arxiv, candidate)
    if first is candidate:
        return
    if candidate.abstract in {None, first.abstract}:
        account.repeats += candidate.blocks
    elif first.abstract is None:
        account.candidates[entry.arxiv] = candidate
        account.repeats += first.blocks
    else:
        reason = f"another abstract of the paper in line {first.line}; remove one of the two"
        account.reject(candidate.blocks, reason)


def _place_outside(item: Item, account: Account, *, is_header: bool) -> None:
    """Place an item that belongs to no paper: above the first one may be anything but an abstract."""
    if lines.could_be_abstract(item.text) and not item.links:
        account.reject(item.blocks, UNTITLED)
    elif (
        is_header or item.links or not item.text or lines.is_furniture(item.text) or lines.is_count(item.text)
    ):
        account.furniture += item.blocks
    else:
        account.reject(item.blocks, STRAY)


def _day(header: Sequence[Unit]) -> str | None:
    """Find the page's day: as its widget prints it, in its own address, or in its heading."""
    links = [link for unit in header for link in unit.item.links]
    if day := lines.page_day((unit.item.text for unit in header), links):
        return day
    texts = [unit.item.text for unit in header]
    own = next((match[1] for match in map(PAGE_DAY.search, texts) if match), None)
    named = (
        match.group() for unit in header if unit.is_heading and (match := ISO_DAY.search(unit.item.text))
    )
    return own or next(named, None)
