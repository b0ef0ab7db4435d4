"""Builds are killed, meet full disks, pipes and links: no page is torn, nothing outside is touched."""

import os
import re
import shutil
from pathlib import Path

import pytest

from papershelf import search_index, site
from papershelf.problems import InvalidInputError
from papershelf.settings import read_settings
from tests.killing import killed_at_each_step, killed_at_size, on_a_full_disk

PAPERS = """\
- id: first
  title: First
  authors: [Ada Lovelace]
  published: '2024-05-01'
  venue: VLDB 2024
"""
Tree = dict[str, bytes]


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose pages are made."""
    root = tmp_path_factory.mktemp("whole") / "0"
    (root / "data").mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "data" / "tags.yaml").write_text("[]\n")
    (root / "data" / "papers.yaml").write_text(PAPERS)
    (root / "mkdocs.yml").write_text("site_name: My list\n")
    build(root)
    return root


@pytest.fixture
def root(whole: Path, tmp_path: Path) -> Path:
    """The same project with pages of an older list: some differ, one has to go, and one has to come."""
    root = shutil.copytree(whole, tmp_path / "0")
    docs = root / "docs"
    page = (docs / "papers" / "first.md").read_bytes()
    (docs / "papers" / "first.md").write_bytes(page.replace(b"First", b"Older"))
    (docs / "papers" / "gone.md").write_bytes(page)
    (docs / "years" / "2024.md").unlink()
    (docs / "exports" / "papers.bib").write_text("older")
    return root


def build(root: Path) -> site.BuildResult:
    return site.build(root / "data", root / "docs", read_settings(root / "mkdocs.yml"))


def tree(folder: Path) -> Tree:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def ours(pages: Tree) -> Tree:
    return {name: page for name, page in pages.items() if ".papershelf-" not in name}


def test_a_build_that_is_killed_at_any_step(root: Path, whole: Path) -> None:
    """Each page is the old or the new one, or not there; the next build is whole and leaves nothing else."""
    old, new = tree(root / "docs"), tree(whole / "docs")
    copies = killed_at_each_step(root, "build")
    for copy in copies:
        for name, content in ours(tree(copy / "docs")).items():
            assert content in (old.get(name), new.get(name)), name
    for copy in copies[:: max(1, len(copies) // 4)]:
        build(copy)
        assert tree(copy / "docs") == new
    assert len(copies) > 10


@pytest.mark.parametrize("size", [0, 1, 40, 80, 81, 500])
def test_a_build_that_is_killed_in_a_write(root: Path, whole: Path, size: int) -> None:
    """So is it where the process dies after some bytes of a page."""
    old, new = tree(root / "docs"), tree(whole / "docs")
    assert killed_at_size(size, "build", cwd=root, folder="docs")
    for name, content in ours(tree(root / "docs")).items():
        assert content in (old.get(name), new.get(name)), name
    build(root)
    assert tree(root / "docs") == new


@pytest.mark.parametrize("size", [0, 80, 3_000])
def test_a_full_disk(root: Path, whole: Path, size: int) -> None:
    """The message names the folder without room, no page is written; the next build is whole."""
    shutil.rmtree(root / "docs")
    (root / "docs").mkdir()
    done = on_a_full_disk(size, "build", cwd=root)
    assert done.returncode == 1
    told = "a build cannot put aside what it makes: File too large; fix that and build again"
    assert done.stderr == f".cache:1: {told}\n"
    assert tree(root / "docs") == {}
    build(root)
    assert tree(root / "docs") == tree(whole / "docs")


@pytest.mark.parametrize("size", [0, 80])
def test_a_disk_that_is_full_when_pages_are_written(root: Path, whole: Path, size: int) -> None:
    """The message names the page without room, and no page is torn; the next build is whole."""
    old, new = tree(root / "docs"), tree(whole / "docs")
    done = on_a_full_disk(size, "build", cwd=root, folder="docs")
    assert done.returncode == 1
    assert re.fullmatch(
        r"docs/\S+:1: cannot be written: File too large; fix that and build again\n", done.stderr
    )
    for name, content in tree(root / "docs").items():
        assert content in (old.get(name), new.get(name)), name
    build(root)
    assert tree(root / "docs") == new


@pytest.mark.parametrize("name", ["papers/first.md", "papers/stray.md", "index.md", "exports/papers.bib"])
def test_a_pipe_where_pages_are(root: Path, name: str) -> None:
    """It is an error that names it; nobody waits for its other end."""
    path = root / "docs" / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    with pytest.raises(InvalidInputError, match=rf"{name}:1: this is a pipe or a device, not a file"):
        build(root)


def test_a_link_to_a_device(root: Path) -> None:
    """What a page leads to counts."""
    (root / "docs" / "papers" / "stray.md").symlink_to("/dev/zero")
    with pytest.raises(InvalidInputError, match=r"stray\.md:1: this is a pipe or a device"):
        build(root)


@pytest.mark.parametrize("name", ["papers", "exports", "years", "exports/.made"])
def test_a_link_out_of_the_pages(root: Path, tmp_path: Path, name: str) -> None:
    """Where a folder of pages leads elsewhere, nothing is deleted or written there: an error names it."""
    outside = tmp_path / "outside"
    (root / "docs" / name).rename(outside)
    if outside.is_dir():
        shutil.copy(root / "docs" / "index.md", outside / "stale.md")
    (root / "docs" / name).symlink_to(outside)
    before = tree(outside) or outside.read_bytes()
    with pytest.raises(InvalidInputError, match=rf"{name}:1: this is a link out of .*docs, where pages are"):
        build(root)
    assert (tree(outside) or outside.read_bytes()) == before


@pytest.mark.parametrize("name", ["papers/first.md", "exports/papers.bib", "tags/index.md"])
@pytest.mark.parametrize("leads_somewhere", [True, False])
def test_a_link_in_the_place_of_a_page(root: Path, tmp_path: Path, name: str, leads_somewhere: bool) -> None:
    """It counts as hand-written: nothing is written to where it leads."""
    outside = tmp_path / "outside.md"
    (root / "docs" / name).rename(outside)
    before = outside.read_bytes()
    if not leads_somewhere:
        outside.unlink()
    (root / "docs" / name).symlink_to(outside)
    with pytest.raises(InvalidInputError, match=rf"{name}:1: this hand-written file is where a page is"):
        build(root)
    assert outside.exists() == leads_somewhere
    assert not leads_somewhere or outside.read_bytes() == before


def test_a_link_within_the_pages(root: Path, whole: Path) -> None:
    """A folder that leads to another one in docs/ is written to as before."""
    (root / "docs" / "papers").rename(root / "docs" / "elsewhere")
    (root / "docs" / "papers").symlink_to("elsewhere")
    build(root)
    assert tree(root / "docs" / "elsewhere") == tree(whole / "docs" / "papers")


def test_a_search_index_that_leads_elsewhere(tmp_path: Path) -> None:
    """Nothing is removed there."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_text("mine")
    (tmp_path / "site" / "search-index").symlink_to(tmp_path / "mine")
    with pytest.raises(InvalidInputError, match="search-index:1: this is a link"):
        search_index.write_index(tmp_path / "site")
    assert tree(tmp_path / "mine") == {"file": b"mine"}
