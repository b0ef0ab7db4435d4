"""What a paper's page shows of the papers related to it: their views, and the reasons in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papershelf.render.shelf import Shelf
from papershelf.render.views import PaperView

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
