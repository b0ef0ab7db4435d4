"""The Daily Papers API: real replies, real archives, and what is neither."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model import Candidate, PartialDate
from papershelf.problems import InvalidInputError
from tests.feeds.readers import read_daily_papers_api as read

DAYS = [
    ("2024-05-27", "Daily Papers API", None, 13),
    ("2024-12-12", "Daily Papers API (archived rows)", None, 18),
    ("2025-01-10", "Daily Papers API (archived rows)", "2025-01-10", 9),
    ("2026-07-29", "Daily Papers API", "2026-07-29", 20),
]
TEXT = (
    st.text(min_size=1)
    .map(lambda text: "".join(char for char in text if char.isprintable()))
    .filter(str.strip)
)
PAPERS = st.fixed_dictionaries(
    {
        "title": TEXT,
        "summary": TEXT,
        "number": st.integers(0, 99_999),
        "authors": st.lists(TEXT, max_size=4),
        "published": st.dates(dt.date(1992, 1, 1), dt.date(2090, 1, 1)),
        "votes": st.integers(0, 10**6),
        "repo": st.none() | st.from_regex(r"\Ahttps://github\.com/[a-z]{1,9}/[\w.-]{1,9}\Z"),
        "keywords": st.lists(TEXT, max_size=4),
        "organisation": st.none() | TEXT,
    }
)


def folded(text: str) -> str:
    return " ".join(text.split())


def row_of(paper: dict[str, Any]) -> dict[str, Any]:
    """A row as the API writes it."""
    inner = {
        "id": f"2401.{paper['number']:05}",
        "authors": [{"name": name, "hidden": False} for name in paper["authors"]],
        "publishedAt": f"{paper['published']}T00:00:00.000Z",
        "title": paper["title"],
        "summary": paper["summary"],
        "upvotes": paper["votes"],
        "ai_keywords": paper["keywords"],
    }
    if paper["repo"]:
        inner["githubRepo"] = paper["repo"]
    row: dict[str, Any] = {"paper": inner, "title": paper["title"], "numComments": 1}
    if paper["organisation"]:
        row["organization"] = {"name": "x", "fullname": paper["organisation"]}
    return row


def expected(paper: dict[str, Any]) -> dict[str, Any]:
    """What a candidate must say of the paper."""
    published = paper["published"]
    return {
        "title": folded(paper["title"]),
        "abstract": folded(paper["summary"]),
        "arxiv": f"2401.{paper['number']:05}",
        "authors": tuple(map(folded, paper["authors"])),
        "published": PartialDate(published.year, published.month, published.day),
        "links": {"code": paper["repo"]} if paper["repo"] else {},
        "keywords": tuple(dict.fromkeys(map(folded, paper["keywords"]))),
        "votes": paper["votes"],
        "organisation": folded(paper["organisation"]) if paper["organisation"] else None,
    }


def said(candidate: Candidate, keys: dict[str, Any]) -> dict[str, Any]:
    return {key: getattr(candidate, key) for key in keys}


@pytest.fixture
def samples(project_root: Path) -> Path:
    return project_root / "tests" / "fixtures" / "hf_daily_papers"


@pytest.mark.parametrize(("day", "grammar", "shown", "count"), DAYS)
def test_real_days(samples: Path, day: str, grammar: str, shown: str | None, count: int) -> None:
    """Each row of a real day is a candidate with arXiv id, authors, date, votes and abstract."""
    capture = read((samples / f"{day}.json").read_bytes(), day)
    assert (capture.grammar, capture.day, len(capture.candidates)) == (grammar, shown, count)
    assert (capture.unplaced, capture.repeats, capture.furniture) == ((), (), ())
    for candidate in capture.candidates:
        assert candidate.arxiv
        assert candidate.authors
        assert candidate.published
        assert candidate.votes is not None
        assert len(candidate.abstract or "") > 160


def test_everything_a_row_says(samples: Path) -> None:
    """Title, links, votes, organisation and line of a row; white space is folded."""
    source = (samples / "2026-07-29.json").read_bytes()
    second = read(source, "feed").candidates[1]
    assert second.title == "A New Role for Relevance: Guiding Corpus Interaction in Agentic Search"
    assert (second.arxiv, second.published) == ("2607.24223", PartialDate(2026, 7, 27))
    assert second.links == {
        "code": "https://github.com/LeqsNaN/RARG",
        "project": "https://qdcassie-li.github.io/RARG/",
    }
    assert (second.votes, second.organisation) == (70, "Tencent")
    lines = source.decode().split("\n")
    assert lines[second.line - 1] == "  {"
    assert json.loads(second.blocks[0].text)["paper"]["id"] == "2607.24223"


def test_hidden_authors_are_authors(samples: Path) -> None:
    """An author whom Hugging Face hides is one on arXiv, and is kept in place."""
    first = read((samples / "2024-12-12.json").read_bytes(), "feed").candidates[0]
    assert first.authors[-2:] == ("Pengfei Wan", "Di Zhang")


@given(st.lists(PAPERS, max_size=5, unique_by=lambda paper: paper["number"]))
def test_reading_what_was_written(papers: list[dict[str, Any]]) -> None:
    """parse(make(papers)) == papers, for the API's shape and for both shapes of archives."""
    rows = [row_of(paper) for paper in papers]
    archived = [str(row) for row in rows]
    for shape in (rows, archived, {"status": "success", "date": "2025-01-10", "data": archived}):
        candidates = read(json.dumps(shape, indent=1).encode(), "feed").candidates
        assert [said(one, expected(paper)) for one, paper in zip(candidates, papers, strict=True)] == [
            expected(paper) for paper in papers
        ]


def test_a_bare_paper() -> None:
    """The reply for a single paper is a paper without a row around it."""
    capture = read(b'{"id": "2401.18064", "title": "One", "upvotes": 3, "publishedAt": "2024-01-31"}', "f")
    assert [(one.title, one.arxiv, one.votes) for one in capture.candidates] == [("One", "2401.18064", 3)]


def test_a_row_twice_is_a_repeat() -> None:
    """A row that says the same as one before it is accounted for as its repeat."""
    row = '{"paper": {"id": "2401.18064", "title": "One"}}'
    capture = read(f"[{row},\n{row}]".encode(), "feed")
    assert len(capture.candidates) == 1
    assert [block.line for block in capture.repeats] == [2]


def test_unusable_rows_are_told_and_the_others_read() -> None:
    """A row without a title, a value that isn't a row, and archived code are unplaced, each with its line."""
    rows = [
        '{"paper": {"id": "2401.18064"}}',
        "7",
        "\"{'paper': __import__('os').getcwd()}\"",
        '"{' + "[" * 99 + '"',
        '"{' + "-" * 20_000 + '1}"',
        '"{' + " " * 1_000_000 + '}"',
        '{"paper": 3}',
        '{"paper": {"title": "Good"}}',
    ]
    capture = read(("[\n" + ",\n".join(rows) + "\n]").encode(), "feed")
    assert [(unplaced.block.line, unplaced.reason) for unplaced in capture.unplaced] == [
        (2, "a paper without a title; complete or remove it"),
        (3, "this row has no paper; remove it or fetch that day again"),
        (4, "an archived row that isn't a Python dict; fetch that day again"),
        (5, "an archived row too long or nested too deeply to be one paper; remove it"),
        (6, "an archived row that isn't a Python dict; fetch that day again"),
        (7, "an archived row too long or nested too deeply to be one paper; remove it"),
        (8, "this row has no paper; remove it or fetch that day again"),
    ]
    assert [(one.title, one.line) for one in capture.candidates] == [("Good", 9)]


def test_odd_values_are_left_out() -> None:
    """A link that no browser opens, votes that aren't a number, and odd characters do no harm."""
    paper = r"""{"title": "A\u0000 B \ud800", "id": "x", "upvotes": true, "githubRepo": "github.com/a",
        "projectPage": "https://a.org/b c", "authors": [{"name": null}, 3], "publishedAt": "2024-13-01"}"""
    one = read(f'[{{"paper": {paper}}}]'.encode(), "feed").candidates[0]
    assert one.title == "A B \ufffd"
    assert (one.arxiv, one.votes, one.authors) == (None, None, ())
    assert one.links == {"project": "https://a.org/b%20c"}
    assert one.published == PartialDate(2024)


def test_what_is_said_twice_is_kept_once() -> None:
    """A project page that is the code's address, and a repeated keyword, count once; namesakes stay two."""
    paper = """{"title": "A", "githubRepo": "https://a.org/b", "projectPage": "https://a.org/b",
        "authors": [{"name": "Wei Li"}, {"name": "Wei  Li"}], "ai_keywords": ["x", "y", "x"]}"""
    one = read(f'[{{"paper": {paper}}}]'.encode(), "feed").candidates[0]
    assert one.links == {"code": "https://a.org/b"}
    assert one.authors == ("Wei Li", "Wei Li")
    assert one.keywords == ("x", "y")


def test_a_day_without_papers_is_empty() -> None:
    """The API replies to a weekend with an empty list, which isn't an error."""
    assert not read(b"[]", "feed").candidates


REFUSED = [
    (b"", 1, "the JSON is cut off"),
    (b'[{"paper":\n {"title": "A', 2, "the JSON is cut off"),
    (b'[{"paper":\n {"title": "A"}}', 2, "the JSON is cut off"),
    (b'[{"a": 1},\n {"b" 2}]', 2, "this isn't valid JSON (Expecting ':' delimiter in column 7)"),
    (b"[1]\nx", 2, "more follows the end of this JSON"),
    (b'{"data": [],\n3: 4}', 2, "this isn't valid JSON (Expecting a name in quotes"),
    (b"\n<!doctype html><p>", 2, "this is a web page or XML where JSON is expected"),
    (b"\n[\n1, 2, 3]", 3, "this isn't a row of the Daily Papers API"),
    (b'{"error": "Invalid date"}', 1, "the API answered: Invalid date; fix the request"),
    (b"[" * 100_000, 1, "this JSON is nested too deeply"),
    (b"[" + b"9" * 5_000 + b"]", 1, "a number in this JSON has too many digits"),
    (b"[\n\xff]", 2, "this isn't UTF-8"),
    (b"[\n\0]", 2, "this is a binary file"),
]


@pytest.mark.parametrize(("source", "line", "message"), REFUSED)
def test_what_is_no_reply_is_refused(source: bytes, line: int, message: str) -> None:
    """What is not the API's JSON is an error with its line, and with what to do."""
    with pytest.raises(InvalidInputError) as caught:
        read(source, "feed.json")
    assert str(caught.value).startswith(f"feed.json:{line}: {message}")


def test_what_is_not_kept_is_accounted_for() -> None:
    """What the API says of a paper and the list has no place for is told, but not the Hub's own data."""
    paper = {
        "id": "2401.00001", "title": "T", "summary": "S", "upvotes": 3, "publishedAt": "2024-01-01T00:00:00Z",
        "ai_summary": "Short.", "ai_keywords": ["graphs", "search"], "githubStars": 7, "discussionId": "x",
        "githubRepo": "https://github.com/a/b", "projectPage": "a page", "submittedOnDailyBy": {"name": "y"},
        "authors": [{"name": "Ada Okoro", "_id": "1", "hidden": False}],
    }  # fmt: skip
    row = {"paper": paper, "title": "T", "summary": "S", "numComments": 2, "thumbnail": "https://a.org/t.png"}
    (candidate,) = read(json.dumps([row]).encode(), "a.json").candidates
    assert candidate.unkept == {
        "ai_summary": "Short.",
        "ai_keywords": "graphs; search",
        "githubStars": "7",
        "projectPage": "a page",
        "numComments": "2",
    }


def test_real_days_lack_nothing_but_counts(project_root: Path) -> None:
    """Of real replies only comments, stars, keywords and summaries are not kept."""
    days = (project_root / "tests/fixtures/hf_daily_papers").glob("*.json")
    candidates = [one for day in days for one in read(day.read_bytes(), str(day)).candidates]
    assert {name for one in candidates for name in one.unkept} <= {
        "numComments",
        "githubStars",
        "ai_keywords",
        "ai_summary",
    }
