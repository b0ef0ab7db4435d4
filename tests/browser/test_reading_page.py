"""The page "My reading": marks go out as a file or an address, and come back."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations
from tests.browser.marks import (
    LSH,
    MEGA,
    Visit,
    clear,
    head,
    note,
    saved,
    section,
    star,
    state,
    told,
)

pytestmark = pytest.mark.browser

GOOD = {"state": "read", "starred": False, "note": "", "at": "2026-01-01T00:00:00.000Z"}
HEAD = {"format": "papershelf reading state", "version": 1}


def test_export_clear_and_import_bring_everything_back(visit: Visit, tmp_path: Path) -> None:
    """A file keeps states, stars and notes; clearing asks first."""
    page = visit(f"papers/{LSH}/")
    star(head(page)).click()
    state(head(page), "To read").click()
    note(page).fill("keep me")
    note(page).blur()
    page.goto("reading/")
    file = saved(page, tmp_path / "marks.json")
    page.get_by_role("button", name="Clear everything").click()
    page.get_by_role("button", name="Keep them").click()
    expect(section(page, "Starred")).to_be_visible()
    clear(page)
    expect(page.get_by_role("heading", name="Nothing marked yet")).to_be_visible()
    page.get_by_label("Import a file").set_input_files(file)
    expect(told(page)).to_contain_text("1 added, 0 changed, 0 left")
    page.goto(f"papers/{LSH}/")
    expect(star(head(page))).to_have_attribute("aria-pressed", "true")
    expect(state(head(page), "To read")).to_have_attribute("aria-pressed", "true")
    expect(note(page)).to_have_value("keep me")


def test_an_import_takes_what_is_newer(visit: Visit, tmp_path: Path) -> None:
    """An older export brings no star back that was taken away since, and tells so."""
    page = visit(f"papers/{LSH}/")
    star(head(page)).click()
    page.goto("reading/")
    file = saved(page, tmp_path / "marks.json")
    star(section(page, "Starred")).click()
    expect(page.get_by_role("heading", name="Nothing marked yet")).to_be_visible()
    page.get_by_label("Import a file").set_input_files(file)
    expect(told(page)).to_contain_text("0 added, 0 changed, 1 left")
    expect(page.get_by_role("heading", name="Nothing marked yet")).to_be_visible()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("[]", "isn't a Papershelf export"),
        (json.dumps(HEAD | {"version": 2, "papers": {}}), "version 2"),
        (json.dumps(HEAD), "no “papers”"),
        (
            json.dumps(HEAD | {"papers": {LSH: GOOD, MEGA: GOOD | {"state": "seen"}}}),
            f"{MEGA}”: “state” is not one of",
        ),
        (json.dumps(HEAD | {"papers": {LSH: GOOD, "../x": GOOD}}), "“../x”: this is not a valid paper id"),
        (json.dumps(HEAD | {"papers": {LSH: GOOD | {"at": "soon"}}}), "“at” is not a valid time"),
        (json.dumps(HEAD | {"papers": {LSH: None}}), "it is not an object"),
        (json.dumps(HEAD | {"papers": {}, "order": ["../x"]}), "“order” is not a list of paper ids"),
    ],
)
def test_a_broken_file_is_refused_whole(visit: Visit, tmp_path: Path, text: str, words: str) -> None:
    """It is said what is wrong and where, and nothing of the file is taken."""
    file = tmp_path / "broken.json"
    file.write_text(text, encoding="utf-8")
    page = visit("reading/")
    page.get_by_label("Import a file").set_input_files(file)
    expect(told(page)).to_contain_text("broken.json was not imported, and nothing has changed.")
    expect(told(page)).to_contain_text(words)
    expect(page.get_by_role("heading", name="Nothing marked yet")).to_be_visible()


def test_a_selection_is_shared_by_address(visit: Visit) -> None:
    """Another reader sees the titles, changes nothing by looking, and takes them over with one button."""
    page = visit(f"papers/{LSH}/", permissions=["clipboard-read", "clipboard-write"])
    star(head(page)).click()
    page.goto("reading/")
    page.get_by_role("button", name="Share this list: Starred").click()
    expect(told(page)).to_contain_text("copied")
    address = page.evaluate("navigator.clipboard.readText()")
    assert "?" not in address
    other = visit(f"{address},{MEGA},no-such-paper")
    shared = section(other, "Shared with you: 2 papers")
    expect(shared.get_by_role("link")).to_have_count(2)
    expect(shared).to_contain_text("1 paper of this selection is not on this list")
    expect(other.get_by_role("heading", name="Nothing marked yet")).to_be_visible()
    shared.get_by_role("button", name="Add these to my to-read list").click()
    expect(section(other, "To read").get_by_role("listitem")).to_have_count(2)
    shared.get_by_role("button", name="Add these to my to-read list").click()
    expect(told(other)).to_contain_text("0 papers added to your to-read list. 2 papers already marked")


def titles(page: Page, label: str) -> list[str]:
    """The titles of a section, in order."""
    return section(page, label).locator("li .ps-mine__words > a").all_text_contents()


def test_the_next_paper_is_chosen_by_its_abstract(visit: Visit) -> None:
    """A row shows authors, and the abstract when it is opened, which stays open when the list changes."""
    page = visit(f"papers/{LSH}/")
    state(head(page), "To read").click()
    page.goto("reading/")
    row = section(page, "To read").get_by_role("listitem")
    expect(row).to_contain_text("Xiaonan Nie")
    row.get_by_text("Abstract").click()
    expect(row).to_contain_text("cross-polytope hashing")
    star(row).click()
    expect(section(page, "To read")).to_contain_text("cross-polytope hashing")


def test_papers_are_ordered_by_hand(visit: Visit, tmp_path: Path) -> None:
    """By buttons that keep the focus; the order outlasts a reload, and goes along with the file of marks."""
    page = visit(f"papers/{LSH}/")
    state(head(page), "To read").click()
    page.goto(f"papers/{MEGA}/")
    state(head(page), "To read").click()
    page.goto("reading/")
    expect(section(page, "To read").get_by_role("listitem")).to_have_count(2)
    last, first = titles(page, "To read")
    page.get_by_label("Order").select_option("My order")
    down = section(page, "To read").get_by_role("button", name=f"Move down: {last}")
    down.focus()
    down.press("Enter")
    expect(section(page, "To read").locator("li a").first).to_have_text(first)
    expect(page.get_by_role("button", name=f"Move down: {last}")).to_be_focused()
    page.keyboard.press("Enter")
    assert titles(page, "To read") == [first, last]
    file = saved(page, tmp_path / "marks.json")
    clear(page)
    page.get_by_label("Import a file").set_input_files(file)
    page.get_by_label("Order").select_option("My order")
    assert titles(page, "To read") == [first, last]
    page.reload()
    expect(section(page, "To read").locator("li a").first).to_have_text(first)


def test_a_list_is_saved_as_text(visit: Visit, tmp_path: Path) -> None:
    """Markdown with links, authors, year and notes, where marks of Markdown are text."""
    page = visit(f"papers/{LSH}/")
    state(head(page), "Reading").click()
    note(page).fill("Compare [this] with *that*")
    note(page).blur()
    page.goto("reading/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a list: Reading").click()
    download.value.save_as(tmp_path / "list.md")
    lines = (tmp_path / "list.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Reading"
    assert lines[2].startswith("- [LSH-MoE: Communication-efficient MoE Training")
    assert f"/papers/{LSH}/). Xiaonan Nie, " in lines[2]
    assert lines[3] == "  Compare \\[this\\] with \\*that\\*"


def test_titles_that_do_not_come_are_found_on_kept_pages(visit: Visit) -> None:
    """Where a file of titles is missing, the paper's own page has the title, or the id stands in."""
    page = visit(f"papers/{LSH}/")
    state(head(page), "To read").click()
    page.context.route("**/exports/titles-*.json", lambda route: route.fulfill(body="not JSON"))
    page.goto("reading/")
    expect(section(page, "To read").get_by_role("link", name="LSH-MoE")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_my_reading(visit: Visit, chromium: Browser, scheme: str) -> None:
    """With marks of every kind, a shared selection, a message and the dialog open."""
    page = visit(f"papers/{LSH}/", scheme=scheme, reduced_motion="reduce")
    star(head(page)).click()
    state(head(page), "Reading").click()
    note(page).fill("A note")
    note(page).blur()
    assert not violations(page)
    page.goto(f"reading/#share={MEGA}")
    page.get_by_role("button", name="Add these").click()
    page.get_by_text("By topic").click()
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert not violations(page)
    page.get_by_role("button", name="Clear everything").click()
    assert not violations(page)
