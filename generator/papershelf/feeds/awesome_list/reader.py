"""The README of a reading list as a feed: bullets, table rows and paragraphs that are papers.

What is not a paper (tools, courses, other lists) is said with its reason; headings, tables of contents and
prose are furniture.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from papershelf.feeds.awesome_list import addresses
from papershelf.feeds.awesome_list.entry import NotAPaperError, candidate_of
from papershelf.feeds.awesome_list.nested import entries_within, has_own_paper
from papershelf.feeds.awesome_list.outline import BARE_ADDRESS, Entry, Outline, Run, outline
from papershelf.feeds.awesome_list.papers_in_parts import joined
from papershelf.feeds.capture import Account, Capture, Unplaced
from papershelf.limits import keep_within
from papershelf.model import Block

GRAMMAR = "Markdown list"
LONGEST_HEADING = 60
COMMENTED = "papers in a comment, which isn't read; take them out of it to import them"
IN_CODE = "papers in a block of code, which isn't read; take them out of it to import them"
ENTRY_LINE = re.compile(r"(?:<!--)?[\s>]*(?:[-*+|]|[0-9]{1,3}[.)])\s|.*(?:\]\(|\bhref\b)")
ABOUT_THE_LIST = re.compile(
    r"^\W*(?:(?:latest |recent )?(?:news|updates?)|change ?log|contribut\w+.*|acknowledge?ments?"
    r"|cite\b.*|how to .*|contact|license|related (?:repositor\w+|lists?|repos)"
    r"|(?:other |more )?awesome.* lists?"
    r"|star history)\W*$",
    re.IGNORECASE,
)  # of a section that is about the list itself


def read(text: str, _path: str) -> Capture:
    """Read a list; headings are kept with the papers below them."""
    lines = text.split("\n")
    document = outline(text)
    entries = joined(document.entries)
    keep_within("feed-blocks", len(entries))
    starts = [*(entry.line for entry in entries), len(lines) + 1]
    account = Account(others=list(_passed_over(document)))
    unread = {line for item in account.others for line in _whole_lines(item.block, lines)}
    read_list = _List(lines, unread, _paper_sections(entries), account)
    for entry, end in zip(entries, starts[1:], strict=True):
        read_list.place(entry, end)
    return account.capture(GRAMMAR)


def _passed_over(document: Outline) -> Iterator[Unplaced]:
    """Yield the comments and the blocks of code that have entries with papers; BibTeX does not count."""
    for blocks, reason in ((document.comments, COMMENTED), (document.code, IN_CODE)):
        yield from (Unplaced(block, reason) for block in blocks if _has_papers(block.text))


def _has_papers(text: str) -> bool:
    lines = [line for line in text.split("\n") if "http" in line and ENTRY_LINE.match(line)]
    found = (address for line in lines for address in BARE_ADDRESS.findall(line))
    return any(addresses.leads_to_paper(Run(address, address)) for address in found)


def _whole_lines(block: Block, lines: list[str]) -> Iterator[int]:
    """Yield the lines that have nothing but a part of a block."""
    for number, part in enumerate(block.text.split("\n"), block.line):
        if lines[number - 1].strip() == part.strip():
            yield number


def _paper_sections(entries: Iterable[Entry]) -> set[tuple[str, ...]]:
    """Return the headings below which most bullets or rows have a link to a paper."""
    papers: Counter[tuple[str, ...]] = Counter()
    whole: Counter[tuple[str, ...]] = Counter()
    for entry in (each for top in entries for each in top.whole() if each.kind in {"item", "row"}):
        if any(run.link for run in entry.runs):
            whole[entry.headings] += 1
            papers[entry.headings] += any(addresses.leads_to_paper(run) for run in entry.runs)
    return {headings for headings, count in whole.items() if 2 * papers[headings] > count}


class _List:
    """A list while it is read: its lines, the headings that papers are below, the account of its parts.

    `unread` are the lines that have an account of their own.
    """

    def __init__(
        self, lines: list[str], unread: set[int], sections: set[tuple[str, ...]], account: Account
    ) -> None:
        self.lines = lines
        self.unread = unread
        self.sections = sections
        self.account = account

    def place(self, entry: Entry, end: int) -> None:
        """Make an entry a candidate, or say that it is none; a bullet that groups others yields to them."""
        if entry.kind == "paper" or not (within := entries_within(entry)):
            self._place_one(entry, end)
            return
        ends = [*(child.line for child in entry.children[1:]), end]
        own = {child.line for child in within}
        parts = [(child, after) for child, after in zip(entry.children, ends, strict=True)]
        section = replace(entry, children=[child for child, _ in parts if child.line not in own])
        if section.text:
            lines = [at for child, after in parts if child.line in own for at in range(child.line, after)]
            self._place_one(section, end, frozenset(lines))
        is_heading = not any(run.link for run in entry.runs) and not has_own_paper(entry)
        name = entry.text if len(entry.text) <= LONGEST_HEADING and is_heading else ""
        for child, after in parts:
            if child.line in own:
                self.place(replace(child, headings=(*entry.headings, name)) if name else child, after)

    def _place_one(self, entry: Entry, end: int, but: frozenset[int] = frozenset()) -> None:
        """Make an entry a candidate, or say that it is none; it has its lines but those of entries within."""
        apart = self.unread | but - {entry.line}
        numbers = (at for at in range(entry.line, max(entry.line + 1, end)) if at not in apart)
        block = Block(entry.line, "\n".join(self.lines[at - 1] for at in numbers).strip())
        if entry.kind in {"heading", "paragraph"} and not _is_paper_by_itself(entry):
            self.account.furniture.append(block)
            return
        about = next((name for name in entry.headings[1:] if ABOUT_THE_LIST.search(name)), None)
        try:
            candidate = candidate_of(entry, block, among_papers=entry.headings in self.sections)
        except NotAPaperError as error:
            if error.is_paper and not about:
                self.account.reject([block], str(error))
            else:
                self._leave(entry, block, str(error))
            return
        if about:
            self._leave(entry, block, f"it is below the heading '{about}'")
            return
        self.account.candidates[f"{entry.line}:{len(self.account.candidates)}"] = candidate

    def _leave(self, entry: Entry, block: Block, reason: str) -> None:
        """Account for what is not a paper: a line of a table of contents is furniture."""
        links = [run for run in entry.runs if run.link]
        leads_out = any(run.link.startswith(("http://", "https://")) for run in links)
        if (links and not leads_out) or (entry.kind == "row" and not links) or entry.kind == "heading":
            self.account.furniture.append(block)
        else:
            self.account.others.append(Unplaced(block, reason))


def _is_paper_by_itself(entry: Entry) -> bool:
    """Tell a paragraph that is one paper from prose that mentions papers: it begins with title or authors."""
    to_paper = [run for run in entry.runs if addresses.leads_to_paper(run)]
    words = len(entry.text.split())
    return len({run.link for run in to_paper}) <= 2 and bool(to_paper) and words <= 120  # noqa: PLR2004
