"""The page, the letter and the feed of a digest."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html.parser import HTMLParser

import markdown  # type: ignore[import-untyped] # has no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.cli.digest_files import letter_of
from papershelf.facts.digests import Digest, days_since, digest, last_week
from papershelf.library import Library
from papershelf.mailing.message import LONGEST, addressed, message
from papershelf.model import Collection, Paper, PartialDate, Step, Tag
from papershelf.problems import InvalidInputError
from papershelf.render.digest_context import MOST
from papershelf.render.digest_feed import ENTRIES, DigestFeed, empty_feed, entry_of, feed_text, read_feed
from papershelf.render.digest_letter import LetterText, feed_content, letter_text
from papershelf.render.digest_page import digest_page, list_of_digests
from papershelf.render.new_pages import new_pages
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf
from papershelf.render.subscribe_page import subscribe
from papershelf.settings import DigestSettings, Settings
from papershelf.site import MARK

ROOT = "https://lists.example/read/"
TAGS = (Tag("tables", "A & B", aliases=("hash table",)),)
DAY = PartialDate(2026, 11, 24)
WHEN = dt.datetime(2026, 11, 30, tzinfo=dt.UTC)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOSTILE = [
    "<script>alert(1)</script>", "]]>", "a & b < c", "*stars* _x_ [y](z) {: #id }", "{{ x }} {% y %}",
    "قراءة الورق",
    "👩‍👩‍👧", "x" * 300, "long " * 70, "$O(n \\log n)$", "</div>\n\n# h", "=1+1", "\u202eflip",
]  # fmt: skip


def shelf(*papers: Paper, name: str = "List", collections: tuple[Collection, ...] = ()) -> Shelf:
    by_slug = {tag.slug: tag for tag in TAGS}
    library = Library("data/papers.yaml", papers, TAGS, {p.id: p for p in papers}, by_slug, collections)
    return Shelf(library, Settings(name=name, site_url=ROOT))


def paper(
    paper_id: str = "one", title: str = "On Tables", note: str | None = None, **values: object
) -> Paper:
    return Paper(paper_id, title, note=note, added=DAY, **values)  # type: ignore[arg-type]


def week(of: Shelf) -> Digest:
    return digest(of.library, last_week(dt.date(2026, 11, 30)))


def letter(of: Shelf) -> LetterText:
    return letter_text(of, week(of), "mailto:digest@lists.example?subject=unsubscribe")


class Seen(HTMLParser):
    """The text of a page, its links, and everything that it would load."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.links, self.loaded, self.tags = "", [], [], []  # type: ignore[var-annotated]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.links += [given["href"]] if tag == "a" else []
        self.loaded += [tag] if tag in {"img", "link", "script", "iframe"} or "src" in given else []

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_says_what_came_and_why() -> None:
    """By tag, with authors, year and the reason; its links are relative."""
    own = shelf(paper(tags=("tables",), authors=("Ada", "Bo", "Cy", "Di"), published=PartialDate(2025)))
    page = digest_page(own, week(own))
    assert page.path == "digests/2026-w48.md"
    seen = Seen(page.text)
    assert "1 paper in the week of 23 November 2026" in seen.text
    assert "Ada, Bo, Cy and 1 more · 2025" in seen.text
    assert {"../../digests/", "../../tags/tables/", "../../papers/one/"} <= set(seen.links)


def test_a_build_does_not_take_the_page_for_its_own() -> None:
    """It lacks the mark by which a build knows pages that it may remove."""
    own = shelf(paper())
    assert not digest_page(own, week(own)).text.encode().startswith(MARK)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (paper(note="Read it <first>."), "Read it <first>."),
        (paper("step"), "Step 1 of “A path”: It comes first."),
        (paper(title="A Hash Table", tags=("tables",), abstract="A hash table."), "In the text: "),
        (paper(), "Chosen by the curator."),
    ],
)
def test_the_reason_of_a_paper(given: Paper, why: str) -> None:
    """The curator's note, else their words in a collection, else what the text has, else their choice."""
    path = (Collection("path", "A path", "D", (Step("step", "It comes first."),)),)
    own = shelf(given, collections=path if given.id == "step" else ())
    assert why in Seen(digest_page(own, week(own)).text).text
    sent = letter(own)
    assert why in Seen(sent.html).text
    assert why in sent.text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    """On the page as Markdown leaves it, in the letter, and in the feed; no element comes from a text."""
    plain, given = shelf(paper()), shelf(paper(title=text, note=text, authors=(text,)), name=text)
    body = digest_page(given, week(given)).text.partition("\n---\n")[2]
    converted = markdown.markdown(body, extensions=["admonition", "attr_list", "tables", "toc"])
    words = digest_page(plain, week(plain)).text.partition("\n---\n")[2]
    assert sorted(Seen(converted).tags) == sorted([*Seen(words).tags, "p"])  # the line with the author
    assert Seen(converted).text.split() == Seen(body).text.split()
    sent, usual = letter(given), letter(plain)
    assert sorted(Seen(sent.html).tags) == sorted([*Seen(usual.html).tags, "p"])
    feed = empty_feed(given.settings, dt.date(2026, 1, 1))
    entry = entry_of(week(given), given.settings, feed_content(given, week(given)))
    written = feed_text(feed.adding(entry), given.settings)
    assert read_feed("feed.xml", written.encode()).entries == (entry,)


def test_a_letter_loads_nothing_and_tracks_nobody() -> None:
    """Links lead to the site and to the end of the subscription, without anything behind the address."""
    own = shelf(paper(tags=("tables",)))
    seen = Seen(letter(own).html)
    assert seen.loaded == []
    assert "url(" not in letter(own).html
    sites = [link for link in seen.links if link.startswith(ROOT)]
    assert not any("?" in link for link in sites)
    assert set(seen.links) - set(sites) == {"mailto:digest@lists.example?subject=unsubscribe"}


def test_a_letter_carries_its_styles_and_is_made_for_the_dark() -> None:
    """Each element has its colour itself, and a class that gives it another one on dark screens."""
    html = letter(shelf(paper(tags=("tables",), authors=("Ada",)))).html
    dark = html.partition("prefers-color-scheme: dark")[2].partition("</style>")[0]
    for element in re.findall(r"<[a-z0-9]+ [^>]*style=\"[^\"]*\bcolor:[^>]*>", html):
        classes = re.findall(r'class="([^"]*)"', element)
        assert classes, element
        assert all(f".{name} " in dark for name in classes[0].split()), element
    assert '<meta name="color-scheme" content="light dark">' in html


def test_the_text_says_the_same() -> None:
    """With the address of each paper, in lines of 72 characters, but for addresses and long words."""
    own = shelf(paper(tags=("tables",), note="word " * 60, authors=("Ada",)))
    lines = letter(own).text.split("\n")
    assert "On Tables" in lines
    assert f"  {ROOT}papers/one/" in lines
    assert all(len(line) <= 72 for line in lines if "://" not in line)
    assert f"On the site: {ROOT}new/2026-w48/" in lines


@pytest.mark.parametrize("text", ["word " * 40, "語" * 300, "x" * 300])
def test_a_letter_that_would_be_long_names_fewer(text: str) -> None:
    """The rest is counted, with a link to where it is; names and titles of any length have room."""
    papers = [paper(f"p{number}", text, note=text * 9, authors=(text,) * 3_000) for number in range(400)]
    own = shelf(*papers, name=text)
    found = week(own)
    whole = letter_text(own, found, None)
    assert f"And {400 - MOST} more on the site." in whole.text
    few = letter_text(own, found, None, 50)
    assert f'href="{ROOT}new/2026-w48/"' in few.html
    assert "And 350 more on the site" in few.html
    fitting = letter_of(own, found, DigestSettings())
    assert len(addressed(message(fitting), fitting, f"{'a' * 64}@{'b.' * 90}example", WHEN)) <= LONGEST
    assert fitting.html.count("<h3") >= 10
    assert len(re.findall("<h3", digest_page(own, found).text)) == MOST


def entries(names: Iterable[str]) -> DigestFeed:
    own = shelf(paper())
    feed = empty_feed(own.settings, dt.date(2026, 1, 1))
    for name in names:
        day = dt.date.fromisoformat(name)
        feed = feed.adding(entry_of(digest(own.library, days_since(day, day)), own.settings, "c"))
    return feed


def test_the_feed_grows() -> None:
    """The latest day first; ids are tag URIs, and neither they nor entries change when the site moves."""
    feed = entries(["2026-11-10", "2026-11-24", "2026-11-17"])
    text = feed_text(feed, Settings(name="L", site_url=ROOT))
    again = read_feed("feed.xml", text.encode())
    assert again == feed
    assert [str(issue.day) for issue in again.issues] == ["2026-11-24", "2026-11-17", "2026-11-10"]
    moved = ET.fromstring(feed_text(again, Settings(name="L", site_url="https://new.example/")))  # noqa: S314
    assert moved.findtext("a:id", None, ATOM) == "tag:lists.example,2026-01-01:digests"
    entry = moved.find("a:entry", ATOM)
    assert entry is not None
    assert entry.findtext("a:id", None, ATOM) == "tag:lists.example,2026-11-24:digests/since-2026-11-24"
    link = entry.find("a:link", ATOM)
    assert link is not None
    assert link.get("href") == "https://new.example/digests/since-2026-11-24/"


def test_a_digest_written_again_keeps_its_id() -> None:
    """It takes the place of its entry; a digest whose page is gone leaves the feed."""
    feed = entries(["2026-11-10", "2026-11-10", "2026-11-24"])
    assert len(feed.entries) == 2
    assert [issue.name for issue in feed.keeping(lambda name: name.endswith("24")).issues] == [
        "since-2026-11-24"
    ]


def test_a_feed_of_years_stays_short() -> None:
    """It has the last 50."""
    first = dt.date(2026, 1, 1)
    feed = entries(str(first + dt.timedelta(number)) for number in range(ENTRIES + 5))
    written = read_feed("feed.xml", feed_text(feed, Settings(site_url=ROOT)).encode())
    assert len(written.entries) == ENTRIES


@pytest.mark.parametrize(
    "content",
    [b"", b"<feed", b"<!DOCTYPE x [<!ENTITY a 'b'>]><feed/>", b"<feed/>",
     b"<feed xmlns='http://www.w3.org/2005/Atom'><id>x</id><entry><id>y</id></entry></feed>"],
)  # fmt: skip
def test_a_file_that_is_not_the_feed(content: bytes) -> None:
    """It is named, with what to do, and stays as it is."""
    with pytest.raises(InvalidInputError, match=r"docs/feed.xml:1: this is not the feed .* restore it"):
        read_feed("docs/feed.xml", content)


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_title_survives_the_feed(title: str) -> None:
    """What XML can hold is read back by a parser as it was written."""
    own = shelf(paper(title=title))
    entry = entry_of(week(own), own.settings, feed_content(own, week(own)))
    written = feed_text(empty_feed(own.settings, dt.date(2026, 1, 1)).adding(entry), own.settings)
    root = ET.fromstring(written)  # noqa: S314 - our own text, not a stranger's
    assert root.findtext("a:entry/a:title", None, ATOM) == entry.issue.title


def test_the_list_of_digests_says_how_to_get_them() -> None:
    """By feed, and by e-mail where the settings say how."""
    feed = entries(["2026-11-24"])
    by_mail = Settings(digest=DigestSettings(subscribe="mailto:join@lists.example"))
    with_mail = list_of_digests(feed.issues, by_mail).text
    assert '<a href="../digests/since-2026-11-24/">' in with_mail
    assert '<a href="mailto:join@lists.example" rel="noopener">join@lists.example</a>' in with_mail
    assert "By e-mail" not in list_of_digests(feed.issues, Settings()).text


@pytest.mark.parametrize(("part", "path"), [(new_pages, "new/index.md"), (subscribe, "subscribe/index.md")])
def test_pages_say_how_to_get_the_digest(part: Callable[[Shelf], Iterator[Page]], path: str) -> None:
    """Where the settings say how; the address is a link and nothing else."""
    own = shelf(paper())
    (without,) = (page.text for page in part(own) if page.path == path)
    assert "By e-mail" not in without
    given = replace(own.settings, digest=DigestSettings(subscribe="https://lists.example/?a=b&c"))
    (said,) = (page.text for page in part(Shelf(own.library, given)) if page.path == path)
    assert '<a href="https://lists.example/?a=b&amp;c" rel="noopener">' in said
