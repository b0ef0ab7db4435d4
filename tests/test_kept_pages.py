"""Builds that start from an earlier one make the same site as a build from nothing."""

import logging
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config.base import load_config

from papershelf import search_index
from papershelf.build_cache import NAME, BuildCache, packed, unpacked

PAPERS = """\
- id: on-walruses
  title: On Walruses and Others
  authors: [Ada Lovelace]
  published: '2024-05-01'
  venue: VLDB 2024
  tags: [sky]
  abstract: The walrus and the carpenter walk along the beach.

- id: on-teapots
  title: On Teapots and Walruses
  tags: [sky]
  abstract: The walrus and the teapot.

- id: on-kettles
  title: "Kettle3: On Kettles"
  formerly: [on-pots]
  abstract: As in On Walruses and Others.
"""
NEW = "- id: new\n  title: New\n\n"
SETTINGS = """\
site_name: Small
site_url: https://small.example/
repo_url: https://git.example/me/small
theme: {name: material, custom_dir: overrides}
plugins: [papershelf]
"""
FOOTER = "<footer>Ours</footer>\n"
Tree = dict[str, bytes]


@pytest.fixture(autouse=True)
def no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pagefind writes its facets in another order each time, and takes its time."""
    monkeypatch.setattr(search_index, "write_index", lambda _site: 0)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def make_project(folder: Path) -> Path:
    for name, text in {
        "data/papers.yaml": PAPERS,
        "data/tags.yaml": "- slug: sky\n  label: Sky\n- slug: sea\n  label: Sea\n",
        "data/collections.yaml": "",
        "docs/about.md": "# About us\n\nSee [all papers](papers/index.md).\n",
        "mkdocs.yml": SETTINGS,
        "overrides/partials/footer.html": FOOTER,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def built(project: Path) -> Tree:
    """The site, built as `mkdocs build` does."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config(str(project / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return contents(project / "site")


def contents(folder: Path) -> Tree:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def built_from_nothing(project: Path) -> Tree:
    """The site that another folder with the same files gives."""
    copy = project.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for name in ("data", "overrides"):
        shutil.copytree(project / name, copy / name)
    (copy / "docs").mkdir()
    shutil.copy(project / "docs" / "about.md", copy / "docs")
    shutil.copy(project / "mkdocs.yml", copy)
    return built(copy)


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(project: Path) -> None:
        path = project / name
        text = path.read_text()
        path.write_text(text if new and new in text else text.replace(old, new))

    return edit


def clean(project: Path) -> None:
    shutil.rmtree(project / "site", ignore_errors=True)


EDITS: dict[str, Callable[[Path], None]] = {
    "a word": replaced("data/papers.yaml", "beach", "shore"),
    "a word back": replaced("data/papers.yaml", "shore", "beach"),
    "a title": replaced("data/papers.yaml", "On Walruses", "On Seals"),
    "another id": replaced("data/papers.yaml", "id: on-teapots", "id: on-teacups"),
    "other tags": replaced("data/papers.yaml", "[sky]", "[sky, sea]"),
    "a paper removed": replaced("data/papers.yaml", PAPERS[PAPERS.index("- id: on-kettles") :], ""),
    "a paper added": replaced("data/papers.yaml", "- id: on-teapots\n", f"{NEW}- id: on-teapots\n"),
    "a paper taken back": replaced("data/papers.yaml", NEW, ""),
    "a label": replaced("data/tags.yaml", "Sky", "The sky"),
    "a setting": replaced("mkdocs.yml", "site_name: Small", "site_name: Smaller"),
    "an address": replaced("mkdocs.yml", "small.example", "other.example/list"),
    "a template": replaced("overrides/partials/footer.html", "Ours", "Ours &amp; yours"),
    "a hand-written page": replaced("docs/about.md", "About us", "About all of us"),
    "no site": clean,
}


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3))
def test_any_edits_make_the_site_that_nothing_kept_makes(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    """Byte for byte, after each edit."""
    project = make_project(tmp_path_factory.mktemp("edits") / "project")
    built(project)
    for name in names:
        EDITS[name](project)
        assert built(project) == built_from_nothing(project), name


def test_the_site_is_the_one_that_mkdocs_makes(project: Path) -> None:
    """Another plugin or a hook needs each page to come the usual way, which gives the same bytes."""
    ours = built(project)
    (project / "hook.py").write_text("")
    (project / "mkdocs.yml").write_text(f"{SETTINGS}hooks: [hook.py]\n")
    assert built(project) == ours


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a_damaged_cache_is_made_again(project: Path, damage: bytes | None) -> None:
    """Whether it holds something else or was cut off, the site is right and the next build is quick again."""
    whole = built(project)
    cache = project / ".cache" / NAME
    cache.write_bytes(cache.read_bytes()[:9000] if damage is None else damage)
    assert built(project) == whole
    assert BuildCache(project / ".cache").load("page")


def test_kept_text_that_is_damaged_is_made_again(project: Path) -> None:
    """Each text is held against its digest."""
    whole = built(project)
    with sqlite3.connect(project / ".cache" / NAME) as database:
        database.execute("UPDATE made SET content = zeroblob(100)")
    database.close()
    assert built(project) == whole


def test_a_cache_that_cannot_be_written_is_no_hindrance(project: Path) -> None:
    """Here a file is where its folder would be."""
    (project / ".cache").write_text("")
    assert "index.html" in built(project)


def test_a_template_that_lists_pages_sees_all_of_them(project: Path) -> None:
    """What a list's own template asks of other pages is never taken from an earlier build."""
    footer = project / "overrides" / "partials" / "footer.html"
    footer.write_text("<footer>{% for file in pages %}{{ file.page.title }}, {% endfor %}</footer>")
    built(project)
    EDITS["a title"](project)
    assert built(project) == built_from_nothing(project)


@given(st.text())
def test_a_text_is_kept_as_it_is(text: str) -> None:
    """Whatever is in it."""
    assert unpacked(packed(text)) == text
