"""The page of all papers, as tests find their way on it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Visit = Callable[..., Page]
PATIENCE = 20_000  # milliseconds that a busy machine may take


def cards(page: Page) -> Locator:
    return page.locator(".ps-results [data-paper]")


def shown_titles(page: Page) -> list[str]:
    return page.locator(".ps-results .ps-card__title").all_inner_texts()


def expect_found(page: Page, number: int, of: int = 75) -> None:
    words = f"{number} of {of:,} papers" if number else "No papers"
    expect(page.locator(".ps-found")).to_have_text(words)
    expect_idle(page)


def expect_idle(page: Page) -> None:
    """What was asked is shown and counted."""
    for part in (".ps-results", ".ps-filters"):
        expect(page.locator(part)).not_to_have_attribute("aria-busy", "true")


def value(page: Page, facet: str, name: str) -> Locator:
    return page.locator(f"[data-facet={facet}] [data-value='{name}'] > .ps-value__row")


def open_facet(page: Page, name: str) -> None:
    page.locator(".ps-facet > summary", has_text=re.compile(f"^{name}$")).click()


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search all papers")


def settled(page: Page) -> Page:
    """The page once it shows what its address asks for."""
    expect(page.locator(".ps-browse--live")).to_be_visible()
    return page


def until(page: Page, holds: str, given: object = None) -> None:
    """Wait for a function to hold; Playwright's own way is one that the site's content policy forbids."""
    for _ in range(PATIENCE // 50):
        if page.evaluate(holds, given):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"not within {PATIENCE} ms: {holds}")


def shown_counts(page: Page, facet: str) -> dict[str, int]:
    rows: dict[str, int] = page.eval_on_selector_all(
        f"[data-facet={facet}] [data-value]",
        """rows => Object.fromEntries(rows.map(row => [
          row.dataset.value, Number(row.querySelector('[data-count]').textContent.replace(',', ''))]))""",
    )
    return rows
