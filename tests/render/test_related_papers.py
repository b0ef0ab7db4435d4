"""Related papers as a paper's page shows them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from papershelf.library import Library, load
from papershelf.model import Paper, PartialDate, Tag
from papershelf.problems import InvalidInputError
from papershelf.render.pages import pages
from papershelf.search_input import paper_input
from papershelf.settings import Settings

TAGS = (Tag("lidar", "Lidar, radar"), Tag("scans", "Scans"))


def sections(*papers: Paper, settings: Settings | None = None) -> dict[str, str]:
    """The section of each paper's page as its words, tags taken out; empty where there is none."""
    by_id = {paper.id: paper for paper in papers}
    library = Library("papers.yaml", papers, TAGS, by_id, {tag.slug: tag for tag in TAGS})
    made = {page.path: page.text for page in pages(library, settings or Settings())}
    found = {
        name: re.search(r'<section class="ps-related".*?</section>', made[f"papers/{name}.md"], re.DOTALL)
        for name in by_id
    }
    return {
        name: " ".join(re.sub("<[^>]+>", " ", hit[0]).split()) if hit else "" for name, hit in found.items()
    }


def test_title_year_and_reason() -> None:
    """The title leads to the page; the year, the shared phrases and the shared tags follow it."""
    shown = sections(
        Paper("x", "On Octrees", abstract="A sparse voxel octree.", tags=("lidar", "scans")),
        Paper(
            "y",
            "A < B",
            published=PartialDate(2021),
            abstract="Some sparse voxel octree.",
            tags=("lidar", "scans"),
        ),
    )
    assert shown["x"] == (
        "Related papers A &lt; B 2021 Shares: sparse voxel octree. Both in “Lidar, radar” and “Scans”."
    )


def test_nothing_close() -> None:
    """Said where there are other papers, left out where there are none."""
    assert (
        sections(Paper("x", "Octrees"), Paper("y", "Lidar"))["x"]
        == "Related papers No related papers on this list."
    )
    assert sections(Paper("x", "Octrees")) == {"x": ""}


def test_an_unknown_model() -> None:
    """A name in mkdocs.yml that nothing installed offers is a user's error."""
    with pytest.raises(InvalidInputError, match=r"mkdocs\.yml:1: no embedding is called 'beasts'"):
        sections(Paper("x", "X"), Paper("y", "Y"), settings=replace(Settings(), embedding="beasts"))


def test_search_does_not_find_a_paper_by_its_neighbours(list_dir: Path) -> None:
    """On each page of the 75 papers the section is kept out of the search."""
    made = [page.text for page in pages(load(list_dir), Settings()) if 'class="ps-related"' in page.text]
    assert len(made) == 75
    found = [paper_input(text) for text in made]
    assert not [each for each in found if not each or any("ps-related" in html for _, html in each.texts)]
