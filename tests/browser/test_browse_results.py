"""What is found on the browse page: its order, more of it, the way back to it, and what is taken along."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from papershelf.facts.groups import venues
from papershelf.facts.mentions import mentions
from papershelf.library import Library
from papershelf.library.citation_keys import keys
from papershelf.library.venues import venue_series
from tests.browser.browse_list import Asked, found, titles
from tests.browser.browse_page import (
    Visit,
    cards,
    expect_found,
    expect_idle,
    field,
    settled,
    shown_titles,
    until,
    value,
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("oldest", lambda paper: str(paper.published)),
        ("title", lambda paper: re.sub(r"[^a-z0-9]+", " ", titles([paper])[0].casefold()).strip()),
    ],
)
def test_papers_are_sorted(visit: Visit, library: Library, sort: str, key: Callable[..., str]) -> None:
    """The oldest first, or by the alphabet."""
    page = visit("papers/")
    page.get_by_label("Sort by").select_option(sort)
    expect(page).to_have_url(re.compile(f"sort={sort}$"))
    expect_idle(page)
    by_title = {titles([paper])[0]: key(paper) for paper in library.papers}
    order = [by_title[title] for title in shown_titles(page)]
    assert order == sorted(by_title.values())[:30]


def test_venues_go_by_the_alphabet(visit: Visit, library: Library) -> None:
    """The newest of a venue first, and papers without a venue at the end."""
    page = settled(visit("papers/?sort=venue&show=75"))
    slugs = {group.label: group.slug for group in venues(library.papers)}
    newest = found(library, Asked())
    with_venue = [paper for paper in newest if paper.venue]
    expected = sorted(with_venue, key=lambda paper: slugs[venue_series(paper.venue or "")])
    assert shown_titles(page) == titles([*expected, *(paper for paper in newest if not paper.venue)])


def test_the_most_mentioned_come_first(visit: Visit, library: Library) -> None:
    """Papers that others of the list name, then all others; the newest first among equals."""
    page = settled(visit("papers/?sort=mentioned&show=75"))
    named = Counter(mention.target for mention in mentions(library).pairs)
    expected = sorted(found(library, Asked()), key=lambda paper: -named[paper.id])
    assert named
    assert shown_titles(page) == titles(expected)


def test_a_page_from_the_page_cache_shows_what_its_address_says(visit: Visit) -> None:
    """Where a browser brings the page back without its state, query, ticks, view and place are put right."""
    page = settled(visit("papers/?q=training&code=yes&view=list"))
    expect_idle(page)
    page.evaluate("""() => {
      scrollTo(0, 300);
      history.replaceState({ y: 300 }, "");
      document.querySelector(".ps-query input").value = "";
      document.querySelector("[data-facet=code] input").checked = false;
      document.querySelector("[name=view][value=cards]").checked = true;
      scrollTo(0, 0);
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    }""")
    expect(field(page)).to_have_value("training")
    expect(value(page, "code", "yes").get_by_role("checkbox")).to_be_checked()
    expect(page.get_by_role("radio", name="List")).to_be_checked()
    until(page, "() => Math.abs(scrollY - 300) < 3")


def test_a_list_from_the_page_cache_loads_no_index(visit: Visit) -> None:
    """A page on which nobody searched stays as it is."""
    page = settled(visit("papers/"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.wait_for_timeout(300)
    assert not [url for url in asked if "search-index" in url]


def test_a_tag_of_a_card_keeps_the_focus(visit: Visit) -> None:
    """The papers are other elements then, and the focus is on the same paper."""
    page = settled(visit("papers/?q=training"))
    expect_idle(page)
    card = cards(page).nth(1)
    title = card.get_by_role("heading").inner_text()
    card.locator(".ps-chip").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("tag="))
    expect_idle(page)
    expect(page.get_by_role("link", name=title, exact=True)).to_be_focused()


def test_a_random_order_can_be_passed_on(visit: Visit) -> None:
    """The order is in the address: it outlasts a reload, filters keep it, and shuffling makes another."""
    page = visit("papers/")
    page.get_by_label("Sort by").select_option("random")
    expect(page).to_have_url(re.compile(r"sort=random&seed=\d+$"))
    expect_idle(settled(page))
    first = shown_titles(page)
    page.reload()
    expect_idle(settled(page))
    assert shown_titles(page) == first
    value(page, "code", "yes").get_by_role("checkbox").check()
    expect(page.locator(".ps-found")).to_have_text(re.compile("of 75"))
    kept = [title for title in first if title in shown_titles(page)]
    assert [title for title in shown_titles(page) if title in kept] == kept
    page.get_by_role("button", name="Remove: With code").click()
    page.get_by_role("button", name="Shuffle again").click()
    expect_idle(settled(page))
    until(page, "first => document.querySelector('.ps-card__title').innerText !== first", first[0])
    assert shown_titles(page) != first


def test_more_papers_come_on_demand(visit: Visit, many: tuple[Library, str]) -> None:
    """Thirty more at a time behind the others, the button keeps the focus, a reload keeps the length."""
    library, address = many
    page = settled(visit(f"{address}papers/?sort=oldest"))
    expect(cards(page)).to_have_count(30)
    more = page.get_by_role("button", name="Show 30 more")
    more.focus()
    page.keyboard.press("Enter")
    expect(cards(page)).to_have_count(60)
    expect(more).to_be_focused()
    before = shown_titles(page)
    assert len(set(cards(page).evaluate_all("all => all.map(one => one.dataset.paper)"))) == 60
    page.reload()
    expect(cards(page)).to_have_count(60)
    assert shown_titles(page) == before
    first = settled(visit(f"{address}papers/"))
    first.get_by_role("button", name="Show 30 more").click()
    expect(cards(first)).to_have_count(60)
    dates = {
        title: paper.published for paper, title in zip(library.papers, titles(library.papers), strict=True)
    }
    newest = [paper.published for paper in found(library, Asked())[:60]]
    assert [dates[title] for title in shown_titles(first)] == newest


def test_back_and_forward_follow_what_was_asked(visit: Visit) -> None:
    """Each choice is a step; going back restores field, filters, view and papers."""
    page = visit("papers/")
    field(page).press_sequentially("training")
    expect(page.locator(".ps-found")).to_have_text(re.compile("of 75"))
    field(page).press("Enter")
    expect(page).to_have_url(re.compile("q=training"))
    value(page, "code", "yes").get_by_role("checkbox").check()
    page.get_by_role("radio", name="Table").check()
    expect(page.get_by_role("table")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("table")).to_be_hidden()
    expect(page.get_by_role("radio", name="Cards")).to_be_checked()
    page.go_back()
    expect(value(page, "code", "yes").get_by_role("checkbox")).not_to_be_checked()
    page.go_back()
    expect(page.locator(".ps-found")).to_have_text("75 papers")
    expect(field(page)).to_have_value("")
    for _ in range(3):
        page.go_forward()
    expect(page.get_by_role("table")).to_be_visible()
    expect(field(page)).to_have_value("training")
    expect(value(page, "code", "yes").get_by_role("checkbox")).to_be_checked()


def test_the_place_on_the_page_is_kept(visit: Visit) -> None:
    """Back from a paper, and after a reload, the reader is where they left the list."""
    page = settled(visit("papers/?sort=title"))
    expect(cards(page)).to_have_count(30)
    card = cards(page).nth(20)
    card.scroll_into_view_if_needed()
    until(page, "() => history.state?.y === scrollY && scrollY > 1000")
    left = page.evaluate("scrollY")
    page.reload()
    expect(cards(page)).to_have_count(30)
    until(page, "y => Math.abs(scrollY - y) < 3", left)
    cards(page).nth(20).get_by_role("link").first.click()
    expect(page).not_to_have_url(re.compile(r"sort=title"))
    page.go_back()
    until(page, "y => Math.abs(scrollY - y) < 3", left)


def test_a_tag_of_a_card_narrows(visit: Visit) -> None:
    """A tag of a found paper is a filter, and an address of its own."""
    page = settled(visit("papers/?q=training"))
    chip = page.locator(".ps-results .ps-chip").first
    name, address = chip.inner_text(), chip.get_attribute("href") or ""
    chip.click()
    expect(page.get_by_role("button", name=f"Remove: {name}")).to_be_visible()
    assert page.url.endswith(address.removeprefix("./"))


def test_the_link_is_copied(visit: Visit) -> None:
    """The address of what is shown goes to the clipboard."""
    page = visit("papers/?tag=vector-search", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".ps-share summary").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="BibTeX")).to_be_hidden()
    expect(page.locator(".ps-share summary")).to_be_focused()


@pytest.mark.parametrize(
    ("query", "feed"),
    [
        ("", "exports/atom.xml"),
        ("?sort=title&view=list", "exports/atom.xml"),
        ("?tag=vector-search", "exports/tags/vector-search.atom.xml"),
        ("?tag=vector-search,graphs", None),
        ("?tag=vector-search&code=yes", None),
        ("?tag=vector-search&q=graph", None),
        ("?not-tag=vector-search", None),
        ("?year=2024", None),
        ("?tag=there-is-none", None),
    ],
)
def test_a_choice_that_is_one_part_can_be_followed(visit: Visit, query: str, feed: str | None) -> None:
    """The menu leads to the feed of what is asked for, which is there; other choices have none."""
    page = settled(visit(f"papers/{query}"))
    page.locator(".ps-share summary").click()
    link = (
        page.get_by_role("link", name="Atom", exact=True)
        .locator("visible=true")
        .and_(page.locator(".ps-share a"))
    )
    if feed is None:
        expect(page.get_by_role("button", name="Copy link")).to_be_visible()
        expect(link).to_have_count(0)
        return
    address = page.url.split("papers/")[0] + feed
    expect(link).to_be_visible()
    assert link.evaluate("link => link.href") == address
    assert page.request.get(address).ok


@pytest.mark.parametrize(
    ("label", "extension", "records"),
    [
        ("BibTeX", "bib", lambda text: len(re.findall("(?m)^@", text))),
        ("EndNote", "enw", lambda text: len(re.findall("(?m)^%0 ", text))),
        ("RIS", "ris", lambda text: len(re.findall("(?m)^ER  -", text))),
        ("CSL-JSON", "json", lambda text: len(json.loads(text))),
        ("CSV", "csv", lambda text: len(text.strip().splitlines()) - 1),
        ("Markdown", "md", lambda text: len(text.strip().splitlines())),
    ],
)
def test_what_is_found_is_exported(
    visit: Visit, library: Library, label: str, extension: str, records: Callable[[str], int]
) -> None:
    """Each format holds all papers that are found and no other, in a file that is named after them."""
    tag = next(tag.slug for tag in library.tags if not tag.parent)
    page = visit(f"papers/?tag={tag}")
    expected = found(library, Asked({"tag": frozenset({tag})}))
    expect_found(page, len(expected))
    page.locator(".ps-share summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=label, exact=True).click()
    assert download.value.suggested_filename == f"{tag}.{extension}"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert records(text) == len(expected)


def test_many_papers_are_exported(visit: Visit, many: tuple[Library, str]) -> None:
    """A selection of hundreds is whole and in the order of the page, although few of them are on it."""
    library, address = many
    page = settled(visit(f"{address}papers/?code=yes&sort=title"))
    expected = found(library, Asked({"code": frozenset({"yes"})}))
    page.locator(".ps-share summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSL-JSON", exact=True).click()
    items = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    own = keys(library.papers)
    assert sorted(item["id"] for item in items) == sorted(own[paper.id] for paper in expected)
    assert len(items) > 500
    first = cards(page).evaluate_all("all => all.map(one => one.dataset.paper)")
    assert [item["id"] for item in items[:30]] == [own[paper_id] for paper_id in first]
