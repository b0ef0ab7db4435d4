"""CSL-JSON: what Zotero, pandoc and DOI services give, what is broken in it, and what a maker wrote."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.feeds.capture import Capture
from papershelf.model import Candidate, PartialDate
from papershelf.problems import InvalidInputError
from tests.feeds.readers import read_csl_json as read


def one(**fields: Any) -> Candidate:
    """The candidate of a single item with these fields and a title."""
    source = json.dumps({"type": "article", "title": "T"} | fields)
    (candidate,) = read(source.encode(), "a.json").candidates
    return candidate


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
        ("2016", "2016"),
        ("2019-05-03", "2019-05-03"),
        ("May 2019", "2019-05"),
        ("3 May 2019", "2019-05-03"),
        ("in press", "None"),
        (2016, "2016"),
        ([2016, 5], "2016-05"),
        ({"date-parts": [2016, 5]}, "2016-05"),
        ({"date-parts": "2016-05"}, "2016-05"),
        ({"date-parts": [[2016]], "season": 2}, "2016"),
        ({"literal": "May 3, 2019"}, "2019-05-03"),
        ({"raw": "Spring 2019"}, "2019"),
        ({"year": "2019", "month": 5}, "2019-05"),
        ([{"year": 2019}], "2019"),
        ({"literal": "n.d."}, "None"),
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


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ({"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}, "Jan van der Berg"),
        ({"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}, "Alexander von Humboldt"),
        ({"family": "King", "given": "M. L.", "suffix": "Jr.", "comma-suffix": True}, "M. L. King Jr."),
        ({"literal": "Sciences, Engineering, and Medicine"}, "Sciences, Engineering, and Medicine"),
        ({"family": "NASA"}, "NASA"),
        ({"name": "OpenAI", "sequence": "first"}, "OpenAI"),
        ({"given": "J&ouml;rg", "family": "M&#252;ller"}, "Jörg Müller"),
        ("Okoro, Ada", "Ada Okoro"),
    ],
)
def test_names(author: Any, name: str) -> None:
    """A name is its parts in the order in which people say them, a literal one stays as it is."""
    paper = one(author=[author])
    assert (paper.authors, paper.others, paper.unkept) == ((name,), None, {})


@pytest.mark.parametrize("last", [{"literal": "et al."}, {"family": "others"}, "...", {"name": "et al"}])
def test_more_authors_than_are_listed(last: Any) -> None:
    """Et al. is a fact about the list of authors, never a name in it."""
    paper = one(author=[{"given": "Ada", "family": "Okoro"}, last])
    assert (paper.authors, paper.others) == (("Ada Okoro",), True)


@pytest.mark.parametrize(
    ("fields", "title", "venue"),
    [
        ({"title": "Title with <b and c> in it"}, "Title with <b and c> in it", None),
        ({"title": "A", "subtitle": ["And what follows"]}, "A: And what follows", None),
        ({"title": ["A"], "subtitle": "And what follows"}, "A: And what follows", None),
        ({"title": "A", "subtitle": []}, "A", None),
        ({"event": "Conference on Tests"}, "T", "Conference on Tests"),
        ({"event-title": "Conference on Tests", "event": "CT"}, "T", "Conference on Tests"),
        ({"container-title": [], "event": {"name": "CT"}}, "T", "CT"),
        ({"container-title": ["Tests &amp; <i>Trials</i>", "T&T"]}, "T", "Tests & Trials"),
        ({"type": "thesis", "publisher": "A university"}, "T", "A university"),
    ],
)
def test_titles_and_venues(fields: dict[str, Any], title: str, venue: str | None) -> None:
    """A subtitle is part of the title; without a container, the event is the venue."""
    paper = one(**fields)
    assert (paper.title, paper.venue) == (title, venue)


def test_what_is_not_kept_is_accounted_for() -> None:
    """Each key whose value becomes no fact is told, with its text; those about the record are not."""
    paper = one(
        page="1-9", volume=3, issue="2", publisher="ACM",
        **{"keyword": "graphs", "title-short": "Short"},
        **{"container-title": ["J", "K"]},
        author=[{"family": "Okoro", "affiliation": [{"name": "A lab"}], "ORCID": "0000"}],
        editor=[{"family": "Lind", "given": "Bo"}],
        issued={"literal": "soon"},
        accessed={"date-parts": [[2024, 1, 2]]},
        source="DOI.org (Crossref)",
        archive="arXiv",
        number="arXiv:1603.09320",
        submitted={"date-parts": [[2019, 5]]},
    )  # fmt: skip
    assert paper.unkept == {
        "keyword": "graphs",
        "title-short": "Short",
        "container-title": "K",
        "author affiliation": "A lab",
        "author ORCID": "0000",
        "editor": "Bo Lind",
        "issued": "soon",
        "submitted": "2019-05",
    }
    assert paper.remarks == ("issued 'soon'",)
    assert (paper.volume, paper.number, paper.pages, paper.publisher) == ("3", "2", "1–9", "ACM")


def test_the_first_submission() -> None:
    """The day of submission is the first date of what appeared later at a venue, and not kept otherwise."""
    dates: dict[str, Any] = {
        "issued": {"date-parts": [[2026]]},
        "submitted": {"date-parts": [[2025, 4, 17]]},
    }
    paper = one(**dates, **{"container-title": "ASPLOS"})
    assert (paper.published, paper.issued) == (PartialDate(2025, 4, 17), PartialDate(2026))
    assert paper.unkept == {}
    assert one(**dates).unkept == {"submitted": "2025-04-17"}


@pytest.mark.parametrize(
    "row",
    [
        {"id": "https://openalex.org/W1", "type": "article", "title": "T", "authorships": []},
        {"itemType": "book", "title": "T", "creators": [], "DOI": "10.1000/x"},
        {"id": "10.1000/x", "type": "dois", "attributes": {"titles": []}},
    ],
)
def test_items_of_other_services_are_not_csl(row: dict[str, Any]) -> None:
    """JSON that only looks like it is refused whole, not read without its authors."""
    with pytest.raises(InvalidInputError, match="this isn't CSL-JSON"):
        read(json.dumps([row]).encode(), "a.json")


@pytest.mark.parametrize("key", ["issued", "author", "note", "title", "event"])
def test_deep_nesting_is_read_or_refused(key: str) -> None:
    """Lists within lists, as deep as JSON is read at all, exhaust nothing."""
    for depth in (100, 900, 990):
        deep = "[" * depth + "]" * depth
        source = f'[{{"type": "book", "id": 1, "title": "T", "{key}": {deep}}}]'
        try:
            told = [candidate.title for candidate in read(source.encode(), "a.json").candidates]
        except InvalidInputError as error:
            told = [error.problems[0].message.partition(";")[0]]
        assert told[0] in {
            "this JSON is nested too deeply",
            "more than 20 levels of lists, mappings or elements",
        }


@pytest.mark.parametrize(
    ("fields", "key"), [({"citation-key": "okoro_2020"}, "okoro_2020"), ({"id": "x/1"}, None)]
)
def test_a_citation_key(fields: dict[str, str], key: str | None) -> None:
    """It is the one that is called so; an id is often the number of a database."""
    assert one(**fields).citation_key == key
