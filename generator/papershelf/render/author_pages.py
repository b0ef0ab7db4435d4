"""The pages of authors: the index by last name, and a page for each author with many papers."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from papershelf.facts.name_index import OTHER, OWN_PAGE, IndexPage, index_address, letter_of
from papershelf.render.list_parts import list_parts
from papershelf.render.listing import listing
from papershelf.render.page import Page, page
from papershelf.render.shelf import Shelf
from papershelf.render.views import Link

FIRST_AUTHORS = 60  # that the page above the index shows


def authors(shelf: Shelf) -> Iterator[Page]:
    """Render the page above the index, the index, and the pages of authors."""
    letters = [
        (Link(beginning(part.start), index_address(part.start)), part.names)
        for part in shelf.name_index
        if not part.above
    ]
    first = shelf.frequent_authors[:FIRST_AUTHORS]
    yield page("authors/index.md", "authors.md.j2", shelf=shelf, letters=letters, first=first)
    for part in shelf.name_index:
        yield _index_page(shelf, part, letters)
    files = list_parts(shelf)
    for group in shelf.authors:
        if len(group.papers) >= OWN_PAGE:
            letter = letter_of(group.label)
            place = Link(beginning(letter), f"authors/{letter}/")
            path = f"authors/{letter}/{group.slug}.md"
            values: dict[str, Any] = {"group": group, "place": place, "query": _query(group.label)}
            values["part"] = files.get(shelf.author_addresses[group.label])
            yield from listing(shelf, path, "author.md.j2", group.papers, **values)


def _index_page(shelf: Shelf, part: IndexPage, letters: list[tuple[Link, int]]) -> Page:
    sections = [
        (Link(beginning(section.start), index_address(section.start)), section) for section in part.sections
    ]
    values = {
        "name": beginning(part.start),
        "letters": letters,
        "above": [Link(beginning(start), index_address(start)) for start in part.above],
        "sections": sections,
        "names": part.names,
        "own_page": OWN_PAGE,
    }
    path = f"{index_address(part.start).rstrip('/')}.md"
    return page(path, "names.md.j2", shelf=shelf, **values)


def _query(name: str) -> str:
    """Return what the page of all papers is asked for an author's; it takes a comma to separate two names."""
    return "author=" + quote(re.sub(r"[\\,]", r"\\\g<0>", name))


def beginning(start: str) -> str:
    """Return the beginning of names for readers: "L", "Li", "Li, W"; "Other" for those without a letter."""
    last, _, rest = start.removeprefix(OTHER).partition("-")
    shown = ", ".join(part for part in (last.capitalize(), rest.replace("-", " ").title()) if part)
    return "Other" if start in {"", OTHER, "other"} else shown
