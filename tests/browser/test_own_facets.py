"""The papers page of a list with fields of its own: filters, counts, any or all, search, cards and table."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations
from tests.browser.browse_page import expect_found, field, open_facet, settled, shown_titles, value
from tests.browser.conftest import listen
from tests.own_fields_list import FIELDS, MANY, TAGS, papers_text
from tests.small_site import built, make_project

pytestmark = pytest.mark.browser

ALL = MANY + 2


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The address of the built site of such a list."""
    project = make_project(tmp_path_factory.mktemp("own") / "project")
    (project / "data/fields.yaml").write_text(FIELDS)
    (project / "data/tags.yaml").write_text(TAGS)
    (project / "data/papers.yaml").write_text(papers_text())
    built(project)
    return serve(project / "site")


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Callable[[str], Page]]:
    """Opens a page of that site; fails the test on any complaint."""
    complaints: list[str] = []
    with closing(chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900})) as context:
        listen(context, complaints, allowed="")

        def open_page(path: str) -> Page:
            page = context.new_page()
            page.goto(path)
            return page

        yield open_page
    assert not complaints, "\n".join(complaints)


def count(page: Page, facet: str, name: str) -> str:
    return value(page, facet, name).locator("[data-count]").inner_text()


def test_a_reader_filters_by_an_own_field(visit: Callable[[str], Page]) -> None:
    """Values have counts that follow the other filters; the address keeps what is asked."""
    page = settled(visit("papers/"))
    open_facet(page, "Environment")
    assert [count(page, "environment", name) for name in ("Web", "Mobile", "Desktop")] == ["36", "2", "35"]
    value(page, "environment", "Mobile").get_by_role("checkbox").check()
    expect_found(page, 2, ALL)
    expect(page).to_have_url(re.compile(r"\?environment=Mobile$"))
    open_facet(page, "Institutions")
    expect(value(page, "institutions", "MIT").locator("[data-count]")).to_have_text("2")
    value(page, "environment", "Web").get_by_role("button", name="not Web").click()
    expect_found(page, 1, ALL)
    assert shown_titles(page) == ["Two"]
    page.reload()
    expect_found(page, 1, ALL)


def test_any_or_all_of_an_own_field(visit: Callable[[str], Page]) -> None:
    """Each facet of several values has its own choice, apart from that of tags."""
    page = settled(visit("papers/?environment=Web,Mobile"))
    expect_found(page, 37, ALL)
    page.locator("[data-match=environment]").get_by_role("radio", name="all").check()
    expect_found(page, 1, ALL)
    expect(page).to_have_url(re.compile(r"\?environment=Web,Mobile&all=environment$"))
    expect(page.locator(".ps-asked__joint")).to_have_text("and")
    page.go_back()
    expect_found(page, 37, ALL)
    page = settled(visit("papers/?environment=Mobile,Desktop&all=environment"))
    page.get_by_role("button", name="With any of Mobile, Desktop: 37").click()
    expect_found(page, 37, ALL)


def test_many_values_are_found_by_typing(visit: Callable[[str], Page]) -> None:
    """They come when a reader opens the facet; a value with a comma stays whole."""
    page = settled(visit("papers/"))
    open_facet(page, "Keywords")
    page.get_by_role("searchbox", name="Search keywords").press_sequentially("word 42")
    value(page, "keywords", "word 42").get_by_role("checkbox").check()
    expect_found(page, 1, ALL)
    assert shown_titles(page) == ["More 42"]
    page = settled(visit("papers/"))
    open_facet(page, "Institutions")
    value(page, "institutions", "ETH, Zürich <b>").get_by_role("checkbox").check()
    expect_found(page, 1, ALL)
    page.reload()
    expect_found(page, 1, ALL)


def test_a_tree_of_tags_is_a_facet(visit: Callable[[str], Page]) -> None:
    """With any or all of its own; links that call its tags tags lead to it."""
    page = settled(visit("papers/"))
    assert [count(page, "method", name) for name in ("searching", "learning")] == ["1", "2"]
    expect(page.locator("[data-facet=tag] [data-value]")).to_have_count(1)
    for name in ("searching", "learning"):
        value(page, "method", name).get_by_role("checkbox").check()
    expect_found(page, 2, ALL)
    page.locator("[data-match=method]").get_by_role("radio", name="all").check()
    expect_found(page, 1, ALL)
    expect(page).to_have_url(re.compile(r"\?method=searching,learning&all=method$"))
    assert count(page, "tag", "agents") == "1"
    page = settled(visit("papers/?tag=agents,searching,learning&match=all"))
    expect_found(page, 1, ALL)
    expect(value(page, "method", "searching").get_by_role("checkbox")).to_be_checked()
    page.locator(".ps-asked__one", has_text="Agents").click()
    expect_found(page, 1, ALL)
    expect(page).to_have_url(re.compile(r"method=searching,learning"))
    page.locator(".ps-results .ps-chip", has_text="Agents").click()
    expect(page).to_have_url(re.compile(r"tag=agents&method=searching,learning"))
    page = settled(visit("papers/?tag=method"))
    expect_found(page, 2, ALL)
    expect(page.locator(".ps-asked__one")).to_have_text("Method")


def test_a_tag_of_a_tree_can_be_followed(visit: Callable[[str], Page]) -> None:
    """*Share* leads to the feed of the tag, as for other tags."""
    page = settled(visit("papers/?method=learning"))
    page.locator(".ps-share summary").click()
    feed = page.locator("[data-follows] a").first
    expect(feed).to_be_visible()
    assert page.request.get(feed.evaluate("link => link.href")).ok


def test_the_search_finds_own_words(visit: Callable[[str], Page]) -> None:
    """Of fields that are searched, and of no others."""
    page = settled(visit("papers/"))
    field(page).press_sequentially("zurich")
    expect_found(page, 1, ALL)
    card = page.locator(".ps-results .ps-card")
    expect(card.locator(".ps-card__own")).to_have_text(
        ["TL;DR It plans x² steps & more.", "Presentation Oral", "Environment Web, Mobile"],
        use_inner_text=True,
    )
    field(page).fill("")
    field(page).press_sequentially("walrus")
    expect(page.locator(".ps-found")).to_have_text("No papers")


def test_the_search_box_names_values(visit: Callable[[str], Page]) -> None:
    """Of facets of the list's own that have pages, beside the papers."""
    page = visit("papers/one/")
    page.keyboard.press("/")
    page.locator("dialog[open] input").press_sequentially("shared")
    named = page.locator("dialog[open] li", has_text=f"Keywords · {MANY} papers")
    expect(named).to_be_visible()
    named.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/by/keywords/shared/$"))


def test_the_table_has_their_columns(visit: Callable[[str], Page]) -> None:
    """After those that every list has."""
    page = settled(visit("papers/?view=table&environment=Mobile"))
    heads = ["Paper", "First author", "Venue", "Date", "Presentation", "Environment"]
    expect(page.locator(".ps-table thead th")).to_have_text(heads)
    row = page.locator(".ps-table tbody tr[data-paper=one] > td")
    expect(row.nth(3)).to_have_text("Oral")
    expect(row.nth(4)).to_have_text("Web, Mobile")


@pytest.mark.parametrize(
    "path", ["papers/?environment=Web", "papers/one/", "by/keywords/", "by/institutions/mit/"]
)
def test_axe_finds_nothing(visit: Callable[[str], Page], path: str) -> None:
    """No rule of accessibility that a machine can check is broken."""
    page = visit(path)
    if path.startswith("papers/?"):
        settled(page)
        for name in ("Keywords", "Institutions"):
            open_facet(page, name)
    assert not violations(page)
