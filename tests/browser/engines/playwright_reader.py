"""A reader whose browser Playwright drives: Chromium, or an engine that Playwright has downloaded."""

from contextlib import AbstractContextManager, ExitStack
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page

from tests.browser.engines.reader import PATIENCE, PageGoneError


class PlaywrightReader(AbstractContextManager["PlaywrightReader"]):
    """Each page that is opened with other settings is in a fresh profile."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._stack = ExitStack()
        self._settings: tuple[int, bool] | None = None
        self._page: Page
        self._said: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def open(self, address: str, *, width: int = 1280, scripts: bool = True) -> None:
        if self._settings != (width, scripts):
            self._settings = (width, scripts)
            self._page = self._fresh(width, scripts)
        self._page.goto(address)

    def _fresh(self, width: int, scripts: bool) -> Page:
        context = self._stack.enter_context(
            self._browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
        )
        context.set_default_timeout(PATIENCE * 1000)
        self._listen(context, scripts)
        return context.new_page()

    def _listen(self, context: BrowserContext, scripts: bool) -> None:
        def note(line: ConsoleMessage) -> None:
            if line.type in ("error", "warning") and scripts:
                self._said.append(f"{line.text} ({line.location['url']})")

        context.on("console", note)
        context.on("weberror", lambda error: self._said.append(str(error.error)))

    def back(self) -> None:
        self._page.go_back()

    def click(self, selector: str) -> None:
        self._page.locator(selector).first.click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)

    def run(self, body: str, *given: object) -> Any:
        try:
            return self._page.evaluate(f"given => (function () {{ {body} }})(...given)", list(given))
        except Error as error:
            if "context was destroyed" in error.message:
                raise PageGoneError from error
            raise

    def complaints(self) -> list[str]:
        return self._said
