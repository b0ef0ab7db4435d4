"""Hostile text stays text, from a feed to the pages, feeds, exports and API made of it, and in a browser.

Two lists are built: one in which each payload is the title of a paper and is spread over its other fields,
and one of the same shape in plain words. What the first adds to the second, other than text, is injected.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit
from xml.parsers import expat

import pytest
import yaml
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from tests.cli.command_line import run
from tests.hostile.hostile_list import ADDRESS, PLAIN, TAKEN, TEXTS, write_list
from tests.hostile.payloads import HOST, PAYLOADS

# Text repair makes these of emphasis, formulas and addresses in a text, with these attributes and no others.
OF_TEXT = re.compile(
    r"a|bdi|mark|em|strong|code|sub|sup|blockquote|section|math|m(?:i|n|o|row|sup|sub|text|frac|table|t[rd]|sqrt|over|space)"
)
ATTRIBUTES_OF_TEXT = {"href", "class", "rel", "display", "stretchy", "fence", "form", "separator", "tabindex"}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The hostile list and the plain one."""
    hostile, plain = (tmp_path_factory.mktemp("hostile") / name for name in ("hostile", "plain"))
    write_list(hostile, TAKEN)
    write_list(plain, PLAIN)
    return hostile, plain


@pytest.fixture(scope="module")
def sites(folders: tuple[Path, Path], build_site: Callable[[Path, str], Path]) -> tuple[Path, Path]:
    """Both of them built."""
    hostile, plain = (build_site(folder, ADDRESS) for folder in folders)
    return hostile, plain


def elements(html: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each element of a page as another parser of HTML5 sees it, with the names of its attributes."""
    for node in LexborHTMLParser(html).css("*"):
        yield node.tag or "", tuple(sorted(node.attributes.keys() - {"dir"}))


def test_the_corpus_is_large() -> None:
    """It has hundreds of texts, no two alike, for each sink several."""
    assert len(set(TEXTS)) >= 300
    assert min(map(len, PAYLOADS.values())) >= 10


def test_no_text_adds_an_element(sites: tuple[Path, Path]) -> None:
    """Pages have the elements and attributes of the plain list's pages, and what repair makes of texts."""
    hostile, plain = sites
    known = {each for path in plain.rglob("*.html") for each in elements(path.read_text("utf-8"))}
    tags = {tag for tag, _ in known}
    found: Counter[str] = Counter()
    for path in hostile.rglob("*.html"):
        for tag, names in elements(path.read_text("utf-8")):
            of_text = OF_TEXT.fullmatch(tag) and set(names) <= ATTRIBUTES_OF_TEXT
            if (tag, names) not in known and not of_text:
                found[f"<{tag} {' '.join(names)}>" if tag in tags else f"new <{tag}>"] += 1
    assert not found


def test_no_link_leads_astray(sites: tuple[Path, Path]) -> None:
    """Links are addresses on the web, and nothing that pages load is from elsewhere."""
    loading = {"src", "srcset", "poster", "data", "action", "formaction", "background", "srcdoc", "ping"}
    for path in sites[0].rglob("*.html"):
        for node in LexborHTMLParser(path.read_text("utf-8")).css("*"):
            for name, value in node.attributes.items():
                scheme = urlsplit((value or "").strip()).scheme if name in {"href", *loading} else ""
                assert scheme in {"", "http", "https", "data", "mailto"}, (path, node.html)
                if name in loading or (name == "href" and node.tag in {"link", "base"}):
                    assert HOST not in (value or ""), (path, node.html)


def test_what_machines_read_is_whole(sites: tuple[Path, Path]) -> None:
    """JSON, JSON-LD, XML and CSV parse, with as many records as the plain list's; no cell is a formula."""
    hostile = sites[0]
    for path in hostile.rglob("*"):
        if path.suffix in {".json", ".webmanifest"}:
            json.loads(path.read_text("utf-8"))
        elif path.suffix in {".xml", ".opml", ".svg"}:
            expat.ParserCreate().Parse(path.read_bytes(), True)
        elif path.suffix == ".html":
            for node in LexborHTMLParser(path.read_text("utf-8")).css('script[type="application/ld+json"]'):
                json.loads(node.text())
        elif path.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
            assert len(rows) == len(TAKEN) + 1
            formulas = [cell for row in rows for cell in row if re.match(r"[=+@\t\r-]", cell)]
            assert "api" in path.parts or not formulas  # the API's is for programs (ADR 40)
    for name, mark in {"papers.ris": r"^(?:TY|ER)  -", "papers.bib": r"^@\w+\{"}.items():
        counts = [
            len(re.findall(mark, (site / "exports" / name).read_text("utf-8"), re.MULTILINE))
            for site in sites
        ]
        assert counts[0] == counts[1], name


def test_no_file_is_where_none_belongs(sites: tuple[Path, Path]) -> None:
    """Files have names that every system knows, in the folders that the plain list has."""
    hostile, plain = sites
    folders = {path.relative_to(plain).parts[0] for path in plain.rglob("*") if path.is_file()}
    for path in hostile.rglob("*"):
        parts = path.relative_to(hostile).parts
        assert parts[0] in folders
        assert all(re.fullmatch(r"[\w.~@+-]+", part, re.ASCII) and len(part) < 120 for part in parts), path
        assert not path.is_symlink()


def test_fields_of_a_lists_own_are_among_it(sites: tuple[Path, Path]) -> None:
    """Two are facets with a page for each value, so all that is promised of pages is promised of theirs."""
    for name, fewest in {"mood": 400, "place": 40}.items():
        assert len(list((sites[0] / "by" / name).glob("*/index.html"))) >= fewest
    assert "A remark" in (sites[0] / "papers/paper-0/index.html").read_text("utf-8")


def test_a_feed_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import takes each in as text, sets aside what is not a link there; a terminal is sent no control."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tags.yaml").write_text("- slug: a\n  label: A\n")
    items = [
        {"id": f"k{number}", "type": "article", "title": f"Title {number} of {text}",
         "abstract": f"Says {text}",
         "author": [{"family": text, "given": "A"}], "URL": text, "note": text}
        for number, text in enumerate(TEXTS)
    ]  # fmt: skip
    (tmp_path / "feed.json").write_text(json.dumps(items))
    done = run("import", "feed.json", "--write", "--accept-duplicates")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", done.out + done.err)
    assert not re.search(r"^(?:::|##\[)", done.out + done.err, re.MULTILINE)
    kept = yaml.safe_load((tmp_path / "data" / "papers.yaml").read_text())
    aside = [
        each for path in (tmp_path / "data" / "feeds").glob("*.quarantine") for each in [path.read_text()]
    ]
    links = [link for paper in kept for link in paper.get("links", {}).values()]
    assert len(kept) == len(TEXTS)
    assert "not understood" in "".join(aside)
    assert all(urlsplit(link).scheme in {"http", "https"} for link in links)
    assert run("check").code == 0


@pytest.mark.browser
def test_a_browser_sees_nothing_of_it(sites: tuple[Path, Path], chromium: Browser) -> None:
    """Pages that show all payloads open no dialog, ask no other host, break no policy and throw no error."""
    handler = partial(_Quiet, directory=str(sites[0]))
    seen: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, chromium.new_context() as context:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}/"
        page = context.new_page()
        page.add_init_script(
            "window.pwned = () => console.error('pwned');"
            "addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective));"
        )
        page.on("dialog", lambda dialog: seen.append(f"dialog {dialog.message}"))
        page.on("pageerror", lambda error: seen.append(f"error {error}"))
        page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
        page.on(
            "request", lambda asked: seen.extend([asked.url] * (not asked.url.startswith((root, "data:"))))
        )
        places = ["", "papers/gone/", "papers/", "tags/", "tags/tag-a/",
                  "collections/walk/", "venues/", "by/mood/", "by/place/", "authors/", "map/",
                  "statistics/", "reading/", "new/", "subscribe/", "embed/", "api/"]  # fmt: skip
        places += [f"papers/paper-{number}/" for number in range(0, len(TAKEN), 19)]
        for place in places:
            if (sites[0] / place / "index.html").is_file():
                page.goto(root + place, wait_until="networkidle")
        for text in [text for texts in PAYLOADS.values() for text in texts[:1]]:
            with suppress(ValueError):
                page.goto(f"{root}papers/?q={_escaped(text)}", wait_until="networkidle")
        with chromium.new_context(java_script_enabled=False) as without:
            plain = without.new_page()
            plain.goto(f"{root}tags/old/")
            plain.wait_for_url(f"{root}tags/tag-a/")  # a redirect needs no script
        server.shutdown()
    assert seen == []


def _escaped(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Keep the tests' output clean."""
