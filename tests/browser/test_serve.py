"""`mkdocs serve` while somebody edits the list."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.live_server import PATIENCE, LiveServer, live_server, wait_for

pytestmark = pytest.mark.browser

PAPER = "papers/lsh-moe-communication-efficient-moe-training-via-locality/"
TITLE = "LSH-MoE: Communication-efficient MoE Training via Locality-Sensitive Hashing"


@pytest.fixture
def server(copy_project: Callable[[Path], Path], tmp_path: Path) -> Iterator[LiveServer]:
    with live_server(copy_project(tmp_path / "project"), tmp_path / "log") as running:
        yield running


def test_an_edit_shows_and_a_broken_one_does_no_harm(server: LiveServer, visit: Callable[..., Page]) -> None:
    """An open page follows the data; an error names its line, the last good site stays, mending it works."""
    page = visit(server.address + PAPER)
    heading = page.get_by_role("main").get_by_role("heading", level=1)
    expect(heading).to_have_text(TITLE)

    server.edit(TITLE, "A title just edited")
    expect(heading).to_have_text("A title just edited", timeout=PATIENCE * 1000)
    assert server.wait_for_quiet() == 2  # at first, and for the edit
    page.reload()
    page.keyboard.press("/")
    page.get_by_role("dialog", name="Search").get_by_role("searchbox").press_sequentially("just edited")
    expect(page.locator(".ps-finder__results a").first).to_contain_text("A title just edited")
    page.keyboard.press("Escape")

    server.edit("title: 'A title just edited'", "titel: 'A title just broken'")
    wait_for(lambda: server.says(f"data/papers.yaml:{server.line_of('titel:')}: "))
    server.wait_for_quiet()
    page.reload()
    expect(heading).to_have_text("A title just edited")
    told = page.locator(".ps-live")
    expect(told).to_contain_text(f"data/papers.yaml:{server.line_of('titel:')}")
    expect(told).to_contain_text("did you mean 'title'?")

    server.edit("titel: 'A title just broken'", "title: 'A title just corrected'")
    expect(heading).to_have_text("A title just corrected", timeout=PATIENCE * 1000)
    expect(told).to_be_empty(timeout=PATIENCE * 1000)
    assert not server.says("Traceback")
