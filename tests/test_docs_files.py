"""The files in `docs/` are those that MkDocs finds there."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files

from papershelf.docs_files import docs_files

NAMES = ["index.md", "b.md", "a.md", "readme.md", "x.txt", "index.txt", ".x.md"]
FOLDERS = ["", "a/", "a-b/", "a/index/", "a/z/"]
PATHS = [f"{folder}{name}" for folder in FOLDERS for name in NAMES]


def config_of(folder: Path) -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": "Small",
            "docs_dir": str(folder / "docs"),
            "site_dir": str(folder / "site"),
            "exclude_docs": "/a-b/b.md\n*.txt\n!/x.txt\n",
        }
    )
    assert config.validate() == ([], [])
    return config


def made(folder: Path, paths: set[str]) -> MkDocsConfig:
    for path in paths:
        place = folder / "docs" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("")
    (folder / "docs").mkdir(exist_ok=True)
    return config_of(folder)


def told(file: File | None) -> object:
    return file and (file.src_uri, file.dest_uri, file.abs_src_path, file.abs_dest_path, file.inclusion)


@given(st.sets(st.sampled_from(PATHS)), st.sets(st.sampled_from(PATHS)))
def test_pages_are_those_of_mkdocs(
    tmp_path_factory: pytest.TempPathFactory, paths: set[str], generated: set[str]
) -> None:
    """In its order, with what is excluded; any other file is the same when somebody asks for it."""
    config = made(tmp_path_factory.mktemp("project"), paths)
    theirs, ours = get_files(config), docs_files(config, sorted(paths), generated)
    assert [*map(told, ours.documentation_pages())] == [*map(told, theirs.documentation_pages())]
    for path in PATHS:
        assert told(ours.get_file_from_path(path)) == told(theirs.get_file_from_path(path))
    assert {*map(told, ours)} == {*map(told, theirs)}


def test_a_readme_beside_an_index(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """MkDocs takes one of them and says so."""
    paths = {"a/README.md", "a/index.md"}
    files = docs_files(made(tmp_path, paths), sorted(paths), ())
    assert [file.src_uri for file in files] == ["a/index.md"]
    assert "README.md" in caplog.text
