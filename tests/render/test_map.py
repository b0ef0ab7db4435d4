"""What the page of the map says."""

import re
from html import unescape
from pathlib import Path

import pytest

from papershelf.facts.groups import lineage
from papershelf.library import Library, load
from papershelf.model import Paper, PartialDate, Tag
from papershelf.render.map_dots import MOST_GROUPS
from papershelf.render.map_page import LISTED, map_page, short
from papershelf.render.shelf import Shelf
from papershelf.settings import THEME, Settings

TAGS = (
    Tag("group", "A group"),
    Tag("child", "A & B", parent="group"),
    Tag("other", "Other things"),
)


def text(*papers: Paper, tags: tuple[Tag, ...] = TAGS) -> str:
    """The page of a list."""
    by_id = {paper.id: paper for paper in papers}
    library = Library("data/papers.yaml", papers, tags, by_id, {tag.slug: tag for tag in tags})
    return next(iter(map_page(Shelf(library, Settings())))).text


def dots(page: str) -> list[str]:
    return re.findall(r'<a href="\.\./papers/([^"]+)/"><title>', page)


def legend(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<span>([^<]+) <span class="ps-chip__count">([\d,]+)</span>', page)


ONE = Paper(
    "one", "One <b>: about", published=PartialDate(2024, 5), tags=("child", "other"), abstract="Sets."
)
TWO = Paper("two", "Two", tags=("other",), abstract="Sets of sets.")
BARE = Paper("bare", "Bare")


def test_each_paper_is_a_dot_with_a_name() -> None:
    """A link to its page that says title, year and tags; what is not known is left out."""
    page = text(ONE, TWO, BARE)
    assert sorted(dots(page)) == ["bare", "one", "two"]
    assert "<title>One &lt;b&gt;: about\n2024 · A &amp; B · Other things</title>" in page
    assert "<title>Two\nOther things</title>" in page
    assert "<title>Bare</title>" in page


def test_the_legend_counts_each_paper_once() -> None:
    """By the group of its first tag, in the vocabulary's order; papers without a tag come last."""
    page = text(TWO, BARE, ONE)
    assert legend(page) == [("A group", "1"), ("Other things", "1"), ("No tag", "1")]
    numbers = re.findall(r'id="map-(\d+)" checked', page)
    assert numbers == re.findall(r'<g [^>]*data-part="(\d+)"', page) == ["1", "2", "3"]


def test_a_name_goes_with_its_group(list_dir: Path) -> None:
    """Each name on the map has the number of the part of the legend that has its papers."""
    library = load(list_dir)
    page = next(map_page(Shelf(library, Settings()))).text
    shown = [label for label, _ in legend(page)]
    names = re.findall(r'<text[^>]* data-part="(\d+)"[^>]*>([^<]*)</text>', page)
    by_label = {tag.label: tag for tag in library.tags}
    assert len(names) > len(shown)
    for number, name in names:
        group = lineage(by_label[unescape(name)].slug, library.by_slug)[-1]
        assert library.by_slug[group].label == shown[int(number) - 1]


def test_groups_beyond_the_style_sheet_share_a_number() -> None:
    """The smallest are shown as one, so that each number of the legend can be hidden."""
    tags = tuple(Tag(f"t{number}", f"Tag {number}") for number in range(30))
    papers = [
        Paper(f"p{number}-{more}", "P", tags=(f"t{number}",))
        for number in range(30)
        for more in range(3 if number > 20 else 1)
    ]
    shown = legend(text(*papers, Paper("bare", "Bare"), tags=tags))
    assert len(shown) == MOST_GROUPS
    assert {f"Tag {number}" for number in range(21, 30)} <= {label for label, _ in shown}
    assert sum(int(count) for _, count in shown) == len(papers) + 1
    assert shown[-1] == ("No tag", "1")


def test_the_style_sheet_hides_every_number(project_root: Path) -> None:
    """Each number that the legend can have is known to map.css."""
    css = (THEME / "assets" / "map.css").read_text()
    for number in range(1, MOST_GROUPS + 1):
        assert f'#map-{number}:not(:checked)) [data-part="{number}"]' in css


def test_the_list_says_what_lies_beside(list_dir: Path) -> None:
    """Every paper with a link to itself and to the three next to it, of which it is none."""
    library = load(list_dir)
    page = next(iter(map_page(Shelf(library, Settings())))).text
    rows = re.findall(r'<tr><th scope="row"><a href="([^"]+)">.*</th><td>(\d*)</td><td>(.*)</td></tr>', page)
    assert {row[0] for row in rows} == {f"../papers/{paper.id}/" for paper in library.papers}
    for own, year, beside in rows:
        links = re.findall(r'href="([^"]+)"', beside)
        assert year
        assert len(set(links) - {own}) == 3


def test_a_long_list_names_tags_instead() -> None:
    """Of more papers than LISTED, the list has the tags with their numbers; the dots are all there."""
    papers = [
        Paper(f"p{number}", f"P {number}", tags=("child" if number % 2 else "other",))
        for number in range(LISTED + 1)
    ]
    page = text(*papers)
    assert len(dots(page)) == LISTED + 1
    assert '<th scope="row"><a href="../tags/child/">A &amp; B</a></th><td>150</td>' in page
    assert '<a href="../tags/other/">Other things</a></th><td>151</td>' in page
    assert '<th scope="row"><a href="../papers/' not in page


def test_the_order_of_the_file_does_not_matter(list_dir: Path) -> None:
    """A paper added anywhere in the file gives the same map."""
    papers = load(list_dir).papers
    tags = load(list_dir).tags
    circles = re.compile(r'<a href="([^"]+)"><title>[^<]*</title>(<circle[^>]*>)')
    one, other = (circles.findall(text(*some, tags=tags)) for some in (papers, reversed(papers)))
    assert len(one) == len(papers)
    assert one == other


def test_an_empty_list_says_so() -> None:
    """No sheet, no legend, no heading of a list."""
    page = text()
    assert "The list is empty" in page
    assert "<svg" not in page
    assert "<fieldset" not in page


@pytest.mark.parametrize("papers", [(ONE,), (BARE,), (ONE, TWO), (BARE, Paper("bare-2", "Bare"))])
def test_short_lists_have_a_map(papers: tuple[Paper, ...]) -> None:
    """One paper, two, the same twice, without tags or text."""
    assert sorted(dots(text(*papers))) == sorted(paper.id for paper in papers)


def test_no_styles_and_no_scripts_in_the_page() -> None:
    """A strict policy allows neither."""
    page = text(ONE, TWO)
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Name: what it does", "Name"),
        ("A title", "A title"),
        (
            "A title that goes on and on, for more than a line has room",
            "A title that goes on and on, for more than a…",
        ),
    ],
)
def test_a_short_name(title: str, name: str) -> None:
    """The part before a colon, or the first words."""
    assert short(title) == name
