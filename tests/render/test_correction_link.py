"""The link by which a reader reports what is wrong with a paper."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template

from papershelf.library import Library
from papershelf.model import Paper, PartialDate
from papershelf.render import views
from papershelf.render.pages import pages
from papershelf.settings import THEME, Settings

FULL = Paper(
    id="full",
    title='A & B: "50%" <of> #1 + more?',
    authors=("Zoë Müller-Løwe", "李雷"),
    published=PartialDate(2024, 5),
    doi="10.1000/a<b",
    links={"code": "https://c.example/?a=b&c=d"},
    note="One.\nTwo.",
    abstract="Not shown.",
)


def answers(paper: Paper) -> dict[str, str]:
    """What the form is filled with."""
    query = urlsplit(f"https://git.example/issues/new?{views.query(paper)}").query
    return {key: values[0] for key, values in parse_qs(query, strict_parsing=True).items()}


def test_the_form_is_filled_with_what_the_list_says() -> None:
    """Id and each value, as one would type it; the abstract is left out."""
    assert answers(FULL) == {
        "template": "correct.yml",
        "title": "Correct: full",
        "paper": "full",
        "current": (
            'title: A & B: "50%" <of> #1 + more?\nauthors: Zoë Müller-Løwe, 李雷\npublished: 2024-05\n'
            "doi: 10.1000/a<b\nlinks: code: https://c.example/?a=b&c=d\nnote: One. Two."
        ),
    }


WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1)
LONG = st.builds(lambda word, times: word * times, WORDS, st.integers(1, 5000))


@given(LONG, st.lists(LONG, max_size=5), LONG)
def test_no_paper_makes_too_long_an_address(title: str, authors: list[str], note: str) -> None:
    """However long its values, the query has at most 7,800 characters, all of which an address may have."""
    paper = Paper("x" * 60, title, names=tuple(authors), note=note)
    query = views.query(paper)
    assert len(query) <= views.LONGEST_QUERY
    assert re.fullmatch(r"[\w.~%=&-]+", query, re.ASCII)
    assert answers(paper)["paper"] == paper.id


def test_the_page_of_a_paper_has_the_link() -> None:
    """It is next to the link to the entry; without a repository there is none."""
    library = Library("data/papers.yaml", (FULL,), (), {"full": FULL}, {})

    def text(settings: Settings) -> str:
        return next(page.text for page in pages(library, settings) if page.path == "papers/full.md")

    page = text(Settings(issues_url="https://git.example/a/issues/new"))
    (href,) = re.findall(r'<a href="([^"]+)"[^>]*>Report a problem</a>', page)
    assert href.replace("&amp;", "&") == f"https://git.example/a/issues/new?{views.query(FULL)}"
    assert "Report a problem" not in text(Settings())


def test_each_page_leads_to_the_form_for_suggestions(project_root: Path) -> None:
    """The footer's link names a form that exists; without a repository there is none."""
    footer = Template((THEME / "partials" / "footer.html").read_text(encoding="utf-8"))
    config = {"site_name": "X", "repo_url": "https://git.example/a/b/"}
    (href,) = re.findall(
        r'<a href="([^"]+)"[^>]*>Suggest a paper</a>', footer.render(config=config, base_url="..")
    )
    address, _, form = href.partition("?template=")
    assert address == "https://git.example/a/b/issues/new"
    assert (project_root / ".github/ISSUE_TEMPLATE" / form).is_file()
    assert "Suggest" not in footer.render(config={"site_name": "X"}, base_url="..")
