"""The data files for the scripts that keep a reader's marks."""

import json
from typing import Any

from papershelf.library import Library
from papershelf.model import Paper, PartialDate, Tag
from papershelf.render.exports import RECENT_DAYS
from papershelf.render.pages import pages
from papershelf.settings import Settings

TAGS = (Tag("group", "A group"), Tag("child", "Child", parent="group"), Tag("other", "Other"))


def exports(*papers: Paper) -> dict[str, Any]:
    """The data files of a list, read again, by path."""
    by_id = {paper.id: paper for paper in papers}
    library = Library("data/papers.yaml", papers, TAGS, by_id=by_id, by_slug={tag.slug: tag for tag in TAGS})
    made = {page.path: page.text for page in pages(library, Settings())}
    return {
        path: json.loads(text) for path, text in made.items() if path.endswith(("titles.json", "news.json"))
    }


def test_titles_tell_year_day_and_groups() -> None:
    """A title as shown, what is not known is null, and a paper counts for the groups above its tags."""
    dated = Paper(
        "a",
        "``Quoted''",
        published=PartialDate(2024, 5),
        tags=("child", "other"),
        added=PartialDate(2025, 1, 2),
    )
    bare = Paper("b", "Bare")
    assert exports(dated, bare)["exports/titles.json"] == {
        "groups": [["group", "A group"], ["other", "Other"]],
        "papers": {"a": ["“Quoted”", 2024, "2025-01-02", [0, 1]], "b": ["Bare", None, None, []]},
    }


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
