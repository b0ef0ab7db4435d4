"""What readers mark with, as tests find it on a page."""

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

LSH = "lsh-moe-communication-efficient-moe-training-via-locality"
MEGA = "megascale-scaling-large-language-model-training-to-more-than"
BLOCKED = """Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('no', 'SecurityError') },
})"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"""
Visit = Callable[..., Page]


def head(page: Page) -> Locator:
    """The controls at the top of a paper's page."""
    return page.locator(".ps-paper > .ps-head .ps-marks")


def star(within: Page | Locator) -> Locator:
    return within.get_by_role("button", name="Star:")


def state(within: Page | Locator, label: str) -> Locator:
    return within.get_by_role("button", name=label, exact=True)


def note(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Private note")


def card(page: Page, paper: str) -> Locator:
    return page.locator(f"li.ps-card[data-paper='{paper}']")


def section(page: Page, label: str) -> Locator:
    """A part of the page "My reading"."""
    return page.locator("section").filter(has=page.get_by_role("heading", name=label))


def tab(page: Page, path: str) -> Page:
    """Another tab of the same reader."""
    other = page.context.new_page()
    other.goto(path)
    return other


def news(page: Page, days: list[tuple[str, int]]) -> None:
    """Let the list have had additions on these days."""
    body = json.dumps({"days": days, "complete": True, "moved": {}})
    page.context.unroute("**/exports/news.json")
    page.context.route("**/exports/news.json", lambda route: route.fulfill(body=body))


def saved(page: Page, path: Path) -> Path:
    """Export the marks as a file."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as a file").click()
    download.value.save_as(path)
    return path


def clear(page: Page) -> None:
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("dialog").get_by_role("button", name="Clear everything").click()


def told(page: Page) -> Locator:
    return page.locator(".ps-told")
