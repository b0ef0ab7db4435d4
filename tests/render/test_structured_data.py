"""What search engines are told of works that are hard to describe, read as JSON by schema.org's rules."""

import json
from dataclasses import replace
from typing import Any

import pytest

from papershelf.library import Library
from papershelf.model import Paper, PartialDate, Tag
from papershelf.render.shelf import Shelf
from papershelf.render.structured_data import ItemList, article, as_element, collection_page, home_page
from papershelf.settings import Settings
from tests.schema_org import check

ROOT = "https://papers.example/list"
PAPER = Paper(
    "p", "A Title", authors=("Ada Lovelace", "The ATLAS Collaboration"), published=PartialDate(2016, 3, 4)
)
HARD = [
    "\"quotes\" & 'more'",
    "a < b > c",
    "]]> </script><!--",
    "emoji 😀 and more",
    "مقدمة في التعلم",
    "x" * 300,
    "O($n^2$) \\alpha",
]


def described(paper: Paper, site_url: str | None = ROOT) -> list[dict[str, Any]]:
    """What the page of a paper tells, as a reader of its HTML finds it."""
    library = Library(
        "data/papers.yaml", (paper,), (Tag("one", "One"),), {paper.id: paper}, {"one": Tag("one", "One")}
    )
    element = as_element(article(Shelf(library, Settings()).view(paper.id), site_url))
    text = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not {"<", ">", "&"} & {*text}
    return check(json.loads(text))


@pytest.mark.parametrize("text", HARD)
def test_hard_texts(text: str) -> None:
    """They are told as readers see them."""
    work, trail = described(replace(PAPER, title=text, authors=(text,), venue=text, abstract=text))
    assert work["headline"] == work["name"] == trail["itemListElement"][1]["name"]
    assert work["author"][0]["name"] == text
    assert work["isPartOf"]["name"] == text
    assert "$" in text or work["name"] == text


def test_little_is_known() -> None:
    """No authors, no date, no address of the site: nothing is made up."""
    (work,) = described(Paper("p", "A Title"), None)
    assert work == {
        "@type": "ScholarlyArticle",
        "name": "A Title",
        "headline": "A Title",
        "description": "A Title",
    }


def test_a_year_is_a_date() -> None:
    """A date is as precise as it is known."""
    assert described(replace(PAPER, published=PartialDate(2016)))[0]["datePublished"] == "2016"


def test_all_authors_are_told() -> None:
    """Also 3,000 of them; groups are organisations."""
    names = tuple(f"Ada {number}" for number in range(3000))
    assert [author["name"] for author in described(replace(PAPER, authors=names))[0]["author"]] == [*names]
    assert [author["@type"] for author in described(PAPER)[0]["author"]] == ["Person", "Organization"]


def test_where_an_article_is_printed() -> None:
    """The issue is part of the volume, and that of the journal; the first submission is when it was made."""
    paper = replace(
        PAPER, venue="IEEE TPAMI 42(4), 824-836", issued=PartialDate(2020), doi="10.1/x", arxiv="1603.09320"
    )
    work = described(paper)[0]
    assert (work["datePublished"], work["dateCreated"], work["pagination"]) == (
        "2020",
        "2016-03-04",
        "824–836",
    )
    journal = {"@type": "Periodical", "name": "IEEE TPAMI"}
    volume = {"@type": "PublicationVolume", "volumeNumber": "42", "isPartOf": journal}
    assert work["isPartOf"] == {"@type": "PublicationIssue", "issueNumber": "4", "isPartOf": volume}
    assert [each["value"] for each in work["identifier"]] == ["10.1/x", "1603.09320"]


def test_a_book() -> None:
    """It has a publisher."""
    work = described(replace(PAPER, venue="MIT Press 2016"))[0]
    assert (work["@type"], work["publisher"]["name"]) == ("Book", "MIT Press")


def test_lists_need_an_address() -> None:
    """Without one there is nothing to tell of them."""
    assert collection_page(None, [("Tags", "tags/")], "All tags.", ItemList([("One", "tags/one/")], 1)) == {}
    assert home_page("List", "About.", None) == {}
    (page,) = check(
        collection_page(f"{ROOT}/", [("Tags", "tags/")], "All.", ItemList([("One", "tags/one/")], 1))
    )
    assert page["mainEntity"]["itemListElement"][0]["url"] == f"{ROOT}/tags/one/"
    assert check(home_page("List", "About.", ROOT))[0]["url"] == f"{ROOT}/"
