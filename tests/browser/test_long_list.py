"""The map and the index of authors of a list of 2,000 papers, as readers use them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from papershelf.facts.groups import authors
from papershelf.facts.name_index import name_index
from papershelf.library import Library
from tests.browser.accessibility import violations
from tests.browser.map_page import covering, names

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
Many = tuple[Library, str]
CIRCLES, DOTS = ".ps-map__clusters a", ".ps-map__near a"


def largest(page: Page) -> int:
    """Which circle has the most papers."""
    script = "all => all.map(a => parseInt(a.querySelector('title, text').textContent))"
    counts = page.locator(CIRCLES).evaluate_all(script)
    return int(max(range(len(counts)), key=counts.__getitem__))


def map_of(visit: Visit, many: Many, **options: Any) -> Page:
    """The map, once its script is there, and circles have stopped to lead to lists."""
    page = visit(f"{many[1]}map/", **options)
    expect(page.locator(".ps-map__svg[data-detail]")).to_be_visible()
    expect(page.locator(f"{CIRCLES}[role=button]").last).to_be_attached()
    return page


def test_a_circle_shows_its_papers_from_near(visit: Visit, many: Many) -> None:
    """A click brings the map near; each dot there says and leads to its paper; the whole map has circles."""
    page = map_of(visit, many)
    circle = page.locator(CIRCLES).nth(largest(page))
    circle.click()
    expect(page.locator(".ps-map__svg[data-dots]")).to_be_visible()
    expect(page.locator(CIRCLES).first).to_be_hidden()
    assert page.locator(DOTS).count() > 50
    assert page.evaluate("document.querySelectorAll('*').length") < 5000
    page.get_by_role("button", name="Whole map").click()
    expect(page.locator(CIRCLES).first).to_be_visible()
    expect(page.locator(DOTS).first).to_be_hidden()


def test_keys_go_from_circles_to_dots_and_back(visit: Visit, many: Many) -> None:
    """Enter on a circle leads the focus to a dot, arrows go on, Enter opens the paper."""
    library, address = many
    page = map_of(visit, many)
    page.locator(CIRCLES).nth(largest(page)).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".ps-map__near a:focus")).to_have_count(1)
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowDown")
    label = str(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert label != first
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(label.split("\n", maxsplit=1)[0])
    assert page.url.removeprefix(f"{address}papers/").rstrip("/") in library.by_id


def test_the_legend_counts_for_dots_too(visit: Visit, many: Many) -> None:
    """A group that is hidden from afar is hidden from near, and keys pass over it."""
    page = map_of(visit, many)
    page.locator(CIRCLES).nth(largest(page)).press("Enter")
    expect(page.locator(".ps-map__near a:focus")).to_have_count(1)
    part = page.evaluate("document.activeElement.parentNode.dataset.part")
    page.locator(".ps-map__key").nth(int(part) - 1).click()
    expect(page.locator(f".ps-map__near[data-part='{part}'] a").first).to_be_hidden()


def test_without_a_script_circles_lead_to_lists(visit: Visit, many: Many) -> None:
    """The list has as many papers as the circle says."""
    page = visit(f"{many[1]}map/", java_script_enabled=False)
    circle = page.locator(CIRCLES).nth(largest(page))
    count = int((circle.locator("title").text_content() or "").split()[0])
    circle.click()
    place = page.url.partition("#")[2]
    expect(page.locator(f"#{place} li")).to_have_count(count)
    page.locator(f"#{place} li a").first.click()
    expect(page.locator(".ps-abstract")).to_be_visible()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_names_cover_nothing(visit: Visit, many: Many, width: int) -> None:
    """Neither circles from afar nor dots from near."""
    page = map_of(visit, many, width=width)
    assert names(page)
    assert covering(page) == []
    page.locator(CIRCLES).nth(largest(page)).press("Enter")
    expect(page.locator(".ps-map__svg[data-dots]")).to_be_visible()
    assert covering(page) == []


def test_an_old_address_leads_to_the_name(visit: Visit, many: Many) -> None:
    """The place that a name had on the page of its letter leads to the page that has it now."""
    library, address = many
    page = next(page for page in name_index(authors(library.papers)) if page.above)
    group = next(section for section in page.sections if not section.is_apart).names[0]
    found = visit(f"{address}authors/{page.above[0]}/#{group.slug}")
    found.wait_for_url(f"{address}authors/{page.start}/#{group.slug}")
    expect(found.locator(f"#{group.slug}")).to_contain_text(group.label)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_long_lists(visit: Visit, many: Many, scheme: str) -> None:
    """On a telephone and at a desk; and no page is wider than its window."""
    options: dict[str, Any] = {"scheme": scheme, "reduced_motion": "reduce"}
    page = visit(f"{many[1]}map/", **options)
    for path in ("map/", "map/part-1/", "authors/", "authors/l/", "statistics/authors/", "new/"):
        page.goto(many[1] + path)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert not violations(page), path
            assert page.evaluate("document.documentElement.scrollWidth") <= width
