"""What pages load to run: few modules, all of them at once, and tables that the generator wrote."""

import re

import pytest
from playwright.sync_api import expect

from papershelf.render.views import READING_STATES
from tests.browser.browse_page import Visit, expect_idle, settled

pytestmark = pytest.mark.browser

PAPER = "papers/lsh-moe-communication-efficient-moe-training-via-locality/"
MODULES = """() => performance.getEntriesByType('resource').map(({ name }) => name)
    .filter(name => /[/]assets[/][\\w-]+[.]js$/.test(name)).sort()"""
NAMED = """() => [...document.querySelectorAll('script[type=module], link[rel=modulepreload]')]
    .map(({ src, href }) => src || href).sort()"""
CARDS = """() => [...document.querySelectorAll('.ps-results .ps-card')].map(card => [
    card.dataset.paper, card.dataset.added, card.className,
    ...['authors', 'facts', 'excerpt'].map(name => card.querySelector(`.ps-card__${name}`)?.innerText.trim()),
    card.querySelector('.ps-card__excerpt')?.className,
    ...[...card.querySelectorAll('.ps-chip')].map(chip => [chip.innerText, chip.dataset.hue]),
    ...[...card.querySelectorAll('.ps-link')].map(link => [link.innerText, link.href, link.className]),
])"""


FIVE = ("", PAPER, "tags/vector-search/", "about/", "reading/", "map/")


@pytest.mark.parametrize(("path", "most"), [*((path, 5) for path in FIVE), ("papers/", 10)])
def test_a_page_loads_few_modules_at_once(visit: Visit, path: str, most: int) -> None:
    """Five at most, ten on the page of all papers, each named in the page, so that none waits for another."""
    page = visit(path, service_workers="block")
    page.wait_for_load_state("networkidle")
    modules = page.evaluate(MODULES)
    assert len(modules) <= most
    assert modules == page.evaluate(NAMED)


def test_a_found_paper_looks_as_on_the_first_page(visit: Visit) -> None:
    """The script fills the generator's card: the same parts, words, links and cut of the abstract."""
    page = settled(visit("papers/"))
    written = page.evaluate(CARDS)
    sort = page.get_by_label("Sort by")
    for order in ("title", "newest"):
        sort.select_option(order)
        expect(page).to_have_url(re.compile("sort=title$" if order == "title" else "/papers/$"))
        expect_idle(page)
    assert page.evaluate(CARDS) == written


def test_the_states_of_a_paper_are_the_generators(visit: Visit) -> None:
    """On a paper's page as buttons, on a card as a menu, in the generator's words and order."""
    page = visit(PAPER)
    labels = list(READING_STATES.values())
    expect(page.locator(".ps-marks__state")).to_have_text(labels)
    page.goto("tags/vector-search/")
    expect(page.locator(".ps-marks__menu").first.locator("option")).to_have_text(["Not marked", *labels])
