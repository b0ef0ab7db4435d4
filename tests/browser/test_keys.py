"""One key for what readers of a list do most."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.accessibility import violations
from tests.browser.browse_page import PATIENCE

pytestmark = pytest.mark.browser

TAG = "tags/locality-sensitive-hashing/"
PAPER = "papers/lsh-moe-communication-efficient-moe-training-via-locality/"

Visit = Callable[..., Page]


def cards(page: Page) -> Locator:
    return page.locator("[data-paper]")


def link(card: Locator) -> Locator:
    return card.get_by_role("heading").get_by_role("link")


def star(card: Locator) -> Locator:
    return card.get_by_role("button", name="Star:")


def announced(page: Page) -> Locator:
    return page.locator(".ps-said")


@pytest.mark.parametrize("path", [TAG, ""])
def test_j_and_k_move_between_cards(visit: Visit, path: str) -> None:
    """The focus goes from card to card, in sight, and stops at the ends."""
    page = visit(path)
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(link(cards(page).nth(place))).to_be_focused()
        expect(link(cards(page).nth(place))).to_be_in_viewport()
    for _ in range(cards(page).count()):
        page.keyboard.press("j")
    expect(link(cards(page).last)).to_be_focused()
    expect(announced(page)).to_have_text("This is the last paper")


@pytest.mark.parametrize("key", ["o", "Enter"])
def test_o_and_enter_open_the_card(visit: Visit, key: str) -> None:
    """From the list to the paper and, with the browser's way back, to the list."""
    page = visit(TAG)
    page.keyboard.press("j")
    page.keyboard.press("j")
    title = link(cards(page).nth(1)).inner_text()
    page.keyboard.press(key)
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(title)


def test_who_comes_back_goes_on_where_they_left(visit: Visit) -> None:
    """After a paper and the browser's way back, j leads to the next card, not to one that was passed."""
    page = visit(TAG)
    for key in "jjo":
        page.keyboard.press(key)
    expect(page.locator(".ps-paper")).to_be_visible()
    page.go_back()
    expect(cards(page).first).to_be_visible()
    page.keyboard.press("j")
    expect(link(cards(page).nth(2))).to_be_focused()


def test_j_and_k_leaf_from_paper_to_paper(visit: Visit) -> None:
    """On a paper's page they lead to the older and back to the newer one."""
    page = visit(PAPER)
    older = page.get_by_role("navigation", name="Previous and next paper").get_by_role("link", name="Older")
    address = older.get_attribute("href") or ""
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile(re.escape(address.removeprefix("../../papers/"))))
    page.wait_for_load_state()  # until it listens
    page.keyboard.press("k")
    expect(page).to_have_url(re.compile(PAPER))


@pytest.mark.parametrize("presses", [1, 2])
def test_j_waits_for_what_is_searched(visit: Visit, presses: int) -> None:
    """Pressed before the results are there, it leads to them and not to a paper that they replace."""
    page = visit(service_workers="block")  # whose requests cannot be held
    held: list[Route] = []

    def hold(route: Route) -> None:
        """Only the first: the others follow its answer."""
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/search-index/**", hold)
    page.goto("papers/?q=training&tag=parallelism")
    expect(page.locator(".ps-results")).to_have_attribute("aria-busy", "true")
    for _ in range(PATIENCE // 20):
        if not held:
            page.wait_for_timeout(20)
    assert held
    for _ in range(presses):
        page.keyboard.press("j")
    expect(page.locator(".ps-browse--live")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.locator(".ps-browse--live")).to_be_visible()
    expect(link(cards(page).nth(presses - 1))).to_be_focused()
    expect(page.locator(".ps-filters")).not_to_have_attribute("aria-busy", "true")
    expect(link(cards(page).nth(presses - 1))).to_be_focused()


def test_j_asks_for_more_at_the_end(visit: Visit) -> None:
    """Behind the last card that is shown come the next thirty, and the first of them has the focus."""
    page = visit("papers/")
    link(cards(page).nth(29)).focus()
    page.keyboard.press("j")
    expect(cards(page)).to_have_count(60)
    expect(link(cards(page).nth(30))).to_be_focused()


def test_slash_goes_to_the_search_of_the_page(visit: Visit) -> None:
    """On the page of all papers it is that page's own field, whose filters stay."""
    page = visit("papers/?tag=vector-search&q=index")
    expect(page.locator(".ps-found")).to_have_text(re.compile("of 75"))
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search all papers")).to_be_focused()
    page.keyboard.type("search")
    expect(page).to_have_url(re.compile(r"q=search&tag=vector-search$"))


def test_s_and_r_mark_the_card_and_say_so(visit: Visit) -> None:
    """Star and read go on and off, and each is announced with the title."""
    page = visit(TAG)
    page.keyboard.press("j")
    card = cards(page).first
    title = link(card).inner_text()
    for key, words, pressed, state in (
        ("s", "Starred", "true", ""),
        ("r", "Read", "true", "read"),
        ("s", "Star removed", "false", "read"),
        ("r", "Not marked", "false", ""),
    ):
        page.keyboard.press(key)
        expect(announced(page)).to_have_text(f"{words}: {title}")
        expect(star(card)).to_have_attribute("aria-pressed", pressed)
        expect(card.get_by_role("combobox")).to_have_value(state)
    expect(link(card)).to_be_focused()


def test_s_and_r_mark_the_paper_of_a_page(visit: Visit) -> None:
    """On a paper's page no card has to be chosen first."""
    page = visit(PAPER)
    page.keyboard.press("s")
    page.keyboard.press("r")
    head = page.locator(".ps-head .ps-marks")
    expect(star(head)).to_have_attribute("aria-pressed", "true")
    expect(head.get_by_role("button", name="Read", exact=True)).to_have_attribute("aria-pressed", "true")


def test_keys_do_nothing_while_one_types(visit: Visit) -> None:
    """Letters typed into a field are letters; with a modifier they are the browser's."""
    page = visit(PAPER)
    note = page.get_by_role("textbox", name="Private note")
    note.press_sequentially("jokers?")
    expect(note).to_have_value("jokers?")
    note.blur()
    page.keyboard.press("Alt+s")
    expect(star(page.locator(".ps-head .ps-marks"))).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_hidden()


@pytest.mark.parametrize("way", ["?", "button"])
def test_the_keys_are_listed(visit: Visit, way: str) -> None:
    """A key or a button shows all keys; Escape closes the list, and the focus is where it was."""
    page = visit(TAG)
    button = page.get_by_role("button", name="Keyboard")
    if way == "?":
        page.keyboard.press("j")
        page.keyboard.press("?")
    else:
        button.focus()
        page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Keyboard")
    for key in ("j", "k", "o", "s", "r", "/", "?"):
        expect(dialog.get_by_text(key, exact=True)).to_be_visible()
    page.keyboard.press("j")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link(cards(page).first) if way == "?" else button).to_be_focused()


def test_keys_can_be_switched_off(visit: Visit) -> None:
    """Who speaks to the computer, or hits keys by chance, switches them off for good, and on again."""
    page = visit(TAG)
    page.get_by_role("button", name="Keyboard").click()
    page.get_by_role("checkbox").uncheck()
    page.get_by_role("button", name="Close").click()
    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("?")
        page.keyboard.press("/")
        expect(page.locator("dialog[open]")).to_have_count(0)
        assert page.evaluate("document.activeElement.closest('[data-paper]') === null")
        page.reload()
    page.get_by_role("button", name="Keyboard").click()
    page.get_by_role("checkbox").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("[data-paper] :focus")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_list_of_keys_is_accessible(visit: Visit, width: int, scheme: str) -> None:
    """No rule of accessibility is broken, and the dialog fits the window."""
    page = visit(TAG, width=width, scheme=scheme, reduced_motion="reduce")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_in_viewport(ratio=1)
    assert not violations(page)
