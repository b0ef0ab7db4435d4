"""What pages read from addresses, storage and files may be anything: no error, and nothing but what fits."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.marks import LSH, Visit, told

pytestmark = pytest.mark.browser

INPUTS = Path(__file__).with_name("hostile_input.js")


@pytest.mark.parametrize(
    ("path", "kind"),
    [("reading/", "storage"), ("reading/", "addresses"), ("reading/", "files"), ("papers/", "queries")],
)
def test_any_input(visit: Visit, path: str, kind: str) -> None:
    """10,000 made-up inputs give what fits or nothing, never an error, and leave no trace elsewhere."""
    script = INPUTS.read_text(encoding="utf-8")
    assert visit(path).evaluate(f"async (kind) => {{ {script}; return await outcome(kind); }}", kind) == []


@pytest.mark.parametrize(
    "path",
    ["reading/#share=%", "reading/#share=constructor,__proto__", "reading/#%", "authors/#%",
     "authors/#constructor", "papers/?tag=constructor&author=__proto__&venue=toString&q=constructor",
     'papers/?q="constructor toString"',
     "papers/?year=9999-0&show=1e99&sort=constructor&view=__proto__&seed=-1"],
)  # fmt: skip
def test_addresses_of_strangers(visit: Visit, path: str) -> None:
    """A page opens from any address; an error in it would fail the test."""
    page = visit(path)
    expect(page.get_by_role("heading").first).to_be_attached()
    page.wait_for_load_state("networkidle")


def test_what_is_shared_and_not_on_the_list(visit: Visit) -> None:
    """A name that every object has is a paper that is not on the list."""
    page = visit(f"reading/#share=constructor,{LSH}")
    expect(page.get_by_role("heading", name="Shared with you: 1 paper")).to_be_visible()
    expect(page.get_by_text("1 paper of this selection is not on this list.")).to_be_visible()


def test_a_file_with_the_name_of_what_every_object_has(visit: Visit, tmp_path: Path) -> None:
    """It is taken in as a paper that is not on the list, and the page works ever after."""
    entry = {"state": "read", "at": "2024-05-01T10:00:00Z"}
    papers = {"constructor": entry, LSH: entry}
    file = {
        "format": "papershelf reading state",
        "version": 1,
        "papers": papers,
        "order": ["constructor", LSH],
    }
    (tmp_path / "marks.json").write_text(json.dumps(file))
    page = visit("reading/")
    page.get_by_label("Import a file").set_input_files(tmp_path / "marks.json")
    expect(told(page)).to_contain_text("2 added, 0 changed")
    expect(told(page)).to_contain_text("1 of them not on this list.")
    page.reload()
    expect(page.get_by_text("constructor (no longer on this list)")).to_be_visible()


HOSTILE: list[Any] = [
    {"toString": 1, "valueOf": 1}, {"state": {"toString": 1, "valueOf": 1}, "at": 1e300}, [[[]]], 1e300, "x",
    {"at": 1e300, "seen": {}, "before": {"at": 1e300, "seen": "1"}, "count": 1e300}, None, True,
    {"state": "constructor", "starred": "yes", "note": {"a": 1}}, {"__proto__": {"note": "x"}},
    {"at": "x", "before": 5, "count": "<b>"},
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_storage_that_holds_anything(visit: Visit, value: object) -> None:
    """Whatever is stored under our names, pages open and marks can be made; clearing removes all of it."""
    page = visit("about/")
    names = [
        "scheme",
        "keys",
        "visit",
        "reading-order",
        "reading-sort",
        "paper:constructor",
        f"paper:{LSH}",
        "paper:../x",
        "paper:",
    ]
    page.evaluate(
        """([names, text]) => {
          const { content } = document.querySelector("meta[name=papershelf-root]");
          const { pathname } = new URL(`${content}/`, location);
          for (const name of names) localStorage.setItem(`papershelf:1:${pathname}:${name}`, text);
        }""",
        [names, json.dumps(value)],
    )
    for path in ("", f"papers/{LSH}/", "papers/", "reading/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
    page.goto(f"papers/{LSH}/")
    page.get_by_role("button", name="Star:").first.click()
    page.goto("reading/")
    page.get_by_role("button", name="Clear everything").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Clear everything").click()
    expect(told(page)).to_contain_text("Everything is cleared.")
    assert not page.evaluate("Object.keys(localStorage).filter(key => key.includes(':paper:'))")
