"""The index of names: by letters, and by longer beginnings where a letter has too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.facts.groups import Group, authors
from papershelf.facts.name_index import (
    FEW_LINES,
    MOST_LINES,
    OWN_PAGE,
    IndexPage,
    author_addresses,
    index_address,
    letter_of,
    name_index,
)
from papershelf.model import Paper

GIVEN = [f"{chr(65 + one)}{chr(97 + other)}" for one in range(26) for other in range(26)]


def groups(*names: str) -> tuple[Group, ...]:
    return authors([Paper(f"p{number}", "P", authors=(name,)) for number, name in enumerate(names)])


def pages(*names: str) -> dict[str, IndexPage]:
    return {page.start: page for page in name_index(groups(*names))}


def shown(page: IndexPage) -> list[str]:
    """The names on a page itself, in order."""
    return [group.label for section in page.sections if not section.is_apart for group in section.names]


def test_a_short_letter_is_one_page() -> None:
    """Names are sorted by the last word, then by the others; what has no letter comes before."""
    found = pages("Bo Li", "Ada Li", "Al Lee", "3D Group 7", "Zoe")
    assert {start: shown(page) for start, page in found.items()} == {
        "0": ["3D Group 7"],
        "l": ["Al Lee", "Ada Li", "Bo Li"],
        "z": ["Zoe"],
    }


def test_a_long_letter_is_divided_by_longer_beginnings() -> None:
    """A family with hundreds of names is divided by the next word; rare beginnings stay where they are."""
    found = pages(*(f"{name} Li" for name in GIVEN), "Al Lee", "Li")
    assert list(found) == ["l", "li", *(f"li-{chr(97 + number)}" for number in range(26))][: len(found)]
    assert shown(found["l"]) == ["Al Lee"]
    assert shown(found["li"])[0] == "Li"
    assert found["l"].names == found["li"].names + 1 == 678
    assert found["li"].above == ("l",)


def test_every_name_is_on_one_page() -> None:
    """None is lost where pages are divided, and no page is longer than it may be."""
    names = [f"{name} {family}" for name in GIVEN for family in ("Li", "Lin", "Lo", "王")]
    found = pages(*names)
    everywhere = [name for page in found.values() for name in shown(page)]
    assert sorted(everywhere) == sorted(names)
    assert all(2 * len(shown(page)) <= max(MOST_LINES, 40 * FEW_LINES) for page in found.values())


@given(st.lists(st.text(min_size=1, max_size=12), max_size=60))
def test_any_name_has_a_place(names: list[str]) -> None:
    """Whatever it is made of: its address is that of the one page that shows it."""
    some = groups(*names)
    found = list(name_index(some))
    addresses = author_addresses(some, found)
    assert addresses.keys() == set(names)
    for page in found:
        for label in shown(page):
            group = next(group for group in some if group.label == label)
            if len(group.papers) < OWN_PAGE:
                assert addresses[label] == f"{index_address(page.start)}#{group.slug}"


def test_pages_of_the_index_have_addresses_of_their_own() -> None:
    """Names that begin like the pages that were there before take no address from them."""
    starts = ["0", "other", "index", "l", "li-w"]
    assert [index_address(start) for start in starts] == [
        "authors/other/",
        "authors/other-/",
        "authors/index-/",
        "authors/l/",
        "authors/li-w/",
    ]


@pytest.mark.parametrize(
    ("papers", "address"), [(OWN_PAGE, "authors/l/bo-li/"), (OWN_PAGE - 1, "authors/l/#bo-li")]
)
def test_an_author_of_many_papers_has_a_page(papers: int, address: str) -> None:
    """Those of fewer are in the index."""
    some = groups(*["Bo Li"] * papers)
    assert author_addresses(some, name_index(some)) == {"Bo Li": address}
    assert letter_of("Bo Li") == "l"
    assert letter_of("!") == "other"
