"""The files of the whole list."""

import json
import re

from papershelf.citing import FORMATS
from papershelf.library import Library
from papershelf.model import Paper, PartialDate
from papershelf.render.exports import exports
from papershelf.render.pages import pages
from papershelf.render.shelf import Shelf
from papershelf.settings import THEME, Settings

OLD, NEW = Paper("old", "Old", published=PartialDate(2020)), Paper("new", "New", published=PartialDate(2024))


def files(*papers: Paper) -> dict[str, str]:
    """The exports of a list, by path."""
    return {page.path: page.text for page in exports(Shelf(Library("p.yaml", papers), Settings()))}


def test_every_format_is_there() -> None:
    """With the newest paper first, and the ids in the same order."""
    made = files(OLD, NEW)
    assert set(made) == {"exports/ids.json", *(f"exports/{each.file}" for each in FORMATS.values())}
    assert json.loads(made["exports/ids.json"]) == ["new", "old"]
    assert [item["id"] for item in json.loads(made["exports/papers.csl.json"])] == ["new", "old"]
    assert all(
        text.index("New") < text.index("Old") for path, text in made.items() if path != "exports/ids.json"
    )


def test_none_would_become_a_page() -> None:
    """MkDocs makes a page of what is called .md or .markdown."""
    assert not [path for path in files() if re.search(r"\.(?:md|markdown|mdown|mkdn?)$", path)]


def test_the_page_of_all_papers_offers_every_format() -> None:
    """Its buttons tell the script which file to read and how to name a selection."""
    made = {page.path: page.text for page in pages(Library("p.yaml", (OLD, NEW)), Settings())}
    buttons = r'data-export="([^"]+)" data-file="([^"]+)" data-save-as="([^"]+)">([^<]+)<'
    assert re.findall(buttons, made["papers/index.md"]) == [
        (name, each.file, f"papers.{each.extension}", each.label) for name, each in FORMATS.items()
    ]


def test_the_script_can_cut_every_format() -> None:
    """It knows how each file falls into records, and no other names."""
    script = (THEME / "assets" / "browse.js").read_text(encoding="utf-8")
    table = re.search(r"const CUTS = \{\n(.*?)\n\};", script, re.DOTALL)
    assert table
    assert re.findall(r'^  "?([\w-]+)"?: \{', table[1], re.MULTILINE) == list(FORMATS)
