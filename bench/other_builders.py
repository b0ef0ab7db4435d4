"""What others make of the same pages: plain MkDocs, Hugo with a plain theme, one process that stamps them."""

import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from papershelf.settings import read_settings
from papershelf.site import plan

STOCK = """\
site_name: Stock
site_url: https://stock.example/
theme: {name: material}
plugins: [search]
markdown_extensions: [admonition, attr_list, tables, {toc: {permalink: true}}]
nav: [index.md]
not_in_nav: /papers/
"""
HUGO = """\
baseURL = "https://hugo.example/"
title = "Hugo"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
"""
LAYOUT = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>
{{ .Content }}{{ range .Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}
</main></body></html>
"""
FLOOR = """\
import sys
from pathlib import Path
import yaml
from jinja2 import Template
papers = yaml.load(Path(sys.argv[1]).read_bytes(), yaml.CSafeLoader)
page = '''<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body><main>
<h1>{{ title }}</h1><p>{{ authors | join(", ") }}</p><p>{{ abstract }}</p></main></body></html>'''
template = Template(page, autoescape=True)
for paper in papers:
    folder = Path(sys.argv[2]) / paper["id"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(template.render(paper))
"""


class Builder(NamedTuple):
    """A command that builds a site, the folder to run it in, and the folder that it makes."""

    command: list[str]
    folder: Path
    site: Path

    def clean(self) -> None:
        """Remove what earlier runs made."""
        shutil.rmtree(self.site, ignore_errors=True)


def stock(folder: Path, ours: Path) -> Builder:
    """Plain MkDocs with Material and its search, on the paper pages of a project of ours and a home page."""
    _copy_papers(ours, folder / "docs" / "papers")
    (folder / "docs" / "index.md").write_text("# Stock\n")
    (folder / "mkdocs.yml").write_text(STOCK)
    return Builder([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder, folder / "site")


def hugo(folder: Path, ours: Path) -> Builder | None:
    """Hugo, with the plainest of themes and no search, if it is installed."""
    if not shutil.which("hugo"):
        return None
    _copy_papers(ours, folder / "content" / "papers")
    (folder / "config.toml").write_text(HUGO)
    (folder / "layouts" / "_default").mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (folder / "layouts" / "_default" / name).write_text(LAYOUT)
    (folder / "layouts" / "index.html").write_text(LAYOUT)
    return Builder(["hugo", "--quiet"], folder, folder / "public")


def floor(folder: Path, ours: Path) -> Builder:
    """One process that reads the list and writes a page for each paper: nobody can do less."""
    folder.mkdir()
    (folder / "floor.py").write_text(FLOOR)
    command = [sys.executable, "floor.py", str(ours / "data" / "papers.yaml"), "site"]
    return Builder(command, folder, folder / "site")


def _copy_papers(ours: Path, folder: Path) -> None:
    """Write the pages of papers with bodies of HTML, which nobody has to convert, and no template of ours."""
    folder.mkdir(parents=True)
    settings = replace(read_settings(ours / "mkdocs.yml"), html_bodies=True)
    made = plan(ours / "data", ours / "docs", settings)
    for page in map(made.made.read, made.pages):
        if page.path.startswith("papers/") and page.path.count("/") == 1 and page.path != "papers/index.md":
            (folder / page.path.removeprefix("papers/")).write_text(page.plain, encoding="utf-8")
