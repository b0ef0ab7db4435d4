"""`mkdocs build` has nothing to do where the site is as the last build left it."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from mkdocs.commands.build import build
from mkdocs.config.base import load_config

from papershelf import site_completion
from papershelf.last_build import is_behind
from papershelf.problems import InvalidInputError, Problem
from tests.small_site import EDITS, BuiltProject, built, built_from_nothing

pytestmark = pytest.mark.usefixtures("same_day")


@pytest.fixture(scope="module")
def kept(same_day: None, tmp_path_factory: pytest.TempPathFactory) -> BuiltProject:
    """A project that has been built."""
    return BuiltProject(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def project(kept: BuiltProject) -> Path:
    return kept.restored()


def times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_nothing_is_touched_where_nothing_changed(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Neither the site nor the pages in docs/, and it says so."""
    before = times(project / "site") | times(project / "docs")
    with caplog.at_level(logging.INFO):
        logging.getLogger("mkdocs").setLevel(logging.INFO)
        config = load_config(str(project / "mkdocs.yml"), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        with pytest.raises(SystemExit) as ended:
            config.plugins.on_pre_build(config=config.plugins.on_config(config))
    assert ended.value.code == 0
    assert "Nothing has changed since the last build" in caplog.text
    assert times(project / "site") | times(project / "docs") == before


def test_a_site_is_behind_its_data(project: Path) -> None:
    """From an edit of the data until the next build."""
    data, cache = project / "data", project / ".cache"
    assert not is_behind(project / "site", data, cache)
    papers = data / "papers.yaml"
    papers.write_text(papers.read_text().replace("On Walruses", "On Seals"))
    assert is_behind(project / "site", data, cache)
    built(project)
    assert not is_behind(project / "site", data, cache)


BACK = {"a word back", "a paper taken back", "no collection", "no citation", "no fields of its own"}
CHANGES = sorted({*EDITS} - BACK)


@pytest.mark.parametrize("name", CHANGES)
def test_any_edit_is_built(project: Path, name: str) -> None:
    """Whatever was edited."""
    before = built(project)
    EDITS[name](project)
    after = built(project)
    assert after == built_from_nothing(project)
    assert (after == before) == (name == "no site")


@pytest.mark.parametrize("path", ["site/papers/on-walruses/index.html", "docs/papers/on-walruses.md"])
@pytest.mark.parametrize("is_removed", [True, False])
def test_what_is_made_is_restored(project: Path, path: str, *, is_removed: bool) -> None:
    """A file that somebody removed or edited by hand is as it was after the next build."""
    before = built(project)
    if is_removed:
        (project / path).unlink()
    else:
        (project / path).write_text((project / path).read_text() + " edited")
    assert built(project) == before


def test_a_stray_file_in_the_site_goes(project: Path) -> None:
    """As with any build."""
    before = built(project)
    (project / "site" / "stray.html").write_text("")
    assert built(project) == before


def test_another_day_is_the_same_site(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dates in the sitemap are those of the entries."""
    before = built(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert built(project) == before


def test_a_warning_is_given_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build without an index is not taken for a complete one."""

    def broken(site: Path, _cache: object) -> int:
        (site / "tried").touch()
        raise InvalidInputError([Problem("site", 1, "no index")])

    EDITS["a word"](project)
    monkeypatch.setattr(site_completion, "write_index", broken)
    for _ in range(2):
        (project / "site" / "tried").unlink(missing_ok=True)
        config = load_config(str(project / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        assert (project / "site" / "tried").is_file()


def test_a_quiet_build_hides_no_warning_from_the_next(project: Path) -> None:
    """It keeps silent about it; a strict build after it tells it, and one that is both fails."""
    page = project / "docs" / "about.md"
    page.write_text(page.read_text() + "\n[Nowhere](nowhere.md)\n")
    assert mkdocs_build(project, "--quiet") == (0, "")
    code, told = mkdocs_build(project, "--strict")
    assert "nowhere.md" in told
    assert code == 1
    assert mkdocs_build(project, "--strict", "--quiet")[0] == 1


def test_after_a_quiet_build_there_is_nothing_to_do(project: Path) -> None:
    """It leaves as much to the next one as any other."""
    EDITS["a word"](project)
    assert mkdocs_build(project, "--quiet") == (0, "")
    assert "Nothing has changed since the last build" in mkdocs_build(project)[1]


def test_settings_that_name_functions(project: Path) -> None:
    """They are elsewhere in the memory of each process, and the same for all that."""
    settings = project / "mkdocs.yml"
    emoji = "emoji_index: !!python/name:material.extensions.emoji.twemoji"
    settings.write_text(f"{settings.read_text()}markdown_extensions:\n  - pymdownx.emoji:\n      {emoji}\n")
    assert mkdocs_build(project, "--quiet") == (0, "")
    assert "Nothing has changed since the last build" in mkdocs_build(project)[1]


def test_a_build_waits_for_another(project: Path) -> None:
    """Both write into docs/, and go on with what they find there; a look at what is there needs no turn."""
    assert mkdocs_build(project, "--quiet") == (0, "")
    lock = FileLock(project / ".cache" / "build.lock")
    with lock:
        assert "Nothing has changed since the last build" in mkdocs_build(project)[1]
        EDITS["a word"](project)
        command = [sys.executable, "-m", "mkdocs", "build"]
        with subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True) as waiting:
            assert waiting.stderr is not None
            said = next(line for line in waiting.stderr if "Another build" in line)
            assert "waits until it has ended" in said
            assert waiting.poll() is None
            lock.release()
            assert "the rest of the site is as it was" in waiting.stderr.read()
    assert waiting.returncode == 0


def mkdocs_build(project: Path, *options: str) -> tuple[int, str]:
    """The exit code of MkDocs and what it says."""
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr
