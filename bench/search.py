"""What a first search costs a reader: bytes and time from opening the box on a cold cache to the answers."""

from __future__ import annotations

import os
import time
from pathlib import Path

from playwright.sync_api import Browser, Request, sync_playwright

from bench.make_papers import papers_text
from bench.served_site import served_site

PAPERS = 2_000
BUDGETS = {"this list": (150_000, 1.0), "made up": (300_000, 1.0)}
"""Bytes and seconds, for some 75 papers and for up to 10,000."""
QUERIES = ("large language models", "distributed training", "distribtued", "neural", "Xiaonan")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
ANSWERED = ".ps-finder__status:not(:empty)"


def main(papers: int = PAPERS) -> int:
    """Print the cost of the first answers, while a query is typed, and of the whole; 1 above a budget."""
    over = 0
    for name, text in (("this list", None), ("made up", papers_text(papers))):
        most, longest = BUDGETS[name]
        with served_site(text) as (site, address), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=FLAGS)
            print(f"{name}: {_papers(site):,} papers, index {_size(site / 'pagefind') / 1e6:.1f} MB")
            print(f"  first answers: allowed {most / 1000:.0f} KB, {longest:.2f} s")
            for query in QUERIES:
                first, seconds = _search(browser, address, query.partition(" ")[0])
                whole, longer = _search(browser, address, query)
                over |= int(first > most or seconds > longest)
                print(f"  {query:28} {first / 1000:6.0f} KB, {seconds:.2f} s", end="")
                print(f"; whole query {whole / 1000:6.0f} KB, {longer:.2f} s")
            browser.close()
    return over


def _search(browser: Browser, address: str, query: str) -> tuple[int, float]:
    """Bytes sent, fonts left out, and seconds until answers show, for a query on a page just opened."""
    context = browser.new_context(service_workers="block")  # it would keep the whole index for later
    page = context.new_page()
    page.goto(f"{address}tags/", wait_until="networkidle")
    sent: list[Request] = []

    def note(request: Request) -> None:
        if request.resource_type != "font":  # a name in the answers may need one, as on any page
            sent.append(request)

    context.on("requestfinished", note)
    start = time.perf_counter()
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    page.wait_for_selector(ANSWERED)
    seconds = time.perf_counter() - start
    page.wait_for_load_state("networkidle")
    if not any(".pf_index" in request.url for request in sent):
        raise RuntimeError("the browser does not tell of its worker's requests")
    size = sum(request.sizes()["responseBodySize"] for request in sent)
    context.close()
    return size, seconds


def _papers(site: Path) -> int:
    return len(list((site / "pagefind" / "fragment").iterdir()))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
