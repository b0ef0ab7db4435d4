"""What a paper's page shows: everything its template is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from papershelf.citing import apa, bibtex
from papershelf.citing.apa import Reference
from papershelf.render.shelf import Shelf
from papershelf.render.views import Link, PaperView
from papershelf.tagging import Vocabulary, reasons

if TYPE_CHECKING:  # SciPy is loaded by the commands that make pages only
    from papershelf.facts.related import Related


class RelatedView(NamedTuple):
    """A related paper and why it is one, as a sentence or two."""

    view: PaperView
    why: str


def related_papers(shelf: Shelf, view: PaperView) -> list[RelatedView] | None:
    """The papers close to a paper, the closest first; None where the list holds no other paper."""
    if len(shelf.library.papers) == 1:
        return None
    found = shelf.related[view.paper.id]
    views = shelf.views(one.paper for one in found)
    model = shelf.settings.embedding
    return [RelatedView(other, _why(one, model)) for other, one in zip(views, found, strict=True)]


def _why(one: Related, model: str | None) -> str:
    said = []
    if one.phrases:
        said.append(f"Shares: {', '.join(one.phrases)}.")
    if one.tags:
        said.append(f"Both in {_listed([f'“{tag.label}”' for tag in one.tags])}.")
    return " ".join(said) or f"Close by the embedding “{model}”."


def _listed(labels: list[str]) -> str:
    return f"{', '.join(labels[:-1])} and {labels[-1]}" if len(labels) > 1 else labels[0]


"""Characters; servers take addresses of about 8,000."""


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
        "cite": Cite(apa.reference(view.paper), bibtex.entry(view.paper)),
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
