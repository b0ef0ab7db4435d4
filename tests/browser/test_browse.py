"""The browse page as readers search and filter on it, on 75 papers and on 2,000."""

import random
import re

import pytest
from playwright.sync_api import Browser, expect

from papershelf.library import Library
from tests.browser.accessibility import violations
from tests.browser.browse_list import Asked, counts, found, titles, values
from tests.browser.browse_page import (
    Visit,
    cards,
    expect_found,
    field,
    open_facet,
    settled,
    shown_counts,
    shown_titles,
    value,
)
from tests.browser.conftest import MANY

pytestmark = pytest.mark.browser


def test_without_scripts_the_whole_list_is_there(visit: Visit, library: Library) -> None:
    """No script, no dead control: all papers by date, with links to them."""
    page = visit("papers/", java_script_enabled=False)
    assert shown_titles(page) == titles(found(library, Asked()))[:30]
    for control in (".ps-query", ".ps-filters", ".ps-bar-row", ".ps-browse__more", ".ps-sheet"):
        expect(page.locator(control)).to_be_hidden()
    cards(page).first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(titles(found(library, Asked()))[0])


def test_without_scripts_many_papers_are_paged(visit: Visit, many: tuple[Library, str]) -> None:
    """Thirty to a page, the neighbours and the last one link away."""
    page = visit(f"{many[1]}papers/", java_script_enabled=False)
    expect(cards(page)).to_have_count(30)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="67", exact=True).click()
    expect(page.locator("[data-paper]")).to_have_count(2000 - 66 * 30)
    expect(page.get_by_role("heading", level=1)).to_have_text("All papers")


def test_words_find_papers_and_are_marked(visit: Visit) -> None:
    """What is typed is searched at once, marked where it was found, and kept in the address."""
    page = visit("papers/")
    field(page).press_sequentially("locality sensitive")
    expect(page.locator(".ps-found")).to_have_text(re.compile(r"^\d+ of 75 papers$"))
    expect(page.locator(".ps-card__title mark").first).to_have_text(re.compile("locality", re.IGNORECASE))
    expect(page.locator(".ps-card__excerpt mark").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"/papers/\?q=locality\+sensitive$"))
    expect(page.get_by_label("Sort by")).to_have_value("relevance")


def test_a_misspelt_word_is_corrected_aloud(visit: Visit) -> None:
    """The page says which words it looked for instead."""
    page = visit("papers/?q=checkpiont")
    told = page.locator(".ps-instead")
    expect(told).to_contain_text("No exact matches. Showing results for: checkpoint")
    expect(cards(page).first).to_be_visible()


def test_what_nothing_matches_offers_a_way_back(visit: Visit) -> None:
    """Nothing found is said, and one button forgets it all."""
    page = visit("papers/?tag=text-to-sql&year=2011")
    expect_found(page, 0)
    page.get_by_role("button", name="Clear search and filters").click()
    expect(page.locator(".ps-found")).to_have_text("75 papers")
    expect(page).to_have_url(re.compile("/papers/$"))


def test_what_nothing_matches_tells_what_would(visit: Visit, library: Library) -> None:
    """What finds papers when it is left out is offered, a filter or the words, with their number."""
    page = visit("papers/?q=hashing&tag=vector-search&not-code=yes")
    expect_found(page, 0)
    ways = page.locator(".ps-nothing").get_by_role("button")
    searched = found(library, Asked({"tag": frozenset({"vector-search"})}, {"code": frozenset({"yes"})}))
    number = f"{len(searched)} paper{'' if len(searched) == 1 else 's'}"
    expect(ways.filter(has_text="Without “hashing”")).to_have_text(f"Without “hashing”: {number}")
    expect(ways.filter(has_text="Without not With code")).to_have_count(0)
    ways.filter(has_text="Without Vector search").click()
    expect(page).to_have_url(re.compile(r"\?q=hashing&not-code=yes$"))
    expect(cards(page).first).to_be_visible()


def test_values_of_a_facet_widen_and_facets_narrow(visit: Visit, library: Library) -> None:
    """OR within a facet, AND across, by clicks; each count is what a click would find."""
    page = visit("papers/")
    chosen: list[str] = []
    for tag in [tag.slug for tag in library.tags if not tag.parent][:2]:
        value(page, "tag", tag).get_by_role("checkbox").check()
        chosen.append(tag)
        expect_found(page, len(found(library, Asked({"tag": frozenset(chosen)}))))
    value(page, "code", "yes").get_by_role("checkbox").check()
    asked = Asked({"tag": frozenset(chosen), "code": frozenset({"yes"})})
    expect_found(page, len(found(library, asked)))
    assert shown_titles(page) == titles(found(library, asked))[:30]
    for facet in ("tag", "code", "venue", "collection"):
        expected = counts(library, asked, facet)
        assert shown_counts(page, facet) == {name: expected[name] for name in shown_counts(page, facet)}


@pytest.mark.parametrize("seed", range(6))
def test_any_choice_of_filters_is_right_among_many(
    visit: Visit, many: tuple[Library, str], seed: int
) -> None:
    """On 2,000 papers, what is found, in which order, and every count agree with the list itself."""
    library, address = many
    dice = random.Random(seed)  # noqa: S311 - repeatable choices, no secret
    of = values(library)
    sides: dict[str, dict[str, frozenset[str]]] = {"any": {}, "none": {}}
    for facet in dice.sample(["tag", "venue", "author", "code"], k=2):
        paper = dice.choice([each for each in library.papers if of[each.id][facet]])
        other = dice.choice([each for each in library.papers if of[each.id][facet]])
        some = frozenset({dice.choice(sorted(of[each.id][facet])) for each in (paper, other)})
        sides[dice.choice(["any", "any", "none"])][facet] = some
    asked = Asked(sides["any"], sides["none"])
    query = [f"{name}={','.join(sorted(some))}" for name, some in asked.any.items()]
    query += [f"not-{name}={','.join(sorted(some))}" for name, some in asked.none.items()]
    page = settled(visit(f"{address}papers/?{'&'.join(query)}"))
    expected = found(library, asked)
    expect_found(page, len(expected), MANY)
    dates = {title: paper.published for paper, title in zip(expected, titles(expected), strict=True)}
    order = [dates[title] for title in shown_titles(page)]
    assert order == [paper.published for paper in expected[:30]]
    for facet in ("tag", "venue", "code"):
        right = counts(library, asked, facet)
        shown = shown_counts(page, facet)
        assert shown == {name: right[name] for name in shown}


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_value_is_excluded_by_key(visit: Visit, library: Library, key: str) -> None:
    """The button "not" follows its value, says whether it holds, and takes the value's papers away."""
    page = visit("papers/")
    tag = library.papers[0].tags[0]
    root = page.locator(f"[data-facet=tag] [data-value='{tag}']").locator("xpath=ancestor::li[@data-value]")
    root.get_by_role("button", name=re.compile("^Narrower than")).click()
    box = value(page, "tag", tag).get_by_role("checkbox")
    box.focus()
    page.keyboard.press("Tab")
    focused = value(page, "tag", tag).get_by_role("button", name=re.compile("^not "))
    expect(focused).to_be_focused()
    page.keyboard.press(key)
    expect(focused).to_have_attribute("aria-pressed", "true")
    expect_found(page, len(found(library, Asked(none={"tag": frozenset({tag})}))))
    expect(focused).to_be_focused()
    box.check()
    expect(focused).to_have_attribute("aria-pressed", "false")
    expect_found(page, len(found(library, Asked({"tag": frozenset({tag})}))))


def years(first: int, last: int) -> frozenset[str]:
    return frozenset(map(str, range(first, last + 1)))


def test_years_are_chosen_by_handle_by_number_and_left_out(visit: Visit, library: Library) -> None:
    """The handles move by key, the numbers say the same, and "not" turns the choice around."""
    page = visit("papers/")
    handle = page.get_by_role("slider", name="Last year")
    handle.focus()
    page.keyboard.press("ArrowLeft")
    last = int(handle.input_value())
    expect_found(page, len(found(library, Asked({"year": years(0, last)}))))
    expect(page.get_by_role("spinbutton", name="to")).to_have_value(str(last))
    number = page.get_by_role("spinbutton", name="from")
    number.press_sequentially("2023")
    number.press("Enter")
    expect_found(page, len(found(library, Asked({"year": years(2023, last)}))))
    expect(page.get_by_role("slider", name="First year")).to_have_value("2023")
    expect(page).to_have_url(re.compile(rf"\?year=2023-{last}$"))
    page.get_by_role("button", name="not these years").click()
    expect_found(page, len(found(library, Asked(none={"year": years(2023, last)}))))
    page.get_by_role("button", name=f"Remove: not 2023–{last}").click()
    expect(page.locator(".ps-found")).to_have_text("75 papers")


def test_a_long_facet_is_searched(visit: Visit, many: tuple[Library, str]) -> None:
    """Of thousands of authors the most frequent come first, and part of a name leads to the others."""
    library, address = many
    page = visit(f"{address}papers/")
    open_facet(page, "Authors")
    rows = page.locator("[data-facet=author] [data-value]")
    expect(rows.first).to_be_visible()
    most = counts(library, Asked(), "author")
    assert shown_counts(page, "author") == {name: most[name] for name in shown_counts(page, "author")}
    assert sorted(shown_counts(page, "author").values()) == sorted(most.values())[-8:]
    rare = min(most, key=lambda name: (most[name], name))
    page.get_by_role("searchbox", name="Search authors").press_sequentially(rare.casefold())
    value(page, "author", rare).get_by_role("checkbox").check()
    expect_found(page, len(found(library, Asked({"author": frozenset({rare})}))), MANY)
    page.get_by_role("searchbox", name="Search authors").fill("")
    expect(rows.first).to_have_attribute("data-value", rare)  # what is chosen stays in view


def test_what_is_set_is_taken_away_one_by_one(visit: Visit) -> None:
    """Each filter is a button that removes it; focus goes on to the next, and at last to the search."""
    page = visit("papers/?tag=vector-search&not-code=yes&year=2020-2025&view=list")
    expect(page.get_by_role("list", name="Active filters").get_by_role("button")).to_have_count(4)
    page.get_by_role("button", name="Remove: Vector search").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?not-code=yes&year=2020-2025&view=list$"))
    expect(page.get_by_role("button", name="Remove: not With code")).to_be_focused()
    page.get_by_role("button", name="Clear all").first.click()
    expect(page).to_have_url(re.compile(r"/papers/\?view=list$"))
    expect(page.locator(".ps-found")).to_have_text("75 papers")
    expect(field(page)).to_be_focused()


def test_what_was_read_is_a_filter(visit: Visit) -> None:
    """The reader's own marks narrow the list and have counts like all others."""
    page = settled(visit("papers/"))
    for index, state in ((0, "read"), (1, "read"), (2, "to-read")):
        cards(page).nth(index).get_by_role("combobox").select_option(state)
    cards(page).nth(0).get_by_role("button", name=re.compile("^Star")).click()
    marked = shown_titles(page)[:3]
    open_facet(page, "My reading")
    expect(value(page, "reading", "unread")).to_contain_text("73")
    right = {"unread": 73, "to-read": 1, "reading": 0, "read": 2, "starred": 1}
    assert shown_counts(page, "reading") == right
    value(page, "reading", "read").get_by_role("checkbox").check()
    expect_found(page, 2)
    assert shown_titles(page) == marked[:2]
    value(page, "reading", "starred").get_by_role("button", name="not Starred").click()
    expect_found(page, 1)
    assert shown_titles(page) == marked[1:2]
    page.goto("papers/?reading=unread")
    expect_found(page, 73)


@pytest.mark.parametrize("width", [360, 768])
def test_on_a_telephone_the_filters_are_a_sheet(visit: Visit, library: Library, width: int) -> None:
    """The sheet says how many papers its choices leave, and closing it shows them."""
    page = visit("papers/", width=width)
    expect(page.get_by_role("group", name="Tags")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    dialog = page.get_by_role("dialog", name="Filters")
    value(page, "code", "yes").get_by_role("checkbox").check()
    expected = len(found(library, Asked({"code": frozenset({"yes"})})))
    dialog.get_by_role("button", name=f"Show {expected} papers").click()
    expect(dialog).to_be_hidden()
    expect_found(page, expected)
    expect(page.get_by_role("button", name="Filters (1)")).to_be_focused()


@pytest.mark.parametrize("view", ["cards", "list", "table"])
def test_no_view_scrolls_sideways(visit: Visit, view: str) -> None:
    """Every view fits the smallest telephone, with a query and a filter set."""
    query = "q=locality+sensitive+hashing&tag=locality-sensitive-hashing&not-code=yes&year=2010-2024"
    page = settled(visit(f"papers/?{query}&view={view}", width=320))
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_any_state(visit: Visit, scheme: str, width: int) -> None:
    """Results in each view, open facets, the menu and the sheet are accessible."""
    page = visit("papers/", width=width, scheme=scheme, reduced_motion="reduce")
    for view in ("cards", "list", "table"):
        page.goto(f"papers/?q=training&not-tag=vector-search&year=2018-2025&view={view}")
        settled(page)
        assert not violations(page)
    page.locator(".ps-share summary").click()
    assert not violations(page)
    page.keyboard.press("Escape")
    if width == 360:
        page.get_by_role("button", name=re.compile("^Filters")).click()
    for name in ("My reading", "Venues", "Authors"):
        open_facet(page, name)
    expect(page.locator("[data-facet=author] [data-value]").first).to_be_visible()
    assert not violations(page)


def test_without_its_index_the_page_stays_a_list(chromium: Browser, site: str) -> None:
    """A search that cannot be loaded says so, and leaves the papers and the way to the rest."""
    context = chromium.new_context(base_url=site, service_workers="block")  # whose requests come past `route`
    page = context.new_page()
    page.route("**/search-index/**", lambda route: route.abort())
    page.goto("papers/?q=training")
    expect(page.get_by_text("The search could not be loaded.")).to_be_visible()
    expect(cards(page)).to_have_count(30)
    expect(cards(page).first).to_be_visible()
    expect(page.get_by_role("button", name="Show 30 more")).to_be_hidden()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="3", exact=True).click()
    expect(page.locator("[data-paper]")).to_have_count(15)
    context.close()
