"""After an edit index and database are begun when what they are made from is, and are right all the same."""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from papershelf import list_database, site_completion, work_beside
from papershelf.build_cache import BuildCache
from papershelf.search_index import write_index
from tests.small_site import (
    EDITS,
    BuiltProject,
    Tree,
    built,
    built_from_nothing,
    make_project,
    without_templates,
)

pytestmark = pytest.mark.usefixtures("same_day")

INDEX = "search-index/"
DATABASE = "api/v1/list.sqlite"


@pytest.fixture(scope="module")
def kept(same_day: None, tmp_path_factory: pytest.TempPathFactory) -> BuiltProject:
    """A project without templates of its own that has been built."""
    return BuiltProject(tmp_path_factory.mktemp("kept"), without_templates)


@pytest.fixture
def project(kept: BuiltProject) -> Path:
    return kept.restored()


@pytest.fixture
def made_late(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The sites of which the index is made from the finished pages."""
    sites: list[Path] = []

    def late(site: Path, cache: BuildCache) -> int:
        sites.append(site)
        return write_index(site, cache)

    monkeypatch.setattr(site_completion, "write_index", late)
    return sites


def index(site: Tree) -> Tree:
    found = {path: content for path, content in site.items() if path.startswith(INDEX)}
    assert found
    return found


@pytest.mark.parametrize(
    "name", ["a word", "a title", "another id", "other tags", "a paper removed", "a paper added", "a venue"]
)
def test_an_edit_of_papers(project: Path, made_late: list[Path], name: str) -> None:
    """The index that was begun is that of the site that a build from nothing makes."""
    EDITS[name](project)
    after = index(built(project))
    assert not made_late
    assert after == index(built_from_nothing(project))


@pytest.mark.parametrize("name", ["a label", "an alias"])
def test_an_edit_of_tags(project: Path, made_late: list[Path], name: str) -> None:
    """Their pages are made after those of papers: the index is made again."""
    EDITS[name](project)
    after = index(built(project))
    assert made_late
    assert after == index(built_from_nothing(project))


@pytest.fixture
def made_at_the_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], list[str]]:
    """Returns the databases that were made in a site, by whichever process; others were made ready before."""
    told = tmp_path / "databases"
    told.touch()

    def make(path: Path, *given: Any) -> None:
        with told.open("a") as file:
            file.write(f"{path}\n")
        make_database(path, *given)

    make_database = list_database._make
    monkeypatch.setattr(list_database, "_make", make)
    return lambda: [line for line in told.read_text().splitlines() if "site" in Path(line).parts]


@pytest.mark.parametrize("name", ["a word", "a paper added", "a paper removed", "a collection", "a label"])
def test_the_database_after_an_edit(
    project: Path, made_at_the_end: Callable[[], list[str]], name: str
) -> None:
    """It has been made ready of new files of the API and of those that the site has."""
    EDITS[name](project)
    after = built(project)[DATABASE]
    assert not made_at_the_end()
    assert after == built_from_nothing(project)[DATABASE]


@pytest.mark.parametrize("error", [sqlite3.DatabaseError("damaged"), OSError(28, "No space left on device")])
def test_a_database_that_was_begun_in_vain(
    project: Path, made_at_the_end: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """It is made when the site is done."""
    with monkeypatch.context() as patch:
        patch.setattr(work_beside, "begun_database", in_vain(error))
        EDITS["a word"](project)
        after = built(project)[DATABASE]
    assert made_at_the_end()
    assert after == built_from_nothing(project)[DATABASE]


def in_vain(error: Exception) -> Callable[..., Callable[[], Path]]:
    """What begins with a database, and fails."""

    def begin(folder: Path, site: Path, _files: Mapping[str, bytes]) -> Callable[[], Path]:
        return list_database.begun_database(folder, site, Broken(error))

    return begin


class Broken(dict[str, bytes]):
    """Files that cannot be read."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __contains__(self, path: object) -> bool:
        raise self._error


def test_a_paper_that_mkdocs_is_to_exclude(project: Path) -> None:
    """It is not found by the search either, before and after an edit."""
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text() + "exclude_docs: /papers/on-kettles.md\n")
    before = index(built(project))
    EDITS["a word"](project)
    after = index(built(project))
    assert after == index(built_from_nothing(project))
    assert after.keys() != before.keys()
    assert not any(b"on-kettles" in content for content in after.values())


def test_papers_that_all_go(project: Path) -> None:
    """A list without papers has no index."""
    papers = project / "data" / "papers.yaml"
    papers.write_text("")
    assert not any(path.startswith(INDEX) for path in built(project))


def test_two_lists_in_one_process(project: Path, tmp_path: Path) -> None:
    """Each has its own index; that of one with templates of its own is not begun before these have run."""
    other = make_project(tmp_path / "other")
    built(other)
    EDITS["a word"](project)
    built(project)
    EDITS["a title"](other)
    assert index(built(other)) == index(built_from_nothing(other))
