"""Feeds of tags, collections, venues and authors: valid, paged, and with ids that stay."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import jsonschema
import pytest

from papershelf.library import Library, load
from papershelf.model import Collection, Paper, PartialDate, Step, Tag
from papershelf.render.feed_entries import NAMED
from papershelf.render.list_parts import MOST_ABSTRACTS
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf
from papershelf.render.subscribe_page import subscribe
from papershelf.render.web_feeds import ENTRIES, web_feeds
from papershelf.settings import Settings
from papershelf.text import shown
from papershelf.text.slugs import slug_of
from tests.render.rendered_pages import rendered

ROOT = "https://lists.example/we-read/"
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,[0-9]{4}(-[0-9]{2}){0,2}:[!-~]+")  # RFC 4151
ADDRESS = {"type": "string", "format": "uri", "pattern": "^https://"}
AUTHORS = {
    "type": "array",
    "items": {"required": ["name"], "additionalProperties": False, "properties": {"name": {}}},
}
JSON_FEED = {  # https://www.jsonfeed.org/version/1.1/
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "next_url": ADDRESS,
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string"},
                    "url": ADDRESS,
                    "external_url": {"type": "string", "pattern": "^https?://"},
                    "title": {"type": "string"},
                    "content_html": {"type": "string"},
                    "date_published": {"type": "string", "pattern": MOMENT.pattern},
                    "date_modified": {"type": "string", "pattern": MOMENT.pattern},
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}
ODD = (
    Paper("bare", "Nothing is known"),
    Paper(
        "quotes",
        "\"Quotes\" 'and' \\backslashes\\ & <b>tags</b> ]]> 🤖",
        note="<script>alert(1)</script> & ]]>",
    ),
    Paper(
        "arabic", "שלום עולם", authors=("محمد بن موسى الخوارزمي", "山田 太郎"), published=PartialDate(2020)
    ),
    Paper("crowd", "Many", authors=tuple(f"Ada Number{number}" for number in range(3000)), others=True),
    Paper(
        "long", "x" * 300, links={"code": "https://a.org/?a=1&b=<2>".replace("<", "%3C").replace(">", "%3E")}
    ),
    Paper("formula", r"In $\mathcal{O}(n < m)$", abstract=r"At $x_i$ & $\alpha$ ]]>\x0b", doi="10.1/a<b"),
)


def shelf(*papers: Paper, site_url: str | None = ROOT, collections: tuple[Collection, ...] = ()) -> Shelf:
    """A list with a tag, a narrower one, and these papers."""
    tags = (Tag("all", "All & <everything>", "What is here."), Tag("some", "Some", parent="all"))
    by_id, by_slug = {paper.id: paper for paper in papers}, {tag.slug: tag for tag in tags}
    library = Library("data/papers.yaml", papers, tags, by_id, by_slug, collections)
    return Shelf(library, Settings(name="Our <List>", description="What & why.", site_url=site_url))


def many(count: int, start: int = 0, **values: object) -> list[Paper]:
    """Papers of one author, venue and tag that came one a day."""
    common = {"tags": ("some",), "authors": ("Ada Lovelace",), "venue": "ICLR 2024", **values}
    days = [
        PartialDate(2024 + number // 336, number // 28 % 12 + 1, number % 28 + 1) for number in range(count)
    ]
    return [
        Paper(f"p{number}", f"Paper {number}", added=days[number], **common)  # type: ignore[arg-type]
        for number in range(start, count)
    ]


def made(found: Shelf) -> dict[str, str]:
    """The texts of all feeds, by path."""
    return {page.path: page.text for page in rendered(web_feeds(found))}


def check(path: str, text: str) -> None:
    """Check a document by the rules of the W3C's feed validator that concern what is in it."""
    if path.endswith(".json"):
        jsonschema.validate(json.loads(text), JSON_FEED)
        return
    read = feedparser.parse(text.encode())
    assert not read.bozo, read.get("bozo_exception")
    feed = ET.fromstring(text)  # noqa: S314 - our own text, not a stranger's
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
        assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated", ""))
        assert TAG_URI.fullmatch(element.findtext(f"{ATOM}id", ""))
        links = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
        assert len(links) == len(set(links))  # two alternates of one type are an error
        assert all(
            urlsplit(link.get("href") or "").scheme == "https" for link in element.findall(f"{ATOM}link")
        )
        assert all(name.text and name.text.strip() for name in element.findall(f"{ATOM}author/{ATOM}name"))
    assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] == [
        ROOT + path
    ]
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert feed.find(f"{ATOM}author") is not None


def test_each_part_has_its_own() -> None:
    """Tags with papers, groups of them, collections, venues with two papers and authors with a page."""
    path = Collection("path", "A path", "To read.", (Step("p0", "Begin here & <now>."), Step("p1", "Then.")))
    papers = [*many(5), Paper("alone", "Alone", venue="VLDB", added=PartialDate(2024, 1, 1))]
    texts = made(shelf(*papers, collections=(path,)))
    parts = ("tags/all", "tags/some", "collections/path", "venues/iclr", "authors/ada-lovelace")
    expected = {f"exports/{part}{end}" for part in parts for end in (".atom.xml", ".feed.json")}
    assert texts.keys() == expected | {"exports/atom.xml", "exports/json-feed.json", "exports/weeks.xml"}
    assert "Begin here &amp;amp; &amp;lt;now&amp;gt;." in texts["exports/collections/path.atom.xml"]
    read = feedparser.parse(texts["exports/tags/all.atom.xml"].encode())
    assert (read.feed.title, read.feed.subtitle) == ("All & <everything> · Our <List>", "What is here.")


def test_authors_of_a_long_list_have_brief_feeds() -> None:
    """A paper of hundreds is in as many feeds: these leave out its abstract and most of their names."""
    crowd = tuple(f"Ada Number{number}" for number in range(NAMED + 8))
    plain = many(MOST_ABSTRACTS + 1, authors=(), tags=())
    whole, brief = (
        made(shelf(*many(2, authors=crowd, abstract="We say so."), *plain[2:count]))
        for count in (MOST_ABSTRACTS, MOST_ABSTRACTS + 1)
    )
    for end in (".atom.xml", ".feed.json"):
        path = f"exports/authors/{slug_of(crowd[0])}{end}"
        assert whole[path].count("We say so.") == 2
        assert whole[path].count("Ada Number") == 1 + 2 * len(crowd)
        check(path, brief[path])
        assert "We say so." not in brief[path]
        assert brief[path].count("Ada Number") == 1 + 2 * NAMED
        assert brief[path].count(f"{len(crowd)} authors, of whom {NAMED} are named.") == 2
        assert "We say so." in brief[f"exports/tags/some{end}"]


def test_hard_papers_make_valid_feeds() -> None:
    """Whatever a title, a name or a note holds."""
    day = PartialDate(2024, 5, 1)
    papers = [replace(paper, added=day, tags=("all",)) for paper in ODD]
    texts = made(shelf(*papers))
    for path, text in texts.items():
        check(path, text)
    read = feedparser.parse(texts["exports/tags/all.atom.xml"].encode())
    items = json.loads(texts["exports/tags/all.feed.json"])["items"]
    assert len(read.entries) == len(items) == len(ODD)
    assert [entry.id for entry in read.entries] == [item["id"] for item in items]
    titles = {item["url"].split("/")[-2]: item["title"] for item in items}
    assert titles["quotes"] == shown(ODD[1].title)
    assert titles["arabic"] == "שלום עולם"


def test_the_shipped_list(project_root: Path) -> None:
    """All its feeds are valid, and each paper is in the feed of the list or a page of older ones."""
    library = load(project_root / "data")
    texts = made(Shelf(library, Settings(site_url=ROOT)))
    for path, text in texts.items():
        check(path, text)
    seen: set[str] = set()
    path = "exports/json-feed.json"
    while path:
        document = json.loads(texts[path])
        seen |= {item["url"] for item in document["items"]}
        path = document.get("next_url", "").removeprefix(ROOT)
    assert seen == {f"{ROOT}papers/{paper.id}/" for paper in library.papers}


@pytest.mark.parametrize("count", [0, 1, 50, 51, 100, 101, 173])
def test_older_papers_follow_by_next(count: int) -> None:
    """The newest 50 are in the feed itself; by `next` a reader gets to each other paper."""
    texts = made(shelf(*many(count)))
    feed = feedparser.parse(texts["exports/atom.xml"].encode())
    assert [entry.title for entry in feed.entries] == [
        f"Paper {number}" for number in reversed(range(max(0, count - ENTRIES), count))
    ]
    titles: dict[str, None] = {}
    path: str | None = "exports/atom.xml"
    while path:
        document = feedparser.parse(texts[path].encode())
        titles |= dict.fromkeys(entry.title for entry in document.entries)
        path = next(
            (link.href.removeprefix(ROOT) for link in document.feed.links if link.rel == "next"), None
        )
    assert list(titles) == [f"Paper {number}" for number in reversed(range(count))]


def test_a_new_paper_changes_the_feed_alone() -> None:
    """Pages of older papers stay as they are, to the byte."""
    before, after = made(shelf(*many(170))), made(shelf(*many(171)))
    older = [path for path in before if re.search(r"-[0-9]\.", path)]
    assert {"exports/atom-3.xml", "exports/tags/some-2.feed.json"} <= set(older)
    assert [path for path in older if before[path] != after[path]] == []
    assert before["exports/atom.xml"] != after["exports/atom.xml"]


def test_ids_and_days_stay() -> None:
    """When the site moves, a paper is renamed or its entry corrected; `updated` moves with no build."""
    (paper,) = many(1, key="lovelace2024paper")
    texts = made(shelf(paper))
    moved = made(
        shelf(
            replace(paper, id="renamed", formerly=("p0",), title="Another"), site_url="https://new.example/"
        )
    )
    for one, other in ((texts, moved),):
        ids = [feedparser.parse(each["exports/atom.xml"].encode()).entries[0] for each in (one, other)]
        assert ids[0].id == ids[1].id == "tag:papershelf,2026:our-list/papers/lovelace2024paper"
        assert ids[0].updated == ids[1].updated == "2024-01-01T00:00:00Z"


def test_without_an_address_there_are_none() -> None:
    """Neither feeds nor the page that lists them."""
    nowhere = shelf(*many(6), site_url=None)
    assert made(nowhere) == {}
    assert list(subscribe(nowhere)) == []


def subscribed(found: Shelf) -> dict[str, Page]:
    """The page *Subscribe* and the OPML file, by path."""
    return {page.path: page for page in subscribe(found)}


def test_the_page_links_to_each_feed() -> None:
    """By plain links, with names that tell them apart; all are in the OPML file, with absolute addresses."""
    found = shelf(*many(6))
    pages, feeds = subscribed(found), made(found)
    text = pages["subscribe/index.md"].text
    linked = set(re.findall(r'href="\.\./(exports/[^"]+\.(?:xml|json))"', text))
    assert linked == feeds.keys()
    labels = re.findall(r'aria-label="([^"]+)"', text)
    assert len(labels) == len(set(labels)) > 0
    opml = ET.fromstring(pages["exports/feeds.opml"].text)  # noqa: S314 - our own text
    outlines = [each.attrib for each in opml.iter("outline") if each.get("type") == "rss"]
    assert opml.get("version") == "2.0"
    assert {each["xmlUrl"].removeprefix(ROOT) for each in outlines} == {
        path for path in feeds if path.endswith("xml") and "weeks" not in path
    }
    assert all(each["text"] and each["htmlUrl"].startswith(ROOT) for each in outlines)
