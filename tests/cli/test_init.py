"""`papershelf init` makes a copy of this repository the start of another list."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from papershelf.cli import papershelf
from papershelf.library import load
from papershelf.settings import read_settings, with_settings

OPTIONS = ("--name", "Reading: «R»", "--description", "Papers on reading.", "--repository")
REPOSITORY = "https://github.com/Reading-Group/list"
ENTRY = "- id: first\n  title: 'The first: a paper'\n  authors: [Ada Lovelace]\n  tags: [benchmarks]\n"


def git(folder: Path, *command: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    return subprocess.run(
        ["git", *identity, *command], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def clone(
    project_root: Path,
    copy_project: Callable[[Path], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A clone of the project with 75 papers, in which we are."""
    folder = copy_project(tmp_path / "clone")
    shutil.copytree(project_root / ".github", folder / ".github")
    (folder / ".gitignore").write_bytes((project_root / ".gitignore").read_bytes())
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "As it was")
    monkeypatch.chdir(folder)
    for name in ("SITE_NAME", "SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    return folder


def init(*more: str, repository: str = REPOSITORY) -> Result:
    return CliRunner().invoke(papershelf, ["init", *OPTIONS, repository, *more])


def built(folder: Path) -> None:
    """Check and build the site as the README says; a warning is a failure."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    for command in (["papershelf", "check"], ["papershelf", "build"], ["mkdocs", "build", "--strict"]):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=folder, env=environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr, done.stderr


def test_an_empty_list_and_its_first_paper(clone: Path) -> None:
    """The site of the new list builds strictly, empty and with one paper, under the new name only."""
    done = init("--write")
    assert done.exit_code == 0, done.output
    library = load(clone / "data")
    assert (len(library.papers), len(library.tags)) == (0, 3)
    assert sorted(path.name for path in (clone / "data").rglob("*.*") if path.name[0] != ".") == [
        "citations.schema.json", "collections.schema.json", "collections.yaml", "fields.schema.json",
        "moved.schema.json", "papers.schema.json",
        "papers.yaml", "tags.schema.json", "tags.yaml",
    ]  # fmt: skip
    built(clone)
    assert "The list is empty" in (clone / "site" / "index.html").read_text(encoding="utf-8")
    assert "There are none yet" in (clone / "site" / "collections" / "index.html").read_text(encoding="utf-8")
    list_file = clone / "data" / "papers.yaml"
    list_file.write_text(list_file.read_text(encoding="utf-8") + "\n" + ENTRY, encoding="utf-8")
    settings = clone / "mkdocs.yml"
    settings.write_text(
        re.sub(r"accent: .*", "accent: {light: '#123456'}", settings.read_text(encoding="utf-8"))
    )
    built(clone)
    colours = (clone / "site" / "assets" / "colours.css").read_text(encoding="utf-8")
    assert colours.count("--ps-accent") == 1
    assert '[data-md-color-scheme="default"] { --ps-accent: #123456; }' in colours
    page = (clone / "site" / "papers" / "first" / "index.html").read_text(encoding="utf-8")
    assert "Reading: «R»" in page
    assert f'href="{REPOSITORY}/blob/main/data/papers.yaml#:~:text=id%3A%20first"' in page
    for made in (clone / "site").rglob("*.html"):
        text = made.read_text(encoding="utf-8").casefold()
        assert "your-group" not in text, made
        assert "hashing" not in text, made


def test_only_the_list_and_its_settings_change(clone: Path) -> None:
    """Workflows, theme and pages stay; of mkdocs.yml four values change and no comment."""
    assert init("--write").exit_code == 0
    changed = {line[3:] for line in git(clone, "status", "--porcelain").splitlines()}
    assert "mkdocs.yml" in changed
    assert {path.partition("/")[0] for path in changed} <= {"data", "mkdocs.yml", ".github"}
    assert {path for path in changed if path.startswith(".github")} <= {".github/ISSUE_TEMPLATE/suggest.yml"}
    removed = git(clone, "diff", "--unified=0", "mkdocs.yml").splitlines()
    assert not [line for line in removed if line.startswith("-") and "#" in line]
    settings = read_settings(clone / "mkdocs.yml")
    assert (settings.name, settings.description) == ("Reading: «R»", "Papers on reading.")
    assert settings.source_url == f"{REPOSITORY}/blob/main/"
    assert settings.site_url == "https://reading-group.github.io/list/"


def test_digests_of_the_old_list_go(clone: Path) -> None:
    """They are about its papers; one that git does not hold yet stops it all."""
    folder = clone / "docs" / "digests"
    folder.mkdir()
    (folder / "2026-w48.md").write_text("# Old\n")
    assert init("--write").exit_code == 1
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", "A digest")
    done = init("--write")
    assert done.exit_code == 0
    assert "removes docs/digests/2026-w48.md" in done.output
    assert list(folder.iterdir()) == []


def test_the_old_lists_moves_go(clone: Path) -> None:
    """They lead to pages that the new list does not have, which is not an error."""
    moved = clone / "data" / "moved.yaml"
    moved.write_text("- address: tags/kv-store/\n  to: tags/kv-cache/\n")
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", "A tag was renamed")
    assert init("--write").exit_code == 0
    assert not moved.exists()


def test_nothing_is_written_unless_told(clone: Path) -> None:
    """Without --write it only shows what would become of which file."""
    done = init()
    assert "removes data/feeds/daily-papers.txt" in done.output
    assert "writes  mkdocs.yml" in done.output
    assert git(clone, "status", "--porcelain") == ""


def test_a_second_time_changes_nothing(clone: Path) -> None:
    """What is as it should be is not named."""
    init("--write")
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", "Mine")
    assert init("--write").stdout == ""
    assert git(clone, "status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["data/papers.yaml", "mkdocs.yml", "data/feeds/new.txt"])
def test_work_that_git_does_not_hold_is_not_lost(clone: Path, name: str) -> None:
    """Where a file that it would change or remove is not committed, it says which and does nothing."""
    with (clone / name).open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    done = init("--write")
    assert done.exit_code == 1
    assert name in done.output.partition("commit or undo these first")[2]
    assert (clone / "data" / "feeds" / "daily-papers.txt").is_file()


def test_without_git_nothing_is_removed(clone: Path) -> None:
    """What no history holds could not be restored."""
    shutil.rmtree(clone / ".git")
    done = init("--write")
    assert done.exit_code == 1
    assert "not a git repository" in done.output
    assert (clone / "data" / "feeds" / "daily-papers.txt").is_file()


@pytest.mark.parametrize(
    ("repository", "site", "expected"),
    [
        ("https://github.com/Me/me.github.io", None, "https://me.github.io/"),
        ("https://github.com/Me/list.git", None, "https://me.github.io/list/"),
        ("https://github.com/Me/list/", "https://papers.example", "https://papers.example/"),
        ("https://git.example/me/list", "https://papers.example/a/", "https://papers.example/a/"),
    ],
)
def test_where_the_site_will_live(clone: Path, repository: str, site: str | None, expected: str) -> None:
    """At the address of the repository's Pages, or where one says."""
    assert init("--write", *(("--site", site) if site else ()), repository=repository).exit_code == 0
    assert read_settings(clone / "mkdocs.yml").site_url == expected


@pytest.mark.parametrize(
    ("repository", "words"), [("me/list", "not the URL"), ("https://git.example/me/list", "--site")]
)
def test_what_it_must_know(clone: Path, repository: str, words: str) -> None:
    """An address that is none, or from which the site's does not follow, is refused with the way out."""
    done = init("--write", repository=repository)
    assert done.exit_code == 2
    assert words in done.output
    assert git(clone, "status", "--porcelain") == ""


def test_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder without settings it says where to run it."""
    monkeypatch.chdir(tmp_path)
    done = init("--write")
    assert done.exit_code == 1
    assert "run this in your clone" in done.output


@pytest.mark.parametrize(
    "value", ["plain", "a: #b", 'it\'s "quoted"', "日本 😀", "true", "12", "- a\n b", "\\n"]
)
@pytest.mark.parametrize(
    "before",
    [
        "a: old # why\nb: 1\n", "a: 'old'\nb: 1\n", "a: >-\n  old\n  text\n\n# of b\nb: 1\n", "a: old\n",
        "a: |\n  old", "x: 2\na: !ENV [NAME, old] # why\nb: 1\n", "a: !ENV [NAME, 'http://old']\n",
    ],
)  # fmt: skip
def test_a_setting_of_any_style(before: str, value: str) -> None:
    """The new value is read as it was meant, and all others and the comments are as before."""

    def read(text: str) -> dict[str, object]:
        found = yaml.load(text.replace("!ENV ", ""), Loader=yaml.CSafeLoader)
        return {key: value[-1] if isinstance(value, list) else value for key, value in found.items()}

    after = with_settings(before, {"a": value}, "mkdocs.yml")
    assert read(after) == {**read(before), "a": value}
    for comment in ("# why", "# of b"):
        assert (comment in after) == (comment in before)
