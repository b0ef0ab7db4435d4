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
    """Tab and Enter pass over header and tabs."""
    page = visit("tags/")
    skip = page.get_by_role("link", name="Skip to content")
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_search_button_works_by_key(visit: Visit, key: str) -> None:
    """The button on the home page is a real button."""
    page = visit()
    page.get_by_role("button", name="Search papers and authors").focus()
    page.keyboard.press(key)
    expect(page.get_by_role("dialog", name="Search").get_by_role("searchbox")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "papers/", "authors/c/"])
def test_focus_can_be_seen(visit: Visit, path: str, scheme: str) -> None:
    """Each of the first forty stops of the Tab key on a page is outlined."""
    page = visit(path, scheme=scheme)
    for _ in range(40):
        page.keyboard.press("Tab")
        name, outlined = page.evaluate(FOCUS)
        assert outlined, name
