"""What a reader does with the site, at the widths of a telephone, a tablet and a desk."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WIDTHS = (360, 768, 1280)
PAPER = "papers/lsh-moe-communication-efficient-moe-training-via-locality/"
TITLE = "LSH-MoE: Communication-efficient MoE Training via Locality-Sensitive Hashing"
FIND = "Search papers and authors"

Visit = Callable[..., Page]


def title(page: Page) -> str:
    return page.get_by_role("main").get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_tag_leads_to_its_papers(visit: Visit, width: int) -> None:
    """From the home page over a tag to a paper, on to another tag, and back."""
    page = visit(width=width)
    page.get_by_role("main").get_by_role("link", name=re.compile("^Locality-sensitive hashing")).click()
    expect(page).to_have_title(re.compile("^Locality-sensitive hashing"))
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(
        "Locality-sensitive hashing"
    )
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_role("main").get_by_role("link", name="Mixture of experts").click()
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text("Mixture of experts")
    page.go_back()
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(TITLE)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("scheme", "chosen"), [("light", "slate"), ("dark", "default")])
def test_the_chosen_colours_stay(visit: Visit, width: int, scheme: str, chosen: str) -> None:
    """The choice between light and dark outlasts the way to another page and a reload."""
    page = visit(width=width, scheme=scheme)
    body = page.locator("body")
    expect(body).not_to_have_attribute("data-md-color-scheme", chosen)
    before = body.evaluate("body => getComputedStyle(body).backgroundColor")
    page.get_by_role("button", name="Dark colours", pressed=scheme == "dark").click()
    expect(body).to_have_attribute("data-md-color-scheme", chosen)
    assert body.evaluate("body => getComputedStyle(body).backgroundColor") != before
    page.get_by_role("link", name=re.compile("^All 75 papers")).click()
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text("All papers")
    expect(body).to_have_attribute("data-md-color-scheme", chosen)
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", chosen)


def test_the_menu_leads_to_the_tags(visit: Visit) -> None:
    """On a telephone the menu opens by keyboard, closes on Escape and on a click elsewhere, and leads on."""
    page = visit(width=360)
    button, tags = (
        page.locator(".ps-menu summary"),
        page.get_by_role("navigation", name="Menu").get_by_role("link", name="Tags"),
    )
    button.press("Enter")
    expect(tags).to_be_visible()
    page.keyboard.press("Escape")
    expect(tags).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    page.get_by_role("main").click(position={"x": 340, "y": 20})
    expect(tags).to_be_hidden()
    button.click()
    tags.click()
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text("Tags")


def test_an_address_without_a_page_offers_ways_on(visit: Visit) -> None:
    """The 404 page is the site's own at any depth, and its links and its search work."""
    page = visit("papers/no/such/paper/", missing=True)
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(
        "This page is not on the shelf"
    )
    page.get_by_role("button", name=FIND).click()
    expect(page.get_by_role("dialog", name="Search").get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    page.get_by_role("main").get_by_role("link", name="All papers").click()
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text("All papers")


@pytest.mark.parametrize("width", WIDTHS)
def test_reading_needs_no_script(visit: Visit, width: int) -> None:
    """Without JavaScript all content and links are there, and no dead search button."""
    page = visit(width=width, java_script_enabled=False)
    expect(page.get_by_role("button", name=FIND)).to_be_hidden()
    page.get_by_role("link", name=re.compile("^Locality-sensitive hashing")).click()
    page.get_by_role("link", name=TITLE).click()
    assert title(page) == TITLE
    expect(page.get_by_text("cross-polytope hashing")).to_be_visible()
    page.get_by_role("link", name="Xiaonan Nie").click()
    assert title(page) == "Xiaonan Nie"


def test_paper_fits_on_paper(visit: Visit) -> None:
    """Printed on A4, a paper's page shows title, authors and abstract, and none of the site's controls."""
    page = visit(PAPER, width=718)  # A4 less Chromium's margins, in CSS pixels
    page.emulate_media(media="print")
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("cross-polytope hashing")).to_be_visible()
    for control in (".md-header", ".md-tabs", ".md-footer", ".ps-actions"):
        expect(page.locator(control)).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
