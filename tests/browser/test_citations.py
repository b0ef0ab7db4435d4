"""What papers build on, as readers see it: on their pages, on the map and in the order of papers."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from bench.make_papers import papers_text
from papershelf.library import load
from tests.browser.accessibility import violations
from tests.browser.browse_page import settled, shown_titles
from tests.browser.conftest import listen
from tests.small_site import built, make_project

pytestmark = pytest.mark.browser

COUNT = 40
FIRST, SECOND = "made-up-0", "made-up-1"
LINKED = re.compile("^Buil(?:ds on 1 paper|t on by 39 papers)[.]$")

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, list_dir: Path) -> Path:
    """A list in which all papers build on the first one, and the second one builds on none else."""
    project = make_project(tmp_path_factory.mktemp("citing") / "project")
    (project / "data/tags.yaml").write_text((list_dir / "tags.yaml").read_text())
    (project / "data/papers.yaml").write_text(papers_text(COUNT))
    ids = [paper.id for paper in load(project / "data").papers]
    entries = (f"- paper: {each}\n  builds_on: [{ids[0]}]\n" for each in ids[1:])
    (project / "data/citations.yaml").write_text("".join(entries))
    built(project)
    return project


@pytest.fixture(scope="module")
def address(project: Path, serve: Callable[[Path], str]) -> str:
    return serve(project / "site")


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    """Opens a page of that site; fails the test on any complaint."""
    complaints: list[str] = []
    with ExitStack() as stack:

        def open_page(path: str, **options: Any) -> Page:
            context = chromium.new_context(base_url=address, service_workers="block", **options)
            stack.callback(context.close)
            listen(context, complaints, allowed="", scripted=options.get("java_script_enabled", True))
            page = context.new_page()
            page.goto(path)
            return page

        yield open_page
    assert not complaints, "\n".join(complaints)


def dot(page: Page, paper: str) -> Locator:
    return page.locator(f".ps-map__dots a[href$='papers/{paper}/']")


def lines(page: Page, kind: str) -> Locator:
    return page.locator(f".ps-map__links line.ps-map__{kind}")


def links_on(page: Page) -> None:
    with page.expect_response("**/exports/map-links.json"):
        page.get_by_role("checkbox", name="Links").check()


def test_pages_lead_there_and_back(visit: Visit) -> None:
    """Without scripts too: from a paper to what it builds on, and from there to all that build on it."""
    page = visit(f"papers/{SECOND}/", java_script_enabled=False)
    page.locator("#builds-on a").click()
    section = page.locator("#built-on-by")
    expect(section.get_by_role("heading")).to_have_text("Built on by 39")
    expect(section.locator("li:visible")).to_have_count(8)
    section.locator("summary").click()
    expect(section.locator("li:visible")).to_have_count(39)


def test_the_map_loads_links_when_they_are_wanted(visit: Visit) -> None:
    """Nothing is asked for before; then the paper under the pointer has lines, and its card says how many."""
    asked: list[str] = []
    page = visit("map/")
    page.on("request", lambda request: asked.append(request.url))
    dot(page, FIRST).hover()
    assert lines(page, "back").count() == 0
    assert not any("links" in url for url in asked)
    links_on(page)
    dot(page, FIRST).hover()
    expect(lines(page, "back")).to_have_count(COUNT - 1)
    expect(page.locator(".ps-map__card")).to_contain_text("Built on by 39 papers.")
    dot(page, SECOND).hover()
    expect(lines(page, "forth")).to_have_count(1)
    expect(lines(page, "back")).to_have_count(0)
    page.get_by_role("checkbox", name="Links").uncheck()
    dot(page, FIRST).hover()
    expect(lines(page, "back")).to_have_count(0)
    expect(page.locator(".ps-map__card")).not_to_contain_text("Built on")


def test_keys_show_links(visit: Visit) -> None:
    """A paper in focus has its lines and says how many; Escape hides them."""
    page = visit("map/")
    links_on(page)
    for _ in range(4):
        page.keyboard.press("Tab")  # past the three buttons
    focused = page.locator(".ps-map__dots a:focus")
    expect(focused).to_have_attribute("aria-description", LINKED)
    expect(page.locator(".ps-map__links line")).not_to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".ps-map__links line")).to_have_count(0)


@pytest.mark.parametrize("by", ["keys", "pointer"])
def test_links_that_come_late_are_shown_when_they_come(visit: Visit, by: str) -> None:
    """To a reader who is at a paper before them: it gets its lines, and its card says how many."""
    page = visit("map/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/exports/map-links.json", hold)
    with page.expect_request("**/exports/map-links.json"):
        page.get_by_role("checkbox", name="Links").check()
    if by == "keys":
        for _ in range(4):
            page.keyboard.press("Tab")  # past the three buttons
        expect(page.locator(".ps-map__dots a:focus")).to_have_count(1)
    else:
        dot(page, FIRST).hover()
    expect(page.locator(".ps-map__card")).to_be_visible()
    expect(page.locator(".ps-map__links line")).to_have_count(0)
    held[0].continue_()
    expect(page.locator(".ps-map__links line")).not_to_have_count(0)
    expect(page.locator(".ps-map__card em")).to_have_text(LINKED)
    expect(page.locator(".ps-map__dots [aria-description]")).to_have_count(1)


def test_a_finger_sees_links_first(visit: Visit) -> None:
    """The first tap on a paper shows its links, the second one opens it."""
    page = visit("map/", viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    links_on(page)
    dot(page, SECOND).tap()
    expect(lines(page, "forth")).to_have_count(1)
    dot(page, SECOND).tap()
    expect(page.locator("#builds-on")).to_be_visible()


def test_papers_are_sorted_by_it(visit: Visit) -> None:
    """The paper that most others build on comes first."""
    page = settled(visit("papers/"))
    title = load_title(page)
    page.get_by_label("Sort by").select_option("Most built on")
    expect(page.locator(".ps-results .ps-card__title").first).to_have_text(title)
    assert shown_titles(page)[0] == title


def load_title(page: Page) -> str:
    """The title of the first paper."""
    other = page.context.new_page()
    other.goto(f"papers/{FIRST}/")
    title = other.locator("h1").inner_text()
    other.close()
    return title


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Visit, scheme: str) -> None:
    """On a page with both sections folded out, and on the map with its links shown."""
    options: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": 360, "height": 800}}
    page = visit(f"papers/{FIRST}/", **options)
    page.locator("#built-on-by summary").click()
    assert not violations(page)
    page.goto("map/")
    links_on(page)
    dot(page, FIRST).hover()
    expect(lines(page, "back")).to_have_count(COUNT - 1)
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
