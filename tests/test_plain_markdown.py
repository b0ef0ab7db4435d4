"""Plain MkDocs, without the plugin and its theme, makes complete pages of the same files."""

import json
import logging
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config.base import load_config

from papershelf import site
from papershelf.settings import Settings
from tests.test_awkward_text import TEXTS, one_line

SETTINGS = """\
site_name: Plain
site_url: https://plain.example/
theme: {name: mkdocs}
plugins: []
not_in_nav: "*"
strict: true
validation:
  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""
AUTHORS = 3000
LONG = "long " * 59 + "title"


class Shown(HTMLParser):
    """The words and the elements of the main column of a page, and its title."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.depth, self.inside = 0, ""
        self.words, self.title = "", ""
        self.elements: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        if tag == "div":
            self.depth = 1 if ("role", "main") in attrs else self.depth and self.depth + 1
        if self.depth:
            self.elements.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""
        if tag == "div" and self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.inside == "title":
            self.title = self.title or data
        if self.depth:
            self.words += data


@pytest.fixture(scope="module")
def built(list_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has each text as title, author, venue, note and abstract, and in a collection."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "data").mkdir()
    shutil.copy(list_dir / "tags.yaml", folder / "data")
    texts = ["plain words", *TEXTS]
    entries = [
        {
            "id": f"p{number}",
            "title": f"{text} T{number}",
            "authors": [f"{text} A{number}"],
            "formerly": [f"q{number}"],
            "published": "2024-05-01",
            "venue": f"{text} V{number}",
            "links": {"code": "https://a.example/(x)_y/?x=1&amp=2"},
            "tags": ["llm-serving"],
            "note": f"{text} N{number}",
            "abstract": f"{text}\n\nB{number} {text}",
        }
        for number, text in enumerate(texts)
    ]
    entries.append({"id": "long", "title": LONG, "authors": [f"Author {each}" for each in range(AUTHORS)]})
    steps = [{"paper": f"p{number}", "why": f"{text} W{number}"} for number, text in enumerate(texts)]
    paths = [{"slug": "all", "title": TEXTS[0], "description": TEXTS[1], "steps": steps}]
    for name, made in (("papers", entries), ("collections", paths)):
        (folder / "data" / f"{name}.yaml").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(SETTINGS)
    site.build(folder / "data", folder / "docs", Settings())
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    build(load_config(str(folder / "mkdocs.yml")))
    return folder / "site"


def test_papers_show_as_typed(built: Path) -> None:
    """Title, author, venue, note and abstract show every character, and add no element to the page."""
    harmless = Shown(built / "papers" / "p0" / "index.html").elements
    for number, text in enumerate(TEXTS, start=1):
        page = Shown(built / "papers" / f"p{number}" / "index.html")
        content = one_line(page.words)
        wanted = [f"{text} {mark}{number}" for mark in "TAVN"] + [f"B{number} {text}"]
        assert [each for each in wanted if one_line(each) not in content] == [], text
        assert one_line(page.title) == f"{one_line(f'{text} T{number}')} - Plain"
        assert set(page.elements) <= set(harmless), text


def test_collections_and_lists_show_as_typed(built: Path) -> None:
    """Titles, authors and reasons are there with every character."""
    collection = one_line(Shown(built / "collections" / "all" / "index.html").words)
    tag = one_line(Shown(built / "tags" / "llm-serving" / "index.html").words)
    for number, text in enumerate(TEXTS, start=1):
        for mark in "TAVW":
            assert one_line(f"{text} {mark}{number}") in collection
        for mark in "TAV":
            assert one_line(f"{text} {mark}{number}") in tag


def test_a_long_entry_is_complete(built: Path) -> None:
    """All authors, and the whole title."""
    words = one_line(Shown(built / "papers" / "long" / "index.html").words)
    assert LONG in words
    assert all(f"Author {number}" in words for number in range(AUTHORS))


def test_a_former_address_leads_on(built: Path) -> None:
    """To the page of today."""
    html = (built / "papers" / "q1" / "index.html").read_text(encoding="utf-8")
    assert 'href="../p1/"' in html
