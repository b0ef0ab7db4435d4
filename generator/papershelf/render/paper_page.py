"""What only a paper's own page shows: how to cite it, why it has its tags, what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from papershelf.citing import apa, bibtex
from papershelf.citing.apa import Reference
from papershelf.render.shelf import Shelf
from papershelf.render.views import Link, PaperView
from papershelf.tagging import Vocabulary, reasons

BY_HAND = "Chosen by the curator."


class Cite(NamedTuple):
    """The paper as a reference, and as an entry for reference managers."""

    apa: Reference
    bibtex: str


class TagWithReason(NamedTuple):
    """A tag of the paper and why it carries it, as a sentence; `slug` makes the sentence's id."""

    slug: str
    link: Link
    why: str


def of_its_own(shelf: Shelf, view: PaperView) -> Mapping[str, Any]:
    """The values that the templates of a paper's page need besides its view."""
    beside = shelf.neighbours[view.paper.id]
    newer, older = (
        next(iter(shelf.views([paper])), None) if paper else None for paper in (beside.newer, beside.older)
    )
    address = shelf.settings.site_url
    return {
        "cite": Cite(apa.reference(view.paper), bibtex.record(view.paper)),
        "tags": _with_reasons(view, shelf.vocabulary),
        "beside": [(rel, name, other) for rel, name, other in _ways(newer, older) if other],
        "permalink": f"{address.rstrip('/')}/{view.href}" if address else None,
    }


def _ways(newer: PaperView | None, older: PaperView | None) -> tuple[tuple[str, str, PaperView | None], ...]:
    return ("prev", "Newer", newer), ("next", "Older", older)


def _with_reasons(view: PaperView, vocabulary: Vocabulary) -> list[TagWithReason]:
    own = replace(vocabulary, patterns=vocabulary.patterns.of_tags(view.paper.tags))  # twice as fast
    found = reasons(view.paper, own)
    return [
        TagWithReason(slug, link, f"Tagged because: {found[slug].reason}." if slug in found else BY_HAND)
        for slug, link in zip(view.paper.tags, view.tags, strict=True)
    ]
