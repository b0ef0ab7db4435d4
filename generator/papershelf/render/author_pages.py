"""The pages of authors: the index by last name, and a page for each author with many papers."""

from collections.abc import Iterator
from functools import partial

from papershelf.build_cache import digest
from papershelf.facts.groups import Group
from papershelf.facts.name_index import OTHER, OWN_PAGE, IndexPage, index_address, letter_of
from papershelf.library.venues import first_date
from papershelf.render.list_parts import ListPart, list_parts
from papershelf.render.listing import Listing, Wanted, kept_pages, wanted_listing
from papershelf.render.markdown_indices import authors_markdown, names_markdown
from papershelf.render.markdown_pages import Heading
from papershelf.render.page import Page, page
from papershelf.render.queries import value_query
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
    part = files._replace(papers=()) if files else None
    values = {
        "label": group.label, "place": place, "query": value_query("author", group.label), "part": part,
        "site_url": shelf.settings.site_url,
    }  # fmt: skip
    heading = Heading(group.label, f"Papers on the list by {group.label}.")
    return wanted_listing(shelf, Listing(path, "author.md.j2", heading), group.papers, **values)


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
    markdown = partial(names_markdown, shelf, path, beginning(part.start), sections)
    shown_values = {**values, "shelf": shelf, "sections": sections}
    return Wanted(path, "names.md.j2", shown_values, key, markdown=markdown)


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
