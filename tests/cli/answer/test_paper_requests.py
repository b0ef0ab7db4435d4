"""`papershelf answer` turns an issue that suggests a paper into a pull request, or says what is wrong."""

import pytest

from papershelf.model import PartialDate
from tests.bot.issue_makers import correction, paper_request
from tests.cli.answer.issue_shop import (
    ATOM,
    CSL,
    HOT_JUPITERS,
    HOT_JUPITERS_ID,
    NOTHING,
    PAPERS,
    Shop,
    unquoted,
)
from tests.services.misbehaving import reply


def test_a_paper_request_becomes_a_pull_request(shop: Shop) -> None:
    """The entry has arXiv's facts, the tags and words of the issue, and the reply is kept as its feed."""
    body = paper_request(
        "https://arxiv.org/abs/astro-ph/0601001v2",
        "Stars, and what is around (stars), Planets (planets)",
        "It counted\nthem first.",
    )
    done = shop.answer(body, "suggestion")
    assert done.returncode == 0, done.stderr
    paper = shop.paper(HOT_JUPITERS_ID)
    assert paper.title.startswith("Frequency of Hot Jupiters")
    assert paper.authors[:2] == ("Andrew Gould", "Susan Dorsher")
    assert (paper.arxiv, paper.published) == ("astro-ph/0601001", PartialDate(2006, 1, 2))
    assert (paper.tags, paper.note) == (("stars", "planets"), "It counted them first.")
    assert paper.added == PartialDate(2023, 11, 14)
    assert paper.feed == "feeds/arxiv-astro-ph-0601001.atom.xml"
    assert shop.proposed() == {
        "data/papers.yaml": shop.proposed()["data/papers.yaml"],
        f"data/{paper.feed}": HOT_JUPITERS,
    }
    assert shop.proposed()["data/papers.yaml"].decode().startswith(PAPERS)
    assert [request.params["id_list"] for request in shop.services.requests] == ["astro-ph/0601001"]


def test_the_pull_request_says_where_all_comes_from(shop: Shop) -> None:
    """It closes the issue, names each field's source, and holds the receipt; the issue gets its address."""
    shop.answer(paper_request("astro-ph/0601001", why="Good."), "suggestion")
    assert shop.pull["title"] == f"Add {HOT_JUPITERS_ID}"
    body = shop.pull["body"]
    assert body.startswith("Closes #1\n")
    assert "- arxiv, from arXiv: `astro-ph/0601001`\n" in body
    assert "- tags, from its title and abstract: `planets`\n" in body
    assert "- note, from the issue: `Good.`\n" in body
    assert "1 paper in the feed" in body
    assert "`papershelf check` finds nothing wrong" in body
    assert (shop.pull["head"]["ref"], shop.pull["base"]["ref"]) == ("papershelf/issue-1", "main")
    assert [label["name"] for label in shop.pull["labels"]] == ["suggestion"]
    assert shop.pull["html_url"] in shop.comment


def test_the_pull_request_holds_what_the_check_remarks(shop: Shop) -> None:
    """Warnings about the entry are for whoever looks at it; those about other papers are not."""
    shop.hold(PAPERS + "- id: b\n  title: NOTHING BUT SHOUTING\n")
    shop.answer(correction("title", "A PAPER THAT IS ALL SHOUTED"), "correction")
    remarks = shop.pull["body"].partition("`papershelf check` reports:\n\n")[2].partition("\n\n")[0]
    assert "- `the title is all in capitals; write it as the paper does`" in remarks.splitlines()
    assert "no tag" not in remarks


def test_an_edited_issue_updates_its_pull_request(shop: Shop) -> None:
    """There is one pull request and one comment for an issue, however often it is edited."""
    shop.answer(paper_request("nonsense"), "suggestion")
    assert "is not understood" in shop.comment
    issue = shop.github.repository.issues[1]
    for why in ("One.", "Two."):
        issue["body"] = paper_request("astro-ph/0601001", why=why)
        assert shop.again(issue, "edited").returncode == 0
    assert shop.paper(HOT_JUPITERS_ID).note == "Two."
    assert shop.pull["html_url"] in shop.comment
    before = shop.github.repository.refs["heads/papershelf/issue-1"]
    shop.again(issue, "edited")
    assert shop.github.repository.refs["heads/papershelf/issue-1"] == before


def test_a_doi_is_asked_of_crossref(shop: Shop) -> None:
    """A DOI's facts come from Crossref, and what they hold of markup stays text in the pull request."""
    shop.services.will(reply(CSL))
    done = shop.answer(paper_request("https://doi.org/10.1145/3999999.3999998"), "suggestion")
    assert done.returncode == 0, done.stderr
    paper = shop.paper("sketching-graphs-a-made-up-study")
    assert (paper.doi, paper.authors) == ("10.1145/3999999.3999998", ("Zoë Müller-Løwe",))
    assert paper.feed == "feeds/doi-10-1145-3999999-3999998.json"
    assert "- title, from Crossref: `Sketching Graphs: A Made-up Study`\n" in shop.pull["body"]
    left = unquoted(shop.pull["body"])
    assert not set("@$<") & set(left)


def test_a_paper_of_the_list_is_named(shop: Shop) -> None:
    """A duplicate by identifier is answered with the address of its page, without asking anybody."""
    shop.answer(paper_request("https://doi.org/10.1234/A-PAPER"), "suggestion")
    assert "[a-paper](https://reader.example/list/papers/a-paper/)" in shop.comment
    assert shop.github.repository.pulls == {}
    assert shop.services.requests == []


@pytest.mark.parametrize(
    ("title", "told"),
    [
        (
            "Frequency of Hot Jupiters and Very Hot Jupiters from the OGLE-III",
            "Thank you! This paper is already",
        ),
        ("Frequencies of Hot Jupiters & Very Hot Jupiters from the OGLE-III", "This may be a paper"),
    ],
)
def test_a_paper_with_the_title_of_another_is_named(shop: Shop, title: str, told: str) -> None:
    """Title and authors make a duplicate; a title merely like it is a question to whoever suggested it."""
    title += " Transit Surveys Toward the Galactic Bulge and Carina"
    authors = "Andrew Gould, Susan Dorsher, B. S. Gaudi, Andrzej Udalski"
    listed = PAPERS.replace("title: A Paper", f"title: {title}").replace("Ada Lovelace", authors)
    shop.hold(listed)
    shop.answer(paper_request("astro-ph/0601001"), "suggestion")
    assert "[a-paper](https://reader.example/list/papers/a-paper/)" in shop.comment
    assert told in shop.comment
    assert shop.github.repository.pulls == {}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("  authors: [Ada Okoro]\n", "the same title with other authors ("),
        ("  arxiv: '2401.00009'\n", "the same title with another arXiv id"),
        ("  published: '1990'\n", "the same title with another year ("),
    ],
)
def test_another_paper_of_the_same_title(shop: Shop, fields: str, told: str) -> None:
    """It is a question, with what tells the two apart, and nothing is said to be listed."""
    title = "Frequency of Hot Jupiters and Very Hot Jupiters from the OGLE-III"
    title += " Transit Surveys Toward the Galactic Bulge and Carina"
    shop.hold(PAPERS.replace("title: A Paper\n  authors: [Ada Lovelace]\n", f"title: {title}\n{fields}"))
    shop.answer(paper_request("astro-ph/0601001"), "suggestion")
    assert "This may be a paper already on the list" in shop.comment
    assert told in shop.comment
    assert shop.github.repository.pulls == {}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (paper_request("https://example.org/$(id)"), "Link: 'https://example.org/$(id)' is not understood"),
        (paper_request("1603.09320 1603.09321"), "Link: name one paper"),
        (paper_request("_No response_"), "Link: not answered"),
        (paper_request(tags="Nothing (nothing)"), "Tags: unknown tag 'nothing'"),
        (paper_request(tags=", ".join(f"T ({c})" for c in "abcdef")), "6 tags are more than 5"),
        (paper_request(tags="T (a--b)"), "'a--b' is not a valid slug"),
        (paper_request(why="x" * 5_000_000), "shorten it"),
        ("Please add my paper!", "Link: not answered"),
        ("", "Link: not answered"),
    ],
)
def test_what_is_wrong_is_told(shop: Shop, body: str, told: str) -> None:
    """One comment says it in plain words; nobody is asked and nothing is proposed."""
    assert shop.answer(body, "suggestion").returncode == 0
    assert told in shop.comment
    assert shop.github.repository.pulls == {}
    assert shop.services.requests == []


def test_a_paper_that_nobody_knows(shop: Shop) -> None:
    """ArXiv's reply without an entry is told as what it is."""
    shop.services.will(reply(NOTHING, kind=ATOM))
    assert shop.answer(paper_request("1603.09320"), "suggestion").returncode == 0
    assert "arXiv has no paper `1603.09320`" in shop.comment
    assert shop.github.repository.pulls == {}


def test_another_paper_than_was_asked_for(shop: Shop) -> None:
    """A reply about another paper makes no entry."""
    shop.answer(paper_request("1603.09320"), "suggestion")
    assert "arXiv has no paper `1603.09320`" in shop.comment


def test_a_service_that_is_down(shop: Shop) -> None:
    """The issue is told to try again, the job fails, and what the service said is not repeated there."""
    shop.services.will(reply(b"@all `oops`", status=400))
    done = shop.answer(paper_request("1603.09320"), "suggestion")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: arXiv: ")
    assert "arXiv can't be reached right now" in shop.comment
    assert "@all" not in shop.comment
