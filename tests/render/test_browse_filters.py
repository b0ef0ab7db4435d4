"""The filters of the browse page, as the generator writes them."""

from pathlib import Path

import pytest

from papershelf.facts.groups import lineage
from papershelf.library import Library, load
from papershelf.render.browse import Facet, Value, browse
from papershelf.render.pages import pages
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings

TAGS = b"""
- {slug: animals, label: Animals}
- {slug: cats, label: Cats, parent: animals}
- {slug: dogs, label: Dogs, parent: animals}
- {slug: plants, label: Plants}
"""
PAPERS = b"""
- {id: one, title: One, tags: [cats], published: '2020', venue: Zoo 2020, links: {code: 'https://a.example/b'}}
- {id: two, title: Two, tags: [animals], published: '2023', venue: Zoo 2023, authors: [Ann Lee]}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return load(tmp_path, PAPERS, TAGS)


def facet(library: Library, key: str) -> Facet:
    return next(facet for facet in browse(Shelf(library, Settings())).facets if facet.key == key)


def test_tags_are_a_tree_of_those_that_have_papers(library: Library) -> None:
    """A group counts its tags' papers, and what no paper carries is not offered."""
    cats = Value("cats", "Cats", 1, 1)
    assert list(facet(library, "tag").values) == [Value("animals", "Animals", 2, 1, (cats,))]


def test_a_venue_is_its_series(library: Library) -> None:
    """All years of a venue are one value."""
    assert list(facet(library, "venue").values) == [Value("zoo", "Zoo", 2)]


def test_years_without_papers_stand_in_the_histogram(library: Library) -> None:
    """The scale has no gaps."""
    bars = browse(Shelf(library, Settings())).years
    assert bars == [(2020, 1), (2021, 0), (2022, 0), (2023, 1)]


def test_votes_sort_only_lists_that_have_some(library: Library, tmp_path: Path) -> None:
    """An order that would be that of dates is not offered."""
    assert "votes" not in browse(Shelf(library, Settings())).sorts
    voted = load(tmp_path, PAPERS.replace(b"title: One", b"title: One, votes: 3"), TAGS)
    assert "votes" in browse(Shelf(voted, Settings())).sorts


def test_orders_that_tell_no_papers_apart_are_not_offered(library: Library, tmp_path: Path) -> None:
    """Venues need a venue, mentions a paper that another one names."""
    offered = browse(Shelf(library, Settings())).sorts
    assert "venue" in offered
    assert "mentioned" not in offered
    bare = browse(Shelf(load(tmp_path, b"- {id: one, title: One}", TAGS), Settings())).sorts
    assert list(bare) == ["relevance", "newest", "oldest", "added", "title", "random"]
    naming = PAPERS + b"- {id: three, title: Zebra3 of Kenya, names: [Zebra3], abstract: A.}\n"
    naming += b"- {id: four, title: Four, abstract: We use Zebra3.}\n"
    assert "mentioned" in browse(Shelf(load(tmp_path, naming, TAGS), Settings())).sorts


def test_tags_can_all_be_asked_for(tmp_path: Path, library: Library) -> None:
    """The filters of a list with tags have the choice, any tag at first; others have none."""
    made = {page.path: page.text for page in pages(library, Settings())}["papers/index.md"]
    assert made.count('name="match"') == 2
    assert '<input type="radio" name="match" value="any" checked' in made
    bare = load(tmp_path, b"- {id: one, title: One}", TAGS)
    assert 'name="match"' not in {page.path: page.text for page in pages(bare, Settings())}["papers/index.md"]


def test_what_cannot_tell_papers_apart_is_not_offered(tmp_path: Path) -> None:
    """Without code, venues, authors, tags and dates only the reader's own marks are left."""
    bare = load(tmp_path, b"- {id: one, title: One}", TAGS)
    offered = browse(Shelf(bare, Settings()))
    assert [facet.key for facet in offered.facets] == ["reading"]
    assert offered.years == []


@pytest.mark.parametrize(("papers", "forms"), [(b"", 0), (PAPERS, 1)])
def test_only_the_first_page_of_a_list_with_papers_is_searched(
    tmp_path: Path, papers: bytes, forms: int
) -> None:
    """An empty list has nothing to filter."""
    made = {page.path: page.text for page in pages(load(tmp_path, papers, TAGS), Settings())}
    assert made["papers/index.md"].count('role="search"') == forms


@pytest.mark.parametrize(("count", "words"), [(30, "this is the whole list"), (31, "the first 30")])
def test_without_scripts_the_page_says_how_much_of_the_list_it_is(
    tmp_path: Path, count: int, words: str
) -> None:
    """All of a short list, the beginning of a longer one."""
    papers = b"".join(b"- {id: p%d, title: Title}\n" % number for number in range(count))
    made = {page.path: page.text for page in pages(load(tmp_path, papers, TAGS), Settings())}
    said = made["papers/index.md"].partition("<noscript>")[2].partition("</noscript>")[0]
    assert words in said


def test_the_whole_list_adds_up(list_dir: Path) -> None:
    """Every value's count on the page is what the list says, narrower tags included."""
    library = load(list_dir)

    def check(value: Value) -> None:
        carriers = [
            paper
            for paper in library.papers
            if any(value.value in lineage(tag, library.by_slug) for tag in paper.tags)
        ]
        assert value.count == len(carriers)
        for child in value.children:
            check(child)

    for value in facet(library, "tag").values:
        check(value)
