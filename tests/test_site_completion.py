"""What a site gets once its pages are there: the search, from what is kept or from the pages."""

import logging
from pathlib import Path

import pytest

from papershelf.build_cache import BuildCache
from papershelf.site_completion import complete

PAPER = """<div data-search='{"id": "on-walruses"}'><h1 data-text="title">On Walruses</h1></div>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one paper."""
    page = paper_of(tmp_path / "site")
    page.parent.mkdir(parents=True)
    page.write_text(PAPER)
    (tmp_path / "site" / "index.html").write_text("<p>made")
    return tmp_path / "site"


@pytest.fixture
def cache(tmp_path: Path) -> BuildCache:
    return BuildCache(tmp_path / ".cache")


def paper_of(site: Path) -> Path:
    return site / "papers" / "on-walruses" / "index.html"


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_is_searchable_or_says_why_not(
    site: Path, cache: BuildCache, caplog: pytest.LogCaptureFixture
) -> None:
    """An index that cannot be written is a warning, which `--strict` makes an error, and no traceback."""
    in_the_way = site / "search-index"
    in_the_way.write_text("")
    with caplog.at_level(logging.WARNING):
        complete(site, [], None, cache)
    assert f"{in_the_way}" in caplog.text
    assert "the search index cannot be written" in caplog.text


def test_the_words_of_a_paper_are_kept_until_its_page_changes(site: Path, cache: BuildCache) -> None:
    """The same page gives the same index, and so does one that differs in what is not indexed."""
    complete(site, [], None, cache)
    before, kept = contents(site / "search-index"), cache.load("search")
    assert kept
    page = paper_of(site)
    page.write_text(PAPER.replace("</div>", "<p>Not indexed.</p></div>"))
    complete(site, [], None, cache)
    assert contents(site / "search-index") == before
    assert cache.load("search") == kept
    page.write_text(PAPER.replace("Walruses", "Teapots"))
    complete(site, [], None, cache)
    assert contents(site / "search-index").keys() != before.keys()
    assert cache.load("search").keys().isdisjoint(kept)


def test_a_damaged_cache_changes_nothing(site: Path, cache: BuildCache) -> None:
    """What is kept of a paper is made again where it cannot be read."""
    complete(site, [], None, cache)
    before = contents(site / "search-index")
    keys = cache.load("search").keys()
    cache.save("search", {})  # what is there already stays as it is
    cache.save("search", dict.fromkeys(keys, b"damaged"))
    complete(site, [], None, cache)
    assert contents(site / "search-index") == before
