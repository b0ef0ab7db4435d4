"""How good the answers are: queries of readers with their right answers, on two lists."""

import logging
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.search_sets import Query, Score, query_sets, score, write_search_index

pytestmark = pytest.mark.browser

log = logging.getLogger(__name__)
FIRST = 0.95  # of the queries have a right answer in the first place
OWN_WORDS = 0.65  # mean reciprocal rank of queries in a reader's own words
# The place of the first right answer to each query, from 1; 0 where there is none.
PLACES = """async ([address, queries]) => {
  const { permalinks, search } = await import(address);
  const places = [];
  for (const [text, right] of queries) {
    const { results } = await search(text);
    places.push((await permalinks(results)).findIndex((id) => right.includes(id)) + 1);
  }
  return places;
}"""


@pytest.fixture(scope="module")
def searched(
    built: tuple[Path, str],
    chromium: Browser,
    serve: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str], Page]:
    """Opens a page from which a list can be searched: our scripts, and the index of the list."""
    pages: dict[str, Page] = {}

    def open_page(name: str) -> Page:
        if name not in pages:
            site = tmp_path_factory.mktemp(name)
            shutil.copytree(built[0] / "assets", site / "assets")
            shutil.copytree(built[0] / "about", site / "about")
            write_search_index(name, site)
            pages[name] = chromium.new_context(base_url=serve(site), service_workers="block").new_page()
            pages[name].goto("about/")
        return pages[name]

    return open_page


def ask(page: Page, queries: Sequence[Query]) -> Score:
    """Score the answers; those that are not first are named where a test fails."""
    address = page.evaluate("new URL('../assets/search.js', location.href).href")
    places: Any = page.evaluate(PLACES, [address, [[query.text, list(query.right)] for query in queries]])
    for query, place in zip(queries, places, strict=True):
        if place != 1:
            log.info("place %s: %s", place or "none", query.text)
    return score(places)


@pytest.mark.parametrize(
    ("name", "key"), [("shelf", "known"), ("daily-papers", "known"), ("daily-papers", "fresh")]
)
def test_what_readers_half_remember_is_found(searched: Callable[[str], Page], name: str, key: str) -> None:
    """Titles, names, systems, abbreviations, typing errors and questions: no worse than MiniSearch."""
    sets = query_sets(name)
    found = ask(searched(name), sets.queries[key])
    assert found.first >= FIRST
    assert round(found.mrr, 3) >= sets.minisearch[key].mrr
    assert round(found.first, 3) >= sets.minisearch[key].first


def test_a_readers_own_words_find_papers(searched: Callable[[str], Page]) -> None:
    """By people who do not know what papers call it; much better than words alone."""
    sets = query_sets("shelf")
    found = ask(searched("shelf"), sets.queries["own_words"])
    assert found.mrr >= OWN_WORDS
    assert found.mrr > sets.minisearch["own_words"].mrr
