"""The files of the API of a list, and lists to make one of."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from papershelf.library import Library
from papershelf.model import Collection, Paper, PartialDate, Step, Tag
from papershelf.render.api import API, api
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings
from tests.render.rendered_pages import rendered

SITE = "https://papers.example/list/"
TAGS = (Tag("sky", "Sky", description="All above."), Tag("stars", "Stars", parent="sky", aliases=("suns",)))
AWKWARD = (
    "quotes \" ' and \\ backslash",
    "AT&T <b>bold</b> ]]> </script>",
    "=1+2",
    "+cmd|' /C calc'!A0",
    "emoji 😀 and \u202eright to left, مرحبا",
    "semi; colon, comma\ttab",
    "x" * 300,
    "of order $O(n^2)$ and more",
    "line\u2028separator \ufeff mark",
)


def library_of(
    papers: Iterable[Paper], tags: tuple[Tag, ...] = TAGS, collections: tuple[Collection, ...] = ()
) -> Library:
    kept = tuple(papers)
    by_id, by_slug = {paper.id: paper for paper in kept}, {tag.slug: tag for tag in tags}
    return Library("data/papers.yaml", kept, tags, by_id, by_slug, collections)


def awkward() -> Library:
    """A list with all that trips a program up: texts, no authors, thousands of them, dates of a year."""
    papers = [
        Paper(
            f"p{number}", text, names=(text,), authors=(f"{text} A",), venue=f"{text} V", tags=("stars",),
            published=PartialDate(2024, 1, number + 1), links={"code": "https://a.example/?x=1&y='2'"},
            note=text, abstract=f"{text}\n\nNext {text}", added=PartialDate(2026, 1, 1 + number),
            votes=number,
        )
        for number, text in enumerate(AWKWARD)
    ]  # fmt: skip
    bare = Paper("bare", "Bare")
    year = Paper("year", "Of a year", published=PartialDate(1999), formerly=("old-year",), others=True)
    many = Paper("many", "By many", authors=tuple(f"Person {number}" for number in range(3000)))
    steps = tuple(Step(f"p{number}", text) for number, text in enumerate(AWKWARD))
    path = Collection("path", AWKWARD[0], AWKWARD[1], steps)
    return library_of([*papers, bare, year, many], collections=(path,))


def many(count: int) -> Library:
    """A list of papers that came one a day."""
    days = [
        PartialDate(2020 + number // 300, 1 + number % 300 // 28, 1 + number % 28) for number in range(count)
    ]
    return library_of(
        Paper(f"n{number:04}", f"Number {number}", authors=(f"A{number % 7} B",), added=day, tags=("sky",))
        for number, day in enumerate(days)
    )


def files(library: Library, site: str | None = SITE) -> dict[str, str]:
    """The texts of the files, by their addresses from the folder of the API."""
    shelf = Shelf(library, Settings(name="A list", description="Of papers.", site_url=site))
    return {
        page.path.removeprefix(API): page.text for page in rendered(api(shelf)) if page.path.startswith(API)
    }


def read(made: Mapping[str, str], name: str) -> Any:
    return json.loads(made[name])


def with_paper(library: Library, paper_id: str, **values: Any) -> Library:
    """The list with other values of a paper."""
    papers = (replace(each, **values) if each.id == paper_id else each for each in library.papers)
    return replace(library_of(papers, library.tags, library.collections), record=library.record)
