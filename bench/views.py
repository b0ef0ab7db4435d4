"""What the pages of a built site weigh, and what a reader's first look at some of them costs the browser."""

import gzip
import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from bench.search import FLAGS
from bench.served_site import MOUNT, PackingHandler, served, served_site

LOOKED_AT = ("", "papers/", "tags/", "map/", "statistics/", "authors/", "years/", "new/", "reading/")
HEAVIEST = 5
QUIET = 3.0  # seconds without a request, after which nothing more is fetched
TAG = re.compile(rb"<[a-zA-Z]")
LONGEST_TASK = """new Promise((done) => {
  let longest = 0;
  const note = (entries) => entries.forEach(({ duration }) => { longest = Math.max(longest, duration); });
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "longtask", buffered: true });
  setTimeout(() => { note(observer.takeRecords()); done(longest); }, 500);
})"""
OWN = "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)"
BUDGET = {"packed": 150_000, "elements": 5_000, "task": 200.0, "unasked": 150_000, "requests": 20}
"""Bytes of a page, its elements, milliseconds of its longest task, and what follows a first visit unasked."""


class Weight(NamedTuple):
    """Bytes of a page as a browser gets it, and the elements that it has without a script."""

    packed: int
    elements: int


def main(sites: Sequence[Path] = ()) -> int:
    """Print figures of built sites, or of this list's without any; 1 where one is above the budget."""
    over = False
    with ExitStack() as stack:
        folders = list(sites) or [stack.enter_context(served_site())[0]]
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=FLAGS)
        stack.callback(browser.close)
        for folder in folders:
            print(folder)
            over |= _print_weights(folder)
            over |= _print_first_views(browser, folder)
            over |= _print_unasked(browser, folder)
    return int(over)


def _print_weights(site: Path) -> bool:
    weights = {path.relative_to(site).as_posix(): _weight(path) for path in site.rglob("*.html")}
    print(f"  {len(weights):,} pages; the heaviest:")
    for name in sorted(weights, key=lambda name: weights[name].packed, reverse=True)[:HEAVIEST]:
        print(f"    {name:60} {weights[name].packed / 1000:5.0f} KB packed")
    for name in sorted(weights, key=lambda name: weights[name].elements, reverse=True)[:HEAVIEST]:
        print(f"    {name:60} {weights[name].elements:5,} elements")
    return any(
        weight.packed > BUDGET["packed"] or weight.elements > BUDGET["elements"]
        for weight in weights.values()
    )


def _weight(path: Path) -> Weight:
    content = path.read_bytes()
    return Weight(len(gzip.compress(content, 6)), len(TAG.findall(content)))


def _print_first_views(browser: Browser, site: Path) -> bool:
    over = False
    with served(site) as address:
        for name in LOOKED_AT:
            context = browser.new_context(service_workers="block")
            page = context.new_page()
            page.goto(address + name, wait_until="networkidle")
            longest = page.evaluate(LONGEST_TASK)
            elements = page.locator("*").count()
            context.close()
            print(f"    {name or 'home':60} {longest:5.0f} ms the longest task, {elements:,} elements live")
            over |= longest > BUDGET["task"] or elements > BUDGET["elements"]
    return over


def _print_unasked(browser: Browser, site: Path) -> bool:
    """What a browser goes on fetching after a first visit, for later."""
    asked: list[str] = []

    class NotingHandler(PackingHandler):
        def log_request(self, *_: object, **_named: object) -> None:
            asked.append(self.path.partition("?")[0])

    with served(site, NotingHandler) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address, wait_until="load")
        own = {MOUNT, *page.evaluate(OWN)}
        for _ in _until_quiet(asked):
            page.wait_for_timeout(100)
        own |= set(page.evaluate(OWN))
        context.close()
    unasked = [path for path in asked if path not in own]
    size = sum(_sent(site, path) for path in unasked)
    print(f"    {'after the first visit':60} {size / 1000:5.0f} KB in {len(unasked)} requests, unasked")
    return size > BUDGET["unasked"] or len(unasked) > BUDGET["requests"]


def _until_quiet(asked: Sequence[str]) -> Iterator[None]:
    last, since = len(asked), time.monotonic()
    while time.monotonic() - since < QUIET:
        yield
        if len(asked) != last:
            last, since = len(asked), time.monotonic()


def _sent(site: Path, address: str) -> int:
    path = site / address.removeprefix(MOUNT)
    path = path / "index.html" if path.is_dir() else path
    return len(gzip.compress(path.read_bytes(), 6)) if path.is_file() else 0
