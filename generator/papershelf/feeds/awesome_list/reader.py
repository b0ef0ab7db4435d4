"""The README of a reading list as a feed: bullets, table rows and paragraphs that are papers.

What is not a paper (tools, courses, other lists) is said with its reason; headings, tables of contents and
prose are furniture.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from papershelf.feeds.awesome_list import addresses
from papershelf.feeds.awesome_list.entry import NotAPaperError, candidate_of
from papershelf.feeds.awesome_list.outline import Entry, outline
from papershelf.feeds.capture import Account, Capture, Unplaced
from papershelf.limits import keep_within
from papershelf.model import Block

GRAMMAR = "Markdown list"
LONGEST_HEADING = 60
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
    entries = _joined(outline(text))
    keep_within("feed-blocks", len(entries))
    starts = [*(entry.line for entry in entries), len(lines) + 1]
    account = Account()
    read_list = _List(lines, _paper_sections(entries), account)
    for entry, end in zip(entries, starts[1:], strict=True):
        read_list.place(entry, end)
    return account.capture(GRAMMAR)


def _joined(entries: Iterable[Entry]) -> list[Entry]:
    """Join what follows a heading that is a paper to it; such a heading is above nothing else."""
    joined: list[Entry] = []
    titles: set[str] = set()
    paper: Entry | None = None
    for entry in entries:
        if entry.kind == "heading":
            paper = entry if any(addresses.leads_to_paper(run) for run in entry.runs) else None
            titles |= {entry.text} if paper else set()
        elif paper and not any(addresses.leads_to_paper(run) for run in entry.runs):
            paper.children.append(entry)
            continue
        headings = tuple(heading for heading in entry.headings if heading not in titles)
        joined.append(entry := replace(entry, headings=headings))
        paper = entry if paper else None
    return joined


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
    """A list while it is read: its lines, the headings that papers are below, the account of its parts."""

    def __init__(self, lines: list[str], sections: set[tuple[str, ...]], account: Account) -> None:
        self.lines = lines
        self.sections = sections
        self.account = account

    def place(self, entry: Entry, end: int) -> None:
        """Make an entry a candidate, or say that it is none; a bullet that groups others yields to them."""
        if not (children := _groups(entry)):
            self._place_one(entry, end)
            return
        section = replace(entry, children=[])
        if section.text:
            self._place_one(section, children[0].line)
        name = (
            entry.text
            if len(entry.text) <= LONGEST_HEADING and not any(run.link for run in entry.runs)
            else ""
        )
        for child, after in zip(children, [*(child.line for child in children[1:]), end], strict=True):
            self.place(replace(child, headings=(*entry.headings, name)) if name else child, after)

    def _place_one(self, entry: Entry, end: int) -> None:
        block = Block(entry.line, "\n".join(self.lines[entry.line - 1 : max(entry.line, end - 1)]).strip())
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


def _groups(entry: Entry) -> list[Entry]:
    """Return the bullets within a bullet if they are entries of their own, not details of it."""
    own = sum(_has_title(child) for child in entry.children)
    return entry.children if own and (own > 1 or not _has_title(entry)) else []


def _has_title(entry: Entry) -> bool:
    """Tell an entry with a link to a paper of its own and a title."""
    if not any(addresses.leads_to_paper(run) for run in entry.runs):
        return any(_has_title(child) for child in entry.children)
    try:
        candidate_of(Entry(entry.kind, entry.line, (), entry.columns, entry.runs), Block(1, ""))
    except NotAPaperError:
        return False
    return True


def _is_paper_by_itself(entry: Entry) -> bool:
    """Tell a paragraph that is one paper from prose that mentions papers: it begins with title or authors."""
    to_paper = [run for run in entry.runs if addresses.leads_to_paper(run)]
    words = len(entry.text.split())
    return len({run.link for run in to_paper}) <= 2 and bool(to_paper) and words <= 120  # noqa: PLR2004
