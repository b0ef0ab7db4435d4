"""The search box as a reader uses it: with keys, from any page, and what it costs."""

import gzip
import re

import pytest
from playwright.sync_api import Request, expect

from tests.browser.frames import draw
from tests.browser.search_page import Visit, look_for, named, query, results

pytestmark = pytest.mark.browser

PAPER = "papers/lsh-moe-communication-efficient-moe-training-via-locality/"
TITLE = "LSH-MoE: Communication-efficient MoE Training via Locality-Sensitive Hashing"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_a_search_from_the_home_page_leads_to_the_paper(visit: Visit, width: int, scheme: str) -> None:
    """Whoever searches for a topic in words reaches the paper about it."""
    page = visit(width=width, scheme=scheme)
    page.get_by_role("main").get_by_role("button", name="Search papers and authors").click()
    query(page).press_sequentially("locality sensitive hashing")
    results(page).filter(has_text="LSH-MoE").click()
    expect(page).to_have_url(re.compile(f"/{PAPER}"))
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(TITLE)


def test_nothing_is_loaded_before_somebody_searches(visit: Visit) -> None:
    """Whoever only reads pays nothing for the search."""
    page = visit("tags/")
    page.wait_for_load_state("networkidle")
    entries = "performance.getEntriesByType('resource')"
    loaded = f"{entries}.filter(({{ name }}) => /search-index|search\\.js/.test(name)).length"
    assert page.evaluate(loaded) == 0
    look_for(page, "hash")
    expect(results(page).first).to_be_visible()
    assert page.evaluate(loaded) > 0


@pytest.mark.parametrize("opener", ["slash", "box by mouse", "box by typing"])
def test_the_header_opens_it(visit: Visit, opener: str) -> None:
    """The key, a click into the box and words typed there all lead to the dialog; Escape leads back."""
    page = visit("tags/")
    box = page.get_by_role("banner").get_by_role("searchbox", name="Search papers")
    if opener == "slash":
        page.keyboard.press("/")
    elif opener == "box by mouse":
        box.click()
    else:
        box.focus()
        page.keyboard.type("hash")
        expect(query(page)).to_have_value("hash")
    expect(query(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(query(page)).to_be_hidden()


def test_small_screens_have_a_button(visit: Visit) -> None:
    """Where the box does not fit, its sign opens the dialog, which fits."""
    page = visit("tags/", width=320)
    page.get_by_role("banner").get_by_role("link", name="Search papers").click()
    query(page).press_sequentially("hashing")
    expect(results(page)).to_have_count(8)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    box = page.get_by_role("dialog", name="Search").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_behind_stays_where_it_was(visit: Visit, width: int) -> None:
    """Neither the wheel nor keys that scroll move it while the dialog is open."""
    page = visit(width=width)
    page.keyboard.press("/")
    query(page).press_sequentially("hashing")
    expect(results(page)).to_have_count(8)
    query(page).hover()
    page.mouse.wheel(0, 400)
    for key in ("ArrowDown", "End", "PageDown"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)  # for as long as scrolling may take
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("Escape")
    expect(query(page)).to_be_hidden()
    draw(page)
    page.mouse.wheel(0, 400)
    page.wait_for_function("() => scrollY > 0")  # the site's policy allows no text that is run later


def test_the_hint_for_the_key_is_for_those_who_have_keys(visit: Visit) -> None:
    """On a touch screen no sign tells of a key."""
    touched = visit("tags/", width=1280, has_touch=True, is_mobile=True)
    expect(touched.locator(".ps-search kbd")).to_be_hidden()
    expect(visit("tags/").locator(".ps-search kbd")).to_be_visible()


def test_from_words_to_the_paper_by_keys(visit: Visit) -> None:
    """Arrows go to the answers and back, typing goes on with the words, Enter opens."""
    page = visit("tags/")
    page.keyboard.press("/")
    page.keyboard.insert_text("hashin")  # at once, so that no answer to a part of it comes later
    expect(results(page)).to_have_count(8)
    page.keyboard.press("ArrowDown")
    expect(named(page).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(query(page)).to_be_focused()
    for _ in range(named(page).count() + 1):
        page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    page.keyboard.type("g lsh-moe")
    expect(query(page)).to_have_value("hashing lsh-moe")
    expect(named(page)).to_have_count(0)
    expect(results(page).first).to_contain_text("LSH-MoE")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(TITLE)


def test_enter_leads_to_all_results(visit: Visit) -> None:
    """Enter and the link below the answers lead to the browse page, which is asked the same."""
    page = visit("tags/")
    look_for(page, "hashing")
    everything = page.get_by_role("link", name=re.compile("^All [0-9]+ results$"))
    expect(everything).to_have_attribute("href", re.compile(r"/papers/\?q=hashing$"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/papers/\?q=hashing"))


def test_results_say_why(visit: Visit) -> None:
    """What was found is marked, in the title and where the abstract has most of it; the number is told."""
    page = visit("tags/")
    look_for(page, "locality sensitive hashing")
    first = results(page).first
    expect(first.locator(".ps-finder__title mark")).to_have_text(["Locality-Sensitive", "Hashing"])
    expect(first.locator(".ps-finder__excerpt mark").first).to_have_text("locality-sensitive")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile("^[0-9]+ papers$"))


def test_a_typing_error_is_forgiven_and_told(visit: Visit) -> None:
    """The nearest word is searched for, and the reader is told which."""
    page = visit("tags/")
    look_for(page, "megascael")
    expect(results(page)).to_have_count(1)
    expect(results(page)).to_contain_text("MegaScale")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("with: megascale")


def test_without_scripts_no_search_is_offered(visit: Visit) -> None:
    """It could find nothing; a link to the list of all papers is in its place."""
    for width in (1280, 320):
        page = visit("tags/", width=width, java_script_enabled=False)
        banner = page.get_by_role("banner")
        expect(banner.get_by_role("searchbox")).to_be_hidden()
        expect(banner.get_by_role("link", name="Search papers")).to_be_hidden()
        banner.get_by_role("link", name="All papers").click()
        expect(page.locator("h1")).to_have_text("All papers")


def test_a_search_costs_little(visit: Visit, site: str) -> None:
    """The answers to a pasted title take a few small files: parts of the words and of the results."""
    page = visit("tags/", service_workers="block")
    page.wait_for_load_state("networkidle")
    asked: list[Request] = []
    page.context.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright marks it
    page.keyboard.press("/")
    page.keyboard.insert_text("large scale distributed training of graph neural networks")
    expect(results(page).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    files = [
        request.url.rpartition("/")[2].partition("-")[0]
        for request in asked
        if "/search-index/" in request.url
    ]
    assert set(files) == {"start.json", "words", "results"}
    assert len(files) <= 10
    bodies = [request.response() for request in asked if "/search-index/" in request.url]
    assert sum(len(gzip.compress(answer.body())) for answer in bodies if answer) < 120_000


def test_filters_alone_ask_for_no_part_of_the_index(visit: Visit) -> None:
    """Whoever only filters and sorts loads lists, but no words."""
    asked: list[str] = []
    page = visit("tags/", service_workers="block")
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto("papers/?tag=vector-search&sort=title")
    expect(page.locator(".ps-found")).to_have_text(re.compile("of 75 papers"))
    page.wait_for_load_state("networkidle")
    assert any("/lists.json" in url for url in asked)
    assert not any("/words-" in url or "/places-" in url for url in asked)


@pytest.mark.parametrize(
    ("words", "answer", "address"),
    [
        ("malkov", "Yu. A. Malkov Author", "authors/m/#yu-a-malkov"),
        ("y. malkov", "Yu. A. Malkov Author", "authors/m/#yu-a-malkov"),
        ("yu malk", "Yu. A. Malkov Author", "authors/m/#yu-a-malkov"),
        ("vector search", "Vector search Tag", "tags/vector-search/"),
        ("minhash", "Locality-sensitive hashing Tag", "tags/locality-sensitive-hashing/"),
        ("neurips", "NeurIPS Venue", "venues/neurips/"),
    ],
)
def test_names_are_answers_of_their_own(
    visit: Visit, site: str, words: str, answer: str, address: str
) -> None:
    """Authors, tags and venues come before the papers, and lead to their pages."""
    page = visit("tags/")
    look_for(page, words)
    link = named(page).filter(has_text=answer)
    assert link.get_attribute("href") == site + address
    link.click()
    expect(page).to_have_url(site + address)
