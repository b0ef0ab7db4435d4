"""A reader who comes back to the page of all papers finds it as it was left, in every engine."""

import pytest

from tests.browser.engines.reader import Reader, text, until, until_settled

pytestmark = pytest.mark.browser

SHOWN = "return [...document.querySelectorAll('.ps-results [data-paper]')].map((each) => each.dataset.paper)"


@pytest.mark.parametrize("width", [1280, 500])
def test_the_list_is_as_it_was_left(reader: Reader, address: str, width: int) -> None:
    """Query, ticks, view, results and place are there after a paper and the browser's way back."""
    reader.open(f"{address}papers/?q=training&tag=distributed-training-and-hpc&view=table", width=width)
    until_settled(reader)
    found, shown = text(reader, ".ps-found"), reader.run(SHOWN)
    last = f".ps-results [data-paper='{shown[-1]}'] a"
    reader.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", last)
    place = reader.run("return scrollY")
    assert place > 100
    reader.click(last)
    until(reader, "return document.querySelector('.ps-paper')")
    reader.back()
    until(reader, "return document.querySelector('.ps-results')")
    until_settled(reader)
    assert reader.run("return document.querySelector('.ps-query input').value") == "training"
    assert reader.run("return document.querySelector('[value=distributed-training-and-hpc]').checked")
    assert text(reader, ".ps-found") == found
    assert reader.run(SHOWN) == shown
    assert reader.run("return new URLSearchParams(location.search).get('view')") == "table"
    until(reader, "return Math.abs(scrollY - arguments[0]) < 60", place)


def test_j_before_the_results_keeps_the_focus(reader: Reader, address: str) -> None:
    """Who presses j while the list is still being asked for is on a paper of the list that comes."""
    reader.open(f"{address}papers/?q=hashing")
    reader.press("j")
    until_settled(reader)
    until(reader, "return document.activeElement.closest('.ps-results [data-paper]')")
