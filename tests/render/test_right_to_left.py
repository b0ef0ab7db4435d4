"""Papers with Arabic and Hebrew titles and names, on pages that run from left to right."""

import json
from html.parser import HTMLParser

import pytest

from papershelf.library import Library
from papershelf.model import Collection, Paper, PartialDate, Step
from papershelf.render.pages import pages
from papershelf.settings import Settings

HEBREW, ARABIC = "חיפוש וקטורי בזיכרון קטן", "تعلم الآلة الموزع"
VOID = {"input", "meta", "link", "br", "img"}
UNSEEN = {"script", "title", "code", "text"}  # text in a drawing takes its direction from the style sheet
NAMES = ("דנה לוי", "محمد الخوارزمي", "Ada Lovelace")
WORDS = (HEBREW, *NAMES[:2])
PAPERS = (
    Paper(
        id="hebrew",
        title=f"{HEBREW}: $x^2$ (GPT-4)",
        authors=NAMES,
        published=PartialDate(2024, 5),
        venue="כנס ישראלי 2024",
        abstract=f"{ARABIC}.\n\nIn English.",
        added=PartialDate(2024, 6, 1),
    ),
    Paper(
        id="latin",
        title=f"On {ARABIC}",
        authors=NAMES[2:],
        published=PartialDate(2023),
        added=PartialDate(2024, 6, 1),
    ),
)


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """All pages of two papers and a collection."""
    path = Collection("path", ARABIC, "What to read.", (Step("hebrew", "First."), Step("latin", "Then.")))
    by_id = {paper.id: paper for paper in PAPERS}
    library = Library("data/papers.yaml", PAPERS, (), by_id, {}, (path,))
    return {page.path: page.text for page in pages(library, Settings())}


def test_the_page_of_a_paper_runs_its_way(made: dict[str, str]) -> None:
    """Title and paragraph run from the right, and each name is kept apart from the others."""
    page = made["papers/hebrew.md"]
    assert '<h1 data-text="title" dir="rtl"><bdi dir="rtl">' + HEBREW in page
    assert f'<p dir="rtl">{ARABIC}.</p>\n<p>In English.</p>' in page
    for name in NAMES[:2]:
        assert f'><bdi dir="rtl">{name}</bdi></a>' in page
    assert ">Ada Lovelace</a>" in page
    assert ">" + '<bdi dir="rtl">כנס ישראלי 2024</bdi></a>' in page


class Directions(HTMLParser):
    """Texts of a page with certain words, and whether an element around each runs from the right."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []
        self.found: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append((tag, ("dir", "rtl") in attrs))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self._open}
        if not tags & UNSEEN and any(word in data for word in WORDS):
            self.found.append((data, any(runs for _, runs in self._open)))


def test_no_list_mixes_directions(made: dict[str, str]) -> None:
    """Wherever a page shows such a title or name, an element around it runs from right to left."""
    seen = 0
    for path, text in made.items():
        if path.endswith(".md"):
            page = Directions()
            page.feed(text.partition("\n---\n")[2])
            assert all(runs for _, runs in page.found), (path, page.found)
            seen += len(page.found)
    assert seen > 20


def test_what_begins_with_latin_letters_runs_from_the_left(made: dict[str, str]) -> None:
    """Arabic words in an English title change nothing."""
    assert f'<h1 data-text="title">On {ARABIC}</h1>' in made["papers/latin.md"]


def test_names_in_a_line_for_scripts_are_kept_apart(made: dict[str, str]) -> None:
    """The titles that My reading loads have Unicode's signs, since text in JSON has no elements."""
    rows: dict[str, list[str]] = {}
    for path, text in made.items():
        if path.startswith("exports/titles-"):
            rows |= json.loads(text)
    assert rows["hebrew"][1].startswith("\u2067דנה לוי\u2069, \u2067محمد الخوارزمي\u2069, Ada Lovelace")
