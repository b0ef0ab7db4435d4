"""The pages of the facets that a list declares itself: an index of each, and a page by value."""

from collections.abc import Iterator
from typing import NamedTuple

from papershelf.facts.groups import Group
from papershelf.library.own_fields import OwnField
from papershelf.render.list_parts import list_parts
from papershelf.render.listing import Listing, divided, listing, without_papers
from papershelf.render.markdown_pages import Heading
from papershelf.render.own_values import has_page, own_index
from papershelf.render.page import Page, Pager, page, pager_paths
from papershelf.render.queries import value_query
from papershelf.render.shelf import Shelf
from papershelf.render.wanted import SamePage, Wanted, kept_pages

VALUES = 600  # per page of an index


class Row(NamedTuple):
    """A value in an index: where it leads to, and how many papers have it."""

    label: str
    href: str
    size: int


def own_pages(shelf: Shelf) -> Iterator[Page | SamePage]:
    """Render the index of each facet, and the pages of its values."""
    files, wanted = list_parts(shelf), list[Wanted]()
    for field in shelf.library.own_fields:
        groups = shelf.own_groups.get(field.key, ())
        if not groups:
            continue
        yield from _index(shelf, field, groups)
        for group in groups:
            if has_page(field, group):
                address = f"{own_index(field.key)}{group.slug}"
                values = {
                    "label": group.label,
                    "field": field.label,
                    "index": own_index(field.key),
                    "query": value_query(field.key, group.label),
                    "part": without_papers(files.get(f"{address}/")),
                }
                heading = Heading(group.label, f"Papers on the list: {group.label}.")
                how = Listing(f"{address}.md", "own_value.md.j2", heading)
                wanted += listing(shelf, how, group.papers, **values)
    yield from kept_pages(shelf, "own value", wanted)


def _index(shelf: Shelf, field: OwnField, groups: tuple[Group, ...]) -> Iterator[Page]:
    rows = [_row(field, group) for group in groups]
    missing = sum(field.key not in paper.own for paper in shelf.library.papers)
    parts = divided(rows, VALUES)
    paths = pager_paths(f"{own_index(field.key)}index.md", len(parts))
    for number, (path, some) in enumerate(zip(paths, parts, strict=True), start=1):
        about = {"field": field, "rows": some, "missing": missing, "pager": Pager(number, paths)}
        yield page(path, "own_index.md.j2", **about)


def _row(field: OwnField, group: Group) -> Row:
    """Return a value with its page; one that a single paper has leads to that."""
    address = f"{own_index(field.key)}{group.slug}/"
    href = address if has_page(field, group) else f"papers/{group.papers[0].id}/"
    return Row(group.label, href, len(group.papers))
