"""Files by which another site shows the newest papers of the list, or of a tag."""

from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser

from papershelf.library.load import Library
from papershelf.model import Paper, PartialDate, Tag
from papershelf.render.pages import pages
from papershelf.settings import Settings

ROOT = "https://list.example/papers/"
SETTINGS = Settings(name="Our <List>", site_url=ROOT)
FRAME, BARE = "exports/embed-tag-vector-search.html", "exports/embed-tag-vector-search.fragment.html"
TAGS = (Tag("vector-search", "Vector & search"), Tag("unused", "Unused"))


class Elements(HTMLParser):
    """The names of all elements of a text, its links and its policy."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: dict[str, str | None] = {}
        self.policy: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.names.add(tag)
        if tag == "a":
            self.links[given["href"] or ""] = given.get("target")
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]


def paper(number: int, **values: object) -> Paper:
    """A paper of the tag, added on a day of its own."""
    listed = Paper(
        f"p{number}", f"Paper {number}", tags=("vector-search",), added=PartialDate(2024, 1, number)
    )
    return replace(listed, **values)  # type: ignore[arg-type] # what a test wants to differ


def files(papers: tuple[Paper, ...], settings: Settings = SETTINGS) -> Mapping[str, str]:
    """The files of a list for other sites, by path."""
    by_slug = {tag.slug: tag for tag in TAGS}
    library = Library("data/papers.yaml", papers, TAGS, {each.id: each for each in papers}, by_slug)
    return {page.path: page.text for page in pages(library, settings) if "/embed-" in page.path}


def test_the_newest_of_a_tag() -> None:
    """Eight papers, the one added last first, and the way to all of them, as links that leave the frame."""
    made = files(tuple(paper(number) for number in range(1, 13)))
    newest = [f"{ROOT}papers/p{number}/" for number in range(12, 4, -1)]
    for path in (FRAME, BARE):
        found = Elements(made[path])
        assert set(found.links.values()) == {"_top"}
        assert [link for link in found.links if "/papers/p" in link] == newest
    assert "All 12 papers in Our &lt;List&gt;" in made[FRAME]
    assert f'href="{ROOT}tags/vector-search/"' in made[FRAME]


def test_no_script_and_no_other_host() -> None:
    """The page in the frame may load its style sheet and nothing else; the bare list loads nothing."""
    made = files((paper(1, title="<script>alert(1)</script> & \u202b\u05d0"),))
    frame, bare = Elements(made[FRAME]), Elements(made[BARE])
    assert frame.policy == "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
    assert not frame.names & {"script", "style", "img", "iframe", "object", "base"}
    assert bare.names == {"ul", "li", "a"}


def test_a_tag_without_papers() -> None:
    """Its frame says so."""
    assert "<p>No papers yet.</p>" in files((paper(1),))["exports/embed-tag-unused.html"]


def test_without_an_address() -> None:
    """A site that does not know where it lives makes no such files, and offers none."""
    assert not files((paper(1),), replace(SETTINGS, site_url=None))
    made = pages(
        Library("data/papers.yaml", (paper(1),), TAGS, {}, {tag.slug: tag for tag in TAGS}), Settings()
    )
    assert not any("on another site" in page.text for page in made)


def test_the_offer_on_pages() -> None:
    """The page of a tag and the one of what is new say what to copy."""
    papers = (paper(1),)
    library = Library("data/papers.yaml", papers, TAGS, {"p1": papers[0]}, {tag.slug: tag for tag in TAGS})
    made = {page.path: page.text for page in pages(library, SETTINGS)}
    assert (
        f'&lt;iframe src="{ROOT}{FRAME}" title="Vector &amp; search: newest papers"'
        in made["tags/vector-search.md"]
    )
    assert f'&lt;iframe src="{ROOT}exports/embed-papers.html"' in made["new/index.md"]
