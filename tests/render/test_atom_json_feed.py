"""What the list publishes for feed readers."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema

from papershelf.facts.groups import latest_additions
from papershelf.library import Library, load
from papershelf.model import Paper, PartialDate, Tag
from papershelf.render.shelf import Shelf
from papershelf.render.web_feeds import ENTRIES, web_feeds
from papershelf.settings import Settings
from tests.render.rendered_pages import rendered

ROOT = "https://lists.example/papers-we-read/"
NAMES = {"a": "http://www.w3.org/2005/Atom"}
SHAPE = {  # https://www.jsonfeed.org/version/1.1/: what must be there
    "required": ["version", "title", "items"],
    "properties": {
        "items": {"items": {"required": ["id", "content_html"], "properties": {"id": {"type": "string"}}}}
    },
}


def published(*papers: Paper, site_url: str | None = ROOT) -> dict[str, str]:
    by_id = {paper.id: paper for paper in papers}
    tags = (Tag("a", "A & B"),)
    library = Library("data/papers.yaml", papers, tags, by_id, {tag.slug: tag for tag in tags})
    settings = Settings(name="List <1>", description="What we read.", site_url=site_url)
    return {page.path: page.text for page in rendered(web_feeds(Shelf(library, settings)))}


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own text, not a stranger's


def paper(paper_id: str, added: str = "2026-01-01", **values: object) -> Paper:
    return Paper(paper_id, f"Title <{paper_id}>", added=PartialDate.parse(added), **values)  # type: ignore[arg-type]


def test_an_entry_has_what_readers_show() -> None:
    """Title, address, day, authors, tags, note and abstract, whatever characters they hold."""
    made = published(paper("one", tags=("a",), authors=("Ö & Co",), note="Read <it>.", abstract="We < they."))
    feed = parsed(made["exports/atom.xml"])
    entry = feed.find("a:entry", NAMES)
    assert entry is not None
    assert entry.findtext("a:title", None, NAMES) == "Title <one>"
    assert entry.findtext("a:id", None, NAMES) == "tag:papershelf,2026:list-1/papers/otitle"
    assert entry.findtext("a:updated", None, NAMES) == "2026-01-01T00:00:00Z"
    assert entry.findtext("a:author/a:name", None, NAMES) == "Ö & Co"
    content = entry.findtext("a:content", "", NAMES)
    assert "<p><strong>Why it is here:</strong> Read &lt;it&gt;.</p>" in content
    assert f'<p><strong>Under:</strong> <a href="{ROOT}tags/a/">A &amp; B</a></p>' in content
    assert "<p>We &lt; they.</p>" in content
    item = json.loads(made["exports/json-feed.json"])["items"][0]
    assert (item["title"], item["tags"], item["url"]) == ("Title <one>", ["A & B"], f"{ROOT}papers/one/")


def test_the_last_that_came_is_first() -> None:
    """By the day added, then by date; papers with no recorded date are left out."""
    papers = [
        paper("old", "2025-01-01"),
        paper("newer", published=PartialDate(2024)),
        paper("newest", published=PartialDate(2025)),
        Paper("undated", "Undated"),
    ]
    assert [each.id for each in latest_additions(papers)] == ["newest", "newer", "old", "undated"]
    items = json.loads(published(*papers)["exports/json-feed.json"])["items"]
    assert [item["url"].split("/")[-2] for item in items] == ["newest", "newer", "old"]


def test_a_feed_is_short() -> None:
    """Of a long list the last 50."""
    made = published(*(paper(f"p{number}") for number in range(60)))
    assert len(json.loads(made["exports/json-feed.json"])["items"]) == ENTRIES


def test_without_an_address_there_is_no_feed() -> None:
    """Readers need whole addresses."""
    assert published(paper("one"), site_url=None) == {}


def test_an_empty_list_has_a_feed() -> None:
    """Who subscribes before the first paper comes gets it."""
    made = published()
    assert parsed(made["exports/atom.xml"]).find("a:entry", NAMES) is None
    assert json.loads(made["exports/json-feed.json"])["items"] == []


def test_the_real_list(list_dir: Path) -> None:
    """Both feeds are of the form that they claim, and name the same papers."""
    made = {
        page.path: page.text for page in rendered(web_feeds(Shelf(load(list_dir), Settings(site_url=ROOT))))
    }
    entries = parsed(made["exports/atom.xml"]).findall("a:entry", NAMES)
    feed = json.loads(made["exports/json-feed.json"])
    jsonschema.validate(feed, SHAPE)
    assert [entry.findtext("a:id", None, NAMES) for entry in entries] == [
        item["id"] for item in feed["items"]
    ]
    assert len(entries) == ENTRIES
