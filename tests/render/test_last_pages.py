"""Pages are taken from the last build where nothing has changed of what they are made from."""

import copy
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.last_pages import NO_PAGES, LastPages
from papershelf.library import Library, load
from papershelf.render.page import Page
from papershelf.render.pages import changed_pages
from papershelf.render.shelf import Shelf
from papershelf.render.wanted import SamePage
from papershelf.settings import Settings

Data = dict[str, list[dict[str, Any]]]
AUTHORS = ["Ada Okoro", "Bo Li", "Cy Díaz", "Dee Ng"]
VENUES = ["VLDB 2024", "ICML 2023", "VLDB 2022"]
ABSTRACT = "The {0} finds neighbours of vectors on disk. Unlike Kettle{1}, it keeps graphs of vectors."


def _paper(number: int) -> dict[str, Any]:
    return {
        "id": f"kettle{number}",
        "title": f"Kettle{number}: Graphs of Vectors",
        "authors": AUTHORS[number % 3 : number % 3 + 2],
        "published": f"2024-0{number + 1}-01",
        "venue": VENUES[number % 3],
        "tags": [["graphs"], ["disks"], ["disks", "graphs"]][number % 3],
        "mood": ["calm", "wild"][: number % 3],
        "added": dt.date(2026, 1, 1 + 5 * number).isoformat(),
        "abstract": ABSTRACT.format(f"Kettle{number}", (number + 1) % 6),
    }


# More authors than the page of statistics has room for.
CROWD = [
    f"{first} {last}"
    for first in ("Ann", "Bea", "Cai", "Dov")
    for last in ["Ash", "Elm", "Fir", "Hop", "Ivy", "Oak", "Yew", "Gum"]
]
DATA: Data = {
    "papers": [
        *(_paper(number) for number in range(4)),
        *({**_paper(each), "authors": [*CROWD]} for each in (4, 5)),
    ],
    "tags": [
        {"slug": "search", "label": "Search"},
        {"slug": "graphs", "label": "Graphs", "parent": "search"},
        {"slug": "disks", "label": "Disks"},
    ],
    "collections": [
        {
            "slug": "start",
            "title": "Start here",
            "description": "A way in.",
            "steps": [{"paper": "kettle1", "why": "It is first."}, {"paper": "kettle3", "why": "Then this."}],
        }
    ],
    "citations": [{"paper": "kettle3", "builds_on": ["kettle1"]}],
    "fields": [{"key": "mood", "kind": "words", "facet": True, "shown": ["card", "page"]}],
}
# What an entry may say instead.
VALUES: dict[str, list[Any]] = {
    "title": ["Teapot: Trees of Vectors", "Kettle0 <again>"],
    "abstract": ["Teapots of vectors on disk.", "As in Kettle2, graphs of vectors are kept."],
    "authors": [[AUTHORS[3]], AUTHORS, [AUTHORS[1]]],
    "published": ["2023", "2025-11-05"],
    "venue": [VENUES[0], "SIGMOD 2021"],
    "tags": [["search"], ["disks"]],
    "mood": [["calm"], ["sad", "wild"]],
    "added": ["2026-01-02", "2026-06-30"],
    "note": ["Read *this* first."],
    "votes": [7],
    "links": [{"code": "https://code.example/x"}],
    "formerly": [["pot"]],
    "organisation": ["Okoro Labs"],
}


@st.composite
def edits(draw: st.DrawFn) -> Callable[[Data], None]:
    """One change that a curator makes."""
    kind = draw(
        st.sampled_from(["value", "value", "value", "gone", "new", "order", "tag", "step", "citation"])
    )
    place = draw(st.integers(0, 5))
    key = draw(st.sampled_from(sorted(VALUES)))
    value = draw(st.sampled_from(VALUES[key]))

    def edit(data: Data) -> None:
        papers = data["papers"]
        paper = papers[place % len(papers)]
        if kind == "value":
            paper[key] = [f"pot{place}"] if key == "formerly" else copy.copy(value)
        elif kind == "gone":
            data["collections"], data["citations"] = [], []
            papers.remove(paper)
        elif kind == "new":
            new = {"id": f"new{len(papers)}", "title": "A New Kettle", "abstract": "Vectors on disk, new."}
            papers.insert(place, new)
        elif kind == "order":
            papers.insert(0, papers.pop())
        elif kind == "tag":
            data["tags"][place % 3]["label"] = f"Things {place % 3}"
            data["tags"][place % 3]["description"] = "Of all kinds."
        elif kind == "step" and data["collections"]:
            data["collections"][0]["steps"][1]["why"] = "It says more."
        elif len(papers) > 1:
            data["citations"] = [{"paper": papers[0]["id"], "builds_on": [papers[1]["id"]]}]

    return edit


def _library(folder: Path, data: Data) -> Library:
    for name, entries in data.items():
        text = yaml.safe_dump(entries, sort_keys=False, allow_unicode=True) if entries else ""
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def _pages(library: Library, settings: Settings, last: LastPages) -> list[Page | SamePage]:
    return list(changed_pages(Shelf(library, settings, last=last), {}))


@settings(max_examples=25)
@given(st.lists(edits(), min_size=1, max_size=2), st.sampled_from(["", "https://papers.example/"]))
def test_after_any_edit_pages_are_those_that_nothing_known_gives(
    tmp_path_factory: pytest.TempPathFactory, changes: list[Callable[[Data], None]], site_url: str
) -> None:
    """Those that are taken over are the same, and would be made the same."""
    folder, about = tmp_path_factory.mktemp("list"), Settings(name="List", site_url=site_url or None)
    before = _pages(_library(folder, DATA), about, NO_PAGES)
    last = LastPages(
        {page.path: page.digest for page in before},
        {page.path: page.key for page in before if page.key},
    )
    data = copy.deepcopy(DATA)
    for change in changes:
        change(data)
    library = _library(folder, data)
    again = {page.path: page.digest for page in _pages(library, about, NO_PAGES)}
    after = _pages(library, about, last)
    assert {page.path: page.digest for page in after} == again
    for page in after:
        if isinstance(page, SamePage):
            assert page.wanted.made().digest == page.digest, page.path


def test_of_the_same_list_hardly_a_page_is_made(tmp_path: Path) -> None:
    """Papers, lists, feeds and exports are as they were."""
    library, about = _library(tmp_path, DATA), Settings(name="List", site_url="https://papers.example/")
    before = _pages(library, about, NO_PAGES)
    last = LastPages({page.path: page.digest for page in before}, {page.path: page.key for page in before})
    made = {page.path for page in _pages(library, about, last) if isinstance(page, Page)}
    assert not any(
        path.startswith(("papers/", "tags/graphs.md", "authors/o", "venues/vldb")) for path in made
    )
    assert not any(path.startswith(("exports/tags/", "exports/papers.", "api/v1/papers")) for path in made)
