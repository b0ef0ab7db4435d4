"""Reading without a network, installing, and opening the site from files."""

import gzip
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from papershelf.offline_copy import offline_copy
from tests.browser.conftest import MOUNT, PagesHandler, PagesServer

pytestmark = pytest.mark.browser

PAPER = "papers/lsh-moe-communication-efficient-moe-training-via-locality/"
OTHER = "papers/never-visited/"
PATIENCE = 60  # seconds for a busy machine
KEPT = """async () => (await Promise.all(
  (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({url}) => url)),
)).flat()"""


class Host:
    """A server of a copy of the site, which can go away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        asked = self.asked

        class Handler(PagesHandler):
            def do_GET(self) -> None:  # noqa: N802 - the name that the base class gives it
                asked.append(self.path)
                super().do_GET()

        self.server = PagesServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.address = f"http://127.0.0.1:{self.server.server_port}{MOUNT}/"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def leave(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def host(built: tuple[Path, str], tmp_path: Path) -> Iterator[Host]:
    host = Host(shutil.copytree(built[0], tmp_path / "site"))
    yield host
    host.leave()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    yield context
    context.close()


def visit_and_keep(context: BrowserContext, host: Host, path: str) -> Page:
    """Visit a page, and wait until it is kept with its look."""
    page = context.new_page()
    page.goto(host.address + path)
    styles = page.locator("link[rel=stylesheet]").evaluate_all("links => links.map(({href}) => href)")
    wait_until_kept(page, {page.url, *styles, f"{host.address}exports/kept-version"})
    return page


def wait_until_kept(page: Page, wanted: set[str]) -> None:
    """Wait until the browser keeps files with these addresses."""
    deadline = time.monotonic() + PATIENCE
    while wanted - (kept := set(page.evaluate(KEPT))):
        assert time.monotonic() < deadline, sorted(wanted - kept)
        page.wait_for_timeout(100)


def index(host: Host) -> set[str]:
    """The addresses of all that a browser keeps of the search index."""
    start = json.loads((host.folder / "search-index" / "start.json").read_bytes())
    names = ("start", *(f"{start['edition']}/{name}" for name in start["offline"]))
    return {f"{host.address}search-index/{name}.json" for name in names}


def test_a_visited_page_can_be_read_without_a_network(context: BrowserContext, host: Host) -> None:
    """With its look, and from an address that asks for something."""
    page = visit_and_keep(context, host, PAPER)
    host.leave()
    page.goto(f"{host.address}{PAPER}?from=mail")
    expect(page.get_by_role("heading", level=1)).to_contain_text("LSH-MoE")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith(
        '"Source Serif 4"'
    )


def test_search_works_without_a_network(context: BrowserContext, host: Host) -> None:
    """For a reader who has searched once, anywhere: the page of all papers and the index are kept then."""
    page = visit_and_keep(context, host, "")
    page.keyboard.press("/")
    page.keyboard.type("hash")
    wait_until_kept(page, index(host))
    host.leave()
    page.goto(f"{host.address}papers/?q=locality+sensitive")
    expect(page.get_by_role("main")).to_contain_text("LSH-MoE")
    expect(page.locator("mark").first).to_be_visible()


def test_little_is_fetched_unasked(context: BrowserContext, host: Host) -> None:
    """Who only looks at the home page pays for 20 files and 150 KB more, packed, and not for the index."""
    page = context.new_page()
    page.goto(host.address, wait_until="networkidle")
    visited = set(host.asked)
    wait_until_kept(
        page, {page.url, f"{host.address}exports/kept-version", f"{host.address}assets/browse.js"}
    )
    page.wait_for_timeout(3000)  # until the page has told what it is made of
    unasked = {path for path in host.asked if path not in visited}
    files = [host.folder / path.removeprefix(MOUNT).lstrip("/") for path in unasked]
    packed = [gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes()) for file in files]
    assert len(files) <= 20, sorted(unasked)
    assert sum(map(len, packed)) <= 150_000
    assert not any("search-index" in path for path in unasked)


def test_a_page_that_was_not_visited_says_so(context: BrowserContext, host: Host) -> None:
    """It leads to what can be read."""
    page = visit_and_keep(context, host, "")
    host.leave()
    page.goto(host.address + OTHER)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("not on your device"))
    page.get_by_role("main").get_by_role("link", name="all papers").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page).to_have_url(f"{host.address}papers/")


def test_who_has_a_page_open_hears_of_a_new_version(context: BrowserContext, host: Host) -> None:
    """The page offers to show it; a page that is new already offers nothing."""
    page = visit_and_keep(context, host, PAPER)
    file = host.folder / PAPER / "index.html"
    file.write_text(file.read_text(encoding="utf-8").replace("</h1>", " Revised</h1>"), encoding="utf-8")
    later = file.stat().st_mtime + 60
    os.utime(file, (later, later))
    kept = host.folder / "exports" / "offline-list.js"
    kept.write_text(
        kept.read_text(encoding="utf-8").replace('"version": "', '"version": "new'), encoding="utf-8"
    )
    page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())")
    page.get_by_role("button", name="Show the new version").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Revised")
    expect(page.get_by_role("button", name="Show the new version")).to_have_count(0)


def test_it_can_be_installed(context: BrowserContext, host: Host) -> None:
    """The browser finds nothing wrong with the manifest."""
    page = context.new_page()
    page.goto(host.address)
    devtools = context.new_cdp_session(page)
    assert devtools.send("Page.getAppManifest")["errors"] == []
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],  # a test's profile is a private one
    )


def test_the_copy_opens_from_files(chromium: Browser, built: tuple[Path, str], tmp_path: Path) -> None:
    """From home over the list to a paper and its tag, by the links, without a complaint."""
    for name, content in offline_copy(built[0]):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    complaints: list[str] = []
    context = chromium.new_context()
    context.on("console", lambda line: complaints.append(line.text))
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Papers").click()
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
    page.get_by_role("link", name=re.compile("^LSH-MoE")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("LSH-MoE")
    page.get_by_role("main").get_by_role("link", name="Mixture of experts").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mixture of experts")
    context.close()
    assert complaints == []
