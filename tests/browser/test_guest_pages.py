"""A list inside another site, in a browser: what it does, and that it does nothing to the site."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import host_site
from tests.browser.browse_page import Visit, expect_idle, field, settled, until
from tests.browser.test_scripts import MODULES, NAMED
from tests.host_site import PAPER, change, host

pytestmark = pytest.mark.browser
HOST_PAGES = ("", "guide/", "guide/diving/")
INDICES = ("tags/", "statistics/", "collections/", "authors/", "subscribe/", "new/")
OURS = ("", "papers/", *INDICES, "tags/vector-search/", "map/", "reading/", PAPER.removeprefix("reading/"))
SCRIPTED = ("", "papers/", "map/", "reading/", "authors/", "subscribe/", PAPER.removeprefix("reading/"))
SHEETS = ("papershelf", "browse", "map", "selection")
# All selectors of a style sheet as the browser reads it, but for those inside of brackets.
SELECTORS = """async (address) => {
  const sheet = new CSSStyleSheet();
  await sheet.replace(await (await fetch(address)).text());
  const found = [], other = [];
  const split = (list) => {
    let depth = 0;
    const marked = [...list].map(sign => {
      depth += "([".includes(sign) - ")]".includes(sign);
      return sign === "," && !depth ? "\\n" : sign;
    });
    return marked.join("").split("\\n").map(each => each.trim());
  };
  const read = (rules) => { for (const rule of rules) {
    if (rule.selectorText) found.push(...split(rule.selectorText));
    else if (rule.cssRules) read(rule.cssRules);
    else other.push(rule.cssText);
  } };
  read(sheet.cssRules);
  return [found, other];
}"""
OUTSIDE = """(selectors) => selectors.filter(each => {
  const bare = each.replace(/::[a-z-]+(?:[(][^)]*[)])?/g, "") || "*";
  return [...document.querySelectorAll(bare)].some(element => !element.closest(".ps-shelf"));
})"""
# What a browser makes of every element outside of ours, but for where it is.
LOOKS = """() => [...document.querySelectorAll("body, .md-header *, .md-tabs *, .md-footer *, .md-banner *")]
  .map(element => {
    const style = getComputedStyle(element);
    return [style.color, style.backgroundColor, style.fontFamily, style.fontSize, style.padding];
  })"""
WITHOUT_OURS = (
    "() => document.querySelectorAll('link[href*=\"/assets/papershelf\"]').forEach(each => each.remove())"
)
STAYS = "() => { window.stays = true; }"


@pytest.fixture(scope="module")
def site(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a lab's site with a list, one page of which shows papers."""
    project = host(tmp_path_factory.mktemp("served") / "host")
    address = serve(project / "site")
    change(project, "https://kelp.example/docs/", address)
    change(project, "  - Guide:\n", "  - Reading list: reading/index.md\n  - Guide:\n")
    change(
        project,
        "    Two of them.",
        "    ```papershelf\n    tag: vector-search\n    ```",
        "docs/guide/index.md",
    )
    host_site.built(project)
    return address


def test_no_rule_of_ours_is_about_the_site_around(visit: Visit) -> None:
    """Each begins below our element, and matches nothing outside of it, on any page."""
    page = visit()
    selectors: list[str] = []
    for name in SHEETS:
        found, other = page.evaluate(SELECTORS, f"reading/assets/{name}.css")
        assert found, name
        assert not other, name
        assert [each for each in found if ".ps-shelf" not in each] == [], name
        selectors += found
    for path in (*HOST_PAGES, "reading/", "reading/papers/", PAPER):
        assert visit(path).evaluate(OUTSIDE, selectors) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_site_around_looks_the_same_on_our_pages(visit: Visit, scheme: str) -> None:
    """Header, tabs, banner and footer have the colours and letters that they have without our styles."""
    page = visit(PAPER, scheme=scheme)
    with_ours = page.evaluate(LOOKS)
    page.evaluate(WITHOUT_OURS)
    assert page.evaluate(LOOKS) == with_ours


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", OURS)
def test_each_page_works_without_a_complaint(visit: Visit, path: str, width: int) -> None:
    """Nothing fails, nothing is asked of other hosts, and nothing is wider than the window."""
    page = visit(f"reading/{path}", width=width)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("() => document.querySelectorAll('h1').length") == 1


@pytest.mark.parametrize("path", SCRIPTED)
def test_a_page_names_the_modules_that_it_loads(visit: Visit, path: str) -> None:
    """As on a site of its own, so that none waits for another."""
    page = visit(f"reading/{path}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(MODULES) == page.evaluate(NAMED)


@pytest.mark.parametrize("path", ["papers/", "tags/", PAPER.removeprefix("reading/")])
def test_pages_can_be_read_without_scripts(visit: Visit, path: str) -> None:
    """Links lead on, and no control is there that does nothing."""
    page = visit(f"reading/{path}", java_script_enabled=False)
    ways = page.get_by_role("navigation", name="Reading list")
    for name in ("Overview", "Papers", "My reading"):
        expect(ways.get_by_role("link", name=name, exact=True)).to_be_visible()
    expect(page.locator(".ps-bar-row, .ps-shelf__foot button").first).to_be_hidden()


def test_papers_are_searched_and_filtered(visit: Visit) -> None:
    """On the page of all papers, also by an address that asks for it."""
    page = settled(visit("reading/papers/"))
    field(page).press_sequentially("hashing")
    until(page, "() => location.search.includes('find=hashing')")
    expect_idle(page)
    found = page.locator(".ps-results [data-paper]").count()
    assert 0 < found < 75
    page.reload()
    expect_idle(settled(page))
    assert page.locator(".ps-results [data-paper]").count() == found
    expect(page.locator("#__search")).not_to_be_checked()  # the search of the site around


def test_the_page_of_the_list_opens_a_search_of_papers(visit: Visit) -> None:
    """Its button does; the search of the site around is another."""
    page = visit("reading/")
    page.get_by_role("button", name="Search papers and authors").click()
    page.get_by_role("searchbox", name="Search papers").press_sequentially("walrus hashing")
    first = page.locator(".ps-finder__results a").first
    expect(first).to_be_visible()
    line, whole = first.bounding_box(), page.locator(".ps-finder__results").bounding_box()
    assert line
    assert whole
    assert line["x"] == whole["x"]  # no indent of the site around


def test_keys_of_the_site_around_stay_its_own(visit: Visit) -> None:
    """`/` and `s` are its search; ours walk through the papers and explain themselves."""
    for key in ("/", "s"):
        page = visit("reading/tags/vector-search/")
        page.wait_for_load_state("networkidle")
        page.keyboard.press(key)
        expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page = visit("reading/tags/vector-search/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("j")
    assert page.evaluate("() => Boolean(document.activeElement.closest('[data-paper]'))")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    expect(page.get_by_role("dialog", name="Keyboard")).not_to_contain_text("Search")


def go(page: Page, link: str, path: str) -> bool:
    """Follow a link; return whether the page that was there was kept, with another one in it."""
    page.wait_for_load_state("networkidle")
    page.evaluate(STAYS)
    page.get_by_role("link", name=link, exact=True).first.click()
    page.wait_for_url(f"**{path}")
    page.wait_for_load_state("networkidle")
    return bool(page.evaluate("() => Boolean(window.stays)"))


def test_instant_navigation_goes_on_without_ours(visit: Visit) -> None:
    """Pages of the site around replace one another as before; from and to ours, whole pages are loaded."""
    page = visit("")
    assert go(page, "Guide", "/guide/")
    assert not go(page, "Reading list", "/reading/")
    expect(page.locator(".ps-marks__star").first).to_be_visible()
    assert not go(page, "Papers", "/reading/papers/")
    settled(page)
    assert not go(page, "Home", "/papershelf/")
    page.keyboard.press("j")
    assert page.evaluate("() => document.activeElement === document.body")
    page.go_back()
    settled(page)


def test_colours_are_those_of_the_site_around(visit: Visit) -> None:
    """They follow its button for light and dark, without a script of ours."""
    page = visit(PAPER)
    colour = "() => getComputedStyle(document.querySelector('.ps-paper h1')).color"
    link = "() => getComputedStyle(document.querySelector('.ps-card a, .ps-trail a')).color"
    light = page.evaluate(colour), page.evaluate(link)
    page.locator("label[title=Dark]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert (page.evaluate(colour), page.evaluate(link)) != light


def test_marks_are_kept_for_this_list(visit: Visit) -> None:
    """Under keys of its own, and shown where the paper comes again."""
    page = visit(PAPER)
    page.locator(".ps-paper .ps-marks__star").first.click()
    kept = page.evaluate("() => Object.keys(localStorage)")
    assert any(key.startswith("papershelf:1:/papershelf/reading/:") for key in kept)
    page.goto("reading/reading/")
    expect(page.locator("[data-paper]").first).to_be_visible()


def test_a_selection_needs_no_script(visit: Visit) -> None:
    """Cards with links, in the colours of the site around."""
    page = visit("guide/", java_script_enabled=False)
    expect(page.locator(".ps-card").first).to_be_visible()
    page = visit("guide/")
    page.locator(".ps-card__title a").first.click()
    page.wait_for_url("**/reading/papers/*/")


def test_no_worker_is_left_behind(visit: Visit) -> None:
    """A service worker would answer for pages of others."""
    page = visit("reading/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
