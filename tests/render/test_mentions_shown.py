"""Mentions on the pages of papers."""

from papershelf.library import Library
from papershelf.model import Paper
from papershelf.render.pages import pages
from papershelf.search_input import paper_input
from papershelf.settings import Settings

SOURCE = Paper("source", "A <b>", abstract="See <i> & A&B. A&B and https://a.org/A&B, A&B-2, A&B.\n\nA&B.")
TARGET = Paper("target", "Target & co", names=("A&B",), abstract="This is A&B.")
OTHER = Paper("other", "Other", abstract="Alone.")


def texts(*papers: Paper) -> dict[str, str]:
    """The pages of papers, by id."""
    library = Library("data/papers.yaml", papers, (), {paper.id: paper for paper in papers})
    made = {page.path: page.text for page in pages(library, Settings())}
    return {paper.id: made[f"papers/{paper.id}.md"] for paper in papers}


def test_the_first_naming_in_the_abstract_is_a_link() -> None:
    """Escaped as all text is; addresses stay as they are."""
    page = texts(SOURCE, TARGET)["source"]
    link = '<a class="ps-mention" href="../../papers/target/">A&amp;B</a>'
    assert f"<p>See &lt;i&gt; &amp; {link}. A&amp;B and <a href=" in page
    assert page.count("ps-mention ") + page.count('"ps-mention"') == 1


def test_both_papers_quote_the_sentence() -> None:
    """With the other's title as a link, and the name marked."""
    made = texts(SOURCE, TARGET)
    quote = "<blockquote>See &lt;i&gt; &amp; <mark>A&amp;B</mark>.</blockquote>"
    for own, heading, other, title in (
        ("source", "Mentions", "target", "Target &amp; co"),
        ("target", "Mentioned by", "source", "A &lt;b&gt;"),
    ):
        section = made[own].partition('<section class="ps-mentions"')[2].partition("</section>")[0]
        assert f"<h2>{heading}</h2>" in section
        assert f'<a href="../../papers/{other}/">{title}</a>' in section
        assert quote in section


def test_quotations_are_not_searched() -> None:
    """A search finds the paper that says something, not those which quote it."""
    for page in list(texts(SOURCE, TARGET).values()):
        assert '<section class="ps-mentions">' in page
        found = paper_input(page)
        assert found
        assert not any("ps-mentions" in html for _, html in found.texts)


def test_a_paper_without_mentions_has_no_such_part() -> None:
    """No empty heading either."""
    assert "ention" not in texts(SOURCE, TARGET, OTHER)["other"]
