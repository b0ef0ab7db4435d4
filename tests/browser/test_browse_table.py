"""Found papers as a table: a line or two for each, and the rest on demand."""

import re

import pytest
from playwright.sync_api import expect

from papershelf.library import Library
from tests.browser.browse_page import Visit, cards, settled, shown_titles

pytestmark = pytest.mark.browser

HNSW = "efficient-and-robust-approximate-nearest-neighbor-search"


def test_a_row_has_venue_and_first_author(visit: Visit, library: Library) -> None:
    """In columns with names; the title names the row."""
    page = settled(visit("papers/?q=hierarchical+navigable+small+world&view=table"))
    table = page.get_by_role("table", name="Papers found")
    for name in ("Paper", "First author", "Venue", "Date"):
        expect(table.get_by_role("columnheader", name=name, exact=True)).to_be_visible()
    row = page.locator(f"tr[data-paper={HNSW}]")
    expect(row.get_by_role("rowheader")).to_contain_text("Efficient and robust approximate nearest neighbor")
    assert [cell.strip() for cell in row.get_by_role("cell").all_inner_texts()] == [
        f"{library.by_id[HNSW].authors[0]} et al.",
        "IEEE TPAMI",
        "Mar 2016",
        "Abstract",
    ]


def test_a_row_is_one_or_two_lines_at_a_desk(visit: Visit) -> None:
    """Whatever its title, a row has at most two lines of it; on a telephone titles are whole."""
    page = settled(visit("papers/?view=table"))
    lines = """rows => rows.map(row => {
      const title = row.querySelector('.ps-card__title');
      const line = parseFloat(getComputedStyle(title).lineHeight);
      return [row.offsetHeight / line, title.scrollHeight - title.offsetHeight];
    })"""
    assert max(height for height, _ in cards(page).evaluate_all(lines)) < 3.2
    page.set_viewport_size({"width": 360, "height": 800})
    assert max(hidden for _, hidden in cards(page).evaluate_all(lines)) <= 1


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_abstract_comes_on_demand(visit: Visit, library: Library, key: str) -> None:
    """The button says whether it is shown; all of it is, with tags and links, and goes again."""
    page = settled(visit(f"papers/?q={HNSW.replace('-', '+')}&view=table"))
    button = page.locator(f"tr[data-paper={HNSW}]").get_by_role(
        "button", name=re.compile("^Abstract: Efficient")
    )
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press(key)
    expect(button).to_have_attribute("aria-expanded", "true")
    details = page.locator(f"#{button.get_attribute('aria-controls')}")
    end = (library.by_id[HNSW].abstract or "").split()[-3:]
    expect(details).to_contain_text(" ".join(end))
    expect(details.get_by_role("link", name="arXiv")).to_be_visible()
    expect(details.get_by_role("link", name="Vector search")).to_be_visible()
    expect(button).to_be_focused()
    page.keyboard.press(key)
    expect(details).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_more_rows_come_behind_an_open_abstract(visit: Visit) -> None:
    """Show more adds rows to the table, also when the last abstract is shown."""
    page = settled(visit("papers/?view=table"))
    cards(page).last.get_by_role("button", name=re.compile("^Abstract")).click()
    expect(page.locator(".ps-table__details:not([hidden])")).to_have_count(1)
    page.get_by_role("button", name="Show 30 more").click()
    expect(cards(page)).to_have_count(60)
    expect(page.get_by_role("table")).to_have_count(1)
    assert len(set(shown_titles(page))) == 60


def test_on_a_telephone_author_and_venue_are_below_the_title(visit: Visit) -> None:
    """Where columns do not fit, nothing of them is lost."""
    page = settled(visit("papers/?view=table", width=360))
    row = cards(page).first
    expect(row).to_contain_text("Duong Bach · KDIR 2025 · Jun 2025")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
