"""What the README and its companions say exists."""

import re
import tomllib
from pathlib import Path

import pytest

from papershelf.curate.suggested_map import suggested_map
from papershelf.feeds.mapped_list.field_map import read_map
from papershelf.feeds.mapped_list.rows import Row
from papershelf.library import load
from papershelf.library.fields import PAPER
from papershelf.library.own_fields import DECLARATION, FACETS, KINDS, READY
from papershelf.plugin_options import Options

COLUMN = 22  # where the descriptions in the guide's tree begin
PROSE = ("README.md", "CONTRIBUTING.md", ".github/PULL_REQUEST_TEMPLATE.md")


def test_the_readme_is_short(project_root: Path) -> None:
    """It says what this is and how to start; the guide has the rest."""
    assert len((project_root / "README.md").read_text(encoding="utf-8").splitlines()) <= 120


def test_the_guide_explains_each_key_of_an_entry(project_root: Path) -> None:
    """Each key of papers.yaml has its place in the table, in the order in which it is written."""
    entries = (project_root / "docs/guide/entries.md").read_text(encoding="utf-8")
    keys = " ".join(row[0] for row in rows(entries, "| Key | What it holds |"))
    assert re.findall("`([a-z]+)`", keys) == [field.key for field in PAPER]


def test_the_guide_explains_each_option_of_the_plugin(project_root: Path) -> None:
    """The table of settings has them all, and no other."""
    settings = (project_root / "docs/guide/settings.md").read_text(encoding="utf-8")
    named = re.findall("`(\\w+)`", " ".join(row[0] for row in rows(settings, "## Options of the plugin\n\n")))
    assert sorted(named) == sorted(key for key, _ in Options._schema)


def rows(text: str, head: str) -> list[list[str]]:
    """The cells of a table, of which the head begins so."""
    table = text.partition(head)[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]


def test_the_guide_explains_fields(project_root: Path) -> None:
    """Each key of a declaration, each kind and what it is as a facet, and what is ready to use."""
    guide = (project_root / "docs/guide/fields.md").read_text(encoding="utf-8")
    keys = [row[0].strip("`") for row in rows(guide, "## A declaration\n\n")]
    assert keys == [field.key for field in DECLARATION]
    kinds = {row[0].strip("`"): bool(row[2]) for row in rows(guide, "## Kinds\n\n")}
    assert kinds == {kind: kind in FACETS for kind in KINDS}
    ready = guide.partition("## Ready to use")[2].partition("need only their key")[0]
    assert set(READY) <= set(re.findall("`([a-z]+)`", ready))


def test_the_guide_shows_a_list_that_works(project_root: Path) -> None:
    """The declarations and the entry in it are right, and the map is the one that would be proposed."""
    guide = (project_root / "docs/guide/fields.md").read_text(encoding="utf-8")
    fields, papers, tags, *_, field_map = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    library = load(project_root, papers.encode(), tags.encode(), b"", fields=fields.encode())
    keys = [field.key for field in library.own_fields]
    assert list(library.papers[0].own) == keys
    mapped = read_map(field_map.encode(), "map.yaml", keys).fields
    row = Row(dict.fromkeys(mapped, ("Some text",)), 1)
    assert {theirs: ours for theirs, ours, _ in suggested_map([row], library.own_fields)} == mapped


@pytest.mark.parametrize("name", PROSE)
def test_each_make_target_exists(project_root: Path, name: str) -> None:
    """A reader can run every `make` command that is shown."""
    text = (project_root / name).read_text(encoding="utf-8")
    makefile = (project_root / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`|\n|=1 )make ([a-z]+)", text))
    assert named
    assert named <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_the_layout_is_that_of_the_repository(project_root: Path) -> None:
    """Each path of the guide's tree exists."""
    page = (project_root / "docs/guide/how-it-works.md").read_text(encoding="utf-8")
    tree = "data/" + page.partition("```text\ndata/")[2].partition("```")[0]
    for line in tree.splitlines():
        folder = project_root / "generator" / "papershelf" if line.startswith("  ") else project_root
        for path in line[:COLUMN].split():
            assert (folder / path).exists(), path


@pytest.mark.parametrize("name", [*PROSE, "docs/adr"])
def test_links_between_files_lead_somewhere(project_root: Path, name: str) -> None:
    """A relative link or picture in the prose is a file or folder."""
    source = project_root / name
    for file in sorted(source.glob("*.md")) if source.is_dir() else [source]:
        text = re.sub("`[^`\n]+`", "", file.read_text(encoding="utf-8"))
        targets = re.findall(r'\]\((?!https?:)([^)#]+)|(?:src|srcset)="(?!https?:)([^"]+)"', text)
        for target in ("".join(pair) for pair in targets):
            assert (file.parent / target).exists(), f"{file}: {target}"


def test_each_dependency_has_its_reason(project_root: Path) -> None:
    """The record of dependencies says why each is there."""
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^\w-]", line)[0] for line in project["dependencies"]}
    record = (project_root / "docs/adr/0006-dependencies.md").read_text(encoding="utf-8")
    assert names <= set(re.findall(r"`([\w-]+)`", record))
