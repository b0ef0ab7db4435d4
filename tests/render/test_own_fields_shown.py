"""What a list declares in `fields.yaml` is on pages, in filters, indexes, exports, feeds and the API."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from papershelf.build_cache import BuildCache
from papershelf.library import Library
from papershelf.render.browse import browse
from papershelf.render.pages import pages
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings
from tests.own_fields_list import FIELDS, FIRST, own_library, papers_text

SETTINGS = Settings(name="A list", site_url="https://list.example/")


def made(library: Library) -> dict[str, str]:
    return {page.path: page.text for page in pages(library, SETTINGS)}


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return made(own_library(papers_text()))


def test_without_fields_nothing_changes() -> None:
    """A list that declares none has the pages that it had: no page names a field or a folder of values."""
    keys = "|".join(re.findall(r"key: ([a-z-]+)", FIELDS))
    papers = re.sub(rf"(?m)^  ({keys}):.*\n", "", FIRST)
    bare = made(own_library(papers, fields=""))
    assert not [path for path in bare if path.startswith(("by/", "api/v1/fields/", "exports/by/"))]
    told = "".join(text for path, text in bare.items() if path.endswith((".md", ".json", ".bib", ".csv")))
    assert not [word for word in ("ps-details", "ps-card__own", '"own"', "by/", '"columns"') if word in told]


def test_the_page_of_a_paper(site: dict[str, str]) -> None:
    """Texts stand before the abstract, facts in a list, with links to the papers that share them."""
    page = site["papers/one.md"]
    assert "<h2>TL;DR</h2>" in page
    assert "<math" in page.partition("<h2>TL;DR</h2>")[2].partition("</section>")[0]
    assert '<dt>Institutions</dt><dd><a href="../../by/institutions/mit/">MIT</a>, <span>' in page
    assert "ETH, Zürich &lt;b&gt;" in page
    assert '<a href="https://slides.example/one" rel="noopener">slides.example</a>' in page
    assert re.search(r"<dt>Open weights</dt><dd><(a|span)[^>]*>No<", page)
    assert re.search(r"<dt>Revised</dt><dd><(a|span)[^>]*>May 2024<", page)
    assert "walrus" not in page


def test_cards_show_what_is_declared_for_them(site: dict[str, str]) -> None:
    """Label and value, with what HTML means escaped."""
    card = site["by/institutions/mit.md"]
    assert '<p class="ps-card__own"><b>TL;DR</b> <span>It plans x² steps &amp; more.</span></p>' in card
    assert '<p class="ps-card__own"><b>Environment</b> <span>Web, Mobile</span></p>' in card
    assert "<b>Institutions</b>" not in card


def test_facets_count_papers() -> None:
    """A vocabulary keeps its order, numbers and dates theirs, other words come the most frequent first."""
    facets = {facet.key: facet for facet in browse(Shelf(own_library(), SETTINGS)).facets}
    counts = {key: [(value.label, value.count) for value in facet.values] for key, facet in facets.items()}
    assert counts["environment"] == [("Web", 1), ("Mobile", 2)]
    assert counts["institutions"] == [("MIT", 2), ("ETH, Zürich <b>", 1)]
    assert counts["size"] == [("0.5", 1), ("12", 1)]
    assert counts["revised"] == [("2024", 1)]
    assert counts["is-open"] == [("No", 1), ("Yes", 1)]
    joined = {key for key, facet in facets.items() if facet.joins}
    assert joined == {"method", "institutions", "keywords", "environment"}
    assert facets["is-open"].label == "Open weights"


def test_a_tree_of_tags_is_a_facet() -> None:
    """Apart from the other tags; map and mosaic show the tree that tells most papers apart."""
    shelf = Shelf(own_library(), SETTINGS)
    facets = {facet.key: facet for facet in browse(shelf).facets}
    assert [value.label for value in facets["tag"].values] == ["Agents"]
    assert [(value.label, value.count) for value in facets["method"].values] == [
        ("Searching", 1),
        ("Learning", 2),
    ]
    assert facets["method"].joins
    assert [topic.tag.slug for topic in shelf.theme_groups] == ["searching", "learning"]


def test_many_values_wait_for_a_reader(site: dict[str, str]) -> None:
    """The papers page names no value of a facet that has more than a page can hold."""
    page = site["papers/index.md"]
    assert re.search(r'data-facet="keywords" data-endless', page)
    assert "word 7<" not in page.partition('data-facet="keywords"')[2].partition("</details>")[0]
    assert 'data-value="Desktop"' in page


def test_indexes_lead_to_the_papers_of_each_value(site: dict[str, str]) -> None:
    """Each facet has an index; a value of a single paper leads to that, unless it is of the vocabulary."""
    index = site["by/keywords/index.md"]
    assert '<a href="../../by/keywords/shared/">shared</a> <span class="ps-number">70</span>' in index
    assert '<a href="../../papers/one/">alone</a>' in index
    assert "by/keywords/alone.md" not in site
    assert "by/presentation/oral.md" in site
    assert "What the agents work in." in site["by/environment/index.md"]
    assert "institutions=MIT" in site["by/institutions/mit.md"]
    assert '<a href="../by/environment/">environment</a>' in site["papers/index.md"]


def test_an_index_says_no_more_than_its_heading_without_a_help(site: dict[str, str]) -> None:
    """A field that is declared without one does not repeat its name."""
    lead = re.search(r'<p class="ps-lead">(.*)</p>', site["by/size/index.md"])
    assert lead
    assert lead[1].strip().endswith("none on record.")
    assert "Size" not in lead[1]


def test_values_of_many_papers_have_feeds_and_files(site: dict[str, str]) -> None:
    """As tags and venues have: files to cite, feeds to follow, and a place among all feeds."""
    for ending in ("bib", "ris", "atom.xml", "feed.json"):
        assert f"exports/by/keywords/shared.{ending}" in site
    assert "exports/by/keywords/shared.atom.xml" in site["by/keywords/shared.md"]
    assert "exports/by/keywords/shared.atom.xml" in site["exports/feeds.opml"]
    assert not [path for path in site if path.startswith("exports/by/keywords/planning")]
    assert ">Keywords</h2>" in site["subscribe/index.md"]


def test_feeds_tell_them(site: dict[str, str]) -> None:
    """In words and with whole addresses; what is shown nowhere is left out."""
    feed = json.loads(site["exports/json-feed.json"])
    (content,) = (item["content_html"] for item in feed["items"] if item["title"] == "One")
    assert "<strong>TL;DR:</strong>" in content
    assert '<a href="https://list.example/by/institutions/mit/">MIT</a>' in content
    assert "walrus" not in content
    assert "https://list.example/by/institutions/mit/" in site["exports/atom.xml"]


def test_exports_have_them(site: dict[str, str]) -> None:
    """Each format in its own way, but for a field that is kept out of exports."""
    rows = list(csv.DictReader(io.StringIO(site["exports/papers.csv"])))
    (one,) = (row for row in rows if row["id"] == "one")
    assert one["institutions"] == "MIT; ETH, Zürich <b>"
    assert (one["size"], one["is-open"], one["revised"]) == ("0.5", "false", "2024-05")
    assert all(None not in row and row["size"] is not None for row in rows)
    bibtex = next(entry for entry in site["exports/papers.bib"].split("\n\n") if "{One}" in entry)
    assert "keywords = {Agents, Searching, Learning, planning, alone}" in bibtex
    assert "environment = {Web; Mobile}" in bibtex
    (item,) = (item for item in json.loads(site["exports/papers.csl.json"]) if item["title"] == "One")
    assert item["custom"]["is-open"] == "no"
    assert "KW  - planning" in site["exports/papers.ris"]
    assert "N1  - environment: Web; Mobile" in site["exports/papers.ris"]
    assert "%Z environment: Web; Mobile" in site["exports/papers.enw"]
    assert "walrus" not in "".join(text for path, text in site.items() if path.startswith("exports/"))


def test_the_api_has_them(site: dict[str, str]) -> None:
    """Records have all declared fields, facets have files of their own, and schemas say so."""
    api = {path.removeprefix("api/v1/"): text for path, text in site.items() if path.startswith("api/v1/")}
    record = json.loads(api["papers/one.json"])["own"]
    assert record["size"] == 0.5
    assert record["is-open"] is False
    assert record["institutions"] == ["MIT", "ETH, Zürich <b>"]
    given = {"institutions": [], "keywords": ["word 1", "shared"], "environment": ["Desktop"]}
    assert json.loads(api["papers/more-1.json"])["own"] == {**dict.fromkeys(record), **given}
    environment = json.loads(api["fields/environment.json"])
    assert [value["value"] for value in environment["values"]] == ["Web", "Mobile", "Desktop"]
    assert environment["values"][1]["papers"] == ["one", "two"]
    index = json.loads(api["index.json"])
    assert index["own"]["environment"] == "fields/environment.json"
    for kind, name in (("index", "index"), ("paper", "papers/one"), ("field", "fields/keywords")):
        schema = json.loads(api[f"schemas/{kind}.json"])
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema).validate(json.loads(api[f"{name}.json"]))
    assert "/fields/{id}.json" in json.loads(api["openapi.json"])["paths"]
    rows = list(csv.DictReader(io.StringIO(api["list.csv"], newline="")))
    assert {row["is-open"] for row in rows} == {"", "true", "false"}
    assert "walrus" not in "".join(api.values())


def test_the_form_is_filled_in(site: dict[str, str]) -> None:
    """A correction of an own field starts from its value."""
    settings = Settings(name="A list", issues_url="https://git.example/issues/new")
    page = next(each for each in pages(own_library(), settings) if each.path == "papers/one.md")
    assert "tldr%3A%20It%20plans" in page.text


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("[Web, Mobile, Desktop]", "[Mobile, Web, Desktop]", "by/environment/index.md"),
        ("shown: [card, page]", "shown: [card]", "papers/one.md"),
        ("label: Open weights", "label: Weights, exported: false", "api/v1/papers/one.json"),
    ],
)
def test_pages_follow_the_declarations(old: str, new: str, path: str, tmp_path: Path) -> None:
    """With what an earlier build kept, they are those that a build from nothing makes."""
    cache = BuildCache(tmp_path)
    before = {page.path: page.text for page in pages(own_library(), SETTINGS, cache=cache)}
    changed = own_library(fields=FIELDS.replace(old, new))
    after = {page.path: page.text for page in pages(changed, SETTINGS, cache=cache)}
    assert after == made(changed)
    assert after[path] != before[path]
