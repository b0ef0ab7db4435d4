"""What a page shows only with its next frame."""

from playwright.sync_api import Page


def draw(page: Page) -> None:
    """Wait until the page has drawn what was done to it."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
