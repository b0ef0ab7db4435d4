"""Lists of titles that the statistics lead to: papers by two tags, and by the month they came."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from papershelf.facts.statistics import Growth
from papershelf.model import Paper, Tag
from papershelf.render.page import Page, Pager, page, pager_paths, url
from papershelf.render.shelf import Shelf

LINES = 500  # titles and headings on a page


class Section(NamedTuple):
    """Papers below a heading, by its slug; `total` includes those on other pages."""

    slug: str
    papers: Sequence[Paper]
    total: int
    continues: bool = False


def in_pages(sections: Mapping[str, Sequence[Paper]], most: int = LINES) -> list[list[Section]]:
    """Divide sections into pages of at most so many lines; one that does not fit continues on the next."""
    pages: list[list[Section]] = [[]]
    room = most
    for slug, papers in sections.items():
        rest, continues = papers, False
        while rest:
            if room <= 1:
                pages.append([])
                room = most
            some, rest = rest[: room - 1], rest[room - 1 :]
            pages[-1].append(Section(slug, some, len(papers), continues))
            room, continues = room - 1 - len(some), True
    return pages


def _places(path: str, pages: Sequence[Sequence[Section]]) -> dict[str, str]:
    """Return the address of the page on which each section begins."""
    paths = pager_paths(path, len(pages))
    return {
        section.slug: url(own)
        for own, some in zip(paths, pages, strict=True)
        for section in some
        if not section.continues
    }


def addresses_of_pairs(shelf: Shelf, tags: Iterable[Tag]) -> dict[tuple[str, str], str]:
    """Return where the papers with two tags are listed, by the slugs of the tags."""
    return {
        (tag.slug, other): f"{place}#{other}"
        for tag in tags
        for other, place in _places(_path_with(tag.slug), in_pages(_partners(shelf, tag.slug))).items()
    }


def pages_of_pairs(shelf: Shelf) -> Iterator[Page]:
    """Render the papers of each tag by their other tags."""
    for slug in shelf.together:
        pages = in_pages(_partners(shelf, slug))
        yield from _rendered(shelf, _path_with(slug), "tag_with.md.j2", pages, shelf.library.by_slug[slug])


def _path_with(slug: str) -> str:
    return f"tags/{slug}/with.md"


def _partners(shelf: Shelf, slug: str) -> dict[str, Sequence[Paper]]:
    others = shelf.together[slug]
    return {other.slug: others[other.slug] for other in shelf.library.tags if other.slug in others}


def addresses_of_months(months: Sequence[Growth]) -> dict[str, str]:
    """Return where the papers that were added in a month are listed, by its slug."""
    return {
        slug: f"{place}#added-{slug}"
        for path, some in _years(months)
        for slug, place in _places(path, in_pages(some)).items()
    }


def pages_of_additions(shelf: Shelf, months: Sequence[Growth]) -> Iterator[Page]:
    """Render the papers of each year by the month in which they were added."""
    labels = {month.added.slug: month.added.label for month in months}
    for path, some in _years(months):
        yield from _rendered(shelf, path, "added.md.j2", in_pages(some), labels)


def _years(months: Sequence[Growth]) -> Iterator[tuple[str, dict[str, Sequence[Paper]]]]:
    for year, some in groupby(months, key=lambda month: month.added.slug.partition("-")[0]):
        yield f"statistics/added-{year}.md", {month.added.slug: month.added.papers for month in some}


def _rendered(
    shelf: Shelf, path: str, template: str, pages: Sequence[Sequence[Section]], subject: object
) -> Iterator[Page]:
    paths = pager_paths(path, len(pages))
    for number, (own, sections) in enumerate(zip(paths, pages, strict=True), start=1):
        values = {"sections": sections, "subject": subject, "pager": Pager(number, paths)}
        yield page(own, template, shelf=shelf, **values)
