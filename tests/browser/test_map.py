"""The map of papers as a reader uses it: pointer, keys, fingers, legend; with and without the script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import violations
from tests.browser.frames import draw
from tests.browser.map_page import covering, names

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
MAP = "map/"


def dots(page: Page) -> Locator:
    return page.locator(".ps-map__dots a")


def visible(page: Page) -> int:
    script = "all => all.filter(e => getComputedStyle(e).visibility === 'visible').length"
    return int(dots(page).evaluate_all(script))


def focused(page: Page) -> str:
    """The title of the dot that has the focus."""
    script = "() => (document.activeElement.getAttribute('aria-label') ?? '').split('\\n')[0]"
    return str(page.evaluate(script))


def sight(page: Page) -> list[float]:
    """The part of the sheet that is seen."""
    box = page.locator(".ps-map__svg").get_attribute("viewBox") or ""
    return [float(side) for side in box.split()]


def key(page: Page, number: int) -> Locator:
    return page.locator(".ps-map__key").nth(number)


def test_a_dot_says_what_it_is_and_leads_to_its_paper(visit: Visit) -> None:
    """The pointer brings up title, year and tags; a click opens the paper."""
    page = visit(MAP)
    dot = dots(page).nth(20)
    title = (dot.locator("title").text_content() or "").split("\n")
    dot.hover()
    card = page.locator(".ps-map__card")
    expect(card).to_be_visible()
    assert [card.locator("strong").text_content(), *title[1:]] == [
        title[0],
        (card.text_content() or "").removeprefix(title[0]),
    ]
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()
    dot.click()
    expect(page.locator("h1")).to_have_text(title[0])


def test_keys_walk_from_dot_to_dot(visit: Visit) -> None:
    """The map is one stop of the Tab key; arrows go to dots that lie that way; Enter opens the paper."""
    page = visit(MAP)
    key(page, 6).locator("input").focus()
    for _ in range(4):
        page.keyboard.press("Tab")  # past the three buttons
    first = focused(page)
    assert first
    place = """() => {
      const { cx, cy } = document.activeElement.querySelector('circle');
      return [cx.baseVal.value, cy.baseVal.value];
    }"""
    start = page.evaluate(place)
    page.keyboard.press("ArrowRight")
    right = page.evaluate(place)
    assert right[0] > start[0]
    page.keyboard.press("ArrowDown")
    down = page.evaluate(place)
    assert down[1] > right[1]
    title = focused(page)
    expect(page.locator(".ps-map__card strong")).to_have_text(title)
    page.keyboard.press("Escape")
    expect(page.locator(".ps-map__card")).to_be_hidden()
    assert page.locator(".ps-map__dots a[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_arrows_reach_every_dot(visit: Visit) -> None:
    """No paper is out of reach of the arrow keys."""
    page = visit(MAP)
    reached = page.evaluate(
        """() => {
          const all = [...document.querySelectorAll('.ps-map__dots a')], seen = new Set(), open = [all[0]];
          while (open.length) {
            const from = open.pop();
            if (seen.has(from)) continue;
            seen.add(from);
            for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
              from.focus();
              from.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
              open.push(document.activeElement);
            }
          }
          return [seen.size, all.length];
        }"""
    )
    assert reached[0] == reached[1] == 75


@pytest.mark.parametrize("script", [True, False])
def test_the_legend_hides_groups(visit: Visit, script: bool) -> None:
    """Each key takes its own dots away, from the sight and from the Tab key, with and without the script."""
    page = visit(MAP, java_script_enabled=script)
    counts = [int(count) for count in page.locator(".ps-map__key .ps-chip__count").all_text_contents()]
    assert sum(counts) == visible(page) == 75
    for number, count in enumerate(counts):
        before = visible(page)
        key(page, number).click()
        assert visible(page) == before - count
    assert visible(page) == 0
    key(page, 2).locator("input").press("Space")
    assert visible(page) == counts[2]
    hues = dots(page).evaluate_all(
        "all => [...new Set(all.filter(e => getComputedStyle(e).visibility === 'visible')"
        ".map(e => e.parentNode.dataset.part))]"
    )
    assert hues == ["3"]


def test_keys_skip_what_the_legend_hides(visit: Visit) -> None:
    """Neither Tab nor an arrow leads to a hidden dot."""
    page = visit(MAP)
    for number in range(6):
        key(page, number).click()
    page.locator(".ps-map__dots a[tabindex='0']").focus()
    part = "() => document.activeElement.parentNode.dataset.part"
    for arrow in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        assert page.evaluate(part) == "7"
        page.keyboard.press(arrow)


def test_without_the_script_a_focused_dot_says_its_name(visit: Visit) -> None:
    """Tab goes through the dots, and the name of the one in focus stands beside it."""
    page = visit(MAP, java_script_enabled=False)
    expect(page.locator(".ps-map__tools")).to_be_hidden()
    key(page, 6).locator("input").focus()
    page.keyboard.press("Tab")
    dot = page.locator(".ps-map__dots a:focus")
    assert dot.count() == 1
    expect(dot.locator("text")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("article.md-content__inner")).to_contain_text("Abstract")


def test_buttons_zoom_and_the_names_change(visit: Visit) -> None:
    """From near, names of tags join those of groups; the whole map is one click away."""
    page = visit(MAP, width=360)
    groups = page.locator(".ps-map__group").all_text_contents()
    whole, from_afar = sight(page), names(page)
    assert from_afar
    assert set(from_afar) <= set(groups)
    zoom_in, back = page.get_by_role("button", name="Zoom in"), page.get_by_role("button", name="Whole map")
    expect(back).to_be_disabled()
    for _ in range(4):
        zoom_in.click()
    expect(page.locator(".ps-map__names [data-detail='1']").first).to_be_visible()
    assert set(groups) < set(names(page))
    assert sight(page)[2] < whole[2] / 3
    back.click()
    expect(back).to_be_disabled()
    assert sight(page) == whole
    assert names(page) == from_afar
    desk = visit(MAP, width=1280)
    expect(desk.locator(".ps-map__names [data-detail='1']").first).to_be_visible()
    desk.get_by_role("button", name="Zoom in").click()
    desk.get_by_role("button", name="Zoom in").click()
    expect(desk.locator(".ps-map__group").first).to_be_visible()
    assert desk.locator(".ps-map__names [data-detail='1']").evaluate_all(
        "all => all.every(e => getComputedStyle(e).display !== 'none')"
    )


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_names_cover_no_dots(visit: Visit, width: int) -> None:
    """On a telephone, a tablet and at a desk, from afar and in every step to what is nearest."""
    page = visit(MAP, width=width)
    zoom_in = page.get_by_role("button", name="Zoom in")
    expect(page.locator(".ps-map__svg[data-detail]")).to_be_visible()
    while True:
        assert names(page)
        draw(page)  # the step, and what the buttons say of it
        assert covering(page) == []
        if zoom_in.get_attribute("aria-disabled") == "true":
            break
        before = sight(page)
        zoom_in.click()
        page.wait_for_function(
            "x => document.querySelector('.ps-map__svg').viewBox.baseVal.width < x", arg=before[2]
        )


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_without_the_script_names_cover_no_dots(visit: Visit, width: int) -> None:
    """The width of the window alone says which names have room."""
    page = visit(MAP, width=width, java_script_enabled=False)
    assert names(page)
    assert covering(page) == []


def test_a_hidden_group_hides_its_names(visit: Visit) -> None:
    """The group's own and those of its tags, also where they come into sight later."""
    page = visit(MAP)
    label = key(page, 0).locator("span").first.evaluate("e => e.firstChild.textContent.trim()")
    own = page.locator(".ps-map__names [data-part='1']")
    assert label in names(page)
    assert own.count() > 2
    key(page, 0).click()
    page.get_by_role("button", name="Zoom in").click()
    for name in own.all():
        expect(name).to_be_hidden()
    assert names(page)


def test_wheel_zooms_and_dragging_moves(visit: Visit) -> None:
    """Ctrl and wheel enlarge what is under the pointer; a drag moves it and follows no link."""
    page = visit(MAP)
    svg = page.locator(".ps-map__svg")
    svg.scroll_into_view_if_needed()
    box = svg.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    before = sight(page)
    page.mouse.wheel(0, 1)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -150)
    page.keyboard.up("Control")
    expect(svg).to_have_attribute("data-near", "")
    near = sight(page)
    assert near[2] < before[2]
    page.mouse.down()
    page.mouse.move(x - 80, y - 40, steps=4)
    page.mouse.up()
    page.wait_for_function(
        "old => document.querySelector('.ps-map__svg').getAttribute('viewBox') !== old",
        arg=" ".join(f"{side:g}" for side in near),
    )
    moved = sight(page)
    assert moved[0] > near[0]
    assert moved[1] > near[1]
    assert page.url.endswith(MAP)


def test_dots_are_large_enough_to_tap(visit: Visit) -> None:
    """On a telephone, what a finger can hit of a dot is about as large as the way to the next one."""
    page = visit(MAP, width=360, has_touch=True, is_mobile=True)
    sizes = page.locator(".ps-map__dots circle").evaluate_all(
        """all => all.map(c => { const style = getComputedStyle(c);
          const units = 2 * parseFloat(style.r) + parseFloat(style.strokeWidth);
          return units * c.ownerSVGElement.getScreenCTM().a; })"""
    )
    assert min(sizes) >= 18
    dots(page).nth(30).tap()
    expect(page.locator(".ps-abstract")).to_be_visible()


def test_the_list_below_leads_to_papers(visit: Visit) -> None:
    """Who does not see the map reads what lies next to what."""
    page = visit(MAP)
    page.get_by_role("link", name="View as a list").click()
    page.locator(".ps-map__part summary").nth(1).click()
    row = page.locator(".ps-map__part").nth(1).locator("tbody tr").first
    expect(row.locator("td a")).to_have_count(3)
    title = row.locator("th").text_content() or ""
    row.locator("th a").click()
    expect(page.locator("h1")).to_have_text(title)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_map(visit: Visit, scheme: str) -> None:
    """With the list open, on a telephone and at a desk; and the page fits its window."""
    options: dict[str, Any] = {"scheme": scheme, "width": 360, "reduced_motion": "reduce"}
    page = visit(MAP, **options)
    page.locator(".ps-map__part summary").first.click()
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert not violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
