"""The page "My reading" and its data: titles by parts of the list, and news for returning readers."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import reduce

from papershelf.facts.groups import latest_additions
from papershelf.render.page import Page, page
from papershelf.render.shelf import Shelf
from papershelf.render.views import PaperView
from papershelf.text.direction import isolated

RECENT_DAYS = 100  # a file that every reader loads must not grow with the list
LATEST = 100  # papers of which the page knows the day without asking for their titles
IN_PART = 32  # papers in a file of titles, at most on average
AUTHORS = 3  # named in a line
# FNV-1a, 32 bits, by which a script finds the file that has a paper: http://www.isthe.com/chongo/tech/comp/fnv/
BASIS, PRIME, SIZE = 2_166_136_261, 16_777_619, 2**32


def reading(shelf: Shelf) -> Iterator[Page]:
    """Render the page and its data: titles for this page, news for all pages of a returning reader."""
    yield page("reading/index.md", "reading.md.j2", shelf=shelf)
    parts = _parts(len(shelf.library.papers))
    yield Page("exports/titles.json", _json(_overview(shelf, parts)))
    for number, titles in _titles(shelf, parts).items():
        yield Page(f"exports/titles-{number}.json", _json(titles))
    yield Page("exports/news.json", _json(_news(shelf)))


def _parts(papers: int) -> int:
    """Return how many files the titles are in: a power of two, so that few papers move as the list grows."""
    parts = 1
    while papers > IN_PART * parts:
        parts *= 2
    return parts


def part_of(paper_id: str, parts: int) -> int:
    """Return the number of the file that has a paper's title; `reading-titles.js` computes the same."""
    return reduce(lambda found, byte: (found ^ byte) * PRIME % SIZE, paper_id.encode(), BASIS) % parts


def _overview(shelf: Shelf, parts: int) -> dict[str, object]:
    """Return the size of the list, its tag groups with theirs, and the papers that were added last."""
    dated = [paper for paper in latest_additions(shelf.library.papers) if paper.added]
    return {
        "papers": len(shelf.library.papers),
        "parts": parts,
        "groups": [[topic.tag.slug, topic.tag.label, len(topic.papers)] for topic in shelf.subjects],
        "latest": [[paper.id, str(paper.added)] for paper in dated[:LATEST]],
    }


def _titles(shelf: Shelf, parts: int) -> Mapping[int, dict[str, list[object]]]:
    """Return each paper of each part as [title, what is below it, year, indices of its tag groups]."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, topic in enumerate(shelf.subjects):
        for paper in topic.papers:
            groups[paper.id].append(place)
    found: defaultdict[int, dict[str, list[object]]] = defaultdict(dict)
    for view in shelf.views(shelf.library.papers):
        row: list[object] = [view.title, _below(view), view.year or None, groups[view.paper.id]]
        found[part_of(view.paper.id, parts)][view.paper.id] = row
    return found


def _below(view: PaperView) -> str:
    """Return authors and venue as one line."""
    more = len(view.authors) - AUTHORS
    rest = " and others" if view.paper.others else f" and {more} more" if more > 0 else ""
    authors = ", ".join(isolated(link.label) for link in view.authors[:AUTHORS]) + rest
    return " · ".join(part for part in (authors, view.venue.label if view.venue else "") if part)


def _news(shelf: Shelf) -> dict[str, object]:
    """Return how many papers were added on which day, the latest first, and the new ids of moved papers.

    `complete` says whether all days are included.
    """
    papers = shelf.library.papers
    days = sorted(Counter(str(paper.added) for paper in papers if paper.added).items(), reverse=True)
    return {
        "days": days[:RECENT_DAYS],
        "complete": len(days) <= RECENT_DAYS,
        "moved": {former: paper.id for paper in papers for former in paper.formerly},
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
