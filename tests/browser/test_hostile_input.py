"""What pages read from addresses, storage and files may be anything: no error, and nothing but what fits."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.marks import LSH, Visit, told

pytestmark = pytest.mark.browser

ROUNDS = 10_000
# Texts and values that are made up by a seed: names that every object has, half characters, huge numbers, broken JSON
MADE_UP = (
    """
  const rounds = %d;
  let state = 20240501;
  const random = (most) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor(state / 2 ** 32 * most); };
  const one = (list) => list[random(list.length)];
  const WORDS = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "a-b", "a", "", "%%", "%%E0%%A4%%A", "%%00", "\\0",
    "\\ud800", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "../../x", "//evil.example", "\\u202e", "x".repeat(5000), "9".repeat(400),
    "2024-05-01", "to-read", "read", "starred", "papershelf reading state", "-", "--", "a--b", "A", "é", "tag:x", ",", "\\\\", "[", "{", "null", "1e999"];
  const KEYS = [...WORDS.slice(0, 6), "state", "starred", "note", "at", "seen", "before", "count", "papers", "order", "format", "version"];
  const value = (deep = 0) => one([
    () => one(WORDS), () => one([0, -1, 1.5, 1e300, -1e300, 8.64e15 + 1, 2 ** 53]), () => one([true, false, null]),
    () => (deep > 3 ? 0 : Array.from({ length: random(4) }, () => value(deep + 1))),
    () => (deep > 3 ? 0 : Object.fromEntries(Array.from({ length: random(5) }, () => [one(KEYS), value(deep + 1)]))),
  ])();
  const cut = (text) => one([text, text, text.slice(0, random(text.length + 1)), text + one(WORDS), text.replace(one(['"', ":", ",", "}"]), one(WORDS))]);
  const json = () => cut(JSON.stringify(value()));
  const module = (name) => import(new URL(`assets/${name}.js`, new URL(document.querySelector("meta[name=papershelf-root]").content + "/", location)));
  const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  const wrong = [];
  const check = (isRight, input) => { if (!isRight && wrong.length < 5) wrong.push(JSON.stringify(input)?.slice(0, 300)); };
"""
    % ROUNDS
)  # noqa: UP031 - braces are everywhere
END = """
  check(before === Object.getOwnPropertyNames(Object.prototype).join(), "Object.prototype");
  return wrong;
"""
STORED = """
  const { read, listOf, record, anId, aWord, aFlag, aTime, aText } = await module("site");
  const { clean } = await module("reading");
  const shape = record({ at: aTime, seen: aWord, before: record({ at: aTime }), asked: aFlag, note: aText });
  let found = 0;
  for (let round = 0; round < rounds; round += 1) {
    const text = json();
    const ids = read(text, listOf(anId)), visit = read(text, shape), marks = read(text, clean) ?? clean();
    check(ids === undefined || ids.every((id) => ID.test(id)), text);
    check(visit === undefined || Object.entries(visit).every(([key, each]) =>
      ({ at: Number.isFinite(each) && !Number.isNaN(new Date(each).getTime()), seen: typeof each === "string", before: typeof each === "object",
        asked: typeof each === "boolean", note: typeof each === "string" })[key]), text);
    check(Object.keys(marks).join() === "state,starred,note,at" && typeof marks.note === "string" && typeof marks.starred === "boolean"
      && [undefined, "to-read", "reading", "read"].includes(marks.state) && new Date(marks.at).toISOString(), text);
    found += Boolean(ids?.length || Object.keys(visit ?? {}).length);
  }
  check(found > rounds / 100, found);
"""
ADDRESSES = """
  const { decoded } = await module("site");
  const { sharedIds } = await module("reading-page");
  let found = 0;
  for (let round = 0; round < rounds; round += 1) {
    const text = Array.from({ length: 1 + random(4) }, () => one([one(WORDS), encodeURIComponent(one(WORDS).toWellFormed()), "a-b"])).join(one([",", "%2C", "&"]));
    check(typeof decoded(text) === "string", text);
    const ids = sharedIds(one(["#share=", "#share=", "#", ""]) + text);
    check(ids.every((id) => ID.test(id)) && new Set(ids).size === ids.length && ids.length <= 1000, text);
    found += ids.length > 0;
  }
  check(found > rounds / 100, found);
"""
QUERIES = """
  const { parse, format } = await module("browse-state");
  for (let round = 0; round < rounds; round += 1) {
    const pair = () => `${one(["q", "tag", "not-tag", "author", "year", "not-year", "sort", "view", "show", "seed", "mark", ...KEYS])}=${one(WORDS)}`;
    const text = `?${Array.from({ length: random(5) }, pair).join("&")}`;
    const asked = parse(text);
    check(Number.isFinite(asked.show) && asked.show <= 3000 && Number.isFinite(asked.seed) && typeof asked.q === "string", text);
    const again = format(parse(format(asked)));
    check(again === format(asked), text);
  }
"""
FILES = """
  const { parsed } = await module("reading-file");
  let taken = 0;
  for (let round = 0; round < rounds; round += 1) {
    const given = { format: "papershelf reading state", version: 1, papers: { [one(["a-b", ...WORDS])]: { state: "read", at: "2024-05-01T10:00:00Z", [one(KEYS)]: value() } } };
    if (random(2)) given[one(["order", "version", "papers", "x"])] = value();
    const text = cut(JSON.stringify(given));
    try {
      const { entries, order } = parsed(text);
      taken += 1;
      check([...entries.keys(), ...order].every((id) => typeof id === "string" && ID.test(id)), text);
      check([...entries.values()].every((each) => Object.keys(each).join() === "state,starred,note,at" && new Date(each.at).toISOString()), text);
    } catch (error) {
      check(error.constructor === Error && error.message.length < 500, [text, String(error)]);
    }
  }
  check(taken > rounds / 20, taken);
"""


def outcome(page: Page, script: str) -> list[str]:
    found: list[str] = page.evaluate(f"async () => {{ {MADE_UP} {script} {END} }}")
    return found


@pytest.mark.parametrize(
    ("path", "script"),
    [("reading/", STORED), ("reading/", ADDRESSES), ("reading/", FILES), ("papers/", QUERIES)],
    ids=["storage", "shared addresses", "files", "queries"],
)
def test_any_input(visit: Visit, path: str, script: str) -> None:
    """10,000 made-up inputs give what fits or nothing, never an error, and leave no trace on other objects."""
    assert outcome(visit(path), script) == []


@pytest.mark.parametrize(
    "path",
    ["reading/#share=%", "reading/#share=constructor,__proto__", "reading/#%", "authors/#%", "authors/#constructor",
     "papers/?tag=constructor&author=__proto__&venue=toString&q=constructor", 'papers/?q="constructor toString"',
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
    {"toString": 1, "valueOf": 1}, {"state": {"toString": 1, "valueOf": 1}, "at": 1e300}, [[[]]], 1e300, "x", None, True,
    {"at": 1e300, "seen": {}, "before": {"at": 1e300, "seen": "1"}, "count": 1e300}, {"at": "x", "before": 5, "count": "<b>"},
    {"state": "constructor", "starred": "yes", "note": {"a": 1}}, {"__proto__": {"note": "x"}},
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
          const { pathname } = new URL(document.querySelector("meta[name=papershelf-root]").content + "/", location);
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
