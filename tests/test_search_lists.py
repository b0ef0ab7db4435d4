"""The lists of the index: facets, names, orders, and the numbers of papers."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from papershelf.search_input import SearchedPaper
from papershelf.search_lists import authors, by_name_word, lists
from tests.search_files import numbers


def paper(name: str, title: str, authors: tuple[str, ...] = (), **more: Any) -> SearchedPaper:
    named = [(author, f"authors/x/#{author.lower()}") for author in authors]
    return SearchedPaper(name, title, named, "", "", {"id": name, **more})


TAGS = {
    "lsh": {"slug": "lsh", "label": "Hashing", "aliases": ["MinHash"], "about": "How to hash."},
    "group": {"slug": "group", "label": "Algorithms", "aliases": [], "about": ""},
}
PAPERS = [
    paper(
        "b",
        "Bees",
        ("Ana", "Bo"),
        published="2016-03",
        year=2016,
        tags=[["lsh", "Hashing"]],
        within=["group"],
    ),
    paper(
        "w",
        "‘Walruses’",
        ("Bo", "Bo"),
        published="2016-03",
        year=2016,
        code=True,
        collections=["first"],
        mentioned=2,
    ),
    paper("a", "Ant", published="2016", year=2016, votes=9, venue=["pods", "PODS"]),
    paper("t", "Teapots", votes=12, added="2020-01-02"),
]


def made() -> dict[str, Any]:
    return dict(lists(PAPERS, TAGS))


def test_facets_have_the_papers_of_each_value() -> None:
    """Also of the groups of tags; what no paper has is absent."""
    found = {
        facet: {value: numbers(steps) for value, steps in values.items()}
        for facet, values in made()["facets"].items()
    }
    assert found == {
        "tag": {"lsh": [0], "group": [0]},
        "year": {"2016": [0, 1, 2]},
        "code": {"yes": [1]},
        "collection": {"first": [1]},
        "venue": {"pods": [2]},
    }


def test_topics_have_all_their_names() -> None:
    """Tags with aliases, groups of tags, and venues, each by its slug."""
    assert made()["topics"] == {
        "tag": [["group", "Algorithms"], ["lsh", "Hashing", "MinHash"]],
        "venue": [["pods", "PODS"]],
    }


def test_the_most_frequent_author_comes_first() -> None:
    """With the papers, each once."""
    assert [(name, numbers(steps)) for name, _, *steps in authors(PAPERS)] == [("Bo", [0, 1]), ("Ana", [0])]
    assert made()["authors"][0] == ["Bo", "authors/x/#bo", 1, 1]


def test_authors_are_found_by_each_word_of_their_names() -> None:
    """Without case and accents."""
    rows = [["José Núñez-Lima", "authors/l/#jose", 1], ["Lima", "authors/l/#lima", 2]]
    found = by_name_word(rows)
    assert list(found) == ["jose", "lima", "nunez", "nunezlima"]
    assert found["lima"] == rows


def order(name: str) -> list[int]:
    """Every paper: those that an order does not name follow by number."""
    first: list[int] = made()[name]
    return first + [number for number in range(len(PAPERS)) if number not in first]


def test_orders_hold_every_paper() -> None:
    """Among equals the newest come first, as in the numbers themselves; titles go by their letters."""
    found = made()
    assert order("added") == [3, 0, 1, 2]
    assert order("title") == [2, 0, 3, 1]
    assert order("votes") == [3, 2, 0, 1]
    assert order("mentioned") == [1, 0, 2, 3]
    assert not {"newest", "venue"} & found.keys()
    assert found["ids"] == ["b", "w", "a", "t"]


def test_papers_that_an_order_does_not_tell_apart_take_no_room() -> None:
    """Only those are named that do not stand where their numbers would put them."""
    assert made()["mentioned"] == [1]
    assert made()["votes"] == [3, 2]


@given(st.lists(st.integers(0, 3), max_size=12))
def test_an_order_can_be_told_from_what_is_named(mentioned: list[int]) -> None:
    """The named papers and then the others, by number, are the papers by what they are sorted by."""
    papers = [paper(f"p{at}", "Title", mentioned=count) for at, count in enumerate(mentioned)]
    first = dict(lists(papers, {}))["mentioned"]
    every = first + [number for number in range(len(papers)) if number not in first]
    assert every == sorted(range(len(papers)), key=lambda number: -mentioned[number])


def test_titles_go_by_their_letters_and_those_without_come_last() -> None:
    """Case, accents and marks do not count."""
    papers = [
        paper(name, title) for name, title in zip("abcd", ("🦙", "Über", "(A) zoo", "łama"), strict=True)
    ]
    first = dict(lists(papers, {}))["title"]
    assert [papers[number].title for number in first][:2] == ["(A) zoo", "łama"]
    assert first[2:] in ([1], [1, 0])


def test_each_paper_has_a_key_of_its_own() -> None:
    """Ids that would share a number stand for themselves."""
    alike = ["costarring", "liquid"]  # a known pair of FNV-1a
    found = dict(lists([paper(name, name) for name in [*alike, "third"]], {}))["keys"]
    assert found[:2] == alike
    assert isinstance(found[2], int)
