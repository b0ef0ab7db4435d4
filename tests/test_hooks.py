"""The hook that makes pages while MkDocs builds or serves."""

import importlib.util
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort


@pytest.fixture
def hooks(project_root: Path) -> ModuleType:
    """A new copy of the module, as MkDocs loads it."""
    spec = importlib.util.spec_from_file_location("hooks_under_test", project_root / "hooks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(copy_project: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A project without generated pages."""
    return copy_project(tmp_path / "project")


def test_mkdocs_alone_builds_the_site(project: Path) -> None:
    """`papershelf build` need not be run before."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list((project / "site" / "papers").iterdir())) > 75
    assert len(list((project / "site" / "pagefind" / "fragment").iterdir())) == 75


def test_broken_data_end_a_build(project: Path) -> None:
    """Each problem is shown with its line, there is no traceback, and the last site stays."""
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("old")
    (project / "data" / "papers.yaml").write_text("- id: a\n  titel: A\n")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "data/papers.yaml:1: the entry has no 'title'; add it" in done.stderr
    assert "data/papers.yaml:2: unknown key 'titel', did you mean 'title'?" in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "site" / "index.html").read_text() == "old"


def test_broken_data_do_not_end_a_server(
    hooks: ModuleType, project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Once it serves, a problem is logged with its line and the pages stay; before, it ends."""
    config = load_config(str(project / "mkdocs.yml"))
    hooks.on_pre_build(config=config)
    page = next((project / "docs" / "papers").glob("*.md"))
    before = page.read_bytes()
    (project / "data" / "papers.yaml").write_text("- id: a\n")
    with pytest.raises(Abort):
        hooks.on_pre_build(config=config)
    hooks.on_serve(object(), config=config, builder=None)
    with caplog.at_level(logging.WARNING):
        hooks.on_pre_build(config=config)
    assert "papers.yaml:1: the entry has no 'title'; add it" in caplog.text
    assert page.read_bytes() == before


def test_an_unchanged_list_writes_nothing(hooks: ModuleType, project: Path) -> None:
    """Or a server that watches docs/ would build for ever."""
    config = load_config(str(project / "mkdocs.yml"))
    hooks.on_pre_build(config=config)
    before = {path: path.stat().st_mtime_ns for path in (project / "docs").rglob("*")}
    hooks.on_pre_build(config=config)
    assert {path: path.stat().st_mtime_ns for path in (project / "docs").rglob("*")} == before


@pytest.fixture
def built(project: Path) -> tuple[MkDocsConfig, Path]:
    """A site of one paper: the settings that name it, and the paper's page."""
    config = load_config(str(project / "mkdocs.yml"))
    config.site_dir = str(project / "site")
    page = project / "site" / "papers" / "on-walruses" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text('<html lang="en"><div data-pagefind-body><h1>On Walruses</h1></div>')
    (project / "site" / "index.html").write_text("<p>made")
    return config, page


def test_a_site_is_searchable_or_says_why_not(
    hooks: ModuleType,
    built: tuple[MkDocsConfig, Path],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without Pagefind there is a warning, which `--strict` makes an error, and no traceback."""
    monkeypatch.setattr(sys, "executable", "/usr/bin/false")
    with caplog.at_level(logging.WARNING):
        hooks.on_post_build(config=built[0])
    assert "Pagefind made no search index; install 'pagefind[bin]'" in caplog.text


def test_a_server_makes_the_index_again_only_for_other_papers(
    hooks: ModuleType, built: tuple[MkDocsConfig, Path], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index is put back as it was until a paper's page changes."""
    config, page = built
    hooks.on_serve(None)
    hooks.on_post_build(config=config)
    before = contents(project / "site" / "pagefind")
    shutil.rmtree(project / "site" / "pagefind")
    with monkeypatch.context() as broken:
        broken.setattr(sys, "executable", "/usr/bin/false")
        hooks.on_post_build(config=config)
    assert contents(project / "site" / "pagefind") == before
    page.write_text(page.read_text().replace("Walruses", "Teapots"))
    hooks.on_post_build(config=config)
    assert contents(project / "site" / "pagefind").keys() != before.keys()


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
