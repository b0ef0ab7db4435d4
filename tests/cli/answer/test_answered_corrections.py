"""`papershelf answer` turns an issue that corrects a paper into a pull request, or says what is wrong."""

import re

import pytest

from papershelf.model import PartialDate
from tests.bot.issue_makers import correction, paper_request
from tests.cli.answer.issue_shop import PAPERS, Shop, unquoted


def test_a_correction_becomes_a_pull_request(shop: Shop) -> None:
    """The field is set, every other byte stays, and nothing says any more that it comes from a service."""
    done = shop.answer(correction(why="See @acm's page"), "correction")
    assert done.returncode == 0, done.stderr
    paper = shop.paper("a-paper")
    assert paper.venue == "VLDB 2024"
    assert paper.sources == {"links.code": "Hugging Face"}
    text = shop.proposed()["data/papers.yaml"].decode()
    assert text == PAPERS.replace("VLDB 2023", "VLDB 2024").replace("    venue: Crossref\n", "")
    assert shop.pull["title"] == "Correct venue of a-paper"
    assert "- before: `VLDB 2023`\n- after: `VLDB 2024`\n" in shop.pull["body"]
    assert "@" not in unquoted(shop.pull["body"])


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("title", "A  Better\nPaper", "A Better Paper"),
        ("authors", "Ada Lovelace, Zoë Müller-Løwe", ("Ada Lovelace", "Zoë Müller-Løwe")),
        ("published", "'2024-05'", PartialDate(2024, 5)),
        ("arxiv", "https://arxiv.org/abs/1603.09320v4", "1603.09320"),
        ("doi", "https://doi.org/10.1145/3575693", "10.1145/3575693"),
        ("tags", "planets, stars", ("planets", "stars")),
        ("abstract", "One: `x`\n\n# Two", "One: `x`\n\n# Two"),
        ("note", "<!-- $(touch owned) --> @all", "<!-- $(touch owned) --> @all"),
        (
            "links",
            "project: https://a.example/\n",
            {"code": "https://github.com/a/b", "project": "https://a.example/"},
        ),
    ],
)
def test_each_field_is_read_as_its_kind(shop: Shop, field: str, typed: str, value: object) -> None:
    """What people type is read as the field wants it."""
    assert shop.answer(correction(field, typed), "correction").returncode == 0
    assert getattr(shop.paper("a-paper"), field) == value
    assert not set("@<$#") & set(unquoted(shop.pull["body"]).replace("Closes #1", ""))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (correction("id", "another"), "the id is the paper's URL and stays"),
        (correction("feed", "x"), "Field: choose one of title"),
        (correction(paper="a-papers"), "no paper on the list is called 'a-papers', did you mean 'a-paper'?"),
        (correction("published", "soon"), "soon is not a valid date"),
        (correction("doi", "none"), "'none' is not a valid DOI"),
        (correction("tags", "planets, nothing"), "unknown tag 'nothing'"),
        (correction("links", "code: javascript:alert(1)"), "is not an http(s) link"),
        (correction("venue", "VLDB 2023"), "Nothing to change"),
        (correction("arxiv", "'; rm -rf / #"), "is not a valid arXiv id"),
    ],
)
def test_what_cannot_be_corrected_is_told(shop: Shop, body: str, told: str) -> None:
    """A value that the list could not hold is refused in the words of `papershelf check`."""
    assert shop.answer(body, "correction").returncode == 0
    assert told in shop.comment
    assert shop.github.repository.pulls == {}


def test_a_long_list_of_problems_is_cut(shop: Shop) -> None:
    """Twenty are told, and how many more there are."""
    shop.answer(
        correction("links", "\n".join(f"a-{number}: x{number}" for number in range(50))), "correction"
    )
    assert shop.comment.count("\n- `") == 20
    assert "… and 30 more." in shop.comment


@pytest.mark.parametrize(
    "text",
    [
        "$(touch owned) `touch owned` ${{ github.token }}",
        "@everyone #1 GH-1 https://evil.example <!-- x --> <img src=x> **b** [a](https://evil.example)",
        "``` \n::set-output name=x::y\n::add-mask::z\n```",
        "`" * 200,
        "x|y\\|z \u202e\x1b[31m\0",
    ],
)
def test_hostile_text_changes_nothing(shop: Shop, text: str) -> None:
    """In comments it stands in code alone; no file appears, no command reaches the runner."""
    for body, label in (
        (paper_request(text), "suggestion"),
        (correction(paper=text), "correction"),
        (correction("doi", text), "correction"),
        (paper_request(tags=f"A ({text})"), "suggestion"),
        (text, "suggestion"),
    ):
        done = shop.answer(body, label)
        assert done.returncode == 0
        assert not re.search("^::", done.stdout + done.stderr, re.MULTILINE)
    for comment in shop.github.repository.comments.values():
        left = unquoted(comment["body"].partition("\n")[2])
        assert not set("@#<*`\x1b\u202e") & set(left), comment["body"]
    assert shop.github.repository.pulls == {}
    assert {path.name for path in shop.folder.iterdir()} <= {"data", "mkdocs.yml", "event.json", "cache"}
