"""`mkdocs serve` while somebody edits the list."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAPER = "papers/lsh-moe-communication-efficient-moe-training-via-locality/"
TITLE = "LSH-MoE: Communication-efficient MoE Training via Locality-Sensitive Hashing"
PATIENCE = 30  # seconds; a busy machine may be slow, but not that slow


@dataclass(frozen=True)
class Server:
    """A running `mkdocs serve`: where it answers, what it serves and what it has said."""

    address: str
    papers: Path
    log: Path

    def says(self, words: str) -> bool:
        return words in self.log.read_text(encoding="utf-8")

    def builds(self) -> int:
        return self.log.read_text(encoding="utf-8").count("Building documentation")

    def line_of(self, words: str) -> int:
        return self.papers.read_text(encoding="utf-8").partition(words)[0].count("\n") + 1

    def edit(self, old: str, new: str) -> None:
        text = self.papers.read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.papers.write_text(text.replace(old, new), encoding="utf-8")


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def wait_for_quiet(server: Server) -> int:
    """Wait until no build has begun for three seconds; a loop of rebuilds never gets there."""
    end = time.monotonic() + PATIENCE
    seen, since = server.builds(), time.monotonic()
    while time.monotonic() - since < 3:
        assert time.monotonic() < end, f"still building after {seen} builds"
        time.sleep(0.1)
        if server.builds() != seen:
            seen, since = server.builds(), time.monotonic()
    return seen


@pytest.fixture
def server(copy_project: Callable[[Path], Path], tmp_path: Path) -> Iterator[Server]:
    project = copy_project(tmp_path / "project")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    running = Server(
        f"http://127.0.0.1:{port}/papershelf/", project / "data" / "papers.yaml", tmp_path / "log"
    )
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = os.environ | {"SITE_URL": "https://example.org/papershelf/"}
    with (
        running.log.open("wb") as log,
        subprocess.Popen(
            command, cwd=project, env=environment, stdout=log, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            wait_for(lambda: running.says("Serving on") or process.poll() is not None)
            assert process.poll() is None, running.log.read_text(encoding="utf-8")
            yield running
        finally:
            process.terminate()


def test_an_edit_shows_and_a_broken_one_does_no_harm(server: Server, visit: Callable[..., Page]) -> None:
    """An open page follows the data; an error names its line, the last good site stays, mending it works."""
    page = visit(server.address + PAPER)
    heading = page.get_by_role("main").get_by_role("heading", level=1)
    expect(heading).to_have_text(TITLE)

    server.edit(TITLE, "A title just edited")
    expect(heading).to_have_text("A title just edited", timeout=PATIENCE * 1000)
    assert wait_for_quiet(server) <= 3  # at first, for the edit, and once for the pages that it changed
    page.reload()
    page.keyboard.press("/")
    page.get_by_role("dialog", name="Search").get_by_role("searchbox").press_sequentially("just edited")
    expect(page.locator(".ps-finder__results a").first).to_contain_text("A title just edited")
    page.keyboard.press("Escape")

    server.edit("title: 'A title just edited'", "titel: 'A title just broken'")
    wait_for(lambda: server.says(f"data/papers.yaml:{server.line_of('titel:')}: "))
    wait_for_quiet(server)
    page.reload()
    expect(heading).to_have_text("A title just edited")

    server.edit("titel: 'A title just broken'", "title: 'A title just mended'")
    expect(heading).to_have_text("A title just mended", timeout=PATIENCE * 1000)
    assert not server.says("Traceback")
