"""What only a paper's own page shows: citation, reasons of tags, neighbours."""

import json
import re
from dataclasses import replace

from papershelf.library import Library
from papershelf.model import Paper, PartialDate, Tag
from papershelf.render.pages import pages
from papershelf.settings import Settings

TAGS = (
    Tag("trees", "Trees", aliases=("decision tree",)),
    Tag("odd", "Odd & Even"),
    Tag("articles", "Articles", patterns=(r"\ba tree\b",)),
)
FIRST = Paper(
    "first",
    "Decision trees of $x^2$",
    authors=("Ada Lovelace",),
    published=PartialDate(2024, 5),
    arxiv="2405.00001",
    tags=("trees", "odd", "articles"),
    abstract="A tree, and $\\frac{1$.",
)
SECOND = Paper("second", "Between & <b>", published=PartialDate(2023))
THIRD = Paper("third", "Third")


def page(of: str, *papers: Paper, settings: Settings = Settings()) -> str:  # noqa: B008 - a value object
    """A paper's page."""
    by_id = {paper.id: paper for paper in papers}
    library = Library("data/papers.yaml", papers, TAGS, by_id=by_id, by_slug={tag.slug: tag for tag in TAGS})
    return {each.path: each.text for each in pages(library, settings)}[f"papers/{of}.md"]


def test_a_reference_and_an_entry() -> None:
    """APA with the title in italics, BibTeX with the citation key, and a button for each."""
    text = page("first", FIRST)
    assert "Lovelace, A. (2024). <i>Decision trees of x²</i> (arXiv:2405.00001). arXiv. <a href=" in text
    assert (
        '<code id="cite-bibtex">@misc{lovelace2024decision,\n  title = {Decision trees of {$x^2$}},' in text
    )
    assert re.findall(r'data-(?:copy|save)="([^"]+)"', text) == [
        "cite-apa",
        "cite-ieee",
        "cite-mla",
        "cite-bibtex",
        "cite-bibtex",
    ]
    assert 'data-name="lovelace2024decision.bib"' in text


def test_authors_go_on() -> None:
    """Where the entry says that there are others, its page, its card and its reference do."""
    many = replace(FIRST, authors=("Ada", "Bo", "Cy", "Di", "Ed"), others=True)
    text = page("first", many)
    assert re.search(r'class="ps-paper__authors".*>Ed</a> and others</p>', text)
    assert "Ada, Bo, Cy, Di, Ed, et al. (2024)." in text
    library = Library("data/papers.yaml", (many,), TAGS, {"first": many}, {tag.slug: tag for tag in TAGS})
    cards = {each.path: each.text for each in pages(library, Settings())}["papers/index.md"]
    assert '<p class="ps-card__authors">Ada, Bo, Cy, Di and others</p>' in cards


def test_facts_for_the_head() -> None:
    """Names and contents of elements for reference managers, and what search engines read."""
    journal = Paper(
        "j", "J", venue="IEEE TPAMI 42(4)", published=PartialDate(2016, 3), issued=PartialDate(2020)
    )
    head = dict(
        line.partition(": ")[::2] for line in page("j", journal).partition("\n---\n")[0].split("\n")[2:]
    )
    assert json.loads(head["citation"]) == [
        ["citation_title", "J"],
        ["citation_publication_date", "2020"],
        ["citation_journal_title", "IEEE TPAMI"],
        ["citation_volume", "42"],
        ["citation_issue", "4"],
    ]
    (told,) = re.findall(r"^<script[^>]*>(.*)</script>$", json.loads(head["structured"]))
    (work,) = json.loads(told)["@graph"]
    assert (work["datePublished"], work["dateCreated"]) == ("2020", "2016-03")


def test_formulas_are_set() -> None:
    """In the heading; the head of the page has the plain form, and a broken one stays as typed."""
    text = page("first", FIRST)
    assert '<h1 data-text="title">Decision trees of <math>' in text
    assert 'title: "Decision trees of x²"' in text
    assert "A tree, and $\\frac{1$." in text


def test_each_tag_says_why() -> None:
    """In the words of the text; for a tag that little or nothing speaks for, that a person chose it."""
    text = page("first", FIRST)
    whys = dict(re.findall(r'id="(why-[a-z]+)" role="tooltip"[^>]*>([^<]*)<', text))
    assert whys == {
        "why-trees": "In the text: &#39;Decision trees&#39; in the title, &#39;tree&#39; in the abstract.",
        "why-odd": "Chosen by the curator.",
        "why-articles": "Chosen by the curator.",
    }
    assert all(f'aria-describedby="{why}"' in text for why in whys)


def test_neighbours_are_linked() -> None:
    """By date, with their titles; the ends of the list have one."""
    text = page("second", THIRD, SECOND, FIRST)
    assert re.findall(r'rel="(prev|next)" href="([^"]+)"', text) == [
        ("prev", "../../papers/first/"),
        ("next", "../../papers/third/"),
    ]
    assert '<span class="ps-path__name">Newer</span> Decision trees of <math>' in text
    assert re.findall(r'rel="(prev|next)"', page("first", FIRST, SECOND)) == ["next"]
    assert "ps-neighbours" not in page("first", FIRST)


def test_paper_knows_its_address() -> None:
    """A printed page has the address that it is from, if the site's is known."""
    text = page("second", SECOND, settings=Settings(site_url="https://papers.example/list"))
    assert re.search(r'<p class="ps-on-paper"[^>]*>https://papers.example/list/papers/second/</p>', text)
    assert "ps-on-paper" not in page("second", SECOND)
