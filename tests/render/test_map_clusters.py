"""The map of a long list: circles with numbers from afar, and the lists to which they lead."""

import re

import pytest

from papershelf.library import Library
from papershelf.model import Paper, PartialDate, Tag
from papershelf.render.map_clusters import MOST_CLUSTERS, MOST_DOTS
from papershelf.render.map_page import map_page
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings

TAGS = (
    Tag("group", "A group"),
    Tag("child", "A & B", parent="group"),
    Tag("other", "Other things"),
)
COUNT = MOST_DOTS + 300
Pages = dict[str, str]


def made(count: int) -> Pages:
    papers = tuple(
        Paper(
            f"p{number}",
            f"Title <{number}>",
            published=PartialDate(2024),
            tags=(("child",), ("other", "child"), ())[number % 3],
        )
        for number in range(count)
    )
    by_id = {paper.id: paper for paper in papers}
    library = Library("data/papers.yaml", papers, TAGS, by_id, {tag.slug: tag for tag in TAGS})
    return {page.path: page.text for page in map_page(Shelf(library, Settings()))}


@pytest.fixture(scope="module")
def pages() -> Pages:
    return made(COUNT)


def test_up_to_a_number_papers_are_dots() -> None:
    """A shorter list has the map alone."""
    found = made(MOST_DOTS)
    assert list(found) == ["map/index.md"]
    assert found["map/index.md"].count("<circle") == MOST_DOTS


def test_circles_count_all_papers(pages: Pages) -> None:
    """Each paper is in one circle, of the group of its first tag; the numbers are those of the legend."""
    page = pages["map/index.md"]
    parts = re.findall(r'<g class="ps-map__clusters" data-part="(\d)"(.*?)</g>', page, re.DOTALL)
    counts = {part: sum(map(int, re.findall(r"<title>(\d+) paper", text))) for part, text in parts}
    assert list(counts.values()) == [COUNT // 3] * 3
    assert page.count("<circle") <= MOST_CLUSTERS


def test_a_circle_leads_to_its_papers(pages: Pages) -> None:
    """Without a script too: its address is a section of a page, with as many papers as it says."""
    links = re.findall(
        r'<a href="\.\./(map/part-\d+)/#(c\d+)" data-extent="[\d ]+"><title>(\d+) paper',
        pages["map/index.md"],
    )
    assert len(links) == pages["map/index.md"].count("<circle")
    listed = []
    for address, place, count in links:
        section = pages[f"{address}.md"].partition(f'<section id="{place}"')[2].partition("</section>")[0]
        found = re.findall(r'href="\.\./\.\./papers/(p\d+)/"', section)
        assert len(found) == int(count)
        listed += found
    assert sorted(listed) == sorted(f"p{number}" for number in range(COUNT))


def test_a_list_has_what_the_dots_need(pages: Pages) -> None:
    """The part of the legend, and for each paper its place, title, year and tags."""
    page = pages["map/part-1.md"]
    assert re.search(r'<ul class="ps-titles" data-part="\d">', page)
    link = r'<a href="[^"]+">Title &lt;\d+&gt;</a><p class="ps-titles__facts">2024( · [^<]+)?</p>'
    item = rf'<li data-x="\d+" data-y="\d+">{link}'
    assert len(re.findall(item, page)) == page.count("<li data-x")
    assert "Map, part 1 of" in page


def test_circles_say_what_they_are_about(pages: Pages) -> None:
    """The most frequent tags of the papers in it."""
    labels = set(re.findall(r"<title>\d+ papers?\n([^<]+)</title>", pages["map/index.md"]))
    assert labels == {"A &amp; B", "A &amp; B, Other things", "No tag"}


def test_the_same_list_gives_the_same_circles(pages: Pages) -> None:
    """Nothing is left to chance."""
    assert made(COUNT) == pages
