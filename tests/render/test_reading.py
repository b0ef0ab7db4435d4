"""The data files for the scripts that keep a reader's marks."""

import json
from typing import Any

import pytest

from papershelf.library import Library
from papershelf.model import Paper, PartialDate, Tag
from papershelf.render.pages import pages
from papershelf.render.reading_data import IN_PART, LATEST, RECENT_DAYS, part_of
from papershelf.settings import Settings

TAGS = (Tag("group", "A group"), Tag("child", "Child", parent="group"), Tag("other", "Other"))


def exports(*papers: Paper) -> dict[str, Any]:
    """The data files of a list, read again, by path."""
    by_id = {paper.id: paper for paper in papers}
    library = Library("data/papers.yaml", papers, TAGS, by_id=by_id, by_slug={tag.slug: tag for tag in TAGS})
    made = {page.path: page.text for page in pages(library, Settings())}
    return {
        path: json.loads(text)
        for path, text in made.items()
        if path.startswith(("exports/titles", "exports/news"))
    }


def test_titles_say_what_a_list_shows() -> None:
    """A title as shown, three authors and the venue, the year, and the groups above a paper's tags."""
    dated = Paper(
        "a",
        "``Quoted''",
        authors=("Ada Lovelace", "Bo Zhu", "Cy Young", "Di Prima"),
        venue="VLDB 2024",
        published=PartialDate(2024, 5),
        tags=("child", "other"),
        added=PartialDate(2025, 1, 2),
    )
    bare, more = Paper("b", "Bare"), Paper("c", "C", authors=("Ada Lovelace",), others=True)
    found = exports(dated, bare, more)
    assert found["exports/titles.json"] == {
        "papers": 3,
        "parts": 1,
        "groups": [["group", "A group", 1], ["other", "Other", 1]],
        "latest": [["a", "2025-01-02"]],
    }
    assert found["exports/titles-0.json"] == {
        "a": ["“Quoted”", "Ada Lovelace, Bo Zhu, Cy Young and 1 more · VLDB 2024", 2024, [0, 1]],
        "b": ["Bare", "", None, []],
        "c": ["C", "Ada Lovelace and others", None, []],
    }


def test_each_title_is_in_the_file_that_its_id_leads_to() -> None:
    """However long the list is, no file has many titles, and the overview names a page of papers at most."""
    papers = [Paper(f"p{number}", "P", added=PartialDate(2025)) for number in range(20 * IN_PART + 1)]
    found = exports(*papers)
    overview = found.pop("exports/titles.json")
    assert overview["parts"] == 32
    assert len(overview["latest"]) == LATEST
    files = {path: some for path, some in found.items() if "titles-" in path}
    for path, some in files.items():
        assert len(some) < 2 * IN_PART
        assert all(path == f"exports/titles-{part_of(paper, overview['parts'])}.json" for paper in some)
    assert sum(map(len, files.values())) == len(papers)


@pytest.mark.parametrize(("text", "number"), [("", 2166136261), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)])
def test_ids_are_shared_out_by_a_known_function(text: str, number: int) -> None:
    """FNV-1a, of which anyone can compute the same number."""
    assert part_of(text, 2**32) == number


def test_news_count_papers_by_day() -> None:
    """The latest day comes first; papers with no recorded date are left out."""
    days = (PartialDate(2025, 1, 2), PartialDate(2025, 3, 1), PartialDate(2025, 1, 2), None)
    papers = [Paper(f"p{number}", "P", added=day) for number, day in enumerate(days)]
    news = exports(*papers)["exports/news.json"]
    assert news["days"] == [["2025-03-01", 1], ["2025-01-02", 2]]
    assert news["complete"] is True


def test_news_do_not_grow_with_the_list() -> None:
    """Only recent days are named, and it is said that there were others."""
    papers = [
        Paper(f"p{year}", "P", added=PartialDate(year, 1, 1)) for year in range(1900, 1900 + RECENT_DAYS + 1)
    ]
    news = exports(*papers)["exports/news.json"]
    assert [news["days"][0][0], len(news["days"]), news["complete"]] == ["2000-01-01", RECENT_DAYS, False]


def test_news_lead_from_former_ids() -> None:
    """Each former id leads to the present one."""
    news = exports(Paper("new", "P", formerly=("old", "older")), Paper("else", "Q"))["exports/news.json"]
    assert news["moved"] == {"old": "new", "older": "new"}
