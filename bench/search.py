"""What a first search costs a reader on a cold cache: bytes and time until the answers show."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_plus

from playwright.sync_api import Browser, Page, Request, sync_playwright

from bench.make_papers import papers_text
from bench.served_site import served_site

PAPERS = 10_000
BUDGETS = {"this list": (150_000, 1.0), "made up": (300_000, 1.0)}
"""Bytes and seconds, for some 75 papers and for up to 10,000."""
QUERIES = (
    "h",
    "model",
    "neural",
    "distribtued",
    "Xiaonan",
    "large language models",
    "distributed training of networks for graphs",
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
ANSWERED = ".ps-finder__status:not(:empty)"
FOUND = ".ps-card__excerpt:not(.ps-card__excerpt--start), .ps-nothing"
SEEN = f"""new MutationObserver((_, observer) => {{
  if (!document.querySelector("{ANSWERED}, {FOUND}")) return;
  window.papershelfAnswered = Date.now();
  observer.disconnect();
}}).observe(document, {{subtree: true, childList: true, characterData: true}})"""


def main(papers: int = PAPERS) -> int:
    """Print what queries cost, typed into the box and followed to the browse page; 1 above a budget."""
    over = 0
    for name, text in (("this list", None), ("made up", papers_text(papers))):
        most, longest = BUDGETS[name]
        with served_site(text) as (site, address), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=FLAGS)
            print(f"{name}: {_papers(site):,} papers, index {_size(site / 'pagefind') / 1e6:.1f} MB")
            print(f"  allowed until the first answers: {most / 1000:.0f} KB, {longest:.2f} s")
            for query in QUERIES:
                costs = [_cost(browser, address, way(query)) for way in (_typed, _followed)]
                over |= int(any(size > most or seconds > longest for size, seconds in costs))
                (box, soon), (page, later) = costs
                print(f"  {query:46} box {box / 1000:4.0f} KB, {soon:.2f} s", end="; ")
                print(f"page {page / 1000:4.0f} KB, {later:.2f} s")
            browser.close()
    return over


def _typed(query: str) -> Callable[[Page, str], None]:
    def type_it(page: Page, _address: str) -> None:
        page.keyboard.press("/")
        page.keyboard.insert_text(query)
        page.wait_for_selector(ANSWERED)

    return type_it


def _followed(query: str) -> Callable[[Page, str], None]:
    def follow(page: Page, address: str) -> None:
        page.goto(f"{address}papers/?q={quote_plus(query)}")
        page.wait_for_selector(FOUND)

    return follow


def _cost(browser: Browser, address: str, search: Callable[[Page, str], None]) -> tuple[int, float]:
    """Bytes of scripts and index, and seconds, until answers show to a reader who was elsewhere before."""
    context = browser.new_context(service_workers="block")  # it would keep the whole index for later
    page = context.new_page()
    for visited in ("papers/", "tags/"):
        page.goto(address + visited, wait_until="networkidle")
    asked: list[Request] = []

    def note(request: Request) -> None:
        if request.resource_type not in {"document", "font"}:  # which no search can spare
            asked.append(request)

    context.on("request", note)
    page.add_init_script(SEEN)
    page.evaluate(SEEN)
    start = time.time() * 1000  # as the browser counts; what waits for a selector looks only now and then
    search(page, address)
    shown = page.evaluate("window.papershelfAnswered")
    page.wait_for_load_state("networkidle")
    # The browse page goes on loading once it has shown what it found, to count its facets.
    before = [request for request in asked if request.timing["startTime"] <= shown]
    if not any("/pagefind/" in request.url for request in before):
        raise RuntimeError("the browser does not tell of its worker's requests")
    size = sum(request.sizes()["responseBodySize"] for request in before)
    context.close()
    return size, (shown - start) / 1000


def _papers(site: Path) -> int:
    return len(list((site / "pagefind" / "fragment").iterdir()))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
