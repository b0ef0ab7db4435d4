"""What a reader marks: kept in the browser, in all its tabs, across renames, and never sent anywhere."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.browse_page import until
from tests.browser.marks import (
    BLOCKED,
    FULL,
    LSH,
    Visit,
    card,
    head,
    news,
    note,
    section,
    star,
    state,
    tab,
    told,
)

pytestmark = pytest.mark.browser


def test_marks_outlast_the_page(visit: Visit) -> None:
    """State, star and note are there after a reload, on the paper's card, and among my reading."""
    page = visit(f"papers/{LSH}/")
    star(head(page)).click()
    state(head(page), "Reading").click()
    note(page).fill("Compare with <b>others</b>")
    note(page).blur()
    page.reload()
    expect(star(head(page))).to_have_attribute("aria-pressed", "true")
    expect(state(head(page), "Reading")).to_have_attribute("aria-pressed", "true")
    expect(state(head(page), "Read")).to_have_attribute("aria-pressed", "false")
    expect(note(page)).to_have_value("Compare with <b>others</b>")
    page.goto("tags/locality-sensitive-hashing/")
    expect(star(card(page, LSH))).to_have_attribute("aria-pressed", "true")
    expect(card(page, LSH).get_by_role("combobox")).to_have_value("reading")
    page.goto("reading/")
    for label in ("Reading", "Starred", "With a note"):
        expect(section(page, label).get_by_role("link", name="LSH-MoE")).to_be_visible()
    expect(section(page, "With a note")).to_contain_text("Compare with <b>others</b>")


def test_a_mark_is_taken_away_as_it_was_given(visit: Visit) -> None:
    """The same button again removes star and state, and nothing stays in the list."""
    page = visit(f"papers/{LSH}/")
    for _ in range(2):
        star(head(page)).click()
        state(head(page), "To read").click()
    expect(star(head(page))).to_have_attribute("aria-pressed", "false")
    expect(state(head(page), "To read")).to_have_attribute("aria-pressed", "false")
    page.goto("reading/")
    expect(page.get_by_role("heading", name="Nothing marked yet")).to_be_visible()


def test_visiting_a_paper_marks_nothing(visit: Visit) -> None:
    """Only the reader marks."""
    page = visit(f"papers/{LSH}/")
    page.goto("reading/")
    expect(page.get_by_role("heading", name="Nothing marked yet")).to_be_visible()


def test_nothing_about_marks_leaves_the_browser(visit: Visit) -> None:
    """Marks are in no address and no body of any request."""
    page = visit(f"papers/{LSH}/")
    until(page, "async () => Boolean(await caches.match(location.href))")  # which asks for it
    sent: list[str] = []
    page.context.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    star(head(page)).click()
    note(page).fill("secret-words")
    note(page).blur()
    page.goto("reading/")
    expect(section(page, "Starred")).to_be_visible()
    assert sent
    assert not [line for line in sent if LSH in line or "secret-words" in line]


def test_two_tabs_agree(visit: Visit) -> None:
    """What is marked in one tab shows in the other, and neither loses what the other marked meanwhile."""
    first = visit(f"papers/{LSH}/")
    second = tab(first, f"papers/{LSH}/")
    third = tab(first, "tags/locality-sensitive-hashing/")
    star(head(first)).click()
    expect(star(head(second))).to_have_attribute("aria-pressed", "true")
    second.clock.pause_at(datetime(2040, 1, 1, tzinfo=UTC))  # a note is saved by itself after a while
    note(second).fill("from the second")
    state(head(first), "Read").click()
    expect(state(head(second), "Read")).to_have_attribute("aria-pressed", "true")
    note(second).blur()
    expect(note(first)).to_have_value("from the second")
    expect(state(head(first), "Read")).to_have_attribute("aria-pressed", "true")
    expect(card(third, LSH).get_by_role("combobox")).to_have_value("read")
    expect(star(head(first))).to_have_attribute("aria-pressed", "true")


def test_two_lists_on_one_host_do_not_mix(visit: Visit, site: str, built: tuple[Path, str]) -> None:
    """A list at another path of the same host starts empty."""
    page = visit(f"papers/{LSH}/")
    star(head(page)).click()

    def other(route: Route) -> None:
        inside = route.request.url.partition("/other/")[2].partition("?")[0].partition("#")[0]
        path = built[0] / inside / ("index.html" if inside.endswith("/") or not inside else "")
        route.fulfill(path=path)

    page.context.route("**/other/**", other)
    page.goto(site.replace("/papershelf/", f"/other/papers/{LSH}/"))
    expect(star(head(page))).to_have_attribute("aria-pressed", "false")


@pytest.fixture
def bare(chromium: Browser, site: str) -> Iterator[Page]:
    """A page not yet opened, on which storage may be blocked."""
    with chromium.new_context(base_url=site, service_workers="block") as context:
        yield context.new_page()


@pytest.mark.parametrize(
    ("script", "words"), [(BLOCKED, "does not save data"), (FULL, "storage for the site is full")]
)
def test_without_storage_marks_last_as_long_as_the_page(bare: Page, script: str, words: str) -> None:
    """Blocked or full storage breaks nothing; the reader is told once, and only when it matters."""
    page = bare
    page.add_init_script(script)
    page.goto(f"papers/{LSH}/")
    expect(star(head(page))).to_be_visible()
    expect(told(page)).to_be_hidden()
    star(head(page)).click()
    expect(star(head(page))).to_have_attribute("aria-pressed", "true")
    expect(told(page)).to_contain_text(words)
    told(page).get_by_role("button", name="Close").click()
    state(head(page), "Read").click()
    expect(state(head(page), "Read")).to_have_attribute("aria-pressed", "true")
    expect(told(page)).to_be_hidden()
    page.reload()
    expect(star(head(page))).to_have_attribute("aria-pressed", "false")


def test_marks_follow_a_renamed_paper(
    visit: Visit,
    copy_project: Callable[[Path], Path],
    build_site: Callable[[Path, str], Path],
    serve: Callable[[Path], str],
    tmp_path: Path,
) -> None:
    """After a rename, marks under the former id are on the present page, also within the same visit."""
    project = copy_project(tmp_path / "project")
    address = serve(project / "site")
    build_site(project, address)
    page = visit(address + f"papers/{LSH}/", service_workers="block")  # it would look while the site is away
    star(head(page)).click()
    note(page).fill("old name")
    note(page).blur()
    page.goto("about:blank")  # the page may still want its icon
    papers = project / "data" / "papers.yaml"
    papers.write_text(
        papers.read_text().replace(f"- id: {LSH}\n", f"- id: hashed-experts\n  formerly: [{LSH}]\n")
    )
    collections = project / "data" / "collections.yaml"
    collections.write_text(collections.read_text().replace(LSH, "hashed-experts"))
    shutil.rmtree(project / "site")
    build_site(project, address)
    page.goto(address + f"papers/{LSH}/")
    page.wait_for_url("**/papers/hashed-experts/")
    expect(star(head(page))).to_have_attribute("aria-pressed", "true")
    expect(note(page)).to_have_value("old name")
    page.goto(address + "reading/")
    expect(section(page, "Starred").get_by_role("listitem")).to_have_count(1)
    expect(section(page, "Starred").get_by_role("link", name="LSH-MoE")).to_be_visible()


def test_new_since_the_last_visit(bare: Page) -> None:
    """Nothing on a first visit and within one; on the next, what came onto the list in between."""
    page = bare
    page.clock.set_fixed_time(datetime(2026, 5, 12, 9, tzinfo=UTC))
    fresh = page.locator("[data-fresh]")
    news(page, [("2026-05-01", 40)])
    with page.expect_response("**/exports/news.json"):
        page.goto("")
    expect(fresh).to_be_empty()
    news(page, [("2026-11-23", 75), ("2026-05-01", 40)])
    page.clock.set_fixed_time(datetime(2026, 5, 12, 9, 20, tzinfo=UTC))
    page.goto("")
    expect(fresh).to_be_empty()
    expect(page.locator(".ps-marks__new")).to_have_count(0)
    page.clock.set_fixed_time(datetime(2026, 5, 14, 9, tzinfo=UTC))
    page.goto("")
    expect(fresh).to_have_text("75 new since your last visit on 12 May")
    expect(page.locator(".ps-card[data-paper] .ps-marks__new").first).to_be_visible()
    fresh.get_by_role("link").click()
    new = section(page, "New since your last visit")
    expect(new.get_by_role("listitem")).to_have_count(40)
    new.get_by_role("button", name="Show more").click()
    expect(new.get_by_role("listitem")).to_have_count(75)
    page.clock.set_fixed_time(datetime(2026, 5, 15, 9, tzinfo=UTC))
    page.goto("")
    expect(page.locator("[data-paper]").first).to_be_visible()
    expect(fresh).to_be_empty()


def test_progress_grows_as_papers_are_read(visit: Visit) -> None:
    """A collection, and the whole list, tell how much of them is read."""
    page = visit("collections/")
    expect(page.get_by_role("progressbar").first).to_have_attribute("value", "0")
    page.locator(".ps-card__title a").first.click()
    steps = page.locator(".ps-step")
    steps.first.get_by_role("combobox").select_option("Read")
    size = steps.count()
    expect(page.locator("[data-progress]")).to_have_text(f"1 of {size} read")
    page.goto("collections/")
    expect(page.locator("[data-progress]").first).to_have_text(f"1 of {size} read")
    page.goto("reading/")
    expect(page.get_by_role("progressbar", name="The whole list")).to_have_attribute("value", "1")
    page.get_by_text("By topic").click()
    assert page.get_by_role("progressbar").count() > 2


def test_a_change_on_the_page_keeps_the_focus(visit: Visit) -> None:
    """Who changes a state by key in the list goes on from the same paper in its new place."""
    page = visit(f"papers/{LSH}/")
    state(head(page), "To read").click()
    page.goto("reading/")
    menu = section(page, "To read").get_by_role("combobox")
    menu.focus()
    menu.select_option("Read")
    moved = section(page, "Read").get_by_role("combobox")
    expect(moved).to_be_focused()
    expect(moved).to_have_value("read")


def test_without_scripts_no_control_is_dead(visit: Visit) -> None:
    """The page says what it needs; papers and cards show no control that would do nothing."""
    page = visit("reading/", java_script_enabled=False)
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    expect(page.locator(".ps-listing").get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("button", name="Keyboard")).to_be_hidden()
    page.goto(f"papers/{LSH}/")
    expect(head(page)).to_be_hidden()
    expect(note(page)).to_have_count(0)


PLACES = """() => [...document.querySelectorAll('main :is(h1, h2, li, section), footer')].map(element => {
  const {x, y} = element.getBoundingClientRect();
  return [element.className, Math.round(x), Math.round(y)];
})"""


@pytest.mark.parametrize("path", [f"papers/{LSH}/", "tags/locality-sensitive-hashing/", "collections/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_controls_move_nothing_when_they_come(visit: Visit, path: str, width: int) -> None:
    """Room is kept for what scripts add: nothing is elsewhere than before they ran."""
    before = visit(service_workers="block", width=width)
    before.context.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    before.goto(path)
    after = visit(path, width=width)
    expect(after.locator(".ps-marks__star, progress").first).to_be_visible()
    for page in (before, after):
        page.evaluate("document.fonts.ready")
    assert after.evaluate(PLACES) == before.evaluate(PLACES)
