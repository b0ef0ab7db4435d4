"""The pages of authors: the index by last name, and a page for each author with many papers."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from papershelf.build_cache import digest
from papershelf.facts.groups import Group
from papershelf.facts.name_index import OTHER, OWN_PAGE, IndexPage, index_address, letter_of
from papershelf.library.venues import first_date
from papershelf.render.list_parts import ListPart, list_parts
from papershelf.render.listing import Listing, listing, without_papers
from papershelf.render.markdown_indices import authors_markdown, names_markdown
from papershelf.render.markdown_pages import Heading
from papershelf.render.page import Page, page
from papershelf.render.queries import value_query
from papershelf.render.shelf import Shelf
from papershelf.render.views import Link
from papershelf.render.wanted import SamePage, Wanted, kept_pages

FIRST_AUTHORS = 60  # that the page above the index shows


def authors(shelf: Shelf) -> Iterator[Page | SamePage]:
    """Render the page above the index, the index, and the pages of authors."""
    letters = [
        (Link(beginning(part.start), index_address(part.start)), part.names)
        for part in shelf.name_index
        if not part.above
    ]
    first = shelf.frequent_authors[:FIRST_AUTHORS]
    above = page("authors/index.md", "authors.md.j2", shelf=shelf, letters=letters, first=first)
    named = [(place.label, place.href, count) for place, count in letters]
    yield above.with_markdown(authors_markdown(shelf, named, first))
    wanted = [_index_page(shelf, part, letters) for part in shelf.name_index]
    files = list_parts(shelf)
    for group in shelf.authors:
        if len(group.papers) >= OWN_PAGE:
            wanted += _own_pages(shelf, group, files.get(shelf.author_addresses[group.label]))
    yield from kept_pages(shelf, "author", wanted)


def _own_pages(shelf: Shelf, group: Group, files: ListPart | None) -> Iterator[Wanted]:
    letter = letter_of(group.label)
    place = Link(beginning(letter), f"authors/{letter}/")
    path = f"authors/{letter}/{group.slug}.md"
    how = Listing(path, "author.md.j2", Heading(group.label, f"Papers on the list by {group.label}."))
    query, part = value_query("author", group.label), without_papers(files)
    return listing(shelf, how, group.papers, label=group.label, place=place, query=query, part=part)


def _index_page(shelf: Shelf, part: IndexPage, letters: list[tuple[Link, int]]) -> Wanted:
    sections = [
        (Link(beginning(section.start), index_address(section.start)), section) for section in part.sections
    ]
    values = {
        "name": beginning(part.start),
        "letters": letters,
        "above": [Link(beginning(start), index_address(start)) for start in part.above],
        "own_page": OWN_PAGE,
    }
    path = f"{index_address(part.start).rstrip('/')}.md"
    shown = [
        (section.start, len(section.names)) if section.is_apart else [*map(_shown, section.names)]
        for section in part.sections
    ]
    key = digest(path, repr((values, shown)), *_addresses(shelf, part))
    make = partial(_names, shelf, path, {**values, "sections": sections})
    return Wanted(path, key, make, has_markdown=True)


def _names(shelf: Shelf, path: str, values: Mapping[str, Any]) -> Page:
    made = page(path, "names.md.j2", shelf=shelf, **values)
    return made.with_markdown(names_markdown(shelf, path, values["name"], values["sections"]))


def _shown(group: Group) -> tuple[str, str, object]:
    """Return all that the index shows of a name but its address."""
    papers = [(paper.id, paper.title, first_date(paper)) for paper in group.papers]
    return group.slug, group.label, papers if len(papers) < OWN_PAGE else len(papers)


def _addresses(shelf: Shelf, part: IndexPage) -> Iterator[str]:
    for section in part.sections:
        yield beginning(section.start)
        for group in section.names:
            if len(group.papers) >= OWN_PAGE and not section.is_apart:
                yield shelf.author_addresses[group.label]


def beginning(start: str) -> str:
    """Return the beginning of names for readers: "L", "Li", "Li, W"; "Other" for those without a letter."""
    last, _, rest = start.removeprefix(OTHER).partition("-")
    shown = ", ".join(part for part in (last.capitalize(), rest.replace("-", " ").title()) if part)
    return "Other" if start in {"", OTHER, "other"} else shown
