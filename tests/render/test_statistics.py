"""The page of statistics and the lists behind its numbers."""

import re
from pathlib import Path

import pytest

from papershelf.library import Library, load
from papershelf.model import Paper, PartialDate, Tag
from papershelf.render.page import Page, url
from papershelf.render.pages import pages
from papershelf.render.shelf import Shelf
from papershelf.render.statistics_page import AUTHOR_BARS, FIRST_BARS, pieces
from papershelf.settings import Settings

TAGS = (Tag("a", "A"), Tag("b", "B"), Tag("c", "C <c>", parent="b"))


def library(*papers: Paper) -> Library:
    by_id = {paper.id: paper for paper in papers}
    return Library("data/papers.yaml", papers, TAGS, by_id, {tag.slug: tag for tag in TAGS})


def made(list_of: Library) -> dict[str, Page]:
    return {page.path: page for page in pages(list_of, Settings())}


@pytest.fixture(scope="module")
def real(list_dir: Path) -> dict[str, Page]:
    return made(load(list_dir))


def links(text: str, root: str = "../") -> set[str]:
    return {href.removeprefix(root) for href in re.findall(r'href="([^"]+)"', text)}


def test_every_link_leads_to_a_page_and_a_place_on_it(real: dict[str, Page]) -> None:
    """No bar and no cell is dead."""
    there = {url(path): page.text for path, page in real.items()}
    for link in links(real["statistics/index.md"].text):
        address, _, place = link.partition("#")
        assert address in there
        assert not place or f'id="{place}"' in there[address]


def test_a_cell_counts_the_papers_behind_it(real: dict[str, Page]) -> None:
    """The number in the table is that of the titles to which it leads."""
    cells = re.findall(
        r'<td data-level="\d"><a href="\.\./(tags/[^/]+/with/)#([^"]+)" aria-label="[^"]+">(\d+)</a>',
        real["statistics/index.md"].text,
    )
    assert len(cells) > 100
    for address, place, count in cells:
        text = real[f"{address.rstrip('/')}.md"].text
        section = text.partition(f'id="{place}"')[2].partition("</section>")[0]
        assert section.count("<li>") == int(count)


def test_bars_are_as_long_as_their_numbers(real: dict[str, Page]) -> None:
    """The longest fills its chart, the others are in proportion."""
    text = real["statistics/index.md"].text.partition('id="years"')[2].partition("</section>")[0]
    rows = [row for row in text.split("<li>") if "ps-number" in row]
    counts = [int(re.findall(r'ps-number">(\d+)', row)[0]) for row in rows]
    lengths = [sum(map(float, re.findall(r'width="([\d.]+)"', row))) for row in rows]
    assert sum(counts) == 75
    assert lengths == [pytest.approx(100 * count / max(counts), abs=0.05) for count in counts]


def test_a_bar_shows_the_groups_of_its_papers() -> None:
    """In the order of the colours, papers without a tag at the end."""
    papers = [Paper("1", "1", tags=("c",)), Paper("2", "2"), Paper("3", "3", tags=("a", "c"))]
    found = pieces(Shelf(library(*papers), Settings()), papers, longest=6)
    assert [part.hue for part in found] == [1, 2, 0]
    assert [round(part.start) for part in found] == [0, 17, 33]


def test_papers_are_listed_by_the_month_they_came() -> None:
    """A page a year; papers whose day is not known have their own."""
    papers = [
        Paper("1", "One", added=PartialDate(2025, 3, 1)),
        Paper("2", "Two", added=PartialDate(2026, 1, 1)),
        Paper("3", "Three"),
    ]
    found = made(library(*papers))
    assert "Three</a>" in found["statistics/added-before.md"].text
    assert 'id="added-2025-03"' in found["statistics/added-2025.md"].text
    assert "Two</a>" in found["statistics/added-2026.md"].text
    assert '<span class="ps-chart__note">+1</span>' in found["statistics/index.md"].text


def test_an_empty_list_has_a_page_that_says_so() -> None:
    """No chart, no table, no other page."""
    found = {path: page for path, page in made(library()).items() if path.startswith("statistics/")}
    assert list(found) == ["statistics/index.md"]
    assert "The list is empty." in found["statistics/index.md"].text
    assert "ps-chart" not in found["statistics/index.md"].text


def test_tags_are_escaped() -> None:
    """What a label holds cannot break the page."""
    found = made(library(Paper("1", "One", tags=("a", "c")), Paper("2", "Two", tags=("c",))))
    assert "C <c>" not in found["statistics/index.md"].text
    assert "A and C &lt;c&gt;" in found["statistics/index.md"].text


def test_a_number_is_beside_its_bar() -> None:
    """Each bar is as wide as its number says, so that the number follows where it ends."""
    papers = [Paper(f"p{number}", "P", tags=("a" if number else "b",)) for number in range(5)]
    text = made(library(*papers))["statistics/index.md"].text
    chart = text.partition('id="tags"')[2].partition("</section>")[0]
    assert re.findall(r'width="([\d.]+)%" viewBox="0 0 ([\d.]+) 8"', chart) == [
        ("100.0", "100.00"),
        ("25.0", "25.00"),
    ]


def test_long_charts_show_their_first_bars() -> None:
    """All authors are on pages of their own, those with the most papers first; a short chart has no link."""
    names = [f"Author {number}" for number in range(AUTHOR_BARS + 1)]
    papers = [Paper(f"p{number}", "P", authors=tuple(names)) for number in range(2)]
    papers.append(Paper("more", "P", authors=("Author 7",)))
    found = made(library(*papers))
    chart = found["statistics/index.md"].text.partition('id="authors"')[2].partition("</section>")[0]
    assert chart.count("<li>") == FIRST_BARS
    assert (
        f'href="../statistics/authors/">All {AUTHOR_BARS + 1} authors with more than one paper</a>' in chart
    )
    assert chart.index("Author 7<") < chart.index("Author 0<")
    assert found["statistics/authors.md"].text.count("<li>") == AUTHOR_BARS
    assert found["statistics/authors/2.md"].text.count("<li>") == 1
    assert "statistics/authors/" not in made(library(*papers[:0]))["statistics/index.md"].text
