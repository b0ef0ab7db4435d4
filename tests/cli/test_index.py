"""`papershelf index`: the search index of a site that is built already."""

import json
from pathlib import Path

import pytest

from tests.cli.command_line import run

PAGE = """<!doctype html><html lang="en"><body><p>Menu</p><div data-pagefind-body>
<h1>{title}</h1><p>{text}</p><span hidden data-pagefind-filter="paper:{title}"></span></div></body></html>"""


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
    """It counts the papers, and writes what the browser loads, but no search box of Pagefind's own."""
    done = run("index", str(site))
    assert (done.code, done.err) == (0, "2 papers indexed\n")
    names = {path.name.partition(".")[0] for path in (site / "pagefind").iterdir()}
    scripts = {"pagefind", "pagefind-entry", "pagefind-worker", "wasm"}
    assert names == scripts | {"files", "filter", "fragment", "ids", "index", "orders", "words"}


def test_words_are_listed_by_their_first_letter(site: Path) -> None:
    """Folded as a query is, each once, the one that most papers have first."""
    run("index", str(site))
    assert json.loads((site / "pagefind" / "words" / "h.json").read_text()) == ["heavy"]
    assert json.loads((site / "pagefind" / "words" / "a.json").read_text()) == ["and", "again", "are"]
    assert json.loads((site / "pagefind" / "words" / "z.json").read_text()) == []


def test_an_index_replaces_the_one_before(site: Path) -> None:
    """No file of a former index stays."""
    run("index", str(site))
    (site / "papers" / "teapots" / "index.html").unlink()
    assert run("index", str(site)).err == "1 paper indexed\n"
    assert len(list((site / "pagefind" / "fragment").iterdir())) == 1


def test_an_empty_list_is_no_error(site: Path) -> None:
    """There is nothing to find, and no index of the last paper stays."""
    run("index", str(site))
    for name in ("walruses", "teapots"):
        (site / "papers" / name / "index.html").unlink()
    assert run("index", str(site))[::2] == (0, "0 papers indexed\n")
    assert not (site / "pagefind").exists()


def test_without_a_site_it_says_so(tmp_path: Path) -> None:
    """A folder without pages is an error that tells what to do."""
    done = run("index", str(tmp_path))
    assert done.code == 1
    assert done.err == f"{tmp_path}:1: there is no site here; build it first\n"
