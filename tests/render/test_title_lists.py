"""Sections of titles on pages of a bearable length."""

from hypothesis import given
from hypothesis import strategies as st

from papershelf.model import Paper
from papershelf.render.title_lists import in_pages


def papers(count: int) -> list[Paper]:
    return [Paper(f"p{number}", "P") for number in range(count)]


def test_a_section_continues_where_it_does_not_fit() -> None:
    """A heading is a line; it is repeated on the next page, with the number of all papers below it."""
    pages = in_pages({"a": papers(3), "b": papers(5)}, most=6)
    assert [[(one.slug, len(one.papers), one.total, one.continues) for one in page] for page in pages] == [
        [("a", 3, 3, False), ("b", 1, 5, False)],
        [("b", 4, 5, True)],
    ]


def test_no_sections_are_one_empty_page() -> None:
    """A list has its address also when it is empty."""
    assert in_pages({}) == [[]]


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(2, 20))
def test_nothing_is_lost_and_no_page_is_too_long(counts: list[int], most: int) -> None:
    """Each title is there once, in order; each section begins once."""
    sections = {f"s{number}": papers(count) for number, count in enumerate(counts)}
    pages = in_pages(sections, most)
    assert all(sum(1 + len(one.papers) for one in page) <= most for page in pages)
    for slug, all_of_it in sections.items():
        parts = [one for page in pages for one in page if one.slug == slug]
        assert [paper for one in parts for paper in one.papers] == all_of_it
        assert [one.continues for one in parts] == [number > 0 for number in range(len(parts))]
