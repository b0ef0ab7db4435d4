"""The page of the API: its examples in JavaScript run in a browser, and its files are there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from papershelf.library import Library

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_the_examples_in_javascript(visit: Visit, library: Library) -> None:
    """Each prints what its title says, under the policy of the site's own pages."""
    page = visit("api/")
    said: list[str] = []

    def note(line: ConsoleMessage) -> None:
        said.append(line.text)

    page.on("console", note)
    found: dict[str, list[str]] = {}
    for code in page.get_by_role("region", name=", JavaScript").all():
        said.clear()
        page.evaluate(f"async () => {{ {code.inner_text()} }}")
        found[(code.get_attribute("aria-label") or "").removesuffix(", JavaScript")] = said.copy()
    assert len(found) == 4
    assert sorted(found["Every paper, file by file"]) == sorted(library.by_id)
    assert found["The whole list"] == [str(len(library.papers))]
    assert len(found["One paper"]) == 1
    assert found["What happened on the last days"][0].endswith("added 0 removed")


def test_each_file_that_it_names_is_there(visit: Visit) -> None:
    """The whole list in four formats, the schemas and the description."""
    page = visit("api/")
    links = page.get_by_role("main").locator("a[href*='v1/']")
    addresses = {link.evaluate("one => one.href") for link in links.all()}
    assert len(addresses) >= 19
    assert {page.request.get(address).status for address in addresses} == {200}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_long_lines_scroll_by_themselves(visit: Visit, width: int, scheme: str) -> None:
    """Code may be wider than a telephone; the page is not, and the keyboard reaches the code."""
    page = visit("api/", width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    code = page.get_by_role("region", name="One paper, curl")
    code.focus()
    expect(code).to_be_focused()


def test_every_page_leads_to_it(visit: Visit) -> None:
    """By a link at its foot, without a script too."""
    page = visit("venues/", java_script_enabled=False)
    page.get_by_role("contentinfo").get_by_role("link", name="Data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data")
