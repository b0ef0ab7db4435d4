"""Pages of authors and of their index are kept between builds, and are those of the list as it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from papershelf.build_cache import NO_CACHE, BuildCache
from papershelf.library import load
from papershelf.render.author_pages import authors
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings
from tests.render.rendered_pages import rendered

PAPER = """\
- id: paper-{0}
  title: Paper {0}
  authors: [Ada Lovelace, Bo Writer {0}]
  published: '2020-0{0}-01'
  venue: VLDB 202{0}
  tags: [sky]
  abstract: On the sky, part {0}.
"""
PAPERS = "\n".join(PAPER.format(number) for number in range(1, 7))
TAGS = "- slug: sky\n  label: Sky\n- slug: sea\n  label: Sea\n"


def made(folder: Path, papers: str, tags: str, cache: BuildCache) -> dict[str, str]:
    (folder / "papers.yaml").write_text(papers, encoding="utf-8")
    (folder / "tags.yaml").write_text(tags, encoding="utf-8")
    found = authors(Shelf(load(folder), Settings(), cache))
    return {page.path: page.text for page in rendered(found)}


@pytest.mark.parametrize(
    "edit",
    [
        lambda papers, tags: (papers.replace("title: Paper 3", "title: Letter 3"), tags),
        lambda papers, tags: (papers.replace("2020-03-01", "2021-03-01"), tags),
        lambda papers, tags: (papers.replace("part 3", "chapter 3"), tags),
        lambda papers, tags: (papers.replace("Bo Writer 3", "Cy Writer"), tags),
        lambda papers, tags: (papers.replace("[Ada Lovelace, Bo Writer 3]", "[Bo Writer 3]"), tags),
        lambda papers, tags: (papers.partition("- id: paper-5")[0], tags),
        lambda papers, tags: (papers.replace("id: paper-3", "id: letter-3"), tags),
        lambda papers, tags: (papers, tags.replace("label: Sky", "label: The sky")),
        lambda papers, tags: (papers.replace("VLDB 2023", "ICML 2023"), tags),
    ],
    ids=["title", "year", "abstract", "author", "fewer", "removed", "id", "label", "venue"],
)
def test_an_edit_is_on_the_pages(tmp_path: Path, edit: Callable[[str, str], tuple[str, str]]) -> None:
    """What comes from the cache is what a build without one makes."""
    cache = BuildCache(tmp_path / "cache")
    before = made(tmp_path, PAPERS, TAGS, cache)
    assert "authors/l/ada-lovelace.md" in before
    papers, tags = edit(PAPERS, TAGS)
    after = made(tmp_path, papers, tags, cache)
    assert after == made(tmp_path, papers, tags, NO_CACHE)
    assert after != before
