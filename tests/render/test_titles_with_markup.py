"""A title that came with remains of markup is the same wherever it is told."""

import csv
import html
import io
import json
import re

import pytest

from papershelf.citing import FORMATS
from papershelf.library import Library
from papershelf.model import Paper, PartialDate
from papershelf.render.exports import exports
from papershelf.render.pages import pages
from papershelf.render.shelf import Shelf
from papershelf.search_input import paper_input, searched_paper
from papershelf.settings import Settings
from tests.render.rendered_pages import rendered

TITLES = {
    "M$^2$-Miner: Search for Agents": ("M²-Miner: Search for Agents", "M{$^2$}-Miner"),
    "V_{0.5}: Value Models": ("V₀.₅: Value Models", "V₀.₅: Value"),
    "Any2Caption:Interpreting Any Condition": ("Any2Caption: Interpreting Any Condition", ": Interpreting"),
    "**Roads** to Rome -- Part 2": ("Roads to Rome – Part 2", "Roads to Rome – Part"),
    "Harnesses Readable,Navigable, and Open": (
        "Harnesses Readable, Navigable, and Open",
        "Readable, Navigable, and",
    ),
    "RobotArena infty: Ranking": ("RobotArena ∞: Ranking", "∞: Ranking"),
}


@pytest.mark.parametrize(("raw", "readable", "bibtex"), [(raw, *rest) for raw, rest in TITLES.items()])
def test_a_title_is_told_alike(raw: str, readable: str, bibtex: str) -> None:
    """Heading, tab, card, search and exports have it as text; BibTeX keeps a formula as TeX."""
    paper = Paper("one", raw, published=PartialDate(2024))
    library = Library("p.yaml", (paper,), by_id={"one": paper})
    made = {page.path: page.text for page in pages(library, Settings())}
    page = made["papers/one.md"]
    assert html.unescape(re.findall(r'<h1 data-text="title">(.*?)</h1>', page)[0]) == readable
    assert f"title: {json.dumps(readable, ensure_ascii=False)}" in page
    assert html.escape(readable, quote=False) in made["papers/index.md"]
    read = paper_input(page)
    assert read
    assert searched_paper(read).title == readable
    files = {each.path: each.text for each in rendered(exports(Shelf(library, Settings())))}
    by_name = {name: files[f"exports/{each.file}"] for name, each in FORMATS.items()}
    assert json.loads(by_name["csl-json"])[0]["title"] == readable
    assert next(csv.DictReader(io.StringIO(by_name["csv"])))["title"] == readable
    assert f"TI  - {readable}\n" in by_name["ris"].replace("\r", "")
    assert bibtex in by_name["bibtex"]


def test_a_formula_keeps_its_markup_in_headings() -> None:
    """Its parts are set as maths, and the tab and the exports have the plain form."""
    paper = Paper("one", "G_{stack} for Growth")
    library = Library("p.yaml", (paper,), by_id={"one": paper})
    page = {page.path: page.text for page in pages(library, Settings())}["papers/one.md"]
    assert '<h1 data-text="title"><math><mrow><msub><mi>G</mi>' in page
    assert 'title: "G_stack for Growth"' in page
    assert "{$G_{\\text{stack}}$} for" in page
