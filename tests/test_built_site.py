"""A list of 75 papers as a site: built strictly, once, and read file by file."""

import gzip
import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest

from papershelf.citing import FORMATS
from papershelf.citing.work import work
from papershelf.facts.groups import newest_first
from papershelf.library import Library, load
from papershelf.list_database import write_database
from papershelf.model import arxiv_url, doi_url
from papershelf.render.browse import BROWSED_CARDS, FACETS, VIEWS
from papershelf.render.views import BEGINNING, LINK_LABELS, NOT_ON_CARDS, PASSAGE, READING_STATES
from papershelf.search_index import write_index
from papershelf.sort_orders import SORT_ORDERS
from papershelf.text import shown
from tests.citing.independent import has_maths
from tests.schema_org import check
from tests.search_files import listed, numbers, results, words
from tests.zotero_metadata import read_bibtex, read_page

HNSW = "efficient-and-robust-approximate-nearest-neighbor-search"
ADDRESS = "https://papers.example/list/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BUDGET = Path(__file__).with_name("site-budget.json")
PAPER_PAGE = re.compile(r"papers/[a-z-][^/]*/index\.html")
RESOURCES = {"script", "link", "img", "source", "iframe", "audio", "video", "embed", "object", "track"}
IMPORT = re.compile(r'^(?:import|export)\b[^;"]*"\./([\w-]+\.js)"', re.MULTILINE)
IMPORT_LATER = re.compile(r'\bimport\("\./([\w-]+\.js)"\)')
MODULE = re.compile(r'<script type="?module"? src="?[^">]*?([\w-]+\.js)')
PRELOADED = re.compile(r'<link rel="?modulepreload"? href="?[^">]*?([\w-]+\.js)')
TEXT_ONLY = {"link": {"schema.DC", "canonical", "alternate", "prev", "next", "edit"}}


@dataclass
class PageRead:
    """What a page holds that other pages, browsers and search engines use."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    title: str = ""
    scripts: list[str] = field(default_factory=list)
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self, page: PageRead) -> None:
        super().__init__()
        self.page = page
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.page.ids.add(given.get("id", ""))
        addresses = [given[name] for name in ("href", "src", "data", "poster", "action") if name in given]
        told = given.get("rel", "") in TEXT_ONLY.get(tag, set())
        (self.page.resources if tag in RESOURCES and not told else self.page.links).extend(addresses)
        self.page.resources += re.findall(r"url\(['\"]?([^'\")]+)", given.get("style", ""))
        if tag == "meta" and "content" in given:
            self.page.meta[given.get("name") or given.get("property", "")].append(given["content"])
        self.inside = given.get("type", tag) if tag == "script" else tag

    def handle_data(self, data: str) -> None:
        if self.inside == "title" and not self.page.title:
            self.page.title = data
        elif self.inside == "application/ld+json":
            self.page.scripts.append(data)
        if self.inside not in {"script", "style"}:
            self.page.text += data

    def handle_endtag(self, _tag: str) -> None:
        self.inside = ""


@dataclass(frozen=True)
class Site:
    """A built site: its folder, its address, and its pages by their path in the folder."""

    folder: Path
    address: str
    pages: dict[str, PageRead]

    def file(self, address: str) -> Path:
        """The file that a server would send for an address of the site."""
        inside = unquote(urlsplit(address).path).removeprefix(urlsplit(self.address).path)
        return self.folder / (inside + "index.html" if inside.endswith("/") or not inside else inside)

    def references(self) -> Iterator[tuple[str, str, bool]]:
        """Every address on every page as (page, absolute address, whether it is loaded with the page)."""
        for path, page in self.pages.items():
            base = urljoin(self.address, path.removesuffix("index.html"))
            for some, loaded in ((page.links, False), (page.resources, True)):
                for address in some:
                    yield path, urljoin(base, address), loaded


def read_site(folder: Path, address: str) -> Site:
    """Read every page of a built site."""
    pages: dict[str, PageRead] = {}
    for path in sorted(folder.rglob("*.html")):
        if path.name.startswith("embed-"):  # parts of pages of other sites
            continue
        page = pages[path.relative_to(folder).as_posix()] = PageRead()
        _Reader(page).feed(path.read_text(encoding="utf-8"))
    return Site(folder, address, pages)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def site(
    copy_project: Callable[[Path], Path],
    build_site: Callable[[Path, str], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Site:
    """The site of the list, below a sub-path."""
    return read_site(build_site(copy_project(tmp_path_factory.mktemp("site") / "project"), ADDRESS), ADDRESS)


@pytest.fixture(scope="session")
def library(list_dir: Path) -> Library:
    """The list of 75 papers."""
    return load(list_dir)


def test_every_paper_and_tag_has_its_page(site: Site, library: Library) -> None:
    """Permalinks are /papers/<id>/ and /tags/<slug>/."""
    for paper in library.papers:
        assert shown(paper.title) in site.pages[f"papers/{paper.id}/index.html"].text
    for tag in library.tags:
        assert tag.label in site.pages[f"tags/{tag.slug}/index.html"].text


def test_every_link_on_the_site_leads_somewhere(site: Site) -> None:
    """Each href and src that stays on the site names a file, and each anchor an element of that page."""
    broken = []
    count = 0
    for path, address, _loaded in site.references():
        bare, anchor = urldefrag(address)
        if not bare.startswith(site.address):
            continue
        count += 1
        file = site.file(bare)
        target = site.pages.get(file.relative_to(site.folder).as_posix()) if file.is_file() else None
        if not file.is_file() or (anchor and target and anchor not in target.ids | {"__skip"}):
            broken.append(f"{path}: {address}")
    assert count > 1000
    assert not broken


def test_nothing_is_loaded_from_another_host(site: Site) -> None:
    """No script, style, image, font or frame of any page or style sheet comes from elsewhere."""
    foreign = {
        f"{path}: {address}"
        for path, address, loaded in site.references()
        if loaded and not address.startswith((site.address, "data:"))
    }
    for sheet in site.folder.rglob("*.css"):
        base = site.address + sheet.relative_to(site.folder).as_posix()
        named = re.findall(r"(?:url\(|@import )\s*['\"]?([^'\")]+)", sheet.read_text(encoding="utf-8"))
        for address in (urljoin(base, name) for name in named if not name.startswith(("data:", "#"))):
            if not address.startswith(site.address):
                foreign.add(f"{sheet.name}: {address}")
            elif not site.file(address.split("?")[0].split("#")[0]).is_file():
                foreign.add(f"{sheet.name}: no such file {address}")
    assert not foreign


def test_every_link_off_the_site_is_http(site: Site) -> None:
    """No page has a javascript: or file: link."""
    schemes = {urlsplit(address).scheme for _path, address, _loaded in site.references()}
    assert schemes <= {"https", "http", "data"}


def imports(site: Site) -> dict[str, set[str]]:
    """Which modules each of our scripts imports when it starts."""
    scripts = (site.folder / "assets").glob("*.js")
    return {path.name: set(IMPORT.findall(path.read_text(encoding="utf-8"))) for path in scripts}


def test_every_page_names_the_modules_that_it_runs(site: Site) -> None:
    """All of them and no others: a forgotten one would be asked for only when another has come."""
    graph = imports(site)
    wrong = {}
    for path in site.pages:
        html = (site.folder / path).read_text(encoding="utf-8")
        reached, waiting = set[str](), MODULE.findall(html)
        assert waiting, path
        while waiting:
            name = waiting.pop()
            waiting += graph[name] - reached
            reached.add(name)
        if sorted(MODULE.findall(html) + PRELOADED.findall(html)) != sorted(reached):
            wrong[path] = sorted(reached)
    assert wrong == {}


def test_every_script_is_used(site: Site) -> None:
    """Each is started by a page or imported, and what one exports another imports, or a test."""
    graph = imports(site)
    texts = {name: (site.folder / "assets" / name).read_text(encoding="utf-8") for name in graph}
    used = {name for names in graph.values() for name in names}
    used |= {name for text in texts.values() for name in IMPORT_LATER.findall(text)}
    used |= {name for path in site.pages for name in MODULE.findall((site.folder / path).read_text("utf-8"))}
    assert used == set(graph)
    for name, text in texts.items():
        others = "".join(other for each, other in texts.items() if each != name)
        exported = re.findall(r"^export (?:async )?(?:function|const) (\w+)", text, re.MULTILINE)
        unused = {each for each in exported if not re.search(rf"\b{each}\b", others)}
        assert unused <= {"parsed", "recordsOf", "sharedIds"}, name  # tests ask for these


def test_pages_that_show_papers_carry_the_reading_states(site: Site) -> None:
    """The scripts have the states of a paper, and their order, from the page alone."""
    table = re.compile(r'<script type="application/json" id="reading-states">(.*?)</script>')
    lacking = []
    for path in site.pages:
        html = (site.folder / path).read_text(encoding="utf-8")
        if "data-paper=" in html or "data-reading" in html:
            found = [list(json.loads(text).items()) for text in table.findall(html)]
            if found != [list(READING_STATES.items())]:
                lacking.append(path)
    assert lacking == []


def test_the_page_of_all_papers_carries_what_its_script_chooses_from(site: Site) -> None:
    """Facets, sorts, views and the lengths of excerpts are the generator's, and so is the card."""
    html = (site.folder / "papers" / "index.html").read_text(encoding="utf-8")
    (text,) = re.findall(r'<script type="application/json" id="browse-choices">(.*?)</script>', html)
    offered = json.loads(text)
    assert offered == {
        "facets": list(FACETS),
        "sorts": [sort for sort in SORT_ORDERS if sort not in {"votes", "built-on"}],
        "views": list(VIEWS),
        "passage": PASSAGE,
        "beginning": BEGINNING,
        "cards": BROWSED_CARDS,
    }
    assert set(re.findall(r'data-facet="([^"]+)"', html)) <= set(FACETS)
    (card,) = re.findall(r'<template id="card">(.*?)</template>', html, re.DOTALL)
    links = re.findall(r'class="ps-link ps-link--([^"]+)"[^>]*>([^<]+)<', card)
    assert links == [(kind, label) for kind, label in LINK_LABELS.items() if kind not in NOT_ON_CARDS]


def test_the_sitemap_names_every_page(site: Site) -> None:
    """All pages but 404 are in it, below the site's address, and nothing else."""
    sitemap = ET.parse(site.folder / "sitemap.xml")  # noqa: S314 - our own file
    urls = [node.text for node in sitemap.iter(f"{SITEMAP}loc")]
    pages = [site.address + path.removesuffix("index.html") for path in site.pages if path != "404.html"]
    assert sorted(filter(None, urls)) == sorted(pages)


def test_the_sitemap_has_the_dates_of_entries(site: Site, library: Library) -> None:
    """Each paper's is the day when it came; a page of nobody's entry has none."""
    sitemap = ET.parse(site.folder / "sitemap.xml")  # noqa: S314 - our own file
    dates = {
        node.findtext(f"{SITEMAP}loc"): node.findtext(f"{SITEMAP}lastmod")
        for node in sitemap.iter(f"{SITEMAP}url")
    }
    for paper in library.papers:
        assert dates[f"{site.address}papers/{paper.id}/"] == str(paper.added)
    assert dates[f"{site.address}about/"] is None


def test_robots_are_let_in_and_led_to_the_sitemap(site: Site) -> None:
    """As RFC 9309 has it."""
    rules = RobotFileParser()
    rules.parse((site.folder / "robots.txt").read_text().splitlines())
    assert rules.can_fetch("anyone", f"{site.address}papers/")
    assert rules.site_maps() == [f"{site.address}sitemap.xml"]


def test_the_404_page_works_at_any_depth(site: Site) -> None:
    """All its addresses begin at the host's root, since it is shown at addresses that do not exist."""
    page = site.pages["404.html"]
    addresses = [
        address for address in page.links + page.resources if not address.startswith(("http", "#", "data:"))
    ]
    prefix = urlsplit(site.address).path
    assert addresses
    assert [address for address in addresses if not address.startswith(prefix)] == []
    assert f"{prefix}papers/" in addresses


def test_search_knows_papers_and_nothing_else(site: Site, library: Library) -> None:
    """The index holds each paper once with its abstract and its facets, and none of the page's furniture."""
    found = {paper.id: paper for paper in results(site.folder)}
    order = list(found)
    facets = listed(site.folder, "facets")
    authors = {name: numbers(steps) for name, _address, *steps in listed(site.folder, "authors")}
    assert found.keys() == {paper.id for paper in library.papers}
    for paper in library.papers:
        known, number = found[paper.id], order.index(paper.id)
        assert known.title == shown(paper.title)
        assert re.findall(r"\w{4,}", known.abstract) == re.findall(r"\w{4,}", shown(paper.abstract or ""))
        assert known.authors == list(paper.authors)
        assert all(number in numbers(facets["tag"][slug]) for slug in paper.tags)
        assert all(number in authors[name] for name in paper.authors)
    furniture = r"Edit this entry|Copy BibTeX|Mentioned by|Report a problem"
    assert not re.search(furniture, json.dumps([paper._asdict() for paper in found.values()]))
    assert not words(site.folder) & {"bibtex", "nofollow", "href", "tooltip"}


def test_the_index_leads_to_pages(site: Site) -> None:
    """The entries of authors, and the pages of tags and venues, are where a search says."""
    addresses = [address for _name, address, *_steps in listed(site.folder, "authors")]
    for kind, rows in listed(site.folder, "topics").items():
        addresses += [f"{kind}s/{row[0]}/" for row in rows]
    for address in addresses:
        page, _, anchor = address.partition("#")
        html = (site.folder / page / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in html, address


def test_zotero_reads_from_a_page_what_bibtex_says(site: Site, library: Library) -> None:
    """Kind, authors, title, date, container, numbers, address and abstract; BibTeX keeps formulas as TeX."""
    for paper in library.papers:
        found = read_page(site.pages[f"papers/{paper.id}/index.html"].meta)
        said = read_bibtex(FORMATS["bibtex"].write([paper]))
        texts = {"title": paper.title, "abstractNote": paper.abstract or ""}
        shown_only = {name: found.fields[name] for name, text in texts.items() if has_maths(text)}
        assert found == said._replace(fields={**said.fields, **shown_only}), paper.id


def test_google_scholar_reads_the_facts(site: Site, library: Library) -> None:
    """Title, PDF, date and number at arXiv, by the names that it documents."""
    for paper in library.papers:
        page = site.pages[f"papers/{paper.id}/index.html"]
        cited = work(paper)
        assert page.meta["citation_title"] == [shown(paper.title)]
        assert len(page.meta["citation_author"]) == len(paper.authors)
        assert page.meta["citation_publication_date"] == [str(cited.issued).replace("-", "/")]
        assert page.meta["citation_arxiv_id"] == [paper.arxiv]
        assert page.meta["citation_pdf_url"] == [f"https://arxiv.org/pdf/{paper.arxiv}"]
    (year,) = site.pages[f"papers/{HNSW}/index.html"].meta["citation_publication_date"]
    assert year == "2020"


def test_search_engines_read_the_facts(site: Site, library: Library) -> None:
    """The work that a page is about in schema.org's words, and the way to it from the list."""
    for paper in library.papers:
        page = site.pages[f"papers/{paper.id}/index.html"]
        found, trail = check(json.loads(page.scripts[0]))
        assert found["@type"] == "ScholarlyArticle"
        assert found["headline"] == shown(paper.title)
        assert [author["name"] for author in found["author"]] == list(paper.authors)
        assert found["datePublished"] == str(work(paper).issued)
        assert found["url"] == f"{ADDRESS}papers/{paper.id}/"
        elsewhere = [arxiv_url(paper.arxiv or ""), *([doi_url(paper.doi)] if paper.doi else [])]
        assert found["sameAs"] == elsewhere
        assert [step["item"] for step in trail["itemListElement"]] == [f"{ADDRESS}papers/", found["url"]]


def test_search_engines_read_the_lists(site: Site) -> None:
    """Pages of lists say what is on them, each at an address that the page links to."""
    described = {path: page for path, page in site.pages.items() if page.scripts}
    folders = {path.partition("/")[0] for path in described}
    assert folders == {"index.html", "papers", "tags", "collections", "venues", "years", "authors"}
    for path, page in described.items():
        things = check(json.loads(page.scripts[0]))
        links = {urljoin(f"{ADDRESS}{path.removesuffix('index.html')}", link) for link in page.links}
        for thing in things:
            if thing["@type"] == "CollectionPage":
                assert thing["url"] == f"{ADDRESS}{path.removesuffix('index.html')}"
                items = thing["mainEntity"]["itemListElement"]
                assert [item["position"] for item in items] == [*range(1, len(items) + 1)]
                assert {item["url"] for item in items} <= links, path
                assert thing["mainEntity"]["numberOfItems"] >= len(items)


def test_paper_pages_are_light(site: Site, library: Library) -> None:
    """The HTML of each takes at most 15 KB as a server sends it."""
    sizes = {
        paper.id: len(gzip.compress((site.folder / "papers" / paper.id / "index.html").read_bytes(), mtime=0))
        for paper in library.papers
    }
    assert max(sizes.values()) <= 15 * 1024, max(sizes, key=lambda each: sizes[each])


def measured(site: Site) -> dict[str, int]:
    """What a reader downloads and a host keeps, in bytes as a server sends them (gzip) and in counts."""

    def packed(*names: str) -> int:
        return sum(len(gzip.compress((site.folder / name).read_bytes(), mtime=0)) for name in names)

    pages = {
        "home page": "index.html",
        "page of all papers": "papers/index.html",
        "largest paper page": max((name for name in site.pages if PAPER_PAGE.fullmatch(name)), key=packed),
        "largest tag page": max((name for name in site.pages if name.startswith("tags/")), key=packed),
        "largest page": max(site.pages, key=packed),
    }
    html = (site.folder / "papers" / HNSW / "index.html").read_text(encoding="utf-8")
    scripts = [f"assets/{name}" for name in sorted({*MODULE.findall(html), *PRELOADED.findall(html)})]
    styles = [f"assets/{name}" for name in sorted(set(re.findall(r'assets/([\w-]+\.css)"', html)))]
    files = [path for path in site.folder.rglob("*") if path.is_file()]
    return {
        **{f"{kind}, bytes": packed(name) for kind, name in pages.items()},
        "scripts of a paper page": len(scripts),
        "scripts of a paper page, bytes": packed(*scripts),
        "styles of a paper page, bytes": packed(*styles),
        "feed, bytes": packed("exports/atom.xml"),
        "files": len(files),
        "whole site, bytes": sum(path.stat().st_size for path in files),
    }


def test_the_site_is_within_its_budget(site: Site) -> None:
    """Nothing is above what tests/site-budget.json allows, nor far below: then the budget goes down."""
    budget = json.loads(BUDGET.read_text(encoding="utf-8"))
    found = measured(site)
    assert found.keys() == budget.keys()
    assert {name: value for name, value in found.items() if value > budget[name]} == {}
    assert {name: value for name, value in found.items() if value < budget[name] * 0.7} == {}


def test_every_picture_says_what_it_shows(site: Site) -> None:
    """Each img has a text, empty where it only decorates; each drawing that is a picture has a name."""
    unnamed = [
        f"{path}: {tag}"
        for path in site.pages
        for tag in re.findall(r"<(?:img|svg[^>]* role=\"?img)\b[^>]*>", _html(site, path))
        if not re.search(r"\balt\b" if tag.startswith("<img") else r"aria-label(?:ledby)?=", tag)
    ]
    assert unnamed == []


def _html(site: Site, path: str) -> str:
    return (site.folder / path).read_text(encoding="utf-8")


def test_exports_are_served_as_they_are(site: Site, library: Library) -> None:
    """The list in each format, with every paper, is a file of the site and no page."""
    labels = {tag.slug: tag.label for tag in library.tags}
    for each in FORMATS.values():
        text = (site.folder / "exports" / each.file).read_text(encoding="utf-8")
        assert text == each.write(newest_first(library.papers), labels)
    assert not (site.folder / "exports" / ".made").exists()


def test_every_page_can_be_shared(site: Site) -> None:
    """A title, a description, a canonical address and a preview with an image of the site itself."""
    for path, page in site.pages.items():
        assert page.title.endswith("Papershelf"), path
        assert page.meta["og:title"][0], path
        assert page.meta["description"] == page.meta["og:description"], path
        assert len(page.meta["description"][0]) <= 220, path
        image = page.meta["og:image"][0]
        assert image.startswith(site.address), path
        assert site.file(image).is_file(), image
        if path != "404.html":
            address = site.address + path.removesuffix("index.html")
            assert page.meta["og:url"] == [address]


def test_titles_are_unique(site: Site) -> None:
    """No two pages look the same in a list of tabs or results."""
    titles = [page.title for path, page in site.pages.items() if path != "404.html"]
    assert len(titles) == len(set(titles))


def test_edit_links_open_the_entry(site: Site, library: Library, list_dir: Path) -> None:
    """Each paper's page leads to papers.yaml, and the line that a script adds is that of its entry."""
    lines = (list_dir / "papers.yaml").read_text(encoding="utf-8").splitlines()
    told = json.loads((site.folder / "exports" / "lines.json").read_text(encoding="utf-8"))
    for paper in library.papers:
        assert lines[paper.line - 1] == f"- id: {paper.id}"
        (edit,) = [
            link for link in site.pages[f"papers/{paper.id}/index.html"].links if "/data/papers.yaml#" in link
        ]
        assert edit.endswith(f"#:~:text={quote(f'id: {paper.id}').replace('-', '%2D')}")
        assert told[f"papers/{paper.id}/"] == paper.line


def test_the_site_is_the_same_without_the_plugin(
    site: Site,
    leave_out_plugin: Callable[[Path], None],
    copy_project: Callable[[Path], Path],
    build_site: Callable[[Path, str], Path],
    tmp_path: Path,
) -> None:
    """Where files hold HTML, any engine makes the same bytes, without Markdown and files for crawlers."""
    folder = copy_project(tmp_path / "project")
    leave_out_plugin(folder)
    built = build_site(folder, ADDRESS)
    assert not (built / "search-index").exists()
    assert write_index(built) == len(load(folder / "data").papers)
    assert write_database(built)
    again, before = contents(built), contents(site.folder)
    beside = {path for path in before if path.endswith(".md")}
    assert before.keys() - again.keys() == {"robots.txt", "llms.txt", "llms-full.txt", *beside}
    alternate = re.compile(rb'\n<link rel="alternate" type="text/markdown" href="[^"]+">')
    changed = {path for path in again if again[path] != alternate.sub(b"", before.get(path, b""))}
    assert changed == {"sitemap.xml", "sitemap.xml.gz"}


def test_the_markdown_of_a_page_is_beside_it(site: Site) -> None:
    """Each page that says so names it, and so does nothing else; the links in it lead to others."""
    named = {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        for path, page in contents(site.folder).items()
        if path.endswith(".html")
        for address in re.findall(r'type="text/markdown" href="([^"]+)"', page.decode())
    }
    files = {path: text.decode() for path, text in contents(site.folder).items() if path.endswith(".md")}
    assert named == files.keys()
    for path, text in files.items():
        for address in re.findall(r"\]\(([^):]+\.md)\)", text):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) in files, path
