"""`papershelf export-site`: a folder, or a file."""

import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papershelf.cli import papershelf


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small built site in the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site" / "about").mkdir(parents=True)
    (tmp_path / "site" / "index.html").write_text('<a href="about/">About</a>')
    (tmp_path / "site" / "about" / "index.html").write_text('<a href="../">Home</a>')
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(papershelf, ["export-site", *arguments])


def test_a_folder(site: Path) -> None:
    """It says where it is and what to open."""
    result = run("copy")
    assert result.exit_code == 0
    assert "copy: 2 files" in result.stderr
    assert (site / "copy" / "about" / "index.html").read_text() == '<a href="../index.html">Home</a>'


def test_a_zip_file_is_the_same_each_time(site: Path) -> None:
    """One folder in it, named as the file; a second file has the same bytes."""
    assert run("--zip").exit_code == 0
    first = (site / "papershelf-site.zip").read_bytes()
    (site / "papershelf-site.zip").unlink()
    (site / "site" / "index.html").touch()
    assert run("--zip").exit_code == 0
    assert (site / "papershelf-site.zip").read_bytes() == first
    with zipfile.ZipFile(site / "papershelf-site.zip") as archive:
        assert archive.namelist() == ["papershelf-site/about/index.html", "papershelf-site/index.html"]
        assert archive.testzip() is None
    assert sorted(path.name for path in site.iterdir()) == ["papershelf-site.zip", "site"]


def test_the_markdown_alone(site: Path) -> None:
    """As files, in their folders; without any there is a word on what to do, and nothing is written."""
    result = run("--markdown")
    assert result.exit_code == 1
    assert "no page of this site has Markdown" in result.stderr
    (site / "site" / "papers").mkdir()
    (site / "site" / "papers" / "a.md").write_text("# A\n")
    assert not (site / "papershelf-notes").exists()
    result = run("--markdown")
    assert "papershelf-notes: 1 files, 0.0 MB; open index.md in it" in result.stderr
    assert (site / "papershelf-notes" / "papers" / "a.md").read_text() == "# A\n"


def test_what_exists_is_not_overwritten(site: Path) -> None:
    """A folder or file of that name stays as it was, and is named once."""
    (site / "copy").mkdir()
    (site / "copy.zip").write_bytes(b"mine")
    for arguments in (["copy"], ["copy.zip", "--zip"]):
        result = run(*arguments)
        assert result.exit_code == 1
        assert result.stderr == f"Error: {arguments[0]} already exists; remove it or choose another name\n"
    assert list((site / "copy").iterdir()) == []
    assert (site / "copy.zip").read_bytes() == b"mine"


@pytest.mark.parametrize("arguments", [["there/copy"], ["there/copy.zip", "--zip"]])
def test_a_place_that_is_not_there(site: Path, arguments: list[str]) -> None:
    """The folder that is missing is named as it was typed."""
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr == "Error: there is no folder there; make it first, or name another place\n"


def test_without_a_site(tmp_path: Path) -> None:
    """Nothing is written."""
    result = run("--site", str(tmp_path), str(tmp_path / "copy"))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: there is no built site in {tmp_path}; build it first (make site")
    assert list(tmp_path.iterdir()) == []


def test_a_site_that_is_behind_its_data(site: Path) -> None:
    """It is exported as it is, with a word on what to do; one that was built since is not."""
    data = site / "data"
    data.mkdir()
    (data / "papers.yaml").write_text("[]\n")
    page = site / "site" / "index.html"
    os.utime(page, (1e9, 1e9))
    told = run("one").stderr.splitlines()
    assert told[0] == "site is older than data; to export what the list says now, build it first"
    os.utime(data / "papers.yaml", (5e8, 5e8))
    assert run("two").stderr.startswith("two: 2 files")
