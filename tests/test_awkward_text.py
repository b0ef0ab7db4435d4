"""Text that looks like Markdown, HTML or a template shows on the site as it was typed, and breaks nothing."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from papershelf.search_index import write_index
from papershelf.text import shown
from tests.schema_org import check
from tests.search_files import results

ROOT = "https://papers.example/"
TEXTS = [
    "<think> and </think>",
    "A* and B*, 2**3 and x**2, *.py and **kwargs",
    "_one_ and __two__ and a_b_c",
    "$1M and $2M",
    "~~gone~~ and ==mark==",
    "[x](y) and [z][1] and ![i](j)",
    "[1]: a.example/x",
    "{{ config }} {% raw %} {# note #}",
    "{: #id .class }",
    "a </article> b </div></section>",
    "---",
    "===",
    "# heading",
    "    code",
    "\tcode",
    "- item",
    "1. item",
    "> quote",
    "<!-- comment",
    "--> and <!-- x --> y",
    "<![CDATA[ x ]]>",
    "<?php x ?>",
    "<b>bold <i>open",
    "</b>",
    "<",
    ">",
    "&",
    "&amp; &lt; &#60; &nbsp;",
    "AT&T;",
    "<script>alert(1)</script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "`code`",
    "| a | b |",
    "!!! note",
    "Term\n: meaning",
    "*[HTML]: abbr",
    "[^1]: foot",
    "\"both\" and 'kinds'",
    "emoji 😀, é, ﷽",
    ":smile:",
    "[TOC]",
    "[[wiki]]",
    "%\\ \\\\",
    "a  b",
    "\u202eright to left",
    "</title>",
    "</head><body>",
    "<!doctype html>",
    "x" * 300,
]


class _Text(HTMLParser):
    """Collects the text of a page's content, its tags, its title and its description of itself."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.text = ""
        self.title = ""
        self.data = ""
        self.in_content = False
        self.tags: list[str] = []
        self.meta: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.inside = [tag, given.get("type", "")]
        self.tags.append(f"<{tag}>")
        self.in_content |= "md-content__inner" in given.get("class", "")
        self.meta[given.get("name") or given.get("property", "")] = given.get("content", "")

    def handle_endtag(self, tag: str) -> None:
        self.inside = []
        self.tags.append(f"</{tag}>")
        self.in_content &= tag != "article"

    def handle_data(self, data: str) -> None:
        if self.inside[:1] == ["title"]:
            self.title = self.title or data
        if self.inside[1:] == ["application/ld+json"]:
            self.data += data
        if self.in_content:
            self.text += data


def one_line(text: str) -> str:
    """White space as HTML shows it."""
    return " ".join(text.split())


def read(page: Path) -> _Text:
    """Read a page as a browser would."""
    reader = _Text()
    reader.feed(page.read_text(encoding="utf-8"))
    reader.close()
    return reader


@pytest.fixture(scope="module", params=["with the hook", "without the plugin"])
def built(
    leave_out_plugin: Callable[[Path], None],
    request: pytest.FixtureRequest,
    copy_project: Callable[[Path], Path],
    build_site: Callable[[Path, str], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A site at a host's root that has each text as title, author, venue, note and abstract, and in paths."""
    folder = copy_project(tmp_path_factory.mktemp("awkward") / "project")
    texts = ["plain words", *TEXTS]
    entries = [
        {
            "id": f"p{number}",
            "title": f"{text} T{number}",
            "authors": [f"{text} A{number}"],
            "published": f"2024-01-{number % 28 + 1:02}",
            "venue": f"{text} V{number}",
            "links": {"code": "https://a.example/?x=1&amp=2"},
            "tags": ["llm-serving"],
            "note": f"{text} N{number}",
            "abstract": f"{text}\n\nB{number} {text}",
        }
        for number, text in enumerate(texts)
    ]
    # The ends of the list, so that each of the others has a paper before and after it
    entries += [{"id": str(year), "title": "End", "published": str(year)} for year in (2023, 2025)]
    paths = [
        {
            "slug": f"c{number}",
            "title": f"{text} C{number}",
            "description": f"{text} D{number}",
            "steps": [
                {"paper": f"p{other % len(texts)}", "why": f"{text} W{other}"}
                for other in (number, number + 1)
            ],
        }
        for number, text in enumerate(texts)
    ]
    for name, made in (("papers", entries), ("collections", paths)):
        content = json.dumps(made, ensure_ascii=False)
        (folder / "data" / f"{name}.yaml").write_text(content, encoding="utf-8")
    if request.param == "without the plugin":
        leave_out_plugin(folder)
    built = build_site(folder, ROOT)
    if request.param == "without the plugin":
        write_index(built)
    return built


def test_texts_are_not_repaired() -> None:
    """The texts of this file are not damaged TeX, so that readers see them as they are."""
    assert [text for text in TEXTS if shown(text) != text] == []


def test_papers_show_as_typed(built: Path) -> None:
    """Title, author, venue, note and abstract show every character, and add no element to the page."""
    harmless = read(built / "papers" / "p0" / "index.html").tags
    for number, text in enumerate(TEXTS, start=1):
        page = read(built / "papers" / f"p{number}" / "index.html")
        content = one_line(page.text)
        missing = [mark for mark in "TAVN" if one_line(f"{text} {mark}{number}") not in content]
        assert not missing, text
        assert one_line(f"{text} B{number} {text}") in content
        assert page.tags == harmless, text


def test_collections_show_as_typed(built: Path) -> None:
    """Title, description and reasons show every character, and add no element to the page."""
    harmless = read(built / "collections" / "c0" / "index.html").tags
    for number, text in enumerate(TEXTS, start=1):
        page = read(built / "collections" / f"c{number}" / "index.html")
        content = one_line(page.text)
        wanted = (f"C{number}", f"D{number}", f"W{number}", f"W{number + 1}")
        assert not [mark for mark in wanted if one_line(f"{text} {mark}") not in content], text
        assert one_line(page.title) == one_line(f"{text} C{number} · Papershelf")
        assert page.tags == harmless, text


def test_titles_are_told_as_typed(built: Path) -> None:
    """So do the tab, previews, Google Scholar and schema.org."""
    for number, text in enumerate(TEXTS, start=1):
        page = read(built / "papers" / f"p{number}" / "index.html")
        title = one_line(f"{text} T{number}")
        assert one_line(page.title) == f"{title} · Papershelf"
        assert one_line(page.meta["og:title"]) == title
        assert one_line(page.meta["citation_title"]) == title
        work = check(json.loads(page.data))[0]
        assert one_line(work["headline"]) == title
        author = one_line(f"{text} A{number}")
        assert [one_line(person["name"]) for person in work["author"]] == [author]
        assert sorted(re.split("[ ,]+", page.meta["citation_author"].strip(", "))) == sorted(
            re.split("[ ,]+", author)
        )
        assert one_line(page.meta["description"])[:60] == one_line(f"{text} B{number} {text}")[:60]


@pytest.mark.parametrize(
    "where", [["papers", "papers/pages/2"], ["tags/llm-serving"], ["years/2024"]], ids=lambda where: where[0]
)
def test_lists_show_titles_as_typed(built: Path, where: list[str]) -> None:
    """Cards hold titles and authors, whatever these look like."""
    content = one_line(" ".join(read(built / page / "index.html").text for page in where))
    for number, text in enumerate(TEXTS, start=1):
        assert one_line(f"{text} T{number}") in content
        assert one_line(f"{text} A{number}") in content


def test_search_shows_them_as_typed(built: Path) -> None:
    """The index holds the titles as they were typed."""
    found = {paper.id: paper for paper in results(built)}
    for number, text in enumerate(TEXTS, start=1):
        assert one_line(found[f"p{number}"].title) == one_line(f"{text} T{number}")
        assert one_line(" ".join(found[f"p{number}"].authors)).endswith(f"A{number}")
