"""The same reader in each engine that ENGINES names, with commas; Chromium alone where it is not set.

FIREFOX and WEBKIT are paths of a Firefox and of a WebKitWebDriver; without them Playwright has its own.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.engines.firefox import firefox
from tests.browser.engines.playwright_reader import PlaywrightReader
from tests.browser.engines.reader import Reader
from tests.browser.engines.webkit import webkit

ENGINES = os.environ.get("ENGINES", "chromium").split(",")


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A browser, started once."""
    name: str = request.param
    with ExitStack() as stack:
        if name == "firefox" and (binary := os.environ.get("FIREFOX")):
            yield stack.enter_context(firefox(binary, tmp_path_factory.mktemp("profile")))
        elif name == "webkit" and (driver := os.environ.get("WEBKIT")):
            yield stack.enter_context(webkit(driver))
        else:
            yield stack.enter_context(PlaywrightReader(_launched(request, name, stack)))


def _launched(request: pytest.FixtureRequest, name: str, stack: ExitStack) -> Browser:
    if name == "chromium":
        chromium: Browser = request.getfixturevalue("chromium")
        return chromium
    playwright: Playwright = request.getfixturevalue("playwright")
    browser: Browser = getattr(playwright, name).launch()
    stack.callback(browser.close)
    return browser


@pytest.fixture
def address(built: tuple[Path, str], serve: Callable[[Path], str]) -> str:
    """The site at an address of its own, where no reader has left anything."""
    return serve(built[0])


@pytest.fixture
def reader(engine: Reader) -> Iterator[Reader]:
    """A reader of the site; fails the test on whatever the console says against it."""
    yield engine
    assert engine.complaints() == []
