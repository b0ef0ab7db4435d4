"""What a page says about its paper, as the index takes it in."""

import re
from pathlib import Path

from papershelf.library import load
from papershelf.render.pages import pages
from papershelf.search_input import paper_input, paper_inputs, plain, searched_paper, tag_inputs
from papershelf.settings import Settings
from papershelf.text import shown


def test_pages_say_what_the_list_says(list_dir: Path) -> None:
    """Titles, authors and abstracts of all papers, in the form that readers see."""
    library = load(list_dir)
    made = {page.path: page.text for page in pages(library, Settings())}
    for paper in library.papers:
        page = paper_input(made[f"papers/{paper.id}.md"])
        assert page
        found = searched_paper(page)
        assert (found.id, found.title) == (paper.id, shown(paper.title))
        assert [label for label, _ in found.authors] == list(paper.authors)
        assert all(re.fullmatch(r"authors/[^/]+/([^/]+/|#.+)", address) for _, address in found.authors)
        assert found.abstract.split()[-1] == shown(paper.abstract or "").split()[-1]
        assert [slug for slug, _ in found.more["tags"]] == list(paper.tags)
        assert found.more["published"] == str(paper.published)


def test_a_page_without_a_mark_is_no_paper(tmp_path: Path) -> None:
    """Moved papers and the pages of the list are passed over."""
    for name in ("moved", "pages"):
        (tmp_path / "papers" / name).mkdir(parents=True)
        (tmp_path / "papers" / name / "index.html").write_text('<h1 data-text="title">Moved</h1>')
    assert list(paper_inputs(tmp_path)) == []


def test_a_tag_says_by_what_it_is_found(tmp_path: Path) -> None:
    """Its page has its other names, with quotation marks of any kind."""
    page = tmp_path / "tags" / "lsh" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(
        """<div data-search='{"slug": "lsh", "label": "L", "aliases": ["it\\u0027s"], "about": "\\"b\\""}'>"""
    )
    found = tag_inputs(tmp_path)
    assert found == {"lsh": {"slug": "lsh", "label": "L", "aliases": ["it's"], "about": '"b"'}}


def test_text_is_what_readers_see() -> None:
    """Without tags, headings and references to characters; formulas keep their gaps."""
    assert plain("<h2>Abstract</h2>\n<p>One &amp; <a href='x'>two</a>.</p><p>Three</p>") == "One & two. Three"
    assert plain('<math><mi>n</mi><mspace width="1em"></mspace><mi>log</mi></math>') == "n log"
    assert plain("a &lt;b&gt; c") == "a <b> c"
