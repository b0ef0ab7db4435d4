"""The files of the whole list."""

import json
import re
from pathlib import Path

from papershelf.citing import FORMATS
from papershelf.library import Library
from papershelf.model import Paper, PartialDate
from papershelf.render.exports import exports
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


def test_the_script_knows_the_same_formats(project_root: Path) -> None:
    """By the same names, in the same order."""
    script = (THEME / "assets" / "export.js").read_text(encoding="utf-8")
    rows = re.findall(r'"?([\w-]+)"?: \{ label: "([^"]+)", file: "([^"]+)", extension: "([^"]+)"', script)
    assert rows == [(name, each.label, each.file, each.extension) for name, each in FORMATS.items()]
