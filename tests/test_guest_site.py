"""A list inside another site: its pages are there, and the site is as it was."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

from tests.cli.command_line import run
from tests.host_site import PAPER, built, change, contents, host, small_list
from tests.search_files import results

ENTRY = "  - Guide:\n"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site without a list."""
    return built(host(tmp_path_factory.mktemp("before") / "host", with_list=False))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site with a list."""
    return built(host(tmp_path_factory.mktemp("after") / "host"))


@pytest.fixture
def logs(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """What a build says."""
    with caplog.at_level(logging.INFO):
        yield caplog


def test_every_file_of_the_site_around_stays_as_it_was(before: Path, site: Path) -> None:
    """To the byte: pages, sitemap, 404 page, styles; only its search also knows the papers."""
    old, new = contents(before), contents(site)
    assert {path for path in new.keys() - old.keys() if not path.startswith("reading/")} == set()
    assert {path for path in old if old[path] != new[path]} == {"search/search_index.json"}


def test_pages_have_the_layout_of_the_site_around(site: Path) -> None:
    """Its banner, header, tabs, search and footer, by its own templates; none of ours, and no policy."""
    page = (site / PAPER / "index.html").read_text()
    for part in (
        "The boat leaves at nine",
        "md-tabs",
        'data-md-component="search"',
        "kelp-copyright",
        "__config",
    ):
        assert part in page
    for part in ("Content-Security-Policy", "papershelf-root", "webmanifest", "ps-header", "fonts/"):
        assert part not in page
    assert page.count("<h1") == 1


def test_readers_are_led_to_the_issue_forms_that_are_there(site: Path, tmp_path: Path) -> None:
    """Where the repository around the site has none, no page asks for suggestions and corrections."""
    links = "issues/new?template="
    assert links not in (site / PAPER / "index.html").read_text()
    project = host(tmp_path / "repository" / "docs-site", data=small_list(tmp_path))
    forms = tmp_path / "repository/.github/ISSUE_TEMPLATE"
    assert run("forms", "--folder", str(forms), "--data", str(project / "data")).code == 0
    page = (built(project) / "reading/papers/on-walruses/index.html").read_text()
    assert page.count(links) == len(("suggest", "correct"))


def test_pages_say_what_they_are(site: Path) -> None:
    """Citations, structured data, feeds and a canonical address are in the head, as on a site of its own."""
    page = (site / PAPER / "index.html").read_text()
    assert '<meta name="citation_title"' in page
    assert "application/ld+json" in page
    assert f'<link rel="canonical" href="https://kelp.example/docs/{PAPER}">' in page
    tag = (site / "reading/tags/vector-search/index.html").read_text()
    assert 'href="../../exports/tags/vector-search.atom.xml"' in tag or "vector-search.atom.xml" in tag


def test_the_list_has_what_a_list_has(site: Path) -> None:
    """Below the prefix: papers, indices, feeds, API, and a search of its own."""
    shelf = site / "reading"
    assert len(results(shelf)) == 75
    for path in (
        "tags",
        "map",
        "statistics",
        "reading",
        "authors",
        "subscribe",
        "exports/atom.xml",
        "api/index.html",
    ):
        assert (shelf / path).exists(), path
    assert "https://kelp.example/docs/reading/papers/" in (shelf / "exports" / "atom.xml").read_text()
    for path in ("service-worker.js", "404.html", "robots.txt", "exports/app.webmanifest", "offline"):
        assert not (shelf / path).exists(), path


def test_links_lead_to_pages(site: Path) -> None:
    """Every link of our pages that stays on the site, with one more in front of the prefix or none."""
    links_lead_to_pages(site)


def test_links_lead_to_pages_where_there_are_no_feeds(tmp_path: Path) -> None:
    """These need the address of the site, and so does the page that leads to them."""
    project = host(tmp_path / "host", data=small_list(tmp_path))
    change(project, "site_url: https://kelp.example/docs/\n", "")
    site = built(project)
    assert not (site / "reading" / "subscribe").exists()
    links_lead_to_pages(site)


def links_lead_to_pages(site: Path) -> None:
    for page in (site / "reading").rglob("index.html"):
        for address in re.findall(r'<a [^>]*?href="([^"#?]*)', page.read_text(encoding="utf-8")):
            if "://" not in address and not address.startswith("mailto:"):
                target = (page.parent / address).resolve()
                assert (target / "index.html").exists() or target.is_file(), (page, address)


def test_its_search_finds_papers_by_what_they_say(site: Path) -> None:
    """One entry for a paper, with its abstract, and one for the list; none for indices and references."""
    entries = json.loads((site / "search" / "search_index.json").read_text())["docs"]
    ours = {entry["location"]: entry for entry in entries if entry["location"].startswith("reading/")}
    assert len(ours) == len([each for each in entries if each["location"].startswith("reading/")]) == 76
    paper = ours[PAPER]
    assert not paper["text"].startswith("LSH-MoE")
    assert paper["title"].startswith("LSH-MoE")
    assert "locality-sensitive hashing" in paper["text"].lower()
    assert "BibTeX" not in paper["text"]


def test_pages_of_the_list_are_in_a_sitemap_of_their_own(site: Path) -> None:
    """So that the site's stays small, and its instant navigation does not put our pages into others."""
    own = (site / "reading" / "sitemap.xml").read_text()
    assert f"<loc>https://kelp.example/docs/{PAPER}</loc>" in own
    assert "guide" not in own
    assert "reading" not in (site / "sitemap.xml").read_text()


def test_addresses_that_lead_elsewhere_are_in_no_sitemap(tmp_path: Path) -> None:
    """Neither those of a paper and a tag that moved, nor that of a paper that is gone."""
    data = small_list(tmp_path)
    moved = "- address: tags/sun/\n  to: tags/sky/\n- address: papers/gone/\n  why: Retracted.\n"
    (data / "moved.yaml").write_text(moved)
    papers = data / "papers.yaml"
    papers.write_text(papers.read_text() + "  formerly: [on-seals]\n")
    site = built(host(tmp_path / "host", data=data))
    named = (site / "reading" / "sitemap.xml").read_text() + (site / "sitemap.xml").read_text()
    assert "reading/papers/on-walruses/" in named
    for address in ("tags/sun/", "papers/gone/", "papers/on-seals/"):
        assert '"noindex"' in (site / "reading" / address / "index.html").read_text()
        assert address not in named


def test_a_navigation_without_the_list_is_said(tmp_path: Path, logs: pytest.LogCaptureFixture) -> None:
    """And how to add it; with the entry, nothing is said."""
    project = host(tmp_path / "host", data=small_list(tmp_path))
    built(project)
    assert "add to 'nav' in mkdocs.yml: - Reading list: reading/index.md" in logs.text
    logs.clear()
    change(project, ENTRY, f"  - Reading list: reading/index.md\n{ENTRY}")
    site = built(project)
    assert "Reading list: reading/index.md" not in logs.text
    assert 'href="reading/"' in (site / "index.html").read_text()


def test_a_page_in_the_navigation_is_shown_as_others(tmp_path: Path) -> None:
    """MkDocs reads it in its own way, and it has all that it has elsewhere."""
    project = host(tmp_path / "host", data=small_list(tmp_path))
    change(project, ENTRY, f"  - Papers: reading/papers/index.md\n{ENTRY}")
    page = (built(project) / "reading" / "papers" / "index.html").read_text()
    assert 'class="ps-browse' in page
    assert "browse.css" in page


def test_a_site_without_navigation_gets_one_page(tmp_path: Path) -> None:
    """The first of the list; a reader finds the others there."""
    project = host(tmp_path / "host", data=small_list(tmp_path))
    text = (project / "mkdocs.yml").read_text()
    (project / "mkdocs.yml").write_text(re.sub(r"nav:\n(?: .*\n)+", "", text, count=1))
    page = (built(project) / "guide" / "index.html").read_text()
    assert 'href="../reading/"' in page
    assert "reading/papers" not in page


def test_other_plugins_and_hooks_find_nothing_in_our_pages(tmp_path: Path) -> None:
    """What evaluates templates in Markdown does not do so with what a paper says."""
    project = host(tmp_path / "host", data=small_list(tmp_path))
    with (project / "mkdocs.yml").open("a") as settings:
        settings.write("hooks: [hook.py]\n")
    (project / "hook.py").write_text(
        "def on_page_markdown(markdown, **_):\n"
        "    return markdown.replace('torch', 'lamp').replace('BibTeX', 'SEEN')\n"
    )
    site = built(project)
    assert "<em>lamp</em>" in (site / "guide" / "diving" / "index.html").read_text()
    assert not [
        page for page in (site / "reading").rglob("index.html") if "SEEN" in page.read_text(encoding="utf-8")
    ]


def test_a_list_can_be_deeper(tmp_path: Path) -> None:
    """In a folder of a folder."""
    project = host(tmp_path / "host", data=small_list(tmp_path))
    change(project, "prefix: reading", "prefix: research/reading, name: What we read")
    page = (built(project) / "research" / "reading" / "index.html").read_text()
    assert "<h1>What we read</h1>" in page
    assert '<a href="papers/"' in page


@pytest.mark.parametrize("prefix", ["../up", "Reading List", "/etc//x"])
def test_a_prefix_is_a_folder(tmp_path: Path, prefix: str, logs: pytest.LogCaptureFixture) -> None:
    """One that leads out of the site, or makes an address that needs escapes, is refused."""
    project = host(tmp_path / "host", data=small_list(tmp_path))
    change(project, "prefix: reading", f"prefix: '{prefix}'")
    with pytest.raises(Abort):
        load_config(str(project / "mkdocs.yml"), strict=True)
    assert "is not a folder; write it like 'reading'" in logs.text


def test_addresses_that_are_files_are_refused(tmp_path: Path, logs: pytest.LogCaptureFixture) -> None:
    """All links of a list lead to folders."""
    project = host(tmp_path / "host", data=small_list(tmp_path))
    change(project, "site_name:", "use_directory_urls: false\nsite_name:")
    with pytest.raises(Abort):
        built(project)
    assert "remove 'use_directory_urls: false'" in logs.text


def test_a_site_in_several_languages_is_refused(tmp_path: Path, logs: pytest.LogCaptureFixture) -> None:
    """static-i18n would end the build with an exception; what to do is said before it begins."""
    config = load_config(str(host(tmp_path / "host", data=small_list(tmp_path)) / "mkdocs.yml"))
    config.plugins["i18n"] = BasePlugin[MkDocsConfig]()
    with pytest.raises(Abort):
        config.plugins.on_config(config)
    assert "make the list a site of its own, and link to it" in logs.text


def test_broken_data_end_the_build(tmp_path: Path, logs: pytest.LogCaptureFixture) -> None:
    """With their lines, as on a site of its own."""
    project = host(tmp_path / "host", data=small_list(tmp_path))
    (project / "data" / "papers.yaml").write_text("- id: a\n")
    with pytest.raises(Abort):
        built(project)
    assert "papers.yaml:1: the entry has no 'title'; add it" in logs.text


def test_commands_find_the_list_in_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`build`, `index`, `permalinks` and `export-site` read the prefix where the plugin does."""
    project = host(tmp_path / "host", data=small_list(tmp_path))
    built(project)
    monkeypatch.chdir(project)
    assert "0 pages written, 0 removed" in run("build").err
    assert "1 paper indexed" in run("index").err
    addresses = run("permalinks", "--site", "site").out.splitlines()
    assert "exports/atom.xml" in addresses
    assert not [each for each in addresses if each.startswith(("reading/papers", "guide"))]
    run("export-site", "--markdown", "notes")
    assert (project / "notes" / "index.md").is_file()
    refused = run("export-site", "copy")
    assert refused.code == 1
    assert "use --markdown" in refused.err
    assert not (project / "copy").exists()
