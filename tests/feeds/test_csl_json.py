"""CSL-JSON: what Zotero, pandoc and DOI services give, what is broken in it, and what a maker wrote."""

import html
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.feeds.capture import Capture
from papershelf.model import Candidate, PartialDate
from papershelf.problems import InvalidInputError
from tests.feeds.readers import read_csl_json as read

TEXT = (
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "))
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
PAPERS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "title": TEXT,
        "abstract": st.none() | TEXT,
        "authors": st.lists(st.tuples(TEXT, TEXT), max_size=4, unique=True),
        "published": st.none() | st.dates(),
        "venue": st.none()
        | TEXT.filter(lambda text: not re.match("(corr|arxiv|preprint)", text, re.IGNORECASE)),
        "doi": st.none()
        | st.from_regex(r"10\.[0-9]{4}/[a-z0-9][a-z0-9._;()/-]{0,20}[a-z0-9]", fullmatch=True),
        "arxiv": st.none() | st.from_regex(r"2[0-9]0[1-9]\.[0-9]{5}", fullmatch=True),
    }
)


def written(paper: dict[str, Any]) -> dict[str, Any]:
    """An item as a reference manager writes it; its text is HTML."""
    item: dict[str, Any] = {"id": "x", "type": "article", "title": html.escape(paper["title"], quote=False)}
    item["author"] = [{"given": given, "family": family} for given, family in paper["authors"]]
    for key, name in (("abstract", "abstract"), ("venue", "container-title")):
        item |= {name: html.escape(paper[key])} if paper[key] else {}
    if paper["published"]:
        date = paper["published"]
        item["issued"] = {"date-parts": [[str(date.year), date.month, date.day]]}
    item |= {"DOI": paper["doi"]} if paper["doi"] else {}
    item |= {"number": f"arXiv:{paper['arxiv']}", "publisher": "arXiv"} if paper["arxiv"] else {}
    return item


def expected(paper: dict[str, Any]) -> dict[str, Any]:
    names = tuple(dict.fromkeys(f"{given} {family}" for given, family in paper["authors"]))
    date = paper["published"]
    return paper | {"authors": names, "published": date and PartialDate(date.year, date.month, date.day)}


def one(**fields: Any) -> Candidate:
    """The candidate of a single item with these fields and a title."""
    source = json.dumps({"type": "article", "title": "T"} | fields)
    (candidate,) = read(source.encode(), "a.json").candidates
    return candidate


@given(st.lists(PAPERS, max_size=4, unique_by=lambda paper: paper["title"]))
def test_reading_what_was_written(papers: list[dict[str, Any]]) -> None:
    """parse(make(papers)) == papers, whatever text the titles and abstracts hold."""
    capture = read(json.dumps(list(map(written, papers)), indent=1).encode(), "a.json")
    found = [{key: getattr(candidate, key) for key in papers[0]} for candidate in capture.candidates]
    assert found == [expected(paper) for paper in papers]
    assert not capture.unplaced


def test_an_item() -> None:
    """A single item is read like a list of one; its block is its text."""
    source = """
    {"id": "malkov", "type": "article-journal", "title": "Efficient <i>and</i> robust",
     "container-title": "IEEE TPAMI", "DOI": "10.1109/TPAMI.2018.2889473", "URL": "https://a.org/paper",
     "author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr."},
                {"literal": "NVIDIA"}, {"name": "OpenAI"}, {}],
     "issued": {"date-parts": [[2020, "4"]]}, "keyword": "graphs, search"}"""
    capture = read(source.encode(), "a.json")
    (paper,) = capture.candidates
    assert (capture.grammar, paper.title, paper.venue) == ("CSL-JSON", "Efficient and robust", "IEEE TPAMI")
    assert paper.authors == ("Jan van der Berg Jr.", "NVIDIA", "OpenAI")
    assert (paper.published, paper.doi) == (PartialDate(2020, 4), "10.1109/TPAMI.2018.2889473")
    assert (paper.links, paper.keywords) == ({"paper": "https://a.org/paper"}, ("graphs", "search"))
    assert (paper.line, paper.blocks[0].text) == (2, source.strip())


@pytest.mark.parametrize(
    ("abstract", "read_as"),
    [
        (
            "<jats:title>Abstract</jats:title><jats:p>One &amp;  two.</jats:p><jats:p>Three.</jats:p>",
            "One & two. Three.",
        ),
        (
            "<jats:sec><jats:title>Aim</jats:title><jats:p>H<jats:sub>2</jats:sub>O</jats:p></jats:sec>",
            "Aim H2O",
        ),
        ('<p>See <jats:ext-link xlink:href="https://a.org">here</jats:ext-link>.</p>', "See here."),
        ("a < b and c > d", "a < b and c > d"),
        ("with <think> and &lt;b&gt; tags", "with <think> and <b> tags"),
        ("&amp;lt; and &foo; &#x3b1; &#0;", "&lt; and &foo; α \ufffd"),
    ],
)
def test_markup_is_taken_from_abstracts(abstract: str, read_as: str) -> None:
    """JATS and known HTML go; what only looks like a tag stays."""
    assert one(abstract=abstract).abstract == read_as


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2016, 1, 14]]}, "2016-01-14"),
        ({"date-parts": [["2016", "01"], [2017]]}, "2016-01"),
        ({"date-parts": [[2016, 2, 30]]}, "2016-02"),
        ({"date-parts": [[None]]}, "None"),
        ({"raw": "2016-01-14"}, "2016-01-14"),
        ({"literal": "2016"}, "2016"),
        ("2016", "None"),
    ],
)
def test_dates(issued: Any, date: str) -> None:
    """A date is as precise as the item makes it."""
    assert str(one(issued=issued).published) == date


@pytest.mark.parametrize(
    "fields",
    [
        {"number": "arXiv:1603.09320"},
        {"number": "1603.09320", "archive": "arXiv.org"},
        {"archive_location": "1603.09320v2", "publisher": "arXiv"},
        {"URL": "http://arxiv.org/abs/1603.09320"},
        {"DOI": "10.48550/ARXIV.1603.09320"},
        {"note": "arXiv:1603.09320 [cs]"},
        {"container-title": "arXiv preprint arXiv:1603.09320"},
    ],
)
def test_arxiv_ids(fields: dict[str, str]) -> None:
    """The arXiv id is found wherever exporters put it; arXiv is then neither venue, DOI nor link."""
    paper = one(**fields)
    assert (paper.arxiv, paper.doi, paper.venue, paper.links) == ("1603.09320", None, None, {})


def test_a_number_elsewhere_is_no_arxiv_id() -> None:
    """A bare number counts only where the archive is arXiv."""
    assert one(number="1603.09320", publisher="ACM").arxiv is None


def test_lists_where_crossref_has_them() -> None:
    """Crossref gives titles as lists; the first is the title."""
    paper = one(
        title=["One", "Two"], **{"container-title": ["Journal", "J."], "URL": "https://doi.org/10.1145/3"}
    )
    assert (paper.title, paper.venue, paper.doi, paper.links) == ("One", "Journal", "10.1145/3", {})


def test_unusable_items_are_told_and_the_others_read() -> None:
    """An item without a title and a value that isn't an item are unplaced, a copy is a repeat."""
    items = ['{"type": "book"}', "[1]", '{"a": 1}', '{"id": 1, "title": "A"}', '{"id": 1, "title": "A"}']
    capture = read(('{"items": [\n' + ",\n".join(items) + "]}").encode(), "a.json")
    assert [(candidate.title, candidate.line) for candidate in capture.candidates] == [("A", 5)]
    assert [(unplaced.block.line, unplaced.reason) for unplaced in capture.unplaced] == [
        (2, "an item without a title; add one or remove it"),
        (3, "this isn't a CSL item; remove it"),
        (4, "this isn't a CSL item; remove it"),
    ]
    assert [block.line for block in capture.repeats] == [6]


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        (b"\n[1, 2]", 2, "this isn't CSL-JSON; an item is an object with at least 'type' and 'title'"),
        (b'[{"type": "book",\n', 2, "the JSON is cut off"),
        (b"@article{a}", 1, "this isn't valid JSON"),
    ],
)
def test_what_is_no_csl_json_is_refused(source: bytes, line: int, message: str) -> None:
    """Other JSON and other text is an error with its line."""
    with pytest.raises(InvalidInputError) as caught:
        read(source, "a.json")
    assert str(caught.value).startswith(f"a.json:{line}: {message}")


KEYS = st.sampled_from(
    [
        "title",
        "type",
        "id",
        "author",
        "issued",
        "date-parts",
        "raw",
        "given",
        "DOI",
        "URL",
        "keyword",
        "number",
        "data",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
)


@given(JSON)
def test_any_json_is_read_or_refused(value: Any) -> None:
    """Whatever is where text or lists belong, nothing raises but InvalidInputError."""
    try:
        capture = read(json.dumps(value).encode(), "a.json")
    except InvalidInputError:
        capture = Capture()
    assert all(candidate.title for candidate in capture.candidates)
