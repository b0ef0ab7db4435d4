"""The pages that say what is new, and the feed of weeks."""

import xml.etree.ElementTree as ET

from papershelf.library import Library
from papershelf.model import Paper, PartialDate, Tag
from papershelf.render.listing import CARDS
from papershelf.render.new_pages import FIRST_CARDS, WEEKS, new_pages
from papershelf.render.shelf import Shelf
from papershelf.render.web_feeds import ENTRIES, web_feeds
from papershelf.settings import Settings
from tests.render.rendered_pages import rendered

ROOT = "https://lists.example/read/"
NAMES = {"a": "http://www.w3.org/2005/Atom"}
TAGS = (Tag("a", "A & B"),)


def shelf(*papers: Paper) -> Shelf:
    by_id = {paper.id: paper for paper in papers}
    library = Library("data/papers.yaml", papers, TAGS, by_id, {tag.slug: tag for tag in TAGS})
    return Shelf(library, Settings(name="List", site_url=ROOT))


def made(*papers: Paper) -> dict[str, str]:
    return {page.path: page.text for page in rendered(new_pages(shelf(*papers)))}


def weeks(*papers: Paper) -> ET.Element:
    feeds = {page.path: page.text for page in rendered(web_feeds(shelf(*papers)))}
    return ET.fromstring(feeds["exports/weeks.xml"])  # noqa: S314 - our own text, not a stranger's


def paper(paper_id: str, added: PartialDate | None = PartialDate(2026, 11, 24), *tags: str) -> Paper:  # noqa: B008 - a value
    return Paper(paper_id, f"Title <{paper_id}>", added=added, tags=tags)


def test_a_week_has_a_page() -> None:
    """It has the papers, what they add up to, their tags, and ways to the weeks beside it."""
    found = made(
        paper("one", PartialDate(2026, 11, 24), "a"),
        paper("two", PartialDate(2026, 11, 25), "a"),
        paper("old", PartialDate(2026, 3, 1)),
        paper("before", None),
    )
    page = found["new/2026-w48.md"]
    assert "2 papers were added, which made 4 papers on the list." in page
    assert 'A &amp; B <span class="ps-chip__count">2</span>' in page
    assert page.index("papers/two/") < page.index("papers/one/")
    assert 'href="../../new/2026-w09/">← The week of 23 February 2026' in page
    assert 'href="../../new/2026-w48/">The week of 23 November 2026 →' in found["new/2026-w09.md"]
    assert "1 paper was added, which made 2 papers on the list." in found["new/2026-w09.md"]


def test_the_list_of_weeks_begins_with_the_last() -> None:
    """It shows papers of that week, leads to all weeks, and says what has no day."""
    many = [paper(f"p{number}") for number in range(FIRST_CARDS + 1)]
    page = made(*many, paper("old", PartialDate(2020, 1, 1)), paper("before", None))["new/index.md"]
    assert page.count("ps-card__title") == FIRST_CARDS
    assert f"All {FIRST_CARDS + 1} papers of that week" in page
    assert page.index('href="../new/2026-w48/">The week') < page.index('href="../new/2020-w01/">The week')
    assert '1 paper has <a href="../statistics/added-before/">no recorded date</a>' in page


def test_long_weeks_and_many_weeks_are_divided() -> None:
    """A week of hundreds of papers has further pages, as has a list of hundreds of weeks."""
    busy = [paper(f"p{number}") for number in range(CARDS + 1)]
    years = [paper(f"y{year}", PartialDate(year, 6, 1)) for year in range(1900, 1901 + WEEKS)]
    found = made(*busy, *years)
    assert found["new/2026-w48/2.md"].count("ps-card__title") == 1
    assert "ps-card__title" not in found["new/pages/2.md"]
    assert "The week of" in found["new/pages/2.md"]


def test_a_list_without_dates_says_so() -> None:
    """There is a page to link to, but no week."""
    found = made(paper("before", None))
    assert list(found) == ["new/index.md"]
    assert "no paper on the list has a day" in found["new/index.md"]
    assert list(made()) == ["new/index.md"]


def test_the_feed_has_an_entry_for_each_week() -> None:
    """Its title says how many came, its address is the week's page, its day the last of them."""
    feed = weeks(paper("one"), paper("two", PartialDate(2026, 11, 26)), paper("old", PartialDate(2026, 3)))
    assert feed.findtext("a:id", None, NAMES) == "tag:papershelf,2026:list/weeks"
    entries = feed.findall("a:entry", NAMES)
    assert [entry.findtext("a:title", None, NAMES) for entry in entries] == [
        "2 papers in the week of 23 November 2026",
        "1 paper in March 2026",
    ]
    assert [entry.findtext("a:id", None, NAMES) for entry in entries] == [
        "tag:papershelf,2026:list/weeks/2026-w48",
        "tag:papershelf,2026:list/weeks/2026-03",
    ]
    links = [entry.find("a:link", NAMES) for entry in entries]
    assert [link is not None and link.get("href") for link in links] == [
        f"{ROOT}new/2026-w48/",
        f"{ROOT}new/2026-03/",
    ]
    assert [entry.findtext("a:updated", None, NAMES) for entry in entries] == [
        "2026-11-26T00:00:00Z",
        "2026-03-01T00:00:00Z",
    ]
    content = entries[0].findtext("a:content", "", NAMES)
    assert f'<li><a href="{ROOT}papers/two/">Title &lt;two&gt;</a></li>' in content


def test_the_feed_of_a_busy_week_stays_short() -> None:
    """It names so many papers and says how many more there are; an empty list has a feed without entries."""
    (entry,) = weeks(*(paper(f"p{number}") for number in range(ENTRIES + 7))).findall("a:entry", NAMES)
    content = entry.findtext("a:content", "", NAMES)
    assert content.count("<li>") == ENTRIES
    assert "<p>And 7 more.</p>" in content
    assert weeks().findall("a:entry", NAMES) == []
