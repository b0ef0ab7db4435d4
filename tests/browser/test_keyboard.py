"""The site without a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

# The focused element, described; and whether it, or the box it stretches over its card, is outlined.
FOCUS = """() => {
  const focused = document.activeElement;
  const outlined = [null, '::after'].some(part => {
    const style = getComputedStyle(focused, part);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
  });
  return [focused.tagName + ' ' + focused.textContent.trim(), outlined];
}"""


def test_the_first_stop_skips_to_the_content(visit: Visit) -> None:
    """Tab and Enter pass over header and tabs, also after one page has taken another's place."""
    page = visit()
    page.wait_for_load_state("networkidle")  # instant navigation is ready
    page.get_by_role("link", name="All 75 papers").click()
    first = page.get_by_role("main").get_by_role("link", name="tag", exact=True)
    expect(first).to_be_visible()
    skip = page.get_by_role("link", name="Skip to content")
    for _ in range(20):
        if skip.evaluate("skip => skip === document.activeElement"):
            break
        page.keyboard.press("Shift+Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(first).to_be_focused()


def test_a_slash_opens_the_search_and_escape_closes_it(visit: Visit) -> None:
    """The search is one key away, and so is the way back to the page."""
    page = visit("tags/")
    page.keyboard.press("/")
    query = page.get_by_role("textbox", name="Search")
    expect(query).to_be_focused()
    page.keyboard.press("Escape")
    expect(query).not_to_be_focused()


def test_a_result_is_reached_by_arrow_and_opened_by_enter(visit: Visit) -> None:
    """From a query to the paper without leaving the keyboard."""
    page = visit("tags/")
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").press_sequentially("megascale")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_contain_text("MegaScale")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_search_button_works_by_key(visit: Visit, key: str) -> None:
    """The button on the home page is a real button."""
    page = visit()
    page.get_by_role("button", name="Search papers and authors").focus()
    page.keyboard.press(key)
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "papers/", "authors/c/"])
def test_focus_can_be_seen(visit: Visit, path: str, scheme: str) -> None:
    """Each of the first forty stops of the Tab key on a page is outlined."""
    page = visit(path, scheme=scheme)
    for _ in range(40):
        page.keyboard.press("Tab")
        name, outlined = page.evaluate(FOCUS)
        assert outlined, name
