"""What holds for every kind of page."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

KINDS = {
    "home": "",
    "paper": "papers/lsh-moe-communication-efficient-moe-training-via-locality/",
    "paper-of-many-authors": "papers/megascale-scaling-large-language-model-training-to-more-than/",
    "papers": "papers/",
    "tag": "tags/locality-sensitive-hashing/",
    "group-of-tags": "tags/hashing-and-algorithms/",
    "tags": "tags/",
    "collections": "collections/",
    "collection": "collections/from-minhash-to-lsh-moe/",
    "authors": "authors/",
    "letter": "authors/c/",
    "venues": "venues/",
    "venue": "venues/neurips/",
    "years": "years/",
    "year": "years/2024/",
    "statistics": "statistics/",
    "tag-with-others": "tags/vector-search/with/",
    "added": "statistics/added-2026/",
    "reading": "reading/",
    "about": "about/",
    "guide": "guide/",
    "guide-page": "guide/fields/",
    "guide-pictures": "guide/reading/",
    "guide-commands": "guide/commands/checking/",
    "data": "api/",
    "404": "no/such/page/",
}

OUTLINE = """() => ({
  headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => Number(h.tagName[1])),
  landmarks: ['header.md-header', 'main', 'footer.md-footer'].map(s => document.querySelectorAll(s).length),
  twice: [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i),
  language: document.documentElement.lang,
  description: document.querySelector('meta[name=description]').content,
})"""


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def open_kind(visit: Visit, kind: str, **options: object) -> Page:
    """Open a page on which nothing moves, so that it can be measured at once after a change of width."""
    return visit(KINDS[kind], missing=kind == "404", reduced_motion="reduce", **options)


def test_no_page_scrolls_sideways(visit: Visit, kind: str) -> None:
    """From the smallest telephone to the desk, a page is as wide as its window."""
    page = open_kind(visit, kind, width=320)
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Visit, kind: str, scheme: str) -> None:
    """No rule of accessibility that a machine can check is broken, on a telephone or at a desk."""
    page = open_kind(visit, kind, scheme=scheme, width=360)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert not violations(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_search_and_drawer(visit: Visit, width: int, scheme: str) -> None:
    """Search results and the open menu are as accessible as the pages."""
    page = visit(width=width, scheme=scheme, reduced_motion="reduce")
    if width == 360:
        page.locator(".ps-menu summary").click()
        expect(page.get_by_role("navigation", name="Menu").get_by_role("link", name="Tags")).to_be_visible()
        assert not violations(page)
        page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.get_by_role("dialog", name="Search").get_by_role("searchbox").press_sequentially("hashing")
    expect(page.locator(".ps-finder__results a")).to_have_count(8)
    assert not violations(page)


def test_a_page_is_in_order(visit: Visit, kind: str) -> None:
    """One h1 that comes first, no level of headings left out, one header, main and footer, ids unique."""
    outline = open_kind(visit, kind).evaluate(OUTLINE)
    headings = outline["headings"]
    assert headings.count(1) == 1
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert outline["landmarks"] == [1, 1, 1]
    assert outline["twice"] == []
    assert outline["language"] == "en"
    assert outline["description"]


def test_a_link_preview_has_a_picture(visit: Visit, site: str) -> None:
    """The picture that a page names for previews exists, in the size that it claims."""
    page = visit(KINDS["paper"])
    address = page.locator("meta[property='og:image']").get_attribute("content")
    assert address == f"{site}assets/card.png"
    size = page.evaluate(
        "async src => { const i = new Image(); i.src = src; await i.decode(); return [i.width, i.height]; }",
        address,
    )
    claimed = [
        page.locator(f"meta[property='og:image:{side}']").get_attribute("content")
        for side in ("width", "height")
    ]
    assert [str(side) for side in size] == claimed


GAPS = """() => [...document.querySelectorAll('.ps-cards > .ps-card')].map((card) => {
  const parts = [...card.querySelectorAll('.ps-card__by, .ps-card__excerpt, .ps-chips, .ps-card__links')];
  const boxes = parts.map((part) => part.getBoundingClientRect());
  return Math.max(...boxes.slice(1).map(({ top }, place) => top - boxes[place].bottom));
})"""


@pytest.mark.parametrize("path", ["tags/parallelism/", "papers/"])
def test_cards_in_a_row_have_no_gaps(visit: Visit, path: str) -> None:
    """Where a neighbour has more tags, a card shows more of its abstract: less than two lines stay blank."""
    page = visit(path, width=1280)
    gaps = page.evaluate(GAPS)
    assert len(gaps) > 10
    assert max(gaps) < 30


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1280])
def test_no_line_of_a_latest_addition_begins_with_a_dot(visit: Visit, width: int) -> None:
    """What divides authors and date stays with the authors where the date goes to the next line."""
    dots = visit(width=width).locator(".ps-card--brief .ps-card__authors [aria-hidden]")
    assert dots.count() >= 4
    is_first = "dot => dot.getBoundingClientRect().left < dot.closest('p').getBoundingClientRect().left + 2"
    assert dots.evaluate_all(f"dots => dots.filter({is_first}).length") == 0
