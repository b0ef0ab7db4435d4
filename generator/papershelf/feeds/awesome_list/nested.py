"""Bullets within a bullet: the details of its paper, or papers of their own."""

import re
from collections.abc import Iterable, Sequence

from papershelf.feeds.awesome_list import addresses
from papershelf.feeds.awesome_list.around_titles import CUE, are_several, is_whole_occasion
from papershelf.feeds.awesome_list.entry import NotAPaperError, candidate_of
from papershelf.feeds.awesome_list.keyed_links import keyed_links
from papershelf.feeds.awesome_list.keys import role_of
from papershelf.feeds.awesome_list.occasions import PERIODICAL
from papershelf.feeds.awesome_list.other_papers import IN_SENTENCE, LONGEST_BEFORE, is_same
from papershelf.feeds.awesome_list.outline import Entry, Run
from papershelf.feeds.awesome_list.titles import BRACKETS, FEWEST_WORDS, title_of
from papershelf.feeds.identifiers import arxiv_mention
from papershelf.model import Block, Candidate

KEY = re.compile(r"\W*(?P<key>[^\W\d_][^:：]{0,29}?)\s*[:：]\W*")
BEGINS_SENTENCE = re.compile(r"(?:this|these|it|they|we|the (?:paper|authors?))\b", re.IGNORECASE)
LONGEST_KEY = 3  # words


def entries_within(entry: Entry) -> list[Entry]:
    """Return the bullets within a bullet that are entries of their own; the others are details of it.

    All are where several have a title and a link to a paper, or where one has and the bullet itself has none.
    Else one is, if it is another paper than that of the bullet.
    """
    titled = sum(map(_has_title, entry.children))
    if titled and (titled > 1 or not _has_title(entry)):
        return entry.children
    paper = _read(entry) if titled or any(each.children for each in entry.children) else None
    return [each for each in entry.children if _holds_another(each, paper)] if paper else []


def has_own_paper(entry: Entry) -> bool:
    """Tell a bullet that is a paper without the bullets within it."""
    return _read(entry) is not None


def _has_title(entry: Entry) -> bool:
    """Tell an entry with a link to a paper of its own and a title."""
    if not any(addresses.leads_to_paper(run) for run in entry.runs):
        return any(_has_title(child) for child in entry.children)
    return _read(entry) is not None


def _read(entry: Entry) -> Candidate | None:
    try:
        return candidate_of(Entry(entry.kind, entry.line, (), entry.columns, entry.runs), Block(1, ""))
    except NotAPaperError:
        return None


def _holds_another(entry: Entry, paper: Candidate) -> bool:
    return _is_another(entry, paper) or any(_holds_another(child, paper) for child in entry.children)


def _is_another(entry: Entry, paper: Candidate) -> bool:
    """Tell a bullet with the title of another paper and a link to that; its title is the link, or bold.

    A title that is neither counts where the paper's own link has another id of the same kind.
    """
    runs = keyed_links(entry.runs)
    title = title_of(runs, entry)
    found = _read(entry)
    if not (title and found and any(map(addresses.leads_to_paper, runs))) or _is_detail(title.text):
        return False
    has_other_id = _has_other_id(found, paper)
    before = _text(runs[: min(title.places)])
    key = KEY.fullmatch(before)
    is_called = key is not None and _is_called(key["key"])
    if title.text.lower() == paper.title.lower() or (
        not has_other_id and (is_called or is_same(title.text, paper.title))
    ):
        return False
    linked = [runs[at] for at in title.places if runs[at].link]
    if linked:
        is_enough = len(title.text.split()) >= FEWEST_WORDS or CUE.match(before.lstrip()) or found.authors
        is_whole = title.text in linked[0].text and _identifies(linked[0]) and _begins(before, key)
        return is_whole and bool(is_enough or has_other_id)
    if all(runs[at].bold for at in title.places):
        return _begins(before, key)
    is_sentence = BEGINS_SENTENCE.match(title.text) or IN_SENTENCE.search(
        _text_before_link(runs)[-LONGEST_BEFORE:]
    )
    return has_other_id and not is_sentence and not key and len(title.text.split()) >= FEWEST_WORDS


def _is_called(key: str) -> bool:
    """Tell a key that says what it has of the paper: "Paper", "Notes"."""
    return bool(role_of(key)) or addresses.label(Run(key)) in addresses.CALLED


def _is_detail(text: str) -> bool:
    """Tell what stands for a title, but says whose, where or what: a link to another form of the paper."""
    is_called = bool(addresses.called(Run(text)))
    return is_called or are_several(text) or is_whole_occasion(text) or bool(PERIODICAL.search(text))


def _has_other_id(found: Candidate, paper: Candidate) -> bool:
    pairs = ((found.arxiv, paper.arxiv), (found.doi, paper.doi))
    return any(first and second and first != second for first, second in pairs)


def _identifies(run: Run) -> bool:
    return bool(arxiv_mention(run.link) or addresses.doi_in(run.link) or addresses.is_at_publisher(run.link))


def _begins(before: str, key: re.Match[str] | None) -> bool:
    """Whether the text in front of a title is something other than a sentence that contains it."""
    bare = BRACKETS.sub("", before)
    says = CUE.search(bare[-LONGEST_BEFORE:]) or is_whole_occasion(bare) or are_several(bare)
    is_short = bool(key) and len(bare.split()) <= LONGEST_KEY
    return bool(says or is_short or not re.search(r"\w", bare))


def _text_before_link(runs: Sequence[Run]) -> str:
    first = next((at for at, run in enumerate(runs) if addresses.leads_to_paper(run)), 0)
    return _text(runs[:first])


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs if not run.image)
