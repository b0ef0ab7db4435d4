"""The same pages built by Zensical, MkDocs' successor, which knows nothing of our plugin."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from papershelf import site as generated
from papershelf.search_index import write_index
from papershelf.settings import read_settings

pytestmark = pytest.mark.browser

TITLE = "LSH-MoE: Communication-efficient MoE Training via Locality-Sensitive Hashing"


@pytest.fixture(scope="module")
def zensical(
    copy_project: Callable[[Path], Path],
    leave_out_plugin: Callable[[Path], None],
    serve: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, str]:
    """The site as Zensical builds it: its folder and its address."""
    project = copy_project(tmp_path_factory.mktemp("zensical") / "project")
    leave_out_plugin(project)
    settings = read_settings(project / "mkdocs.yml")
    generated.build(project / "data", project / "docs", settings)
    address = serve(project / "site")
    command = [str(Path(sys.executable).with_name("zensical")), "build", "--strict"]
    subprocess.run(command, cwd=project, env=os.environ | {"SITE_URL": address}, check=True)
    write_index(project / "site")
    return project / "site", address


def pages(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*.html")}


def test_both_engines_build_the_same_pages(zensical: tuple[Path, str], built: tuple[Path, str]) -> None:
    """No page is lost or added by the change of engine."""
    assert pages(zensical[0]) == pages(built[0])


@pytest.mark.parametrize("width", [360, 1280])
def test_the_site_reads_the_same(zensical: tuple[Path, str], visit: Callable[..., Page], width: int) -> None:
    """From home over a tag to a paper, in our colours and type, with the search button at work."""
    page = visit(zensical[1], width=width)
    main = page.get_by_role("main")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 248, 244)"
    page.get_by_role("button", name="Search papers and authors").click()
    page.get_by_role("dialog", name="Search").get_by_role("searchbox").press_sequentially("lsh-moe")
    expect(page.locator(".ps-finder__results a").first).to_contain_text(TITLE)
    page.keyboard.press("Escape")
    main.get_by_role("link", name="Locality-sensitive hashing").click()
    expect(main.get_by_role("heading", level=1)).to_have_text("Locality-sensitive hashing")
    main.get_by_role("link", name=TITLE).click()
    expect(main.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert "Source Serif" in main.get_by_role("heading", level=1).evaluate(
        "h => getComputedStyle(h).fontFamily"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
