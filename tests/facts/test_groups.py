"""Papers grouped as readers look for them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.facts.groups import (
    LONGEST_SLUG,
    authors,
    filed_under,
    lineage,
    newest_first,
    span,
    themes,
    topics,
    undated,
    venues,
    years,
)
from papershelf.library import Library
from papershelf.model import Paper, PartialDate, Tag


def paper(paper_id: str, published: str = "", **values: tuple[str, ...] | str) -> Paper:
    """A paper of which only some things are known."""
    date = PartialDate.parse(published) if published else None
    return Paper(paper_id, paper_id.upper(), published=date, **values)  # type: ignore[arg-type]


def library(*papers: Paper) -> Library:
    """A library with tags of three levels."""
    tags = (Tag("a", "A"), Tag("b", "B", parent="a"), Tag("c", "C", parent="b"), Tag("d", "D"))
    by_id = {paper.id: paper for paper in papers}
    return Library("papers.yaml", papers, tags, by_id, {tag.slug: tag for tag in tags})


def test_newest_first() -> None:
    """By date, the undated last, ties by id; the order of the file plays no part."""
    papers = [paper("z"), paper("b", "2024"), paper("c", "2024-05"), paper("y"), paper("a", "2024")]
    assert [found.id for found in newest_first(papers)] == ["c", "a", "b", "y", "z"]
    assert newest_first(reversed(papers)) == newest_first(papers)


def test_a_topic_has_the_papers_of_its_children() -> None:
    """Each counts once, however many of its tags lie below."""
    found = topics(
        library(paper("x", tags=("c",)), paper("y", tags=("b", "c", "a")), paper("z", tags=("d",)))
    )
    assert {slug: [paper.id for paper in topic.papers] for slug, topic in found.items()} == {
        "a": ["x", "y"],
        "b": ["x", "y"],
        "c": ["x", "y"],
        "d": ["z"],
    }


def test_a_topic_knows_its_place() -> None:
    """Topics come in the vocabulary's order, with parent and children."""
    found = topics(library())
    assert list(found) == ["a", "b", "c", "d"]
    assert found["a"].parent is None
    assert found["c"].parent == Tag("b", "B", parent="a")
    assert [child.slug for child in found["a"].children] == ["b"]
    assert lineage("c", library().by_slug) == ["c", "b", "a"]


def test_the_year_of_a_paper_without_a_first_submission() -> None:
    """It is that of the version of record, as the entry or its venue has it; the rest is told apart."""
    issued = Paper("c", "C", issued=PartialDate(2021), venue="VLDB 2021")
    papers = [paper("a", venue="VLDB 2019"), paper("b", "2019-03"), issued, paper("d", venue="VLDB")]
    found = [(group.label, [each.id for each in group.papers]) for group in years(papers)]
    assert found == [("2021", ["c"]), ("2019", ["b", "a"])]
    unknown = undated(papers)
    assert unknown
    assert (unknown.slug, unknown.papers) == ("unknown", (papers[3],))
    assert undated(papers[:3]) is None
    assert span(papers) == (2019, 2021)


def test_years() -> None:
    """The newest year first; a paper without a date is in none."""
    found = years([paper("a", "2023-01"), paper("b", "2024"), paper("c"), paper("d", "2023-05-01")])
    assert [(group.label, [paper.id for paper in group.papers]) for group in found] == [
        ("2024", ["b"]),
        ("2023", ["d", "a"]),
    ]


def test_venues() -> None:
    """All years of a series together, the largest first."""
    found = venues(
        [paper("a", venue="B 2023"), paper("b", venue="A"), paper("c", venue="B 2024"), paper("d")]
    )
    assert [(group.slug, group.label, len(group.papers)) for group in found] == [("b", "B", 2), ("a", "A", 1)]


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("Ada Lovelace", "lovelace-ada"),
        ("Émile Borel", "borel-emile"),
        ("Łukasz Żółć", "zolc-lukasz"),
        ("Plato", "plato"),
        ("!?", ""),
        ("Jean-Pierre Serre", "serre-jean-pierre"),
        ("王小明", "wang-xiao-ming"),
        ("山田 太郎", "shan-tian-tai-lang"),
    ],
)
def test_names_are_filed_by_their_last_word(name: str, filed: str) -> None:
    """The last word first, in lower-case ASCII; a name in East Asian script begins with the family's."""
    assert filed_under(name) == filed


def test_authors() -> None:
    """By last name; each name is an author of its own, with its own slug."""
    found = authors([paper("a", authors=("Bo Zhu", "Ada Lee")), paper("b", authors=("Ada Lee", "Ada Leé"))])
    assert [(group.label, group.slug, len(group.papers)) for group in found] == [
        ("Ada Lee", "ada-lee", 2),
        ("Ada Leé", "ada-lee-2", 1),
        ("Bo Zhu", "bo-zhu", 1),
    ]


@given(
    st.lists(
        st.text(min_size=1) | st.sampled_from(["Ada", "ada", "index", "!", "?", "x" * 300, "a-2", "A"]),
        unique=True,
    )
)
def test_slugs_are_unique_file_names(names: list[str]) -> None:
    """Whatever the names, each group has an address of its own that a file system takes."""
    slugs = [group.slug for group in authors([paper("a", authors=tuple(names))])]
    assert len(set(slugs)) == len(slugs) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) and slug != "index" for slug in slugs)
    assert all(len(slug) <= LONGEST_SLUG + 4 for slug in slugs)


def themed(*papers: Paper) -> tuple[str, ...]:
    """The themes of a vocabulary with two groups, of which the first has two tags."""
    tags = (
        Tag("all", "All"),
        Tag("one", "One", parent="all"),
        Tag("two", "Two", parent="all"),
        Tag("rest", "Rest"),
    )
    by_id, by_slug = {each.id: each for each in papers}, {tag.slug: tag for tag in tags}
    found = themes(topics(Library("p.yaml", papers, tags, by_id, by_slug)))
    assert found.shown == set(found.slugs)
    return found.slugs


def test_themes_are_the_groups() -> None:
    """In the order of the vocabulary, with or without papers."""
    assert themed() == ("all", "rest")
    assert themed(paper("a", tags=("one",)), paper("b", tags=("rest",))) == ("all", "rest")


def test_a_group_of_nearly_all_papers_is_several_themes() -> None:
    """The tags below it tell papers apart; its own comes after them. Papers without tags do not count."""
    some = [paper(f"p{number}", tags=(("one", "two")[number % 2],)) for number in range(9)]
    assert themed(*some, paper("r", tags=("rest",)), paper("bare")) == ("one", "two", "all", "rest")


def test_a_group_with_one_tag_stays_a_theme() -> None:
    """There is nothing in it to tell apart."""
    assert themed(paper("a", tags=("one",)), paper("b", tags=("one",))) == ("all", "rest")


TREES = (
    Tag("setting", "Setting", facet=True),
    Tag("web", "Web", parent="setting"),
    Tag("phone", "Phone", parent="setting"),
    Tag("method", "Method", facet=True),
    Tag("search", "Search", parent="method"),
    Tag("chance", "Chance", parent="method"),
    Tag("rest", "Rest"),
)


def of_trees(*tags: tuple[str, ...], named: str | None = None) -> tuple[tuple[str, ...], frozenset[str]]:
    """The themes of a list with two trees of tags, of which each paper has some."""
    papers = tuple(paper(f"p{number}", tags=some) for number, some in enumerate(tags))
    by_id, by_slug = {each.id: each for each in papers}, {tag.slug: tag for tag in TREES}
    found = themes(topics(Library("p.yaml", papers, TREES, by_id, by_slug)), named)
    return found.slugs, found.shown


def test_of_several_trees_the_most_telling_one_gives_colours() -> None:
    """It divides the papers best; the others follow, each with a colour of its own."""
    papers = (("web", "search"), ("web", "chance"), ("web", "search"), ("phone", "chance"))
    slugs, shown = of_trees(*papers)
    assert slugs == ("search", "chance", "method", "setting", "rest")
    assert shown == {"search", "chance", "method"}


def test_a_tree_can_be_named() -> None:
    """Then it gives the colours, however little it tells."""
    slugs, shown = of_trees(("web", "search"), ("web", "chance"), named="setting")
    assert slugs == ("web", "phone", "setting", "method", "rest")
    assert shown == {"web", "phone", "setting"}


def test_trees_that_tell_nothing_come_in_their_order() -> None:
    """Without papers the first tree gives the colours."""
    assert of_trees()[0] == ("web", "phone", "setting", "method", "rest")
