"""The pages of the collections, and what a paper's page says of those that it is a step of."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from papershelf.facts.groups import papers_of, span
from papershelf.library.load import COLLECTIONS
from papershelf.model import Collection, Paper
from papershelf.render.html import inline, snippet
from papershelf.render.page import Page, page
from papershelf.render.shelf import Shelf
from papershelf.render.views import PaperView


class StepView(NamedTuple):
    """A step as its collection's page shows it."""

    why: Markup
    view: PaperView


class CollectionView(NamedTuple):
    """A collection as its page and its card show it."""

    collection: Collection
    description: Markup
    steps: list[StepView]
    years: str

    @property
    def href(self) -> str:
        """The address of its page."""
        return f"collections/{self.collection.slug}/"


class PlaceView(NamedTuple):
    """A paper's step in a collection, with the steps around it."""

    collection: Collection
    href: str
    number: int
    previous: PaperView | None
    next: PaperView | None


def collections(shelf: Shelf) -> Iterator[Page]:
    """Render a page for each collection, and their index, which without any tells how one is made."""
    file = str(PurePosixPath(shelf.library.path).with_name(COLLECTIONS))
    found = collection_views(shelf)
    yield page("collections/index.md", "collections.md.j2", found=found, file=file)
    for view in found:
        base, line = shelf.settings.source_url, view.collection.line
        source = f"{base}{quote(file)}#L{line}" if base else None
        yield page(
            f"collections/{view.collection.slug}.md",
            "collection.md.j2",
            found=view,
            summary=snippet(view.collection.description),
            source=source,
            file=file,
        )


def collection_views(shelf: Shelf) -> list[CollectionView]:
    """All collections in the curator's order."""
    return [_view(shelf, collection) for collection in shelf.library.collections]


def in_collections(shelf: Shelf, paper: Paper) -> list[PlaceView]:
    """The steps that a paper is."""
    return [
        PlaceView(
            place.collection,
            f"collections/{place.collection.slug}/",
            place.number,
            shelf.views([place.previous])[0] if place.previous else None,
            shelf.views([place.next])[0] if place.next else None,
        )
        for place in shelf.places[paper.id]
    ]


def _view(shelf: Shelf, collection: Collection) -> CollectionView:
    papers = papers_of(collection, shelf.library)
    reasons = (inline(step.why) for step in collection.steps)
    steps = [StepView(*pair) for pair in zip(reasons, shelf.views(papers), strict=True)]
    years = dict.fromkeys(map(str, span(papers) or ()))
    return CollectionView(collection, inline(collection.description), steps, "–".join(years))
