"""Wrapped lines are joined to the text that they were."""

import pytest

from papershelf.feeds.daily_papers.items import Wrapping
from tests.feeds.page_makers import wrapped, wrapped_at_hyphens

COMPOUNDS = (
    "We pre-train state-of-the-art vision-language models in real-time settings and post-train them on "
    "high-quality, human-written data -- with pre- and post-training losses -- for an accuracy--efficiency "
    "trade-off between low- and high-resolution inputs, end-to-end, on three real-world multi-modal tasks."
)
SUSPENDED = ["events of low-", "latency kind"]
ADDRESS = (
    "The code is at https://example.org/a_1/b_2/c_3/d_4/e_5/f_6/g_7/h_8/i_9/k_10/l_11/m_12 and the data too."
)


@pytest.mark.parametrize("width", range(24, 90))
def test_breaks_at_hyphens_are_undone(width: int) -> None:
    """Compounds and dashes are whole again; "pre- and post-training" keeps its space."""
    lines = wrapped_at_hyphens(COMPOUNDS, width).split("\n")
    assert Wrapping.of([lines]).join(lines) == COMPOUNDS


@pytest.mark.parametrize("width", [40, 60, 72, 80])
def test_a_hyphen_before_a_space_keeps_it(width: int) -> None:
    """Where other lines show a tool that breaks at spaces only, a space behind a hyphen is the text's."""
    page = [wrapped(" ".join([COMPOUNDS] * 3), width).split("\n"), SUSPENDED]
    assert Wrapping.of(page).join(SUSPENDED) == "events of low- latency kind"


@pytest.mark.parametrize("width", range(24, 68))
def test_an_address_longer_than_a_line_is_whole_again(width: int) -> None:
    """Tools cut what does not fit on any line; the address gets no space inside."""
    lines = wrapped(ADDRESS, width).split("\n")
    assert Wrapping.of([lines]).join(lines) == ADDRESS


def test_an_address_at_the_end_of_a_full_line_stays_one() -> None:
    """A whole address that happens to fill its line is not glued to the next sentence."""
    lines = ["https://example.org/a/dat.", "And code is on the hub too"]
    assert Wrapping.of([lines]).join(lines) == "https://example.org/a/dat. And code is on the hub too"
