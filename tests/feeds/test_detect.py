"""The kind of a feed is detected from its content."""

from pathlib import Path

import pytest

from papershelf.feeds.detect import read
from papershelf.problems import InvalidInputError

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2401.00001</id><title>T</title></entry></feed>'
KINDS = [
    ('[{"paper": {"title": "T"}}]', "Daily Papers API"),
    ('\ufeff\n {"id": "2401.00001", "title": "T", "upvotes": 1}', "Daily Papers API"),
    ("[\"{'paper': {'title': 'T'}}\"]", "Daily Papers API (archived rows)"),
    (
        '{"status": "success", "date": "2025-01-10", "data": ["{\'title\': \'T\'}"]}',
        "Daily Papers API (archived rows)",
    ),
    ('[{"type": "book", "title": "T"}]', "CSL-JSON"),
    ('{"DOI": "10.1145/1", "title": "T"}', "CSL-JSON"),
    (f"<?xml version='1.0'?>\n{ATOM}", "arXiv Atom"),
    (ATOM, "arXiv Atom"),
    ("% Encoding: UTF-8\n\n@Article{a,\n title = {T}}", "BibTeX"),
    ("@string{x = {y}}\n  @misc (a, title = {T})", "BibTeX"),
    ("Provider: ACM\n\nTY  - JOUR\nTI  - T\nAB  - @article{x}\nER  - ", "RIS"),
]


@pytest.mark.parametrize(("text", "grammar"), KINDS)
def test_kinds(text: str, grammar: str) -> None:
    """Each form is known by what it holds, whatever its file is called."""
    capture = read(text.encode(), "feed.txt")
    assert (capture.grammar, [candidate.title for candidate in capture.candidates]) == (grammar, ["T"])


def test_real_feeds(project_root: Path, list_dir: Path) -> None:
    """All real samples are known, the captured page among them."""
    fixtures = project_root / "tests" / "fixtures"
    feeds = [*fixtures.glob("hf_daily_papers/*.json"), *fixtures.glob("arxiv/[!b]*.xml")]
    kinds = {read(path.read_bytes(), str(path)).grammar for path in feeds}
    assert kinds == {"Daily Papers API", "Daily Papers API (archived rows)", "arXiv Atom"}
    page = list_dir / "feeds" / "daily-papers.txt"
    assert len(read(page.read_bytes(), str(page)).candidates) == 75


@pytest.mark.parametrize(
    "extra",
    ["me@example.org {x}", "[1] Skip to content", "{braces} begin a line", "<think> is no XML", "TY - x, y"],
)
def test_a_page_stays_a_page(extra: str) -> None:
    """An abstract may hold what only looks like another form."""
    capture = read(
        f"Daily Papers\n\nA title of a paper\n\n{extra} {'An abstract that goes on. ' * 10}\n".encode(), "f"
    )
    assert len(capture.candidates) == 1


@pytest.mark.parametrize("start", ["<!doctype html><html>", "<html>"])
def test_a_web_page_is_a_page(start: str) -> None:
    """HTML is a page, also where it shows how to cite something."""
    example = "@article{a, title = {T}}\nTY  - JOUR\nTI  - T\nER  - "
    with pytest.raises(InvalidInputError, match="no papers found in this"):
        read(f"{start}<pre>\n{example}\n</pre></html>".encode(), "feed")


def test_a_page_with_marked_references_is_a_page() -> None:
    """The dump of a text browser begins like a list of lists, and isn't JSON."""
    source = (
        f"[[Hugging Face's logo] Hugging Face][1]\n\nA title of a paper\n\n{'An abstract goes on. ' * 10}\n"
    )
    assert read(source.encode(), "feed").grammar not in {grammar for _, grammar in KINDS}


def test_a_web_page_that_calls_itself_xml_is_a_page() -> None:
    """XHTML isn't a reply of arXiv's."""
    try:
        outcome = read(b"<?xml version='1.0'?>\n<!DOCTYPE html>\n<html><p>text</p></html>", "feed").grammar
    except InvalidInputError as error:
        outcome = str(error)
    assert "XML" not in outcome


REFUSED = [
    ("", 1, "no papers found in this feed; capture the page's text again"),
    (
        "[1, 2, 3]",
        1,
        (
            "this JSON is neither a reply of the Daily Papers API nor CSL-JSON; map its fields to ours: "
            "papershelf import FILE --suggest-map"
        ),
    ),
    (
        "Paper Name,Who wrote it,When\nKelp,Ada Okoro,2019\n",
        1,
        (
            "the headers of this table aren't known: 'Paper Name', 'Who wrote it', 'When'; say what they "
            "hold: papershelf import FILE --column 'title=Paper Name' --column authors=…"
        ),
    ),
    ('{"error": "Invalid date"}', 1, "the API answered: Invalid date"),
    ('[\n{"paper": {"title": "T"}},\n{"pap', 3, "the JSON is cut off"),
    ("[", 1, "the JSON is cut off"),
    ("[]", 1, "no papers found in this (Daily Papers API); capture the feed again"),
    ('<feed xmlns="http://www.w3.org/2005/Atom"></feed>', 1, "no papers found in this (arXiv Atom)"),
    ("<?xml version='1.0'?>\n<rss/>", 2, "this is RSS, which can't be read"),
    ("<!DOCTYPE lolz [<!ENTITY a 'b'>]><feed/>", 1, "this XML declares a document type"),
]


@pytest.mark.parametrize(("text", "line", "message"), REFUSED)
def test_what_holds_nothing_is_refused(text: str, line: int, message: str) -> None:
    """What is broken or empty is an error of its own kind, with its line."""
    with pytest.raises(InvalidInputError) as caught:
        read(text.encode(), "feed")
    assert str(caught.value).startswith(f"feed:{line}: {message}")
