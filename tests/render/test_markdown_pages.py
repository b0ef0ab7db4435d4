"""The Markdown of pages, as it is written."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from papershelf.library import load
from papershelf.render.pages import pages
from papershelf.settings import Settings
from tests.small_site import COLLECTION, PAPERS

GOLDENS = Path(__file__).parent / "goldens" / "markdown"
SETTINGS = Settings(
    name="Walruses & co",
    description="What we read on the beach.",
    source_url="https://git.example/me/small/blob/main/",
    site_url="https://small.example/",
)
MORE = """\
- id: on-tides
  title: 'Tides: $O(n)$ Moons [*draft*]'
  authors: [Ada Lovelace, Émile Borel, 'O''Neil #2', 王小明, 'A. <b>']
  others: true
  published: '2023-11'
  arxiv: '2311.00001'
  doi: 10.1000/x_y(z)
  links: {code: 'https://git.example/a_b?x=1&y=2'}
  tags: [sky, sea]
  added: '2024-06-01'
  note: Read *this* first, and see https://a.example/x_y.
  abstract: |-
    Tides rise in $O(n)$ with the walrus; `code` and <think> stay.

    # No heading, as in Kettle3.
"""
SHOWN = (
    "papers/on-tides.md", "papers/on-kettles.md", "papers/on-pots.md", "tags/sky.md", "collections/walks.md",
    "index.md",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("markdown") / "data"
    folder.mkdir()
    (folder / "papers.yaml").write_text(f"{PAPERS}\n{MORE}", encoding="utf-8")
    (folder / "tags.yaml").write_text("- slug: sky\n  label: Sky\n- slug: sea\n  label: Sea\n  parent: sky\n")
    (folder / "collections.yaml").write_text(COLLECTION)
    library = replace(load(folder), path="data/papers.yaml")
    return {page.path: page.markdown for page in pages(library, SETTINGS)}


@pytest.mark.parametrize("path", SHOWN)
def test_each_kind_of_page(made: dict[str, str], path: str) -> None:
    """It is as in the golden; UPDATE_GOLDENS=1 rewrites it, and fails for a review."""
    golden = GOLDENS / path.replace("/", "-")
    expected = golden.read_text(encoding="utf-8") if golden.is_file() else ""
    if os.environ.get("UPDATE_GOLDENS") and made[path] != expected:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made[path], encoding="utf-8")
    assert made[path] == expected
