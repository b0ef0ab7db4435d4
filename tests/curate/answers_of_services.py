"""Answers of services about one paper, for tests of what is believed of them."""

from typing import Any

from papershelf.model import Candidate, Paper
from papershelf.services.lookup import Answer

TITLE = "Billion-Scale Similarity Search with Sketches"
PAPER = Paper("sketches", TITLE)


def by_title(source: str = "Crossref", title: str = TITLE, **facts: Any) -> Answer:
    """An answer that was found by title."""
    return Answer(source, "title", Candidate(title, **facts))


def by_id(source: str, **facts: Any) -> Answer:
    """An answer that was asked for by arXiv id."""
    return Answer(source, "arxiv", Candidate(**{"title": TITLE, **facts}))
