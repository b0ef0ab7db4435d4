"""`papershelf index`: the search index of a site that is built already."""

from pathlib import Path

import pytest

from tests.cli.command_line import run
from tests.search_files import results, start, words

PAGE = """<!doctype html><html lang="en"><body><p>Menu</p><div data-search='{{"id": "{title}"}}'>
<h1 data-text="title">{title}</h1><section data-text="abstract"><h2>Abstract</h2><p>{text}</p></section>
<p>Foot</p></div></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two papers and a list of them."""
    for name, text in (("walruses", "Walruses are Héavy, and heavy again."), ("teapots", "Short and heavy")):
        page = tmp_path / "papers" / name / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE.format(title=name, text=text), encoding="utf-8")
    (tmp_path / "papers" / "index.html").write_text("<p>walruses, teapots")
    (tmp_path / "index.html").write_text("<p>Welcome")
    return tmp_path


def test_the_papers_are_indexed(site: Path) -> None:
    """It counts the papers, and has their words without case and accents, but none of the page around."""
    done = run("index", str(site))
    assert (done.code, done.err) == (0, "2 papers indexed\n")
    assert {paper.id for paper in results(site)} == {"walruses", "teapots"}
    assert {"heavy", "walruses", "again"} <= words(site)
    assert not words(site) & {"menu", "foot", "abstract", "héavy"}


def test_a_small_index_is_a_few_files(site: Path) -> None:
    """So that a search of a small list asks for few."""
    run("index", str(site))
    made = [path for path in (site / "search-index").rglob("*") if path.is_file()]
    assert len(made) <= 8


def test_an_index_replaces_the_one_before(site: Path) -> None:
    """No file of a former index stays."""
    run("index", str(site))
    (site / "papers" / "teapots" / "index.html").unlink()
    assert run("index", str(site)).err == "1 paper indexed\n"
    assert [paper.id for paper in results(site)] == ["walruses"]
    folders = [path.name for path in (site / "search-index").iterdir() if path.is_dir()]
    assert folders == [start(site)["edition"]]


def test_an_empty_list_is_no_error(site: Path) -> None:
    """There is nothing to find, and no index of the last paper stays."""
    run("index", str(site))
    for name in ("walruses", "teapots"):
        (site / "papers" / name / "index.html").unlink()
    assert run("index", str(site))[::2] == (0, "0 papers indexed\n")
    assert not (site / "search-index").exists()


def test_without_a_site_it_says_so(tmp_path: Path) -> None:
    """A folder without pages is an error that tells what to do."""
    done = run("index", str(tmp_path))
    assert done.code == 1
    told = "there is no built site here; build it first: make site, or mkdocs build"
    assert done.err == f"{tmp_path}:1: {told}\n"


def test_where_it_cannot_write_it_says_so(site: Path) -> None:
    """An error with a line that says what to do, and no traceback."""
    (site / "search-index").write_text("")
    done = run("index", str(site))
    assert done.code == 1
    assert "the search index cannot be written" in done.err
    assert "Traceback" not in done.err
