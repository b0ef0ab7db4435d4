"""The list is named in data/ and mkdocs.yml only, so that a copy becomes another list by changing those."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from papershelf.generated import DIGESTS, FOLDERS
from papershelf.library import load
from papershelf.settings import read_settings
from papershelf.site import MARK

PLACES = ("generator", "docs", ".github", "Makefile", "scripts", "bench")
LEFT_OUT = (".github/ISSUE_TEMPLATE", "docs/guide", "scripts/pictures.py", "generator/papershelf/starter")
"""Forms, made from the vocabulary; the guide and its pictures, which show the list that is here; a new list's
examples, and where the engine is."""
COMMON = 3  # a name of so few words, such as "Graphs", may be an ordinary word of the code


def texts(root: Path) -> Iterator[tuple[Path, str]]:
    """Every hand-written text in PLACES."""
    for place in PLACES:
        path = root / place
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            made_of = file.suffix in {".png", ".ttf", ".woff2", ".pyc"} or not file.is_file()
            installed = "node_modules" in file.parts
            generated = any(file.is_relative_to(root / "docs" / folder) for folder in (*FOLDERS, DIGESTS))
            left_out = any(file.is_relative_to(root / place) for place in LEFT_OUT)
            if made_of or installed or generated or left_out:
                continue
            content = file.read_bytes()
            if not content.startswith(MARK):
                yield file, content.decode().casefold()


def names(data: Path) -> set[str]:
    """What a list is known by: its papers, and the names of its tags."""
    library = load(data)
    papers = {name for paper in library.papers for name in (paper.id, paper.title)}
    tags = {name for tag in library.tags for name in (tag.slug, tag.label)}
    return {
        name.casefold() for name in papers | tags if len(re.split(r"[\s-]", name)) >= COMMON or name in papers
    }


def found(root: Path, some: set[str]) -> list[str]:
    return [
        f"{file.relative_to(root)}: {name}"
        for file, text in texts(root)
        for name in some
        if name in text and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    ]


def test_no_paper_and_no_tag_is_named(project_root: Path, list_dir: Path) -> None:
    """Nothing knows the list of 75 papers that this repository began with."""
    assert found(project_root, names(list_dir)) == []


def test_its_subjects_are_not_named(project_root: Path) -> None:
    """Nothing says what the list of 75 papers is about."""
    assert found(project_root, {"hashing", "sketching", "vector search", "neural graphics"}) == []


def test_its_addresses_are_not_named(project_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the repository and the site live stands in mkdocs.yml alone."""
    for name in ("SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    settings = read_settings(project_root / "mkdocs.yml")
    addresses = [settings.site_url or "", (settings.source_url or "").partition("/blob/")[0]]
    bare = {address.partition("://")[2].strip("/").casefold() for address in addresses} - {""}
    assert found(project_root, bare | {"your-group"}) == []
