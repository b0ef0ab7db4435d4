"""What a search, a filter and the names of authors cost a reader on a cold cache: bytes, and renderer CPU."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote_plus

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Request, sync_playwright

from bench.make_papers import papers_text
from bench.served_site import served_site

PAPERS = 10_000
SECONDS = 1.0  # of CPU until the first answers show
QUERIES = (
    "h",
    "s",
    "model",
    "neural",
    "distribtued",
    "Xiaonan",
    "yu su",
    "large language models",
    '"large language models"',
    '"state of the art"',
    "distributed training of networks for graphs",
    "how can one index be shared between many customers of a vector database",
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
ANSWERED = ".ps-finder__status:not(:empty)"
FOUND = ".ps-card__excerpt:not(.ps-card__excerpt--start), .ps-nothing"
FILTERED = ".ps-asked:not([hidden]) button"
NAMED = "[data-facet=author] [data-value]"
SEEN = f"""new MutationObserver((_, observer) => {{
  if (!document.querySelector("{ANSWERED}, {FOUND}, {NAMED}")) return;
  window.papershelfAnswered = Date.now();
  observer.disconnect();
}}).observe(document, {{subtree: true, childList: true, characterData: true}})"""


class Cost(NamedTuple):
    """What a reader pays until the first answers show."""

    size: int
    cpu: float

    def __str__(self) -> str:
        return f"{self.size / 1000:4.0f} KB, {self.cpu:.2f} s"


BUDGETS = {
    "this list": {"search": 150_000, "filter": 150_000, "authors": 100_000},
    "made up": {"search": 250_000, "filter": 150_000, "authors": 100_000},
}


def main(papers: int = PAPERS) -> int:
    """Print what searches and filters cost; 1 where one is above its budget."""
    over = 0
    for name, text in (("this list", None), ("made up", papers_text(papers))):
        budget = BUDGETS[name]
        with served_site(text) as (site, address), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=FLAGS)
            print(f"{name}: {_papers(site):,} papers, index {_size(site / 'search-index') / 1e6:.1f} MB")
            print(f"  allowed: {budget}, {SECONDS:.2f} s of CPU")
            for query in QUERIES:
                box, page = (_cost(browser, address, way(query)) for way in (_typed, _followed))
                over |= int(max(box.size, page.size) > budget["search"] or max(box.cpu, page.cpu) > SECONDS)
                print(f"  {query:72} box {box}; page {page}")
            for what, way in (("filter", _filter), ("authors", _open_authors)):
                cost = _cost(browser, address, way)
                over |= int(cost.size > budget[what] or cost.cpu > SECONDS)
                print(f"  {what:72} {cost}")
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


def _filter(page: Page, address: str) -> None:
    """Tick a tag, and wait until the other facets are counted."""
    page.goto(f"{address}papers/")
    page.locator("[data-facet=tag] [type=checkbox]").first.check()
    page.wait_for_selector(FILTERED)
    page.wait_for_selector(".ps-filters:not([aria-busy])")


def _open_authors(page: Page, address: str) -> None:
    """Open the facet of authors, and wait until there are names."""
    page.goto(f"{address}papers/")
    page.locator("[data-facet=author] summary").click()
    page.wait_for_selector(NAMED)


def _cost(browser: Browser, address: str, act: Callable[[Page, str], None]) -> Cost:
    """What scripts and index cost, until answers show, a reader who was elsewhere before."""
    context = browser.new_context(service_workers="block")  # it would keep the index for later
    page = context.new_page()
    for visited in ("papers/", "tags/"):
        page.goto(address + visited, wait_until="networkidle")
    asked = _asked(context)
    page.add_init_script(SEEN)
    page.evaluate(SEEN)
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    before = _cpu(session)
    act(page, address)
    used = _cpu(session) - before
    shown = page.evaluate("window.papershelfAnswered ?? Date.now()")
    page.wait_for_load_state("networkidle")
    # The browse page goes on loading once it has shown what it found, to count its facets.
    until = [request for request in asked if request.timing["startTime"] <= shown]
    if not any("/search-index/" in request.url for request in until):
        raise RuntimeError("the browser does not tell of the index")
    size = sum(request.sizes()["responseBodySize"] for request in until)
    context.close()
    return Cost(size, used)


def _asked(context: BrowserContext) -> list[Request]:
    asked: list[Request] = []

    def note(request: Request) -> None:
        if request.resource_type not in {"document", "font"}:  # which no search can spare
            asked.append(request)

    context.on("request", note)
    return asked


def _cpu(session: CDPSession) -> float:
    """Seconds that the main thread of a page has worked."""
    found = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return float(found["TaskDuration"])


def _papers(site: Path) -> int:
    return int(json.loads((site / "search-index" / "start.json").read_text(encoding="utf-8"))["papers"])


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
