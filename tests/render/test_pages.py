"""What the pages of a small list say."""

import re
from dataclasses import replace

from papershelf.library import Library
from papershelf.model import Paper, PartialDate, Tag
from papershelf.render.browse import BROWSED_CARDS
from papershelf.render.listing import CARDS
from papershelf.render.pages import pages
from papershelf.settings import Settings

TAGS = (
    Tag("group", "A group", description="What it is about."),
    Tag("child", "A & B", parent="group"),
    Tag("empty", "Empty"),
)


def texts(*papers: Paper, settings: Settings = Settings()) -> dict[str, str]:  # noqa: B008 - a value object
    """All pages of a list, by path."""
    by_id = {paper.id: paper for paper in papers}
    library = Library("data/papers.yaml", papers, TAGS, by_id, {tag.slug: tag for tag in TAGS})
    return {page.path: page.text for page in pages(library, settings)}


FULL = Paper(
    id="full",
    title="``Full'' H_2O",
    authors=("Ada Lovelace", "Bo Zhu"),
    published=PartialDate(2024, 5),
    arxiv="2405.00001v2",
    doi="10.1000/a<b",
    venue="VLDB 2024",
    links={"video": "https://v.example", "code": "https://c.example", "open-review": "https://o.example"},
    tags=("child",),
    note="Read 48times.",
    added=PartialDate(2024, 6, 1),
    feed="feeds/x.txt",
    abstract="One.",
    line=7,
)


def test_a_paper_page_has_everything() -> None:
    """Title, authors, date, venue, links in their order, note, abstract, tags, source."""
    page = texts(FULL, settings=Settings(source_url="https://git.example/blob/main/"))[
        "papers/full.md"
    ].partition("<header")[2]
    parts = [
        *(
            "“Full” H₂O</h1>",
            'href="../../authors/l/#ada-lovelace">Ada Lovelace</a>',
            "May 2024",
            "VLDB 2024",
        ),
        *('href="https://arxiv.org/abs/2405.00001v2"', 'href="https://arxiv.org/pdf/2405.00001v2"'),
        *('href="https://doi.org/10.1000/a%3Cb"', "https://c.example", "https://o.example", ">Open review<"),
        *("https://v.example", 'href="https://huggingface.co/papers/2405.00001"', "Read 48×.", "<p>One.</p>"),
        'href="../../tags/child/" aria-describedby="why-child">A &amp; B</a>',
        *("1 June 2024", "feeds/x.txt"),
        *("https://git.example/blob/main/data/papers.yaml#:~:text=id%3A%20full", "data/papers.yaml</code>."),
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_a_paper_page_leaves_out_what_is_not_known() -> None:
    """A title alone makes a page without empty parts or the word None."""
    page = texts(Paper("bare", "Bare", line=1))["papers/bare.md"]
    assert "Bare</h1>" in page
    for word in (
        "None",
        "Abstract",
        "arXiv",
        "Why it is here",
        "On this list since",
        "Edit this entry",
        "<ul",
    ):
        assert word not in page.partition("---\n\n")[2], word


def test_an_old_arxiv_id_has_no_page_at_hugging_face() -> None:
    """It is linked at arXiv."""
    page = texts(Paper("old", "Old", arxiv="hep-th/9901001"))["papers/old.md"]
    assert "https://arxiv.org/abs/hep-th/9901001" in page
    assert "huggingface" not in page


def test_tag_pages() -> None:
    """Description, parent, children, papers and their number; a tag without papers has its page too."""
    found = texts(FULL)
    assert "What it is about." in found["tags/group.md"]
    assert 'href="../../tags/child/"' in found["tags/group.md"]
    assert 'href="../../papers/full/"' in found["tags/group.md"]
    assert 'href="../../tags/group/"' in found["tags/child.md"]
    assert "1 paper</p>" in found["tags/child.md"]
    assert "0 papers</p>" in found["tags/empty.md"]


def test_lists_lead_to_their_selection() -> None:
    """Tags, venues and years lead to the page where just their papers are searched; one paper needs none."""
    some = [
        Paper(f"p{number}", f"P{number}", tags=("child",), venue="NeurIPS 2019", published=PartialDate(2019))
        for number in range(2)
    ]
    found = texts(*some)
    assert 'href="../../papers/?tag=child"' in found["tags/child.md"]
    assert 'href="../../papers/?venue=neurips"' in found["venues/neurips.md"]
    assert 'href="../../papers/?year=2019"' in found["years/2019.md"]
    assert "papers/?" not in texts(some[0])["tags/child.md"]


def test_papers_without_a_year() -> None:
    """They have a page of their own beside the years, at the end of the index; no such filter is offered."""
    found = texts(Paper("a", "A", venue="VLDB 2019"), Paper("b", "B"), Paper("c", "C"))
    assert 'href="../../papers/a/"' in found["years/2019.md"]
    index = found["years/index.md"]
    assert index.index('href="../years/2019/"') < index.index('href="../years/unknown/">Year unknown</a>')
    unknown = found["years/unknown.md"]
    assert "2 papers</p>" in unknown
    assert "Papers on the list of which no year is known." in unknown
    assert "papers/?" not in unknown
    assert "years/unknown.md" not in texts(Paper("a", "A", issued=PartialDate(2019)))


def test_long_lists_are_paged() -> None:
    """Each page holds so many papers, links to the others, and has a title of its own."""
    papers = [Paper(f"p{number:03}", f"P{number:03}", tags=("child",)) for number in range(CARDS + 1)]
    found = texts(*papers)
    assert found["tags/child.md"].count("ps-card__title") == CARDS
    assert found["tags/child/2.md"].count("ps-card__title") == 1
    assert 'href="../../../tags/child/"' in found["tags/child/2.md"]
    assert "page 2" in found["tags/child/2.md"].partition("\n---\n")[0]
    assert found["papers/pages/2.md"].count("ps-card__title") == BROWSED_CARDS
    assert "101 papers" in found["papers/index.md"]


def test_undated_papers_come_last() -> None:
    """In the list of all papers they are below a heading of their own."""
    page = texts(Paper("a", "Undated one"), Paper("b", "Dated one", published=PartialDate(1999)))[
        "papers/index.md"
    ]
    assert page.index("Dated one") < page.index("Undated<") < page.index("Undated one")


def test_every_page_is_marked_as_made() -> None:
    """The first lines warn people, and mark the file for the next build."""
    made = {path: text for path, text in texts(FULL).items() if path.endswith(".md")}
    assert all(text.startswith("---\n# Made by `papershelf build`") for text in made.values())


def test_cards_link_to_what_they_do_not_have() -> None:
    """Every link of a paper but its DOI and its page of comments; the paper's page has these too."""
    card = texts(FULL)["tags/child.md"].partition('<li class="ps-card"')[2].partition("</li>\n</ul>\n{")[0]
    for address in ("arxiv.org/abs/2405.00001v2", "c.example", "o.example", "v.example"):
        assert address in card
    assert ">Open review</a>" in card
    assert "doi.org" not in card
    assert "huggingface.co" not in card


def test_a_card_without_an_abstract_shows_the_note() -> None:
    """With both, the abstract."""
    assert "Read 48" in texts(replace(FULL, abstract=None))["tags/child.md"]
    assert "Read 48" not in texts(FULL)["tags/child.md"]


def test_the_page_of_all_papers_leads_to_other_lists() -> None:
    """To those that have something in them."""
    lead = texts(FULL)["papers/index.md"].partition('class="ps-lead">')[2].partition("</p>")[0]
    assert re.findall(r">(\w+)</a>", lead) == ["tags", "authors", "venues", "years"]
    lead = (
        texts(Paper("bare", "Bare"))["papers/index.md"].partition('class="ps-lead">')[2].partition("</p>")[0]
    )
    assert re.findall(r">(\w+)</a>", lead) == ["tags", "years"]


def test_home_begins_with_the_latest_additions() -> None:
    """By the day they were added, before the topics, with a way to all that is new."""
    old = Paper("old", "Old", published=PartialDate(2025), added=PartialDate(2024, 1, 1), tags=("child",))
    home = texts(old, FULL)["index.md"]
    assert home.index("papers/full/") < home.index("papers/old/") < home.index('id="topics"')
    assert 'href="new/">What is new, week by week</a>' in home
