"""How soon the filters of papers/ work on a slow network with a cold cache; compares built sites, in turn."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench.search import FLAGS
from bench.served_site import PackingHandler, served, served_site

ROUNDS = 5
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
"""Milliseconds of a round trip, and bytes a second."""
MOST_MODULES = 10
LIVE = """new MutationObserver((_, observer) => {
  if (!document.querySelector(".ps-browse--live")) return;
  window.papershelfLive = performance.now();
  observer.disconnect();
}).observe(document, {subtree: true, childList: true, attributes: true})"""
MODULES = """performance.getEntriesByType("resource")
  .filter(({ name }) => /[/]assets[/][\\w-]+[.]js$/.test(name)).length"""


class KeepingHandler(PackingHandler):
    """Keeps connections open, as every host does: with 400 ms a round trip that is most of the time."""

    protocol_version = "HTTP/1.1"


def main(sites: Sequence[Path] = ()) -> int:
    """Print medians for built sites, or for this list without any; 1 where a page loads too many modules."""
    with ExitStack() as stack:
        folders = list(sites) or [stack.enter_context(served_site())[0]]
        addresses = [stack.enter_context(served(folder, KeepingHandler)) for folder in folders]
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=FLAGS)
        rounds = [[_measured(browser, address) for address in addresses] for _ in range(ROUNDS)]
        browser.close()
    first = median(one[0][0] for one in rounds)
    over = 0
    for folder, of_site in zip(folders, zip(*rounds, strict=True), strict=True):
        live, modules = median(time for time, _ in of_site), max(number for _, number in of_site)
        over |= int(modules > MOST_MODULES)
        print(f"{folder}: filters work after {live:,.0f} ms ({live / first:.2f}), {modules} modules")
    return over


def _measured(browser: Browser, address: str) -> tuple[float, int]:
    """Milliseconds from the navigation until the filters work, and the modules loaded for it."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW)
    page.add_init_script(LIVE)
    page.goto(f"{address}papers/", wait_until="commit")
    page.wait_for_selector(".ps-browse--live")
    live, modules = page.evaluate(f"[window.papershelfLive, {MODULES}]")
    page.locator(".ps-filters [type=checkbox]").first.check()
    page.wait_for_selector(".ps-asked button")
    context.close()
    return live, modules
