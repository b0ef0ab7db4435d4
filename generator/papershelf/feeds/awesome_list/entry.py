"""One entry of a list as a candidate, or why it is not a paper."""

import re
from collections.abc import Iterable, Sequence

from papershelf.feeds import record_values as values
from papershelf.feeds.awesome_list import addresses
from papershelf.feeds.awesome_list.lines import Said, said_of
from papershelf.feeds.awesome_list.outline import Entry, Run
from papershelf.feeds.awesome_list.titles import FEWEST_WORDS, Title, is_occasion, title_of
from papershelf.feeds.identifiers import arxiv_mention
from papershelf.model import Block, Candidate

NO_PAPER = "no link to a paper, and no authors or venue recognised beside its title"
UNMARKED = "no link to a paper, and where its title ends is not clear; make the title a link, or bold"
NAME_ONLY = "a link to a paper below a mere name, which isn't its title; add it with: papershelf add {}"
NO_TITLE = "a link to a paper, but no title; write the title into the list"


LINK_NAME = re.compile(r"[a-z][a-z-]*")


class NotAPaperError(Exception):
    """An entry that is not a paper; its message says why. With `is_paper`, it is one that lacks a title."""

    def __init__(self, reason: str, *, is_paper: bool = False) -> None:
        super().__init__(reason)
        self.is_paper = is_paper


def candidate_of(entry: Entry, block: Block, *, among_papers: bool = False) -> Candidate:
    """Read an entry with all that it holds; `among_papers` says that most of those beside it are papers.

    Raises NotAPaperError for one that has neither a link to a paper nor what else tells one.
    """
    runs = _runs(entry)
    links = [run for run in runs if run.link.startswith(("http://", "https://"))]
    to_paper = [run for run in links if addresses.leads_to_paper(run)]
    title = title_of(runs, entry)
    if title is None or not re.search(r"[^\W\d_]", title.text):
        raise NotAPaperError(NO_TITLE if to_paper else NO_PAPER, is_paper=bool(to_paper))
    said = said_of(runs, title, entry.columns)
    has_occasion = bool(said.venue or said.date or said.year)
    evidence = (said.authors and (has_occasion or among_papers)) or (among_papers and has_occasion)
    is_reference = entry.kind == "item" and said.authors and said.venue  # "Title. Names. Venue"
    is_titled = (title.is_marked or is_reference) and len(title.text.split()) >= FEWEST_WORDS
    if not to_paper and not (is_titled and evidence):
        holds_more = has_occasion or said.authors or is_occasion(title.text)
        raise NotAPaperError(UNMARKED if holds_more and not title.is_marked else NO_PAPER)
    if " " not in title.text and not (said.authors or has_occasion) and title.column is None:
        raise NotAPaperError(NAME_ONLY.format(to_paper[0].link))
    return _candidate(title, said, links, block, entry)


def _runs(entry: Entry) -> list[Run]:
    """Return the runs of an entry and of what it holds, each bullet within on a line of its own."""
    runs = list(entry.runs)
    for child in entry.children:
        runs += [Run("\n"), *_runs(child)]
    return runs


def _candidate(title: Title, said: Said, links: Sequence[Run], block: Block, entry: Entry) -> Candidate:
    named, more = _named(links, title)
    arxiv = next(filter(None, (arxiv_mention(run.link) for run in links)), None)
    unkept = dict(said.unkept)
    if more:
        unkept["further links"] = " ".join(more)
    if said.rest:
        unkept["text"] = "; ".join(said.rest)
    return Candidate(
        title.text,
        said.abstract,
        entry.line,
        arxiv=arxiv,
        doi=next(filter(None, (addresses.doi_in(run.link) for run in links)), None),
        authors=said.authors,
        others=said.others,
        published=said.date,
        venue=said.venue,
        links=named,
        headings=entry.headings,
        note=" ".join(said.notes) or None,
        unkept=unkept,
        blocks=(block,),
    )


def _named(links: Iterable[Run], title: Title) -> tuple[dict[str, str], list[str]]:
    """Return the links by name, without those that repeat an id, and the addresses that got no name."""
    named: dict[str, str] = {}
    more: list[str] = []
    for run in links:
        name = addresses.name_of(run) or ("project" if title.text in run.text else "")
        name = name or addresses.slug_of_label(run)
        if name == "bibtex" or (name == "paper" and _is_id(run.link)):
            continue
        if name == "paper" and name in named and run.link.lower().endswith(".pdf"):
            name = "pdf"
        if LINK_NAME.fullmatch(name) and named.get(name, run.link) == run.link:
            named[name] = run.link
        else:
            more.append(run.link)
    usable = values.links(**named)
    kept = set(usable.values())
    return usable, [each for each in dict.fromkeys((*more, *named.values())) if each not in kept]


def _is_id(address: str) -> bool:
    return bool(arxiv_mention(address) or addresses.doi_in(address))
