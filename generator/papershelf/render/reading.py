"""The page of the papers that a reader marked, and the small data files for its scripts."""

import json
from collections import Counter
from collections.abc import Iterator

from papershelf.render.page import Page, page
from papershelf.render.shelf import Shelf

RECENT_DAYS = 100  # a file that every reader loads must not grow with the list


def reading(shelf: Shelf) -> Iterator[Page]:
    """Render the page and its data: titles for this page, news for all pages of a returning reader."""
    yield page("reading/index.md", "reading.md.j2", shelf=shelf)
    yield Page("exports/titles.json", _json(_titles(shelf)))
    yield Page("exports/news.json", _json(_news(shelf)))


def _titles(shelf: Shelf) -> dict[str, object]:
    """Return each paper as [title, year, day added, indices of its tag groups in `groups`]."""
    places: dict[str, list[int]] = {paper.id: [] for paper in shelf.library.papers}
    for place, topic in enumerate(shelf.subjects):
        for paper in topic.papers:
            places[paper.id].append(place)
    return {
        "groups": [[topic.tag.slug, topic.tag.label] for topic in shelf.subjects],
        "papers": {
            view.paper.id: [
                view.title,
                view.year or None,
                str(view.paper.added) if view.paper.added else None,
                places[view.paper.id],
            ]
            for view in shelf.views(shelf.library.papers)
        },
    }


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
