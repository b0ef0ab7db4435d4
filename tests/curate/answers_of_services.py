"""Answers of services about one paper, for tests of what is believed of them."""

from typing import Any

from papershelf.model import Paper
from papershelf.services.lookup import Answer
from papershelf.services.record import Facts

TITLE = "Billion-Scale Similarity Search with Sketches"
PAPER = Paper("sketches", TITLE)


def by_title(source: str = "Crossref", title: str = TITLE, **facts: Any) -> Answer:
    """An answer that was found by title."""
    return Answer(source, "title", Facts(title, **facts))


def by_id(source: str, **facts: Any) -> Answer:
    """An answer that was asked for by arXiv id."""
    return Answer(source, "arxiv", Facts(**{"title": TITLE, **facts}))
