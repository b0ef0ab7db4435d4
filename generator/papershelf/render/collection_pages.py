"""The pages of the collections and their index."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from markupsafe import Markup

from papershelf.facts.groups import papers_of, span
from papershelf.library.load import COLLECTIONS
from papershelf.model import Collection
from papershelf.render.entry_links import entry_link
from papershelf.render.html import inline, snippet
from papershelf.render.list_parts import list_parts
from papershelf.render.markdown_indices import collections_markdown
from papershelf.render.markdown_pages import collection_markdown
from papershelf.render.page import Page, page
from papershelf.render.shelf import Shelf
from papershelf.render.views import PaperView


class CollectionView(NamedTuple):
    """A collection for its page and card: a step is reason and paper, `years` "2019", "2019–2024" or ""."""

    collection: Collection
    description: Markup
    steps: list[tuple[Markup, PaperView]]
    years: str

    @property
    def href(self) -> str:
        """The address of its page, from the site's root."""
        return f"collections/{self.collection.slug}/"


def collections(shelf: Shelf) -> Iterator[Page]:
    """Render the index, which explains collections if there are none, and a page for each collection."""
    file = str(PurePosixPath(shelf.library.path).with_name(COLLECTIONS))
    found = collection_views(shelf)
    site_url = shelf.settings.site_url
    places = [(view.collection.title, view.href) for view in found]
    index = page(
        "collections/index.md", "collections.md.j2", found=found, places=places, file=file, site_url=site_url
    )
    yield index.with_markdown(collections_markdown(shelf.library.collections))
    parts = list_parts(shelf)
    for view in found:
        source = entry_link(shelf.settings, file, f"slug: {view.collection.slug}")
        summary = snippet(view.collection.description)
        made = page(
            f"collections/{view.collection.slug}.md",
            "collection.md.j2",
            file=file,
            site_url=site_url,
            part=parts.get(view.href),
            found=view,
            summary=summary,
            source=source,
        )
        papers = [each for _, each in view.steps]
        markdown = collection_markdown(made.path, view.collection, papers, summary)
        yield made.with_markdown(markdown, shelf.updated(each.paper for each in papers))


def collection_views(shelf: Shelf) -> list[CollectionView]:
    """Return all collections in the curator's order."""
    return [_view(shelf, collection) for collection in shelf.library.collections]


def _view(shelf: Shelf, collection: Collection) -> CollectionView:
    papers = papers_of(collection, shelf.library)
    reasons = (inline(step.why) for step in collection.steps)
    steps = list(zip(reasons, shelf.views(papers), strict=True))
    years = dict.fromkeys(map(str, span(papers) or ()))
    return CollectionView(collection, inline(collection.description), steps, "–".join(years))
