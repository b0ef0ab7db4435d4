"""Every capture of a day gives what the API has for that day."""

import ast
import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from papershelf.feeds.capture import Capture
from papershelf.model import PartialDate
from tests.feeds.page_makers import (
    MAKERS,
    Printed,
    links,
    plain,
    saved_page,
    search,
    trending,
    wrapped,
    wrapped_at_hyphens,
)
from tests.feeds.readers import read_daily_papers_page as read

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
GRAMMARS = {
    "plain": "plain text",
    "search": "search page",
    "links": "text with link lines",
    "refs": "reference-marked dump",
}
WRAPPERS: dict[str, Callable[[str, int], str]] = {"spaces": wrapped, "hyphens": wrapped_at_hyphens}


def fold(text: str) -> str:
    return " ".join(text.split())


def rows(day: str) -> list[dict[str, Any]]:
    """The rows of an API sample; archived ones are text, each the `repr` of a dict."""
    sample = json.loads((FIXTURES / "hf_daily_papers" / f"{day}.json").read_text(encoding="utf-8"))
    listed = sample["data"] if isinstance(sample, dict) else sample
    return [ast.literal_eval(row) if isinstance(row, str) else row for row in listed]


def printed(row: dict[str, Any]) -> Printed:
    paper = row["paper"]
    organisation = paper.get("organization") or {}
    return Printed(
        paper["title"],
        paper["summary"],
        arxiv=paper["id"],
        votes=paper["upvotes"],
        byline=organisation.get("fullname") or f"{len(paper['authors'])} authors",
        published=date.fromisoformat(paper["publishedAt"][:10]),
        comments=row.get("numComments") or 0,
    )


def texts(capture: Capture) -> list[tuple[str, str]]:
    return [(fold(paper.title), fold(paper.abstract or "")) for paper in capture.candidates]


def expected(papers: Sequence[Printed]) -> list[tuple[str, str]]:
    return [(fold(paper.title), fold(paper.abstract)) for paper in papers]


DAYS = {
    day: [printed(row) for row in rows(day)]
    for day in ("2024-05-27", "2024-12-12", "2025-01-10", "2026-07-29")
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
@pytest.mark.parametrize("grammar", GRAMMARS)
def test_a_recorded_day_equals_the_api(grammar: str, mark: str, line_end: str) -> None:
    """A real day reads the same in each grammar, whatever the line ends, and nothing is left over."""
    source = (FIXTURES / "page-text" / f"2026-07-29-{grammar}.txt").read_text(encoding="utf-8")
    capture = read((mark + source).replace("\n", line_end).encode(), "capture.txt")
    assert texts(capture) == expected(DAYS["2026-07-29"])
    assert capture.grammar == GRAMMARS[grammar]
    assert (capture.unplaced, capture.repeats) == ((), ())
    assert capture.day == ("2026-07-29" if grammar == "links" else "Jul 29")


@pytest.mark.parametrize("grammar", ["search", "links", "refs"])
def test_the_richer_grammars_give_votes_and_organisation(grammar: str) -> None:
    """Votes ("-" is none) and organisations (not "3 authors") equal the API's."""
    source = (FIXTURES / "page-text" / f"2026-07-29-{grammar}.txt").read_bytes()
    for paper, row in zip(read(source, "capture.txt").candidates, rows("2026-07-29"), strict=True):
        assert paper.votes == row["paper"]["upvotes"]
        assert paper.organisation == (row["paper"].get("organization") or {}).get("fullname")


def test_links_give_the_arxiv_id_and_the_year_of_the_date() -> None:
    """Where the page's links tell its year, a paper's date is complete; its own link has the id."""
    source = (FIXTURES / "page-text" / "2026-07-29-links.txt").read_bytes()
    for paper, row in zip(read(source, "capture.txt").candidates, rows("2026-07-29"), strict=True):
        assert paper.arxiv == row["paper"]["id"]
        assert paper.published == PartialDate.parse(row["paper"]["publishedAt"][:10])


def test_a_date_without_a_year_is_left_out() -> None:
    """The copied search page does not say its year, so "Jul 28" isn't a date yet; "Mar 8, 2024" is one."""
    papers = [
        Printed("First Title", "a" * 200 + "."),
        Printed("Second Title", "b" * 200, published=date(2024, 3, 8)),
    ]
    first, second = read(search(papers).encode(), "capture.txt").candidates
    assert (first.published, second.published) == (None, PartialDate(2024, 3, 8))


def test_a_date_after_the_pages_day_is_left_out() -> None:
    """A paper cannot be younger than its page: such a date lacks its year."""
    page = links([Printed("First Title", "a" * 200 + ".")]).replace("Jul 28", "Jul 30")
    assert read(page.encode(), "capture.txt").candidates[0].published is None


@pytest.mark.parametrize(
    ("printed_day", "linked", "day"),
    [
        ("Jul 29", "2026-07-28", "2026-07-29"),  # the arrow to the day before
        ("Jan 1", "2026-12-31", "2027-01-01"),
        ("Dec 31", "2027-01-04", "2026-12-31"),
        ("Jul 29", "2026-03-24", "Jul 29"),  # a link to some other day tells nothing
        ("Jul 29, 2024", "2026-03-24", "Jul 29, 2024"),
    ],
)
def test_the_pages_year_is_told_by_its_links(printed_day: str, linked: str, day: str) -> None:
    """The day as printed gets the year in which it is near to the day that the page links to."""
    page = links([Printed("First Title", "a" * 200 + ".", published=date(2020, 1, 1))])
    page = page.replace("Jul 29", printed_day).replace("2026-07-28", linked)
    assert read(page.encode(), "capture.txt").day == day


def test_the_reading_lists_own_feed_is_read_whole() -> None:
    """The captured feed has its 75 papers: none merged, lost or invented."""
    path = ROOT / "tests" / "fixtures" / "list" / "feeds" / "daily-papers.txt"
    blocks = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    capture = read(path.read_bytes(), str(path))
    assert texts(capture) == list(zip(map(fold, blocks[6::2]), map(fold, blocks[7::2]), strict=True))
    assert len(capture.candidates) == 75
    assert [block.text for block in capture.furniture] == blocks[:6]
    assert not capture.unplaced


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("day", DAYS)
def test_each_real_day_in_each_grammar(day: str, maker: str) -> None:
    """Four real days, printed in each grammar, come back as the API has them."""
    papers = [
        Printed(fold(paper.title), fold(paper.abstract), *_others(paper)) if maker == "dense" else paper
        for paper in DAYS[day]
    ]
    capture = read(MAKERS[maker](papers).encode(), "capture")
    assert texts(capture) == expected(papers)
    assert not capture.unplaced


def _others(paper: Printed) -> tuple[Any, ...]:
    return paper.arxiv, paper.votes, paper.byline, paper.published, paper.comments


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("width", [40, 72, 80, 100, 132])
@pytest.mark.parametrize("maker", [plain, search, links], ids=["plain", "search", "links"])
@pytest.mark.parametrize("day", DAYS)
def test_hard_wrapped_captures_of_real_days(day: str, maker: Any, width: int, wrapper: str) -> None:
    """Wrapping at any width, at spaces or at hyphens too, is undone: "real-" / "time" is "real-time"."""
    papers = DAYS[day]
    page = maker(papers, wrap=lambda text: WRAPPERS[wrapper](text, width))
    capture = read(page.encode(), "capture.txt")
    assert texts(capture) == expected(papers)


def test_a_repeated_entry_is_accounted_as_a_repeat() -> None:
    """A page of trending papers has each entry twice; the second one isn't a second paper."""
    papers = DAYS["2026-07-29"]
    capture = read(trending(papers).encode(), "capture.txt")
    assert texts(capture) == expected(papers)
    assert [fold(paper.title) for paper in papers] == [
        block.text for block in capture.repeats if block.text in {fold(paper.title) for paper in papers}
    ]
    assert [paper.votes for paper in capture.candidates] == [paper.votes for paper in papers]


def test_votes_behind_an_entry_are_not_the_next_ones() -> None:
    """Trending pages have the votes at the end of an entry, right before the next title."""
    papers = DAYS["2026-07-29"]
    page = trending(papers)
    for mark in ("GitHub 1.2k\n\n", "arXiv Page\n\n", "Submitted by\n\n", "somebody\n\n"):
        page = page.replace(mark, "")
    capture = read(page.encode(), "capture.txt")
    assert [paper.votes for paper in capture.candidates] == [paper.votes for paper in papers]


def test_a_repeat_in_the_plain_grammar_is_accounted_as_a_repeat() -> None:
    """Two captures of one day, one after the other, are its papers once."""
    papers = DAYS["2026-07-29"]
    capture = read((plain(papers) + "\n" + plain(papers)).encode(), "capture.txt")
    assert texts(capture) == expected(papers)
    assert len(capture.repeats) == 2 * len(papers)
    assert not capture.unplaced


def test_a_saved_page_gives_all_that_its_data_has() -> None:
    """The page's JSON has the id, votes, date and authors; its cards are the same papers again."""
    papers = DAYS["2026-07-29"]
    capture = read(saved_page(papers).encode(), "page.html")
    assert capture.grammar == "saved web page"
    assert capture.day == "2026-07-29"
    assert len(capture.repeats) == len(papers)
    for candidate, paper in zip(capture.candidates, papers, strict=True):
        assert (candidate.arxiv, candidate.votes) == (paper.arxiv, paper.votes)
        assert str(candidate.published) == str(paper.published)
        assert candidate.authors == ("Ada Lovelace",)


def test_a_saved_page_without_data_is_read_from_its_cards() -> None:
    """Where scripts have taken the data out of the page, its cards still tell title, abstract and id."""
    papers = DAYS["2026-07-29"]
    page = saved_page(papers).replace("data-props", "data-gone")
    capture = read(page.encode(), "page.html")
    assert texts(capture) == expected(papers)
    assert [paper.arxiv for paper in capture.candidates] == [paper.arxiv for paper in papers]
