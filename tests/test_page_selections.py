"""Papers on pages that people write: shown, kept up to date, and told of where they are asked for in vain."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from tests import host_site, small_site
from tests.host_site import change, host, small_list

FENCE = "\n```papershelf\ntag: sky\n```\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small list whose page about it shows papers."""
    project = small_site.make_project(tmp_path / "project")
    with (project / "docs" / "about.md").open("a") as page:
        page.write(FENCE)
    return project


def about(site: small_site.Tree) -> str:
    return site["about/index.html"].decode()


def test_a_page_of_a_list_shows_papers(project: Path) -> None:
    """With links from where it is."""
    page = about(small_site.built(project))
    assert '<a href="../papers/on-walruses/">' in page
    assert "papershelf\n" not in page


@pytest.mark.parametrize(
    "edit",
    [
        small_site.EDITS["a title"],
        small_site.EDITS["other tags"],
        small_site.EDITS["another id"],
        small_site.EDITS["a paper added"],
        small_site.EDITS["a label"],
    ],
)
def test_it_follows_the_list(project: Path, edit: Callable[[Path], None]) -> None:
    """Where a build changes only what changed, too: the site is the same as one made from nothing."""
    small_site.built(project)
    edit(project)
    assert about(small_site.built(project)) == about(small_site.built_from_nothing(project))


def test_what_is_wrong_is_told_at_once_and_ends_the_build(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """On all pages, with their lines, also where the rest of the site is only brought up to date."""
    small_site.built(project)
    change(project, "tag: sky", "tag: skyy", "docs/about.md")
    (project / "docs" / "more.md").write_text(
        "---\ntitle: More\n---\n\n# More\n\n```papershelf\nlatest: x\n```\n"
    )
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        host_site.built(project)
    assert "docs/about.md:6: tag: the list has no 'skyy', did you mean 'sky'?" in caplog.text
    assert "docs/more.md:8: latest must be a number of papers, like 5" in caplog.text


def test_what_stands_on_the_first_line_is_told(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A mapping behind the word is not a selection, and not dropped without a word either."""
    change(project, "```papershelf\ntag: sky\n", "```papershelf {tag: sky}\n", "docs/about.md")
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        host_site.built(project)
    assert "docs/about.md:5: '{tag: sky}' is not read here; write it on a line below" in caplog.text
    assert "say which papers" not in caplog.text


def test_a_tag_that_goes_is_told(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The page is the same file, but the list has changed."""
    small_site.built(project)
    (project / "data" / "papers.yaml").write_text(small_site.PAPERS.replace("[sky]", "[sea]"))
    (project / "data" / "tags.yaml").write_text("- slug: sea\n  label: Sea\n")
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        host_site.built(project)
    assert "docs/about.md:6: tag: the list has no 'sky'" in caplog.text


def test_a_page_of_another_site_shows_papers(tmp_path: Path) -> None:
    """In boxes and tabs of its own Markdown, too; only such a page has a style sheet of ours."""
    project = host(tmp_path / "host", data=small_list(tmp_path))
    change(project, "    Two of them.", "    ```papershelf\n    latest: 2\n    ```", "docs/guide/index.md")
    site = host_site.built(project)
    page = (site / "guide" / "index.html").read_text()
    assert page.count('class="ps-card"') == 1
    assert '<a href="../reading/papers/' in page
    assert '<link rel="stylesheet" href="../reading/assets/selection.css">' in page
    assert (site / "reading" / "assets" / "selection.css").is_file()
    assert "papershelf" not in (site / "index.html").read_text()


def test_an_example_of_a_fence_is_left_alone(tmp_path: Path) -> None:
    """A page that explains it shows it as code."""
    project = host(tmp_path / "host", data=small_list(tmp_path))
    text = "\n````markdown\n```papershelf\nlatest: 2\n```\n````\n"
    with (project / "docs" / "guide" / "diving.md").open("a") as page:
        page.write(text)
    page_made = (host_site.built(project) / "guide" / "diving" / "index.html").read_text()
    assert "ps-card" not in page_made
    assert "latest" in page_made
