"""One entry of a list as a candidate, or why it is not a paper."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from papershelf.feeds import record_values as values
from papershelf.feeds.awesome_list import addresses
from papershelf.feeds.awesome_list.keyed_links import keyed_links
from papershelf.feeds.awesome_list.lines import Said, said_of
from papershelf.feeds.awesome_list.linked_persons import without_homepages
from papershelf.feeds.awesome_list.other_papers import Own, cited, others, without_others
from papershelf.feeds.awesome_list.outline import Entry, Run
from papershelf.feeds.awesome_list.references import Reference, is_names, reference_of
from papershelf.feeds.awesome_list.titles import FEWEST_WORDS, Title, is_occasion, title_of
from papershelf.feeds.identifiers import arxiv_mention, doi_name
from papershelf.model import Block, Candidate

NO_PAPER = "no link to a paper, and no authors or venue recognised beside its title"
UNMARKED = "no link to a paper, and where its title ends is not clear; make the title a link, or bold"
NAME_ONLY = "a link to a paper below a mere name, which isn't its title; add it with: papershelf add {}"
STRUCK = "it is struck out; take the strike off to import it"
NAMES_FIRST = "authors, but where the title behind them begins is not clear; make the title a link, or bold"
NO_TITLE = "a link to a paper, but no title; write the title into the list"


LINK_NAME = re.compile(r"[a-z][a-z-]*")


class NotAPaperError(Exception):
    """An entry that is not a paper; its message says why. With `is_paper`, it is one that lacks a title."""

    def __init__(self, reason: str, *, is_paper: bool = False) -> None:
        super().__init__(reason)
        self.is_paper = is_paper


def candidate_of(entry: Entry, block: Block, *, among_papers: bool = False) -> Candidate:
    """Read an entry with all that it holds; `among_papers` says that most of those beside it are papers.

    Raises NotAPaperError for one that has neither a link to a paper nor what else tells one, and for one
    whose title is struck out: that is how lists withdraw an entry.
    """
    reference = reference_of(entry)
    if reference:
        entry = replace(entry, kind="reference", runs=reference.runs)
    given = keyed_links(_runs(entry))
    title, own = _title_and_own(_without_struck(given, entry), entry)
    runs = own.runs
    to_paper = [run for run in runs if addresses.leads_to_paper(run)]
    if title is None or not re.search(r"[^\W\d_]", title.text):
        raise NotAPaperError(NO_TITLE if to_paper else NO_PAPER, is_paper=bool(to_paper))
    if is_names(title, entry.text.partition(title.text)[2]):
        raise NotAPaperError(NAMES_FIRST if to_paper else NO_PAPER, is_paper=bool(to_paper))
    plain = without_homepages(runs, title.places)
    said = said_of(plain, title, entry.columns, _known(reference))
    for run, without in zip(runs, plain, strict=True):
        if run.link != without.link:
            said.keep("homepages", run.link)
    for text in _struck(given):
        said.keep("struck out", text)
    links = [run for run in plain if run.link.startswith(("http://", "https://"))]
    arxiv, doi = _ids(links, () if to_paper else runs)
    has_occasion = bool(said.venue or said.date or said.year)
    has_id = bool(arxiv or doi)
    if not (to_paper or _is_paper_without_link(entry, title, said, has_id=has_id, among=among_papers)):
        holds_more = has_occasion or said.authors or is_occasion(title.text)
        raise NotAPaperError(UNMARKED if holds_more and not title.is_marked else NO_PAPER)
    if " " not in title.text and not (said.authors or has_occasion) and title.column is None:
        raise NotAPaperError(NAME_ONLY.format(to_paper[0].link) if to_paper else NO_PAPER)
    said.rest += own.texts
    named, more = _named(links, title, arxiv, doi)
    if more := list(dict.fromkeys((*more, *own.links))):
        said.keep("further links", " ".join(more))
    return replace(_candidate(title, said, named, block, entry), arxiv=arxiv, doi=doi)


def _struck(runs: Iterable[Run]) -> Iterator[str]:
    for run in runs:
        if run.struck and run.text.strip():
            yield f"{run.text} ({run.link})" if run.link else run.text


def _known(reference: Reference | None) -> Said:
    if reference is None:
        return Said()
    return Said(reference.authors, reference.others, reference.venue, date=reference.date)


def _title_and_own(runs: Sequence[Run], entry: Entry) -> tuple[Title | None, Own]:
    """Return the title, and the runs without links to other papers."""
    parts = len(runs) if entry.kind == "paper" else len(entry.runs)
    citations = cited(runs)
    title = _title(without_others(runs, citations, (), parts).runs, entry)
    named = others(runs, title, parts) - citations if title else ()
    return title, without_others(runs, citations, named, parts)


def _title(runs: Sequence[Run], entry: Entry) -> Title | None:
    if entry.kind == "reference":
        return Title(runs[0].text, frozenset({0}), is_marked=False)
    return title_of(runs[: len(entry.runs)] if entry.kind == "paper" else runs, entry)


def _without_struck(runs: list[Run], entry: Entry) -> list[Run]:
    """Empty what is struck out, as many runs as before.

    Raises NotAPaperError where that is the title, and no other one with a link to a paper is left.
    """
    if not any(run.struck for run in runs):
        return runs
    rest = [replace(run, text=" ", link="", image="") if run.struck else run for run in runs]
    title, other = _title(runs, entry), _title(rest, entry)
    is_struck = title is not None and all(runs[at].struck for at in title.places)
    if is_struck and not (other and any(addresses.leads_to_paper(rest[at]) for at in other.places)):
        raise NotAPaperError(STRUCK)
    return rest


def _is_paper_without_link(entry: Entry, title: Title, said: Said, *, has_id: bool, among: bool) -> bool:
    """Tell a paper by its id, or by two of its authors, its occasion and that it is among papers.

    Without authors a mere year is not enough, except in a table of titles: articles and talks have one, too.
    """
    if entry.kind == "paper":
        return True
    if len(title.text.split()) < FEWEST_WORDS:
        return False
    if title.column is not None and said.authors:
        return True
    ends = not entry.text.partition(title.text)[2].startswith(",")  # where it ends is clear
    if not (
        title.is_marked
        or (entry.kind in {"item", "reference"} and said.authors and (said.venue or has_id) and ends)
    ):
        return False
    says_when = said.venue or (said.date and (said.date.month or title.column is not None))
    with_authors = said.authors and (said.venue or said.date or among)
    return bool(has_id or with_authors or (among and says_when))


def _ids(links: Iterable[Run], beside: Iterable[Run]) -> tuple[str | None, str | None]:
    """Return the arXiv id and the DOI of the links, or those that the text beside them names."""
    text = "".join(run.text for run in beside if not run.link and not run.image)
    dois = (addresses.doi_in(run.link) for run in links)
    arxiv = arxiv_mention(*(run.link for run in links), text)
    return arxiv, next(filter(None, dois), None) or doi_name(text)


def _runs(entry: Entry) -> list[Run]:
    """Return the runs of an entry and of what it holds, each bullet within on a line of its own."""
    runs = list(entry.runs)
    for child in entry.children:
        runs += [Run("\n"), *_runs(child)]
    return runs


def _candidate(title: Title, said: Said, named: dict[str, str], block: Block, entry: Entry) -> Candidate:
    unkept = dict(said.unkept)
    if said.rest:
        unkept["text"] = "; ".join(said.rest)
    return Candidate(
        title.text,
        said.abstract,
        entry.line,
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


def _named(
    links: Iterable[Run], title: Title, arxiv: str | None, doi: str | None
) -> tuple[dict[str, str], list[str]]:
    """Return the links by name, without those that repeat an id, and the addresses that got no name."""
    named: dict[str, str] = {}
    more: list[str] = []
    for run in links:
        name = addresses.name_of(run) or ("project" if title.text in run.text else "")
        name = name or addresses.slug_of_label(run)
        if name == "bibtex" or (name == "paper" and _repeats(run.link, arxiv, doi)):
            continue
        if name == "paper" and _is_id(run.link):
            more.append(run.link)
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


def _repeats(address: str, arxiv: str | None, doi: str | None) -> bool:
    found, name = arxiv_mention(address), addresses.doi_in(address)
    return bool((found and found == arxiv) or (name and name == doi))


def _is_id(address: str) -> bool:
    return bool(arxiv_mention(address) or addresses.doi_in(address))
