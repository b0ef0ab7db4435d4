"""What the pages say of collections."""

import os
import re
from pathlib import Path

import pytest

from papershelf.library import Library
from papershelf.model import Collection, Paper, PartialDate, Step, Tag
from papershelf.render.pages import pages
from papershelf.settings import Settings

GOLDEN = Path(__file__).parent / "goldens" / "collection.md"
TAG = Tag("child", "A & B")
OLD = Paper(
    "old",
    "Old <one>",
    authors=("Ada Lovelace", "Bo Zhu", "Cy Ng", "Di Oz", "Ed Pi"),
    published=PartialDate(2016, 3),
    tags=("child",),
)
BARE, NEW = Paper("bare", "Bare"), Paper("new", "New", published=PartialDate(2024))
PATH = Collection(
    "from-old-to-new",
    "From ``old'' to new",
    "What one knows 48times.",
    (Step("old", "Begin here."), Step("bare", "Then < this."), Step("new", "And then.")),
    line=3,
)
ALONE = Collection("alone", "Alone", "Undated.", (Step("bare", "Why."),), line=9)


def texts(*collections: Collection, settings: Settings = Settings()) -> dict[str, str]:  # noqa: B008 - a value object
    """All pages of a list of three papers, by path."""
    papers = (NEW, BARE, OLD)
    by_id = {paper.id: paper for paper in papers}
    library = Library("data/papers.yaml", papers, (TAG,), by_id, {TAG.slug: TAG}, collections)
    return {page.path: page.text for page in pages(library, settings)}


def section(text: str) -> str:
    """What a paper's page says of collections."""
    found = re.search(r'<section class="ps-paths".*?</section>', text, re.DOTALL)
    return found[0] if found else ""


def test_a_collection_page_is_as_reviewed() -> None:
    """It is the golden; UPDATE_GOLDENS=1 rewrites that, and fails for a review."""
    actual = texts(PATH, settings=Settings(source_url="https://git.example/blob/main/"))[
        "collections/from-old-to-new.md"
    ]
    expected = GOLDEN.read_text(encoding="utf-8") if GOLDEN.exists() else ""
    if os.environ.get("UPDATE_GOLDENS") and actual != expected:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(actual, encoding="utf-8", newline="\n")
    assert actual == expected


def test_the_index_shows_all_in_their_order() -> None:
    """With what one knows after it, the number of papers and the span of their years."""
    page = texts(PATH, ALONE)["collections/index.md"]
    parts = (
        'href="../collections/from-old-to-new/">', "What one knows 48×.", ">3 papers, 2016–2024<",
        'href="../collections/alone/">Alone</a>', "Undated.", ">1 paper<",
    )  # fmt: skip
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_without_collections_the_index_says_how_to_make_one() -> None:
    """The page is there, since the navigation leads to it; the home page has no section."""
    found = texts()
    assert "data/collections.yaml" in found["collections/index.md"]
    assert "ps-cards" not in found["collections/index.md"]
    assert 'id="paths"' not in found["index.md"]
    assert [path for path in found if path.startswith("collections/")] == ["collections/index.md"]


def test_the_home_page_shows_them() -> None:
    """As cards under a heading of their own, below the newest papers and the topics."""
    page = texts(PATH)["index.md"]
    parts = ('id="latest"', 'id="topics"', 'id="paths"', 'href="collections/from-old-to-new/"')
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("paper", "step", "ways"),
    [
        ("old", "Step 1 of 3", [("next", "../../papers/bare/", "Next", "Bare")]),
        (
            "bare",
            "Step 2 of 3",
            [
                ("prev", "../../papers/old/", "Previous", "Old &lt;one&gt;"),
                ("next", "../../papers/new/", "Next", "New"),
            ],
        ),
        ("new", "Step 3 of 3", [("prev", "../../papers/bare/", "Previous", "Bare")]),
    ],
)
def test_a_paper_leads_to_its_neighbours(paper: str, step: str, ways: list[tuple[str, ...]]) -> None:
    """Its page says which step it is, with the titles of those before and after."""
    text = section(texts(PATH)[f"papers/{paper}.md"])
    assert f'{step} in <a href="../../collections/from-old-to-new/">From ``old' in text
    links = re.findall(
        r'<a rel="(\w+)" href="([^"]+)"><span class="ps-path__name">(\w+)</span> (.*?)</a>', text
    )
    assert links == ways


def test_a_paper_in_two_collections_shows_both() -> None:
    """In the order of the collections; one of a single step leads nowhere else."""
    text = section(texts(ALONE, PATH)["papers/bare.md"])
    assert text.index("Step 1 of 1") < text.index("Step 2 of 3")
    assert text.count("<ul") == 1


def test_a_paper_in_none_says_nothing() -> None:
    """No section is empty."""
    assert section(texts(ALONE)["papers/old.md"]) == ""
