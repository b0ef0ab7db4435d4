"""The MkDocs plugin: pages, theme and search of a list, from its settings."""

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from papershelf.plugin import PapershelfPlugin
from papershelf.up_to_date import UpToDateError
from tests.search_files import results


@pytest.fixture
def plugin() -> PapershelfPlugin:
    """The plugin as MkDocs makes it, once for a command."""
    made = PapershelfPlugin()
    assert made.load_config({}) == ([], [])
    return made


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveReloadServer]:
    """What MkDocs serves with; it never starts."""
    with LiveReloadServer(builder=lambda: None, host="127.0.0.1", port=0, root=str(tmp_path)) as made:
        yield made


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
    assert len(results(project / "site")) == 75


def test_files_can_hold_html(project: Path) -> None:
    """With the plugin too; then no Markdown is published, and no page says so."""
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("extra:\n", "extra:\n  papershelf: {bodies: html}\n"))
    config = load_config(str(settings))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert "html: true" in (project / "docs" / "tags" / "index.md").read_text()
    assert not list((project / "site").rglob("*.md"))
    assert "text/markdown" not in (project / "site" / "index.html").read_text()


def test_broken_data_end_a_build(project: Path) -> None:
    """Each problem is shown with its line and without a traceback, and the last site stays."""
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


def test_data_that_are_not_there(project: Path) -> None:
    """The folder is named, with what puts a list there; MkDocs has no option for another."""
    (project / "data").rename(project / "elsewhere")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "data:1: this folder does not exist; put the data of the list there, or start one" in done.stderr
    assert "--data" not in done.stderr


def test_broken_data_do_not_end_a_server(
    plugin: PapershelfPlugin, server: LiveReloadServer, project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Once it serves, a problem is logged with its line and the pages stay; before, it ends."""
    config = load_config(str(project / "mkdocs.yml"))
    plugin.on_pre_build(config=config)
    page = next((project / "docs" / "papers").glob("*.md"))
    before = page.read_bytes()
    (project / "data" / "papers.yaml").write_text("- id: a\n")
    with pytest.raises(Abort):
        plugin.on_pre_build(config=config)
    plugin.on_serve(server, config=config, builder=None)
    with caplog.at_level(logging.WARNING):
        plugin.on_pre_build(config=config)
    assert "papers.yaml:1: the entry has no 'title'; add it" in caplog.text
    assert page.read_bytes() == before


def test_a_file_that_cannot_be_read_is_told(project: Path) -> None:
    """A link that leads nowhere, which MkDocs takes for a page, with its name and no traceback."""
    (project / "docs" / "lost.md").symlink_to("nowhere.md")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "lost.md: cannot be used: No such file or directory; fix that and build again" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_server_that_has_made_no_page_makes_none_of_broken_data(
    plugin: PapershelfPlugin, server: LiveReloadServer, project: Path
) -> None:
    """It shows the site of the last one; what MkDocs would read in docs/ is Markdown, not the pages."""
    config = load_config(str(project / "mkdocs.yml"))
    (project / "data" / "papers.yaml").write_text("- id: a\n")
    plugin.on_serve(server, config=config, builder=None)
    with pytest.raises(UpToDateError):
        plugin.on_pre_build(config=config)


def test_an_unchanged_list_writes_nothing(plugin: PapershelfPlugin, project: Path) -> None:
    """Or a server that watches docs/ would build for ever."""
    config = load_config(str(project / "mkdocs.yml"))
    plugin.on_pre_build(config=config)
    before = {path: path.stat().st_mtime_ns for path in (project / "docs").rglob("*")}
    plugin.on_pre_build(config=config)
    assert {path: path.stat().st_mtime_ns for path in (project / "docs").rglob("*")} == before


def mkdocs(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with the least that makes a site."""
    folder = tmp_path / "small"
    (folder / "docs").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "data" / "papers.yaml").write_text("- id: on-walruses\n  title: On Walruses\n")
    (folder / "data" / "tags.yaml").write_text("- slug: sky\n  label: Sky\n")
    (folder / "mkdocs.yml").write_text(
        "site_name: Small\nsite_url: https://small.example/\ntheme: {name: material}\nplugins: [papershelf]\n"
    )
    return folder


def test_the_least_settings_make_the_whole_site(small: Path) -> None:
    """Theme, fonts, navigation and search follow from the plugin; own pages come after ours in the menu."""
    (small / "docs" / "about.md").write_text("# About us\n")
    done = mkdocs(small)
    assert done.returncode == 0, done.stderr
    home = (small / "site" / "index.html").read_text(encoding="utf-8")
    for part in ("assets/papershelf.css", "assets/site.js", ">Tags</a>", ">About us</a>", "ps-header"):
        assert part in home
    assert "fonts.googleapis" not in home
    assert (small / "site" / "service-worker.js").is_file()
    assert (small / "site" / "search-index" / "start.json").is_file()
    page = (small / "site" / "papers" / "on-walruses" / "index.html").read_text(encoding="utf-8")
    assert "<span>Small</span></a>" in page


def test_a_file_of_the_list_wins_over_the_theme(small: Path) -> None:
    """In its own custom_dir, be it a template or a script; what it does not have comes from ours."""
    settings = (small / "mkdocs.yml").read_text()
    (small / "mkdocs.yml").write_text(
        settings.replace("name: material", "name: material, custom_dir: overrides")
    )
    (small / "overrides" / "partials").mkdir(parents=True)
    (small / "overrides" / "partials" / "footer.html").write_text("<footer>Ours alone</footer>")
    (small / "overrides" / "assets").mkdir()
    (small / "overrides" / "assets" / "mark.svg").write_text("<svg/>")
    assert mkdocs(small).returncode == 0
    home = (small / "site" / "index.html").read_text(encoding="utf-8")
    assert "<footer>Ours alone</footer>" in home
    assert "ps-header" in home
    assert (small / "site" / "assets" / "mark.svg").read_text() == "<svg/>"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("{accent: {light: teal-ish}}", "'teal-ish' is not a colour; write it like '#1b5e58', in quotes"),
        ("{accent: {lite: '#123456'}}", "Unrecognised configuration name: lite"),
        ("{acent: {}}", "Unrecognised configuration name: acent"),
        ("{feed: {minimum_vote: 3}}", "unknown setting 'minimum_vote', did you mean 'minimum_votes'?"),
        (
            "{feed: {topics: sky, most_a_day: -1}}",
            "topics must be a list of tags; most_a_day must be a number",
        ),
        ("{feed: 3}", "this must be a mapping, like {topics: [], minimum_votes: 10, most_a_day: 5}"),
        ("{digest: {from: nobody}}", "from must be an e-mail address in ASCII, like digest@example.org"),
        ("{digest: {subscribe: 'ftp://a.example'}}", "subscribe must begin with https:// or mailto:"),
        ("{embedding: 3}", "embedding"),
    ],
)
def test_wrong_options_are_named(small: Path, options: str, message: str) -> None:
    """MkDocs says what is wrong with an option and what to write instead, without a traceback."""
    settings = (small / "mkdocs.yml").read_text()
    (small / "mkdocs.yml").write_text(settings.replace("[papershelf]", f"[{{papershelf: {options}}}]"))
    done = mkdocs(small)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_another_theme_is_refused(small: Path) -> None:
    """The pages need Material; the message says which line to change."""
    settings = (small / "mkdocs.yml").read_text()
    (small / "mkdocs.yml").write_text(settings.replace("material", "readthedocs"))
    done = mkdocs(small)
    assert done.returncode == 1
    assert "papershelf: its pages need Material; set 'theme: {name: material}' in mkdocs.yml" in done.stderr
    assert "Traceback" not in done.stderr
