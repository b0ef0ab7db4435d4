"""What a paper builds on, as pages, orders and data show it."""

import json
from dataclasses import replace
from itertools import pairwise

from papershelf.library import Library
from papershelf.model import Basis, Paper, PartialDate
from papershelf.render.page import Page
from papershelf.render.pages import pages
from papershelf.render.paper_context import MOST_LINKED, SEEN_AT_ONCE
from papershelf.settings import Settings

A = Paper("a", "A <b>", published=PartialDate(2020))
B = Paper("b", "B & co", published=PartialDate(2010))
C = Paper("c", "C")
LINKS = (Basis("a", ("b", "gone")),)


def library(papers: tuple[Paper, ...], citations: tuple[Basis, ...]) -> Library:
    by_id = {paper.id: paper for paper in papers}
    return Library("data/papers.yaml", papers, by_id=by_id, citations=citations)


def made(papers: tuple[Paper, ...] = (A, B, C), citations: tuple[Basis, ...] = LINKS) -> dict[str, Page]:
    return {page.path: page for page in pages(library(papers, citations), Settings())}


def section(page: Page, anchor: str) -> str:
    return page.text.partition(f'<section class="ps-builds" id="{anchor}">')[2].partition("</section>")[0]


def test_both_papers_show_the_link() -> None:
    """With the number of papers, and the title and year of each as a link; in Markdown too."""
    found = made()
    forth, back = found["papers/a.md"], found["papers/b.md"]
    assert '<h2>Builds on <span class="ps-number">1</span></h2>' in section(forth, "builds-on")
    assert '<a href="../../papers/b/">B &amp; co</a> <span class="ps-number">2010</span>' in section(
        forth, "builds-on"
    )
    assert '<a href="../../papers/a/">A &lt;b&gt;</a>' in section(back, "built-on-by")
    assert "## Builds on\n\n- [B & co](b.md) (2010)\n" in forth.markdown
    assert "## Built on by\n\n- [A &lt;b&gt;](a.md) (2020)\n" in back.markdown


def test_a_paper_without_links_says_nothing_of_them() -> None:
    """No empty section, and without a file no page differs."""
    assert "uil" not in made()["papers/c.md"].text.partition("<section")[2]
    before, after = made(citations=()), made(citations=(Basis("a", ("gone", "a")), Basis("gone", ("b",))))
    assert before == after


def test_a_long_list_is_folded_and_ends() -> None:
    """Some are seen at once, the others on demand, and beyond a limit the data of the paper have all."""
    some = tuple(Paper(f"p{number:03}", f"P {number}") for number in range(MOST_LINKED + 7))
    cited = made((A, *some), tuple(Basis(each.id, ("a",)) for each in some))
    shown = section(cited["papers/a.md"], "built-on-by")
    assert shown.partition("<details>")[0].count("<li>") == SEEN_AT_ONCE
    assert shown.count("<li>") == MOST_LINKED
    assert f"<summary>{MOST_LINKED - SEEN_AT_ONCE} more</summary>" in shown
    assert '<a href="../../api/v1/papers/a.json">the data of this paper</a> name 7 more.' in shown
    assert "These are the newest of 107." in cited["papers/a.md"].markdown
    record = json.loads(cited["api/v1/papers/a.json"].text)
    assert len(record["built_on_by"]) == len(some)


def test_the_data_have_both_directions() -> None:
    """By ids; papers without any have empty lists."""
    found = made()
    records = {name: json.loads(found[f"api/v1/papers/{name}.json"].text) for name in "abc"}
    assert [records[name]["builds_on"] for name in "abc"] == [["b"], [], []]
    assert [records[name]["built_on_by"] for name in "abc"] == [[], ["a"], []]


def test_papers_can_be_sorted_by_it() -> None:
    """Where any paper is built on; elsewhere that order would say nothing."""
    choice = '<option value="built-on">Most built on</option>'
    assert choice in made()["papers/index.md"].text
    assert choice not in made(citations=())["papers/index.md"].text
    assert '"built_on":1' in made()["papers/b.md"].text


def test_only_what_shows_a_link_changes() -> None:
    """A new link changes the pages of both papers and their data, and nothing else but lists of all data."""
    papers = (A, B, C, Paper("d", "D"))
    before, after = made(papers), made(papers, (*LINKS, Basis("c", ("d",))))
    differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    own = {f"papers/{name}.md" for name in "cd"} | {f"api/v1/papers/{name}.json" for name in "cd"}
    assert differing - {"exports/offline-list.js", "exports/map-links.json"} == own | {
        "api/v1/list.json",
        "api/v1/list.jsonl",
    }


def test_a_new_title_shows_wherever_it_is_linked() -> None:
    """The pages of papers that cite it, or that it cites, are those of a build from nothing."""
    renamed = made((A, replace(B, title="Bee"), C))
    assert "Bee" in section(renamed["papers/a.md"], "builds-on")


def test_a_chain_is_only_as_long_as_its_links() -> None:
    """What a paper builds on in turn is on the page of that paper."""
    papers = (A, B, C)
    citations = tuple(Basis(one.id, (other.id,)) for one, other in pairwise(papers))
    assert "papers/c/" not in section(made(papers, citations)["papers/a.md"], "builds-on")


def test_the_map_has_a_file_of_links() -> None:
    """Only of papers that have some: their places on the sheet, and which build on which."""
    found = made()
    links = json.loads(found["exports/map-links.json"].text)
    assert links["ids"] == ["a", "b"]
    assert links["builds_on"] == [[1], []]
    assert len(links["x"]) == len(links["y"]) == 2
    assert 'data-links="exports/map-links.json"' in found["map/index.md"].text


def test_a_map_without_links_offers_none() -> None:
    """Neither the file nor the switch."""
    found = made(citations=())
    assert "exports/map-links.json" not in found
    assert "data-links" not in found["map/index.md"].text
