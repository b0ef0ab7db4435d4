"""Long lists in pages: what each page links to."""

import pytest

from papershelf.render.page import Pager, pager_paths


@pytest.mark.parametrize(
    ("number", "last", "numbers"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 5, [1, 2, 3, 4, 5]),
        (1, 9, [1, 2, 3, None, 9]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (6, 334, [1, None, 4, 5, 6, 7, 8, None, 334]),
        (334, 334, [1, None, 332, 333, 334]),
    ],
)
def test_a_page_links_to_its_neighbours_and_both_ends(
    number: int, last: int, numbers: list[int | None]
) -> None:
    """However long a list is, its pages have at most nine links; a gap leaves out more than one page."""
    assert Pager(number, pager_paths("papers/index.md", last)).numbers == numbers


def test_pages_lie_below_their_list() -> None:
    """The first page has the address of the list."""
    assert pager_paths("tags/graphs.md", 2) == ["tags/graphs.md", "tags/graphs/2.md"]
    assert pager_paths("papers/index.md", 2) == ["papers/index.md", "papers/pages/2.md"]
