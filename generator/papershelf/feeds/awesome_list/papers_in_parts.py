"""Papers in several parts: a title alone, in a heading or in bold, above the links to its paper."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from papershelf.feeds.awesome_list import addresses
from papershelf.feeds.awesome_list.keyed_links import keyed_links
from papershelf.feeds.awesome_list.lines import is_label_text, said_of
from papershelf.feeds.awesome_list.outline import Entry, Run
from papershelf.feeds.awesome_list.persons import authors
from papershelf.feeds.awesome_list.titles import BRACKETS, FEWEST_WORDS, is_label, is_occasion, title_of

KEY = re.compile(r"\W*(?P<key>[^\W\d_][^:：\n]{0,29}?)\s*[:：]\s*(?P<value>.*)", re.DOTALL)
LONGEST_VALUE = 4  # words of what stands for a link: "None", "coming soon"


def joined(entries: Sequence[Entry]) -> list[Entry]:
    """Join its parts to each title; the headings that are titles are above nothing else."""
    return _below_linked_headings(_below_lone_titles(entries))


def _below_lone_titles(entries: Sequence[Entry]) -> list[Entry]:
    ends = _ends_of_papers(entries)
    depths = _depths_of_titles(entries, ends)
    whole: list[Entry] = []
    titles: set[str] = set()
    at = 0
    while at < len(entries):
        entry, end = entries[at], at + 1
        if at in ends and (entry.kind != "heading" or len(entry.headings) in depths):
            end = ends[at]
            titles |= {entry.text} if entry.kind == "heading" else set()
            entry = replace(entry, kind="paper", children=[*entries[at + 1 : end]])
        whole.append(_without_headings(entry, titles))
        at = end
    return whole


def _ends_of_papers(entries: Sequence[Entry]) -> dict[int, int]:
    """Return where the parts end below each title that is alone."""
    ends: dict[int, int] = {}
    end = len(entries)  # of the parts that follow
    for at in range(len(entries) - 1, -1, -1):
        if _is_part(entries[at]):
            continue
        if any(map(_tells_paper, entries[at + 1 : end])) and _is_lone_title(entries[at]):
            ends[at] = end
        end = at
    return ends


def _depths_of_titles(entries: Sequence[Entry], ends: Container[int]) -> set[int]:
    """Return how deep headings are that are titles: most of those that are not above others only."""
    above = [(at, each) for at, each in enumerate(entries[:-1]) if each.kind == "heading"]
    whole = Counter(len(each.headings) for at, each in above if entries[at + 1].kind != "heading")
    titles = Counter(len(each.headings) for at, each in above if at in ends)
    return {depth for depth, count in titles.items() if 2 * count > whole[depth]}


def _below_linked_headings(entries: Iterable[Entry]) -> list[Entry]:
    whole: list[Entry] = []
    titles: set[str] = set()
    paper: Entry | None = None
    for entry in entries:
        if entry.kind == "heading":
            paper = entry if any(addresses.leads_to_paper(run) for run in entry.runs) else None
            titles |= {entry.text} if paper else set()
        elif paper and not any(addresses.leads_to_paper(run) for run in entry.runs):
            paper.children.append(entry)
            continue
        whole.append(entry := _without_headings(entry, titles))
        paper = entry if paper else None
    return whole


def _without_headings(entry: Entry, titles: set[str]) -> Entry:
    return replace(entry, headings=tuple(heading for heading in entry.headings if heading not in titles))


def _is_lone_title(entry: Entry) -> bool:
    """Tell a title with at most its authors, venue or date beside it, and without a link to the paper."""
    if entry.kind == "row" or entry.children or any(map(addresses.leads_to_paper, entry.runs)):
        return False
    title = title_of(entry.runs, entry)
    if title is None or title.text.endswith((":", "：")):
        return False
    is_marked = any(entry.runs[at].bold or entry.runs[at].link for at in title.places)
    if not (is_marked or (entry.kind == "heading" and len(title.text.split()) >= FEWEST_WORDS)):
        return False
    said = said_of(entry.runs, title, ())
    return not (said.notes or said.rest or said.unkept)


def _is_part(entry: Entry) -> bool:
    """Tell what has no title of its own: links that say what they lead to, authors, a venue or a date."""
    if entry.kind not in {"item", "paragraph"} or entry.children:
        return False
    runs = keyed_links(entry.runs)
    text = BRACKETS.sub("", _text(runs))
    key = KEY.fullmatch(text)
    is_called = (
        key is not None
        and addresses.label(Run(key["key"])) in addresses.CALLED
        and len(key["value"].split()) <= LONGEST_VALUE
    )
    links = [(run, given) for run, given in zip(runs, entry.runs, strict=True) if run.link]
    if not links:
        names = None if any(run.bold for run in runs) else authors(text)
        says = is_called or (key and entry.kind == "item" and not any(run.bold for run in runs))
        return bool(says or is_occasion(text) or is_label_text(text) or (names and len(names[0]) > 1))
    if not all(_says_where(run, given, has_key=bool(key)) for run, given in links):
        return False
    return is_called or is_label_text(key["value"] if key else text)


def _says_where(run: Run, given: Run, *, has_key: bool) -> bool:
    """Tell a link that says what it leads to; that of a paper is called so, or is a bare address."""
    elsewhere = not addresses.leads_to_paper(run) and (has_key or given.text == given.link)
    return elsewhere or is_label(run) or bool(addresses.called(run))


def _tells_paper(entry: Entry) -> bool:
    """Tell a part that leads to a paper, or says that it has no link yet: "Paper: None"."""
    runs = keyed_links(entry.runs)
    key = KEY.fullmatch(BRACKETS.sub("", _text(runs)))
    named = [run for run in runs if run.link] + ([Run(key["key"])] if key else [])
    return any(addresses.is_called_paper(run) or addresses.leads_to_paper(run) for run in named)


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs if not run.link and not run.image).strip()
